"""Whom a meeting is for: the one place that reads it out of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Value

from akker.meetings.grid import usual
from akker.meetings.models import Attendee, Competence, Meeting, PlanCell, PlanRow
from akker.networks.models import Membership, Network
from akker.people.models import Person

REQUIRED, OPTIONAL = PlanCell.State.REQUIRED, PlanCell.State.OPTIONAL
NAMED = "named"


@dataclass(frozen=True, slots=True)
class Guest:
    """One person a meeting is for. `is_required`: it cannot do without them."""

    person: Person
    is_required: bool
    is_core: bool


def members(network: Network) -> list[Membership]:
    """Everybody present with their person, the core first; one query."""
    return list(network.memberships.present().select_related("person").order_by("ring", "added_at", "pk"))


def guests(
    meeting: Meeting, people: list[Membership] | None = None, wished: Mapping[UUID, str] | None = None
) -> list[Guest]:
    """Everybody a meeting is for, the core first; two queries, four for a talk with the reference leader.

    The plan says who; where it says nothing the core comes, and to a meeting of a few those who were named.
    What is `wished`, by the key of a membership, counts for more than the plan.
    """
    states, named = _noted(meeting)
    states.update((wished or {}).items())
    present = members(meeting.network) if people is None else people
    found = [Guest(member.person, state == REQUIRED, member.is_core) for member in present
             if (state := _state(meeting, member, states, named)) in (REQUIRED, OPTIONAL)]  # fmt: skip
    return [*_reference_leader(meeting, found), *found]


def _noted(meeting: Meeting) -> tuple[dict[UUID | None, str], set[UUID]]:
    """What the plan says of members, and the people who were named; one query."""
    cells = PlanCell.objects.filter(meeting=meeting, row__withdrawn_at=None).exclude(state="")
    states = cells.values_list("row__membership", "state")
    named = Attendee.objects.filter(meeting=meeting).annotate(state=Value(NAMED)).values_list("person", "state")
    rows = list(states.union(named, all=True))
    return {key: state for key, state in rows if state != NAMED}, {key for key, state in rows if state == NAMED}


def _state(meeting: Meeting, member: Membership, states: dict[UUID | None, str], named: set[UUID]) -> str:
    if state := states.get(member.pk):
        return state
    return usual(member.ring, meeting.kind, member.person_id in named if named else None)


def _reference_leader(meeting: Meeting, found: Iterable[Guest]) -> list[Guest]:
    """The person who holds that office for the network, in a talk of that kind."""
    if meeting.kind != Meeting.Kind.REFERENCE:
        return []
    office = meeting.network.reference_leader
    if office is None or office.person_id in {guest.person.pk for guest in found}:
        return []
    return [Guest(office.person, True, False)]


def competences(network: Network, people: Iterable[UUID]) -> dict[str, frozenset[str]]:
    """What the network needs around its table, and which of these people (keys of persons) have it; two queries."""
    asked = {str(key) for key in people}
    rows = PlanRow.objects.standing().filter(network=network, membership__isnull=False)
    who: dict[UUID | None, set[str]] = {}
    for competence, person in rows.values_list("competence", "membership__person"):
        who.setdefault(competence, set()).add(str(person))
    found = Competence.objects.standing().filter(network=network)
    return {each.name: frozenset(who.get(each.pk, set()) & asked) for each in found}
