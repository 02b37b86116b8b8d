"""Who fits which role in the networks that are composed: noted and chosen by people."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.actions import TooLate
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.recruit.actions import composing
from akker.recruit.models import Candidate, Composition, Match, Placing, PlacingRule


class ChosenElsewhere(Exception):
    message = _("They have been chosen for a role already. Take that back first.")


@transaction.atomic
def note(
    *, composition: Composition, network: Network, candidate: Candidate, role: str, fit: int | None, words: str,
    by: Person, now: datetime, seen: int,
) -> Event:  # fmt: skip
    """How they fit; `seen` is the version last read, 0 for none. Raises Stale."""
    there = _there(composition, network, candidate, role)
    if there:
        there.revise(seen=seen, fit=fit, note=words)
    else:
        there = _made(composition, network, candidate, role, by, now, fit=fit, note=words)
    return _record(there, "recruit.match.noted", by, now)


@transaction.atomic
def choose(
    *, composition: Composition, network: Network, candidate: Candidate, role: str, by: Person, now: datetime
) -> Event:
    """A person decides: the next proposals keep them in this network, and the role goes into their invitation.

    Raises: ChosenElsewhere.
    """
    there = _there(composition, network, candidate, role) or _made(composition, network, candidate, role, by, now)
    try:
        with transaction.atomic():
            Match.objects.filter(pk=there.pk).update(chosen_at=now, chosen_by=by)
    except IntegrityError as taken:
        raise ChosenElsewhere from taken
    composing.rule(
        composition=composition, kind=PlacingRule.Kind.PIN, network=network, candidate=candidate, by=by, now=now
    )
    _open_placings(there).update(role=role, was={})
    return _record(there, "recruit.match.chosen", by, now)


@transaction.atomic
def let_go(*, match: Match, by: Person, now: datetime) -> Event:
    """Not chosen any more, nor kept in the network for it."""
    _unchoose(match, now)
    return _record(match, "recruit.match.let_go", by, now)


@undoes("recruit.match.let_go")
@transaction.atomic
def choose_again(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, when they were chosen for another role since."""
    row = Match.objects.select_related("composition", "network", "candidate").get(pk=event.target_id)
    try:
        choose(composition=row.composition, network=row.network, candidate=row.candidate, role=row.role, by=by, now=now)
    except ChosenElsewhere as refusal:
        raise TooLate from refusal


@undoes("recruit.match.chosen")
@transaction.atomic
def unchoose(*, event: Event, by: Person, now: datetime) -> None:
    _unchoose(Match.objects.get(pk=event.target_id), now)


def _unchoose(match: Match, now: datetime) -> None:
    Match.objects.filter(pk=match.pk).update(chosen_at=None, chosen_by=None)
    pins = PlacingRule.objects.standing().filter(composition=match.composition_id, kind=PlacingRule.Kind.PIN)
    pins.filter(candidate=match.candidate_id, network=match.network_id).update(withdrawn_at=now)
    _open_placings(match).filter(role=match.role).update(role="", was={})


def _open_placings(match: Match) -> Any:
    """Where they sit in this network, in proposals that nobody settled on."""
    rows = Placing.objects.filter(proposal__composition=match.composition_id, proposal__published_at=None)
    return rows.filter(candidate=match.candidate_id, network=match.network_id)


def _there(composition: Composition, network: Network, candidate: Candidate, role: str) -> Match | None:
    return Match.objects.filter(composition=composition, network=network, candidate=candidate, role=role).first()


def _made(
    composition: Composition, network: Network, candidate: Candidate, role: str, by: Person, now: datetime, **said: Any
) -> Match:
    return Match.objects.create(
        programme_id=composition.programme_id, composition=composition, network=network, candidate=candidate,
        role=role, by=by, at=now, **said,
    )  # fmt: skip


def _record(match: Match, verb: str, by: Person, now: datetime) -> Event:
    programme: UUID = match.programme_id
    return record(programme=programme, verb=verb, target=match, by=by, now=now)
