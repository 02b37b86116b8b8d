"""What Now and the overview show, asked with prepared queries: these are the pages that everybody opens first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When

from akker.journey.models import StepTaken
from akker.journey.walk import Move
from akker.meetings.models import Meeting, ToDo
from akker.networks.models import Membership, Network, Seat
from akker.people.models import NAMED, Person
from akker.people.prepared import DAY, KEY, MOMENT, TEXT, Prepared, thin
from akker.post.models import Ask
from akker.programmes.models import Office, Programme
from akker.question.models import Wording
from akker.recruit.pace import Pace

PLACED = ("id", "network_id", "invited_at", "joined_at")  # of a membership
SHOWN = ("id", "slug", "name", "line", "language", "handbook", "closed_at", "programme_id")  # of its network
MEMBER = ("id", "ring", "invited_at", "joined_at")  # and the person
COMING = ("id", "network_id", "on", "at", "minutes", "place")
WORDED = ("id", "text", "sharpened_at", "agreed_at")  # of a version of the line: how far the members are with it
DOING = ("id", "what", "due_on", "who_id")  # and who
REMEMBERED = timedelta(days=14)
MOST_AROUND_NOW = 30
ASKED = ("id", "network_id", "kind", "target_id", "what", "due_on", "minutes")


def _mine(person: Any) -> QuerySet[Membership, Any]:
    """A person's networks, newest first and closed ones last."""
    found = Membership.objects.present().filter(person=person)
    last = Case(When(network__closed_at=None, then=0), default=1)
    return found.order_by(last, "-pk").values_list(
        *PLACED, *(f"network__{name}" for name in SHOWN), "network__programme__slug"
    )


MINE = Prepared(lambda person: _mine(person)[:61], person=KEY)
SEATS = Prepared(  # of everybody in the networks of a person
    lambda person: (
        Seat.objects.current()
        .filter(
            membership__left_at=None,
            membership__network__memberships__person=person,
            membership__network__memberships__left_at=None,
        )
        .values_list("membership__network_id", "membership__person_id", "role")
    ),
    person=KEY,
)
MOVES = Prepared(
    lambda person: (
        StepTaken.objects.filter(
            network__memberships__person=person, network__memberships__left_at=None, withdrawn_at=None
        )
        .order_by("at", "pk")
        .values_list("network_id", "step", "way", "at")
    ),
    person=KEY,
)
MEETINGS = Prepared(
    lambda person, now: (
        Meeting.objects.to_come(now)
        .filter(network__memberships__person=person, network__memberships__left_at=None)
        .order_by("-starts_at")
        .values_list(*COMING)
    ),
    person=KEY,
    now=MOMENT,
)
PROGRAMMES = Prepared(
    lambda person, today: (
        Office.objects.current(today)
        .filter(person=person)
        .order_by("programme__name")
        .values_list("programme__slug", "programme__name")
    ),
    person=KEY,
    today=DAY,
)
ASKS = Prepared(
    lambda person, today: (
        Ask.objects.open()
        .filter(person=person)
        .exclude(kind__in=("join", "sign-in"))
        .exclude(kind="meeting", due_on__lt=today)  # whether one comes to what is over
        .order_by(F("due_on").asc(nulls_last=True), "asked_at")
        .values_list(*ASKED)[:20]
    ),
    person=KEY,
    today=DAY,
)
PEOPLE = Prepared(
    lambda network: (
        Membership.objects.present()
        .filter(network=network)
        .order_by("added_at")
        .values_list(*MEMBER, *(f"person__{name}" for name in NAMED))
    ),
    network=KEY,
)
HOLDERS = Prepared(
    lambda network, role: (
        Seat.objects.current()
        .filter(membership__network=network, membership__left_at=None, role=role)
        .values_list(*(f"membership__person__{name}" for name in NAMED))
    ),
    network=KEY,
    role=TEXT,
)
AROUND_NOW = Prepared(
    lambda network, since: (
        Meeting.objects.to_come(since).filter(network=network).values_list(*COMING, "starts_at")[:MOST_AROUND_NOW]
    ),
    network=KEY,
    since=MOMENT,
)
VERSIONS = Prepared(
    lambda network: Wording.objects.of("line").filter(network=network).values_list(*WORDED),
    network=KEY,
)

SHOWN_TO_DOS = 4  # on the overview
TO_DOS = Prepared(
    lambda network: (
        ToDo.objects.open()
        .filter(network=network)
        .values_list(*DOING, *(f"who__{name}" for name in NAMED))[:SHOWN_TO_DOS]
    ),
    network=KEY,
)


def memberships(person: Person, count: int) -> list[Membership]:
    """The first `count` networks of a person with the roles they hold there; two queries."""
    return _with_roles(person, MINE(person=person.pk)[:count])


