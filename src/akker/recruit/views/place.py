"""Where candidates are looked at: in a network that they wish to join, or in the whole programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from akker.networks.access import May, Visit, enter
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes import access as programmes
from akker.programmes.models import Event, Programme


@dataclass(frozen=True)
class Place:
    """One door that was entered; `network` is none for the programme as a whole."""

    visit: Any  # a visit of networks or of programmes; templates ask it what one may
    programme: Programme
    network: Network | None
    names: dict[str, str]  # page -> name of its address

    @property
    def person(self) -> Person:
        person: Person = self.visit.person
        return person

    @property
    def base(self) -> str:
        return "base_network.html" if self.network else "base_programme.html"

    @property
    def language(self) -> str:
        return self.network.language if self.network else self.programme.language

    def to(self, page: str, *args: Any) -> str:
        """The address of a page here: candidates, export, candidate, import, import-columns, ..."""
        network = [self.network.slug] if self.network else []
        return reverse(self.names[page], args=[self.programme.slug, *network, *args])

    def undo(self, event: Event) -> str:
        return str(self.visit.undo(event))


PAGES = (
    "candidates", "export", "candidate", "import", "import-columns", "import-preview", "import-done",
    "invitations", "sending", "reminders", "invitation", "invitation-withdrawal", "release", "asking",
    "experts", "expert",
)  # fmt: skip
IN_NETWORK = {page: f"recruit:{page}" for page in PAGES}
IN_PROGRAMME = {page: f"recruit-{page}" for page in PAGES}


def in_network(request: HttpRequest, programme: str, network: str) -> Place:
    visit: Visit = enter(request.user, programme, network, May.INVITE)
    return Place(visit, visit.network.programme, visit.network, IN_NETWORK)


def in_programme(request: HttpRequest, programme: str) -> Place:
    """A personal programme has no pages of its own until it is made public."""
    visit = programmes.enter(request.user, programme, programmes.May.MANAGE)
    if visit.programme.is_personal:
        raise Http404
    return Place(visit, visit.programme, None, IN_PROGRAMME)


def entered(request: HttpRequest, programme: str, network: str = "") -> Place:
    """By the door of a network when one is named, else by that of the programme."""
    return in_network(request, programme, network) if network else in_programme(request, programme)
