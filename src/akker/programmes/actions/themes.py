"""Theme proposals: proposed by anybody in the programme, talked about, decided on a day that is known beforehand."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post import kinds
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Programme, ThemeCall, ThemeProposal, ThemeTalk, record


@transaction.atomic
def propose(*, programme: Programme, by: Person, now: datetime, **words: str) -> Event:
    row = ThemeProposal.objects.create(programme=programme, by=by, at=now, **words)
    return _record(row, "proposed", by, now)


@transaction.atomic
def reword(*, proposal: ThemeProposal, by: Person, now: datetime, seen: int, **words: str) -> Event:
    """Raises: Stale."""
    proposal.revise(seen=seen, **words)
    return _record(proposal, "changed", by, now)


@transaction.atomic
def withdraw(*, proposal: ThemeProposal, by: Person, now: datetime) -> Event:
    ThemeProposal.objects.filter(pk=proposal.pk).update(withdrawn_at=now)
    return _record(proposal, "withdrawn", by, now)


@undoes("programmes.themeproposal.proposed")
def unpropose(*, event: Event, by: Person, now: datetime) -> None:
    ThemeProposal.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("programmes.themeproposal.withdrawn")
def unwithdraw(*, event: Event, by: Person, now: datetime) -> None:
    ThemeProposal.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def talk(*, proposal: ThemeProposal, characteristic: str, words: str, by: Person, now: datetime, seen: int) -> Event:
    """Note what was said about a characteristic; `seen` is the version last read, 0 for none. Raises: Stale."""
    told = {"programme_id": proposal.programme_id, "proposal": proposal, "characteristic": characteristic}
    row = ThemeTalk.objects.filter(proposal=proposal, characteristic=characteristic).first()
    if row is None:
        row = ThemeTalk.objects.create(words=words, by=by, at=now, **told)
    elif row.version != seen:
        raise Stale(row, {"words": words})
    else:
        row.revise(seen=seen, words=words, by=by, at=now)
    return record(programme=proposal.programme_id, verb="programmes.themetalk.noted", target=row, by=by, now=now)


@transaction.atomic
def decide(*, proposal: ThemeProposal, decision: str, words: str, address: str, by: Person, now: datetime) -> Event:
    """Note what was decided; who proposed it gets a mail with the line, and the way to `address`."""
    ThemeProposal.objects.filter(pk=proposal.pk).update(
        decision=decision, decision_words=words, decided_at=now, decided_by=by
    )
    proposal.decision, proposal.decision_words = decision, words
    _tell(proposal, address, by, now)
    return _record(proposal, "decided", by, now)


def _tell(proposal: ThemeProposal, address: str, by: Person, now: datetime) -> None:
    to = proposal.by
    if to is None or to == by or not to.email or not to.is_active:
        return
    with translation.override(to.language):
        post.queue(
            to=to, kind=kinds.NOTICE, now=now, programme_id=proposal.programme_id,
            subject=_("Your theme: %(decision)s") % {"decision": proposal.get_decision_display()},
            text=render_to_string(
                "programmes/theme_decided.txt", {"proposal": proposal, "address": settings.ADDRESS + address}
            ),
        )  # fmt: skip


def _record(row: ThemeProposal, what: str, by: Person, now: datetime) -> Event:
    return record(programme=row.programme_id, verb=f"programmes.themeproposal.{what}", target=row, by=by, now=now)


# --- until when, and decided when ----------------------------------------------------------


@transaction.atomic
def call(*, programme: Programme, deadline_on: date, decides_on: date | None, by: Person, now: datetime) -> Event:
    """Ask for themes until a day."""
    row = ThemeCall.objects.create(programme=programme, deadline_on=deadline_on, decides_on=decides_on)
    return record(programme=programme.pk, verb="programmes.themecall.noted", target=row, by=by, now=now)


@transaction.atomic
def call_off(*, row: ThemeCall, by: Person, now: datetime) -> Event:
    ThemeCall.objects.filter(pk=row.pk).update(withdrawn_at=now)
    return record(programme=row.programme_id, verb="programmes.themecall.dropped", target=row, by=by, now=now)


@undoes("programmes.themecall.noted")
def uncall(*, event: Event, by: Person, now: datetime) -> None:
    ThemeCall.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("programmes.themecall.dropped")
def call_again(*, event: Event, by: Person, now: datetime) -> None:
    ThemeCall.objects.filter(pk=event.target_id).update(withdrawn_at=None)