def later_memberships(person: Person, after: str, key: UUID, count: int) -> list[Membership]:
    """Those that come after the membership `key`, which stood among the open or the closed ones; two queries."""
    is_open = Q(network__closed_at=None)
    here = is_open if after == "open" else ~is_open
    beyond = ~is_open if after == "open" else Q(pk__in=())
    return _with_roles(person, list(_mine(person).filter(here & Q(pk__lt=key) | beyond)[:count]))


def place(membership: Membership) -> str:
    """Among which ones a membership stands."""
    return "open" if membership.network.closed_at is None else "closed"


def _with_roles(person: Person, rows: list[tuple[Any, ...]]) -> list[Membership]:
    """The memberships of `rows`; each knows the role keys it holds, and those that somebody holds in its network."""
    mine, held = defaultdict(set), defaultdict(set)
    for network, holder, role in SEATS(person=person.pk):
        held[network].add(role)
        if holder == person.pk:
            mine[network].add(role)
    found = []
    for row in rows:
        membership: Any = thin(Membership, PLACED, row[: len(PLACED)])
        membership.network = thin(Network, SHOWN, row[len(PLACED) : -1])
        membership.network.programme = thin(Programme, ("id", "slug"), row[-2:])
        membership.mine, membership.held = mine[membership.network_id], held[membership.network_id]
        found.append(membership)
    return found


def moves(person: Person) -> dict[UUID, list[Move]]:
    """The steps taken in each network of a person, oldest first; one query."""
    found: dict[UUID, list[Move]] = defaultdict(list)
    for network, step, way, at in MOVES(person=person.pk):
        found[network].append((step, way, at))
    return found


def moves_in(networks: list[Network]) -> dict[UUID, list[Move]]:
    """The steps taken in these networks, oldest first; one query."""
    found: dict[UUID, list[Move]] = defaultdict(list)
    taken = StepTaken.objects.filter(network__in=networks, withdrawn_at=None).order_by("at", "pk")
    for network, step, way, at in taken.values_list("network_id", "step", "way", "at"):
        found[network].append((step, way, at))
    return found


def next_meetings(person: Person, now: datetime) -> dict[UUID, Meeting]:
    """The next meeting of each network of a person; one query."""
    return {row[1]: thin(Meeting, COMING, row) for row in MEETINGS(person=person.pk, now=now)}


def meetings_around(network: Network, now: datetime) -> tuple[Meeting | None, Meeting | None]:
    """The meeting of a network that was just there, while people remember it, and the next one; one query."""
    before = after = None
    for row in AROUND_NOW(network=network.pk, since=now - REMEMBERED):
        meeting, starts_at = thin(Meeting, COMING, row[:-1]), row[-1]
        if starts_at >= now:
            after = meeting
            break
        before = meeting
    return before, after


def versions_of_line(network: Network) -> list[Wording]:
    """The versions of the line a network works on, newest first, with how far its members are; one query."""
    return [thin(Wording, WORDED, row) for row in VERSIONS(network=network.pk)]


def programmes(person: Person, today: date) -> dict[str, str]:
    """Slug and name of the programmes in which a person holds an office; one query."""
    return dict(PROGRAMMES(person=person.pk, today=today))


def asks(person: Person, today: date) -> list[Ask]:
    """What is asked of a person, the soonest first; invitations show on the card of their network. One query."""
    return [thin(Ask, ASKED, row) for row in ASKS(person=person.pk, today=today)]


def to_dos(network: Network) -> list[ToDo]:
    """The next few things that will be done, soonest first; one query."""
    found = list[ToDo]()
    for values in TO_DOS(network=network.pk):
        to_do = thin(ToDo, DOING, values[: len(DOING)])
        if to_do.who_id:
            to_do.who = thin(Person, NAMED, values[len(DOING) :])
        found.append(to_do)
    return found


def people(network: Network) -> list[Membership]:
    """Who is in a network, in the order they came, with their names; one query."""
    found = []
    for row in PEOPLE(network=network.pk):
        member = thin(Membership, MEMBER, row[: len(MEMBER)])
        member.person = thin(Person, NAMED, row[len(MEMBER) :])
        found.append(member)
    return found


def holders(network: Network, role: str) -> list[str]:
    """The names of those who hold a role now; one query."""
    return [str(thin(Person, NAMED, row)) for row in HOLDERS(network=network.pk, role=role)]


def pace_of(network: Any) -> Pace:
    """How many meetings stand, called off ones left out, and the minutes most of them take; one query."""
    minutes = list(Meeting.objects.standing().filter(network=network).values_list("minutes", flat=True))
    return Pace(len(minutes), max(set(minutes), key=minutes.count)) if minutes else Pace()
