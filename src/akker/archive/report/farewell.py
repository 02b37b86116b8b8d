"""What erasure would do, told before anybody presses the button."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from akker.archive.report.held import Mention, mentions, where
from akker.archive.report.reach import Reach
from akker.archive.report.traces import TRACES, Trace
from akker.networks.models import Network, Seat
from akker.programmes.models import Programme

SHOWN = 100  # texts


@dataclass(frozen=True, slots=True)
class Farewell:
    """goes, empties, stays: (title, how many rows). texts: (where, excerpt) of those in which the name is replaced."""

    goes: list[tuple[str, int]]
    empties: list[tuple[str, int]]
    stays: list[tuple[str, int]]
    texts: list[tuple[str, str]]
    text_count: int
    networks: list[Network]  # that go whole
    programmes: list[Programme]  # likewise
    leaderless: list[Network]  # that would be without anybody who leads or facilitates


def of(reach: Reach) -> Farewell:
    """One query for each noun, and one for each in which names may stand."""
    counts = [(trace, *_count(trace, reach)) for trace in TRACES if trace.tells]
    named = [each for each in mentions(reach) if not _is_theirs(each, reach)]
    return Farewell(
        goes=[(str(trace.title), about) for trace, about, _by in counts if trace.goes and about],
        empties=[(str(trace.title), about) for trace, about, _by in counts if trace.empties and about],
        stays=[(str(trace.title), by) for trace, about, by in counts if by]
        + [(str(trace.title), about) for trace, about, _by in counts if about and not trace.goes and not trace.empties],
        texts=[(where(each, reach), each.excerpt) for each in named[:SHOWN]],
        text_count=len(named),
        networks=[reach.networks[key] for key in reach.alone],
        programmes=[reach.programmes[key] for key in reach.deserted],
        leaderless=_leaderless(reach),
    )


def _count(trace: Trace, reach: Reach) -> tuple[int, int]:
    """How many rows are about them, and how many others are by them; one query."""
    about, by = trace.about(reach.person), trace.by(reach.person)
    rows = trace.model._default_manager.filter(about | by).values("pk")
    said = rows.aggregate(about=Count("pk", filter=about), by=Count("pk", filter=by & ~about))
    return said["about"], said["by"]


def _is_theirs(mention: Mention, reach: Reach) -> bool:
    """In what goes whole no name has to be replaced."""
    return mention.network in reach.alone or mention.programme in reach.deserted


def _leaderless(reach: Reach) -> list[Network]:
    """Running networks in which nobody else leads or facilitates; one query."""
    led: dict[bool, set[object]] = {True: set(), False: set()}
    seats = Seat.objects.current().filter(membership__network__in=reach.joined, membership__left_at=None)
    for network, person, role in seats.values_list("membership__network", "membership__person", "role"):
        if reach.networks[network].acts_as(role) in ("leader", "facilitator"):
            led[person == reach.person.pk].add(network)
    alone = led[True] - led[False] - reach.alone
    return [reach.networks[key] for key in reach.networks if key in alone and not reach.networks[key].is_closed]
