"""Rounds: begun, written in by each alone, revealed together, closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from akker.journey.models import Round, Voice
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record

ASK = "round"  # kind of ask
EXPECTATIONS = "expectations"  # the same in a round about the network itself, which has a page of its own
MINUTES = 5  # to write alone


class AlreadyRevealed(Exception):
    message = _("This round has been revealed: what everybody wrote stands as it is.")


class NotRevealed(Exception):
    message = _("Reveal the round first, so that everybody sees the same.")


class StillOpen(Exception):
    message = _("There is a round open about this already.")


def _record(row: Round, verb: str, by: Person, now: datetime) -> Event:
    return record(
        programme=row.programme_id, network=row.network_id, verb=f"journey.round.{verb}", target=row, by=by, now=now
    )


def _kind(row: Round) -> str:
    return EXPECTATIONS if row.target_kind == "network" else ASK


def _held(row: Round) -> Round:
    """The round as it is now, while everybody else waits. Raises: NetworkClosed."""
    networks.hold(row.network)
    return Round.objects.get(pk=row.pk)


@transaction.atomic
def open(*, network: Network, target: Model | str, prompt: str, by: Person, now: datetime, what: str = "") -> Event:
    """Begin a round about a row, or about the step with this key; each member is asked in a line, `what`, if any.

    Raises: StillOpen.
    """
    networks.hold(network)
    about = (
        {"step": target} if isinstance(target, str)
        else {"target_kind": target._meta.model_name or "", "target_id": target.pk}
    )  # fmt: skip
    if Round.objects.open().filter(network=network, **about).exists():
        raise StillOpen
    row = Round.objects.create(
        programme_id=network.programme_id, network=network, prompt=prompt, opened_at=now, opened_by=by, **about
    )
    if what:
        present = Membership.objects.present().core().filter(network=network).exclude(person=by)
        post.ask_each(
            people=[member.person for member in present.select_related("person")], kind=_kind(row), what=what,
            minutes=MINUTES, now=now, by=by, programme_id=network.programme_id, network_id=network.pk, target_id=row.pk,
        )  # fmt: skip
    return _record(row, "opened", by, now)


@undoes("journey.round.opened")
@transaction.atomic
def unopen(*, event: Event, by: Person, now: datetime) -> None:
    Round.objects.filter(pk=event.target_id).update(withdrawn_at=now)
    for kind in (ASK, EXPECTATIONS):
        post.asked_no_more(kind=kind, targets=[event.target_id], now=now)


@transaction.atomic
def speak(*, round: Round, membership: Membership, text: str, proposal: str, now: datetime, seen: int) -> Voice | None:
    """Write one's own voice; `seen` is the version last read, 0 for none. Saying nothing takes it back.

    It writes no event: before the round is revealed nobody learns who wrote.
    Raises: AlreadyRevealed; Stale.
    """
    row = _held(round)
    if row.is_revealed or not row.is_open:
        raise AlreadyRevealed
    mine = Voice.objects.standing().filter(round=row, membership=membership).first()
    if mine and mine.version != seen:
        raise Stale(mine, {"text": text, "proposal": proposal})
    if not (text or proposal):
        Ask.objects.filter(kind=_kind(row), target_id=row.pk, person=membership.person_id).update(done_at=None)
        Voice.objects.filter(round=row, membership=membership).delete()
        return None
    post.done_about(kind=_kind(row), target_id=row.pk, people=[membership.person_id], now=now)
    if mine:
        return mine.revise(seen=seen, text=text, proposal=proposal, at=now)
    return Voice.objects.create(
        programme_id=row.programme_id, network_id=row.network_id, round=row, membership=membership,
        text=text, proposal=proposal, at=now,
    )  # fmt: skip


@transaction.atomic
def reveal(*, round: Round, by: Person, now: datetime) -> Event:
    """Show everybody what everybody wrote, all at once; what was seen is not taken back. Raises: AlreadyRevealed."""
    row = _held(round)
    if row.is_revealed or not row.is_open:
        raise AlreadyRevealed
    Round.objects.filter(pk=row.pk).update(revealed_at=now, revealed_by=by)
    post.asked_no_more(kind=_kind(row), targets=[row.pk], now=now)
    return _record(row, "revealed", by, now)


@transaction.atomic
def withdraw(*, voice: Voice, by: Person, now: datetime) -> Event:
    """Take back what one said in a round that is revealed. Raises: NotRevealed."""
    row = _held(voice.round)
    if not row.is_revealed:
        raise NotRevealed
    Voice.objects.standing().filter(pk=voice.pk).update(withdrawn_at=now)
    return record(
        programme=row.programme_id, network=row.network_id, verb="journey.voice.withdrawn", target=voice, by=by, now=now
    )


@undoes("journey.voice.withdrawn")
@transaction.atomic
def unwithdraw(*, event: Event, by: Person, now: datetime) -> None:
    Voice.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def close(*, round: Round, by: Person, now: datetime) -> Event:
    """The talk about a revealed round is over. Raises: NotRevealed."""
    row = _held(round)
    if not row.is_revealed:
        raise NotRevealed
    Round.objects.open().filter(pk=row.pk).update(closed_at=now, closed_by=by)
    return _record(row, "closed", by, now)


@undoes("journey.round.closed")
@transaction.atomic
def unclose(*, event: Event, by: Person, now: datetime) -> None:
    Round.objects.filter(pk=event.target_id, closed_at=event.at).update(closed_at=None, closed_by=None)
