"""The door of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.programmes.inverses import INVERSES
from akker.programmes.models import Event, Office, Programme


class May(StrEnum):
    """Every permission at the level of a programme."""

    SEE = "see"  # its name, forums and their dates
    PROPOSE = "propose"  # a theme, and read those of others
    DECIDE = "decide"  # about a theme
    MANAGE = "manage"  # its people, organisations, forums, and new networks


GRANTS: dict[str, frozenset[May]] = {
    "programme_manager": frozenset(May),
    "reference_leader": frozenset({May.SEE, May.PROPOSE}),
    "home_manager": frozenset({May.SEE, May.PROPOSE}),
    "forum": frozenset({May.SEE, May.PROPOSE, May.DECIDE}),
    "member": frozenset({May.PROPOSE}),  # of one of its networks: see `networks.access.enter_themes`
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A person inside a programme, and what they may do there."""

    programme: Programme
    person: Person
    powers: frozenset[str]
    may: frozenset[May]

    def undo(self, event: Event) -> str:
        """The address that takes `event` back; empty when it changed nothing that can be taken back."""
        return reverse("programmes:undo", args=[self.programme.slug, event.pk]) if event.verb in INVERSES else ""


def enter(person: Person | AnonymousUser, slug: str, needs: May) -> Visit:
    """The one door to a programme; one query. Whose personal programme it is manages it.

    Raises:
        Http404: there is no such programme, or it is none of the person's business.
        PermissionDenied: the person holds an office, but it lacks `needs`.
    """
    if not isinstance(person, Person):
        raise Http404  # the middleware has sent them to sign in; the door does not rely on it
    rows = Programme.objects.entry(person, slug, clock.now().date())
    if not rows:
        raise Http404
    programme, powers = rows[0], frozenset(row.held_role for row in rows if row.held_role)
    if programme.personal_to_id == person.pk:
        powers |= {"programme_manager"}
    may = frozenset[May]().union(*(GRANTS[power] for power in powers))
    if needs not in may:
        raise PermissionDenied
    return Visit(programme, person, powers, may)


def own_event(person: Person, slug: str, pk: UUID) -> Event:
    """The door of undo: something that `person` did in this programme, outside its networks.

    Whoever gave up an office of their own may take that back, though it let them out.

    Raises:
        Http404: there is no such event, it is somebody else's, or they have no business here.
        PermissionDenied: they no longer manage the programme.
    """
    event = Event.objects.filter(pk=pk, programme__slug=slug, network_id=None, by=person).first()
    if event is None:
        raise Http404
    is_stepping_down = event.verb == "programmes.office.ended"
    if not (is_stepping_down and Office.objects.filter(pk=event.target_id, person=person).exists()):
        enter(person, slug, May.MANAGE)
    return event
