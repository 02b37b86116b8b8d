from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from akker.journey.models import Round
from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.actions import clinic
from akker.question.models import Subtheme, Wording


@transaction.atomic
def word(
    *,
    network: Network,
    kind: str,
    text: str,
    by: Person | None,
    now: datetime,
    seen: int,
    reason: str = "",
    round: Round | None = None,
    what: str = "",
) -> Event | None:
    """Give the network a new version of its line, ambition or theme; `seen` is the number last read, 0 for none.

    Proposed in a `round`, it is sharpened with it, the round is closed and each member is asked in a line, `what`.
    Whoever was asked about the version before is asked no more.

    Returns: the event, or None when the text stays as it was.
    Raises: Stale when somebody else has worded it since `seen`.
    """
    hold(network)
    last = network.wordings.of(kind).first()
    if last and last.number != seen:
        raise Stale(last, {"text": text, "reason": reason})
    if (last.text if last else "") == text:
        return None
    highest = network.wordings.filter(kind=kind).aggregate(Max("number"))["number__max"] or 0
    wording = Wording.objects.create(
        programme_id=network.programme_id, network=network, kind=kind, number=highest + 1,
        text=text, reason=reason, by=by, at=now, round=round,
        sharpened_at=now if round else None, sharpened_by=by if round else None,
    )  # fmt: skip
    if last and kind in clinic.ASKS:
        post.asked_no_more(kind=clinic.ask_kind(last), targets=[last.pk], now=now)
    if round:
        Round.objects.open().filter(pk=round.pk).update(closed_at=now, closed_by=by)
        clinic.ask(wording, what, by, now)
    _show(network, kind)
    return record(
        programme=network.programme_id,
        network=network.pk,
        verb="question.wording.given",
        target=wording,
        by=by,
        now=now,
    )


@undoes("question.wording.given")
@transaction.atomic
def unword(*, event: Event, by: Person, now: datetime) -> None:
    wording = Wording.objects.select_related("network").get(pk=event.target_id)
    wording.withdrawn_at = now
    wording.save(update_fields=["withdrawn_at"])
    if wording.round_id:
        Round.objects.filter(pk=wording.round_id, closed_at=wording.at).update(closed_at=None, closed_by=None)
    if wording.kind in clinic.ASKS:
        asked = clinic.ask_kind(wording)
        post.asked_no_more(kind=asked, targets=[wording.pk], now=now)
        before = Ask.objects.filter(kind=asked, network_id=wording.network_id, withdrawn_at=event.at)
        before.update(withdrawn_at=None)
    _show(wording.network, wording.kind)


def _show(network: Network, kind: str) -> None:
    """Keep the line and the ambition that pages show equal to their newest version."""
    if kind in (Wording.Kind.LINE, Wording.Kind.AMBITION):
        newest = network.wordings.of(kind).first()
        setattr(network, kind, newest.text if newest else "")
        network.save(update_fields=[kind])


@transaction.atomic
def divide(*, network: Network, names: list[str], by: Person, now: datetime, seen: list[str]) -> Event | None:
    """Make these the subthemes, in this order; those left out step back, with their history.

    Returns: the event, or None when they are so already.
    Raises: Stale when somebody else changed them since they were `seen`.
    """
    hold(network)
    standing = {theme.name: theme for theme in network.subthemes.standing()}
    if list(standing) == names:
        return None
    if list(standing) != seen:
        raise Stale(network, {"names": names})
    for name in standing.keys() - set(names):
        Subtheme.objects.filter(pk=standing[name].pk).update(withdrawn_at=now)
    for place, name in enumerate(names):
        Subtheme.objects.update_or_create(
            programme_id=network.programme_id, network=network, name=name, withdrawn_at=None,
            defaults={"place": place}, create_defaults={"place": place, "at": now},
        )  # fmt: skip
    return record(
        programme=network.programme_id,
        network=network.pk,
        verb="question.theme.divided",
        target=network,
        by=by,
        now=now,
    )


@undoes("question.theme.divided")
@transaction.atomic
def undivide(*, event: Event, by: Person, now: datetime) -> None:
    """Those added step back, those left out stand again, where they stood."""
    themes = Subtheme.objects.filter(network=event.target_id)
    themes.filter(at=event.at, withdrawn_at=None).update(withdrawn_at=now)
    there = set(themes.filter(withdrawn_at=None).values_list("name", flat=True))
    themes.filter(withdrawn_at=event.at).exclude(name__in=there).update(withdrawn_at=None)
