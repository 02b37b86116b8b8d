"""A proposal as its page shows it: networks with who sits there, what is covered, and who is on the bench."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from akker.networks.models import Membership
from akker.people.models import NAMED
from akker.recruit import verdict
from akker.recruit.models import Candidate, Composition, Opening, Placing, PlacingRule, Proposal
from akker.recruit.report.pool import ATTRIBUTES, Pool
from akker.recruit.report.role import offered
from akker.recruit.verdict import NUMBERS, Words


@dataclass(frozen=True, slots=True)
class Cover:
    """How one attribute is spread: `values` different ones, and how near the even split that is, 0 to 100."""

    name: str
    values: int
    percent: int
    rows: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class Side:
    """One network in a proposal."""

    opening: Any
    members: list[Membership] = field(default_factory=list)
    ring: list[Membership] = field(default_factory=list)
    placings: list[Any] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.opening.network_id)

    @property
    def size(self) -> int:
        return len(self.members) + len(self.placings)

    @property
    def facilitators(self) -> list[Membership]:
        return [one for one in self.members if getattr(one, "facilitates", False)]


@dataclass(frozen=True, slots=True)
class Board:
    """A proposal: its networks in the order of their names, the bench, and how many got which choice."""

    sides: tuple[Side, ...]
    bench: tuple[Any, ...]
    breaches: tuple[str, ...]
    first_or_second: int
    seated: int
    lowest: str
    words: Words


def words(
    composition: Composition, openings: Iterable[Opening] | None = None, rules: Iterable[PlacingRule] | None = None
) -> Words:
    """What ids stand for in a composition, for sentences; one query, and two more without `openings` and `rules`."""
    candidates = Candidate.objects.filter(programme_id=composition.programme_id).select_related("person")
    named = candidates.only("programme", *(f"person__{name}" for name in NAMED))
    openings = composition.openings.select_related("network") if openings is None else openings
    names = {str(one.pk): str(one.person) for one in named} | {str(it.network_id): it.network.name for it in openings}
    kept = composition.rules.all() if rules is None else rules
    return Words(names, {str(it.pk): facts(it) for it in kept}, ATTRIBUTES)


def words_of(found: Pool) -> Words:
    """What ids stand for in a pool that is at hand; no query."""
    return Words(found.names, {str(it.pk): facts(it) for it in found.rules}, ATTRIBUTES)


def facts(rule: Any) -> dict[str, Any]:
    """A rule as `verdict` reads it."""
    keys = {name: getattr(rule, f"{name}_id") for name in ("network", "candidate", "other")}
    return {
        "kind": rule.kind,
        "what": rule.what,
        "count": rule.count,
        **{name: str(key) if key else None for name, key in keys.items()},
    }


def lettered(rows: QuerySet[Composition]) -> QuerySet[Composition]:
    """Each with `latest`, the letter of the proposal that is read first, and `asked`, of the one asked for last."""
    here = {"composition": OuterRef("pk")}
    latest = Proposal.objects.ready().filter(**here).order_by("-published_at", "-asked_at")
    asked = Proposal.objects.standing().filter(**here).order_by("-asked_at")
    return rows.annotate(latest=Subquery(latest.values("letter")[:1]), asked=Subquery(asked.values("letter")[:1]))


def board(proposal: Proposal) -> Board:
    """All that the page of a proposal shows; four queries, however many people."""
    composition = proposal.composition
    openings = list(composition.openings.select_related("network").order_by("network__name", "pk"))
    sides = {opening.network_id: Side(opening) for opening in openings}
    everybody = _members(sides)
    members = [one for one in everybody if one.is_core]
    for one in everybody:
        if not one.is_core:
            sides[one.network_id].ring.append(one)
    rows = _once(proposal, members, _placings(proposal))
    for member in members:
        sides[member.network_id].members.append(member)
    for row in rows:
        if row.network_id in sides:
            sides[row.network_id].placings.append(row)
    said = _words(composition, rows, openings)
    _cover(sides, proposal, said)
    _pinned(rows, said)
    _named(sides)
    seated = [row for row in rows if row.network_id]
    ranks = [row.rank for row in seated]
    return Board(
        sides=tuple(sides.values()),
        bench=tuple(row for row in rows if not row.network_id),
        breaches=tuple(verdict.breach(one, said) for one in proposal.facts.get("breaches", ())),
        first_or_second=sum(rank in (1, 2) for rank in ranks),
        seated=len(seated),
        lowest=verdict.choice(max((rank for rank in ranks if rank), default=None)) if None not in ranks else "",
        words=said,
    )


def _members(sides: Iterable[UUID]) -> list[Any]:
    """Who is in a network already, in core or second ring, and whether they facilitate; one query, a row per seat."""
    rows = Membership.objects.present().filter(network__in=sides).select_related("person", "network")
    running = Q(seats__until_on=None, seats__withdrawn_at=None)
    rows = rows.annotate(held=FilteredRelation("seats", condition=running), held_role=F("held__role"))
    found: dict[UUID, Any] = {}
    for row in rows.order_by("person__name", "pk"):
        kept: Any = found.setdefault(row.pk, row)
        is_facilitator = bool(row.held_role) and row.network.acts_as(row.held_role) == "facilitator"
        kept.facilitates = getattr(kept, "facilitates", False) or is_facilitator
    return list(found.values())


def _once(proposal: Proposal, members: list[Any], rows: list[Any]) -> list[Any]:
    """Who was placed and is a member by now stands once: in a settled proposal where they were placed, with how that
    stands, and so not among `members`; in another only as the member they are.
    """
    if proposal.published_at is None:
        inside = {member.person_id for member in members}
        return [row for row in rows if row.candidate.person_id not in inside]
    placed = {(row.candidate.person_id, row.network_id) for row in rows}
    members[:] = [one for one in members if (one.person_id, one.network_id) not in placed]
    return rows


def _placings(proposal: Proposal) -> list[Any]:
    rows = Placing.objects.filter(proposal=proposal).select_related("candidate__person")
    return list(rows.order_by("candidate__person__name", "pk"))


def _words(composition: Composition, rows: Iterable[Any], openings: Iterable[Any]) -> Words:
    names = {str(row.candidate_id): str(row.candidate.person) for row in rows}
    names |= {str(it.network_id): it.network.name for it in openings}
    return Words(names, {str(it.pk): facts(it) for it in composition.rules.standing()}, ATTRIBUTES)


def _pinned(rows: Iterable[Any], said: Words) -> None:
    """Mark who is pinned where they sit."""
    pins = {(one["candidate"], one["network"]) for one in said.rules.values() if one["kind"] == "pin"}
    for row in rows:
        row.is_pinned = (str(row.candidate_id), str(row.network_id)) in pins


def _named(sides: Mapping[UUID, Side]) -> None:
    """Write on each placing the name of the role that somebody is thought of for, as their network calls it."""
    for side in sides.values():
        names = offered(side.opening.network) if any(row.role for row in side.placings) else {}
        for row in side.placings:
            row.role_name = names.get(row.role, "")


def _cover(sides: Mapping[UUID, Side], proposal: Proposal, said: Words) -> None:
    shares: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for share in proposal.facts.get("shares", ()):
        shares[share["network"], share["attribute"]].append(share)
    for side in sides.values():
        for name in ATTRIBUTES:
            if name not in NUMBERS and (found := shares.get((side.key, name))):
                side.covers.append(_covered(said.attribute(name), found))
        side.gaps = [verdict.gap(one, said) for one in gaps_of(proposal, side.opening)]


def gaps_of(proposal: Proposal, opening: Opening) -> list[Mapping[str, Any]]:
    """What one network still lacks in a proposal, as far as it has a name and is no number."""
    here = [one for one in proposal.facts.get("gaps", ()) if one["network"] == str(opening.network_id)]
    return [one for one in here if (one["kind"] == "seat" or one["what"]) and one["kind"] not in NUMBERS][:6]


def _covered(name: str, found: list[Mapping[str, Any]]) -> Cover:
    """100: every value stands as often as an even split would have it; 0: nothing does."""
    size = sum(one["count"] for one in found)
    off = sum(abs(one["count"] - one["ideal"]) for one in found)
    percent = round(100 * (1 - off / (2 * size))) if size else 0
    rows = sorted((one for one in found if one["count"] or one["ideal"] >= 0.5), key=lambda one: -one["count"])
    return Cover(name, sum(one["count"] > 0 for one in found), max(0, percent), tuple(rows))
