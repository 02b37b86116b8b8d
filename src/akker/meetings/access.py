"""Which meeting or poll a visit may point at, and who notes who was there. The door is that of networks."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from akker.meetings.models import Meeting, Poll
from akker.networks.access import May, Visit, enter
from akker.networks.models import Network
from akker.people.models import Person

POWERS = frozenset({"leader", "facilitator", "member", "second_ring"})


def meeting_of(visit: Visit, pk: UUID) -> Meeting:
    """Also one that is called off: who has it in their calendar may look; one query. Raises: Http404."""
    found = visit.network.meetings.select_related("subtheme").filter(series__withdrawn_at=None)
    meeting: Meeting = get_object_or_404(found, pk=pk)
    meeting.network = visit.network
    return meeting


def standing(visit: Visit, pk: UUID) -> Meeting:
    """One that is not called off; one query. Raises: Http404."""
    meeting: Meeting = get_object_or_404(visit.network.meetings.standing().select_related("subtheme"), pk=pk)
    meeting.network = visit.network
    return meeting


def poll_of(visit: Visit, pk: UUID) -> Poll:
    """One that was not taken back; one query. Raises: Http404."""
    poll: Poll = get_object_or_404(
        Poll.objects.standing().filter(network=visit.network).select_related("job", "network"), pk=pk
    )
    poll.network = visit.network
    return poll


def sees_people(visit: Visit) -> bool:
    """Who is in the network sees who comes and who was there; an office around it never does."""
    return bool(visit.powers & POWERS)


def inside(visit: Visit) -> Person:
    """The person, when they are in the network. Raises: PermissionDenied."""
    if not sees_people(visit):
        raise PermissionDenied
    return visit.person


def still_here(person: Person, network: Network) -> None:
    """A link goes on working once it was used, but not for who left since; one query. Raises: Http404."""
    enter(person, network.programme.slug, network.slug, May.SEE)
