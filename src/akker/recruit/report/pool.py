"""Who and what a composition divides, as plain values for the optimiser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, FilteredRelation, OuterRef, Q, Subquery, UUIDField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership
from akker.recruit.models import Candidate, Composition, Opening, Placing, PlacingRule, Proposal
from akker.recruit.verdict import FACILITATES

# What people may differ in. A number says how far apart; a word says whether.
ATTRIBUTES: dict[str, Promise] = {
    "organisation": _("organisation"),
    "function": _("function"),
    "sector": _("sector"),
    "region": _("region"),
    "experience_years": _("years of experience"),
}
USUAL_WEIGHTS: dict[str, int] = {**dict.fromkeys(ATTRIBUTES, 1), "wishes": 1, "stability": 1}
STEPS = ("0", "1", "2", "3")
NOBODY = Value("", output_field=CharField())  # is the role that somebody was chosen for
MEMBER = "member-"  # begins the id of who is in a network already


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One person to be divided; `seat`: the network they are in already and stay in."""

    id: str
    name: str
    attributes: Mapping[str, str | float]
    competences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()  # FACILITATES, or nothing
    available: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """All that a composition divides: people, openings and standing rules; names by id."""

    people: tuple[Pooled, ...]
    openings: tuple[Opening, ...]
    rules: tuple[PlacingRule, ...]
    weights: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)  # candidate -> network, of the proposal that was asked for


def pool(composition: Composition, seats_of: Proposal | None = None) -> Pool:
    """The pool as it is now, with `seats` of a proposal when one is given; four queries."""
    openings = tuple(composition.openings.select_related("network").order_by("network__name", "pk"))
    networks = [opening.network_id for opening in openings]
    guides = {key for it in openings for key in it.network.book.roles if it.network.acts_as(key) == "facilitator"}
    rules = tuple(composition.rules.standing().order_by("pk"))
    asks_to_guide = any(rule.kind == PlacingRule.Kind.FACILITATOR for rule in rules)
    members = _members(networks, _chosen(composition, guides) if asks_to_guide else NOBODY)
    seated = {member.person_id for member in members}
    free = [one for one in candidates(composition, seats_of) if one.person_id not in seated]
    people = (*(_member(one, guides) for one in members), *(_candidate(one, networks, guides) for one in free))
    there = {one.id for one in people}
    rules = tuple(rule for rule in rules if _is_about(rule, there))
    names = {one.id: one.name for one in people} | {str(it.network_id): it.network.name for it in openings}
    seats = {str(one.pk): str(one.sits) for one in free if one.sits}
    return Pool(people, openings, rules, weights(composition), names, seats)


def weights(composition: Composition) -> dict[str, int]:
    """What weighs how much, 0 to 3; what was never said weighs 1."""
    return USUAL_WEIGHTS | {name: int(value) for name, value in composition.weights.items() if value in STEPS}


def _members(networks: list[UUID], chosen: Any) -> list[Any]:
    """Who is in the core, with `held_roles`, the role they were `chosen` for included; one query, a row per seat."""
    rows = Membership.objects.present().core().filter(network__in=networks).select_related("person", "organisation")
    running = Q(seats__until_on=None, seats__withdrawn_at=None)
    rows = rows.annotate(
        held=FilteredRelation("seats", condition=running), held_role=F("held__role"), chosen_role=chosen
    )
    found: dict[UUID, Any] = {}
    for row in rows.order_by("pk"):
        kept = found.setdefault(row.pk, row)
        kept.held_roles = {*getattr(kept, "held_roles", ()), row.held_role, row.chosen_role}
    return list(found.values())


def _chosen(composition: Composition, guides: set[str]) -> Subquery:
    """The role in which a member was chosen to facilitate: it counts after their yes, though the network has not
    divided its roles yet.
    """
    rows = composition.matches.filter(chosen_at__isnull=False, role__in=guides, candidate__person=OuterRef("person"))
    return Subquery(rows.values("role")[:1])


def candidates(composition: Composition, seats_of: Proposal | None = None) -> list[Any]:
    """Who may be placed, oldest first, with `wishes`, the dearest first, and where they sit; one query."""
    rows = Candidate.objects.composable().filter(programme_id=composition.programme_id).select_related("person")
    placed = Placing.objects.filter(proposal=seats_of, candidate=OuterRef("pk")).values("network")[:1]
    rows = rows.annotate(
        wish=F("preferences__network"),
        wish_rank=F("preferences__rank"),
        sits=Subquery(placed, output_field=UUIDField()) if seats_of else Value(None, output_field=UUIDField()),
    )
    found: dict[UUID, Any] = {}
    for row in rows.order_by("applied_at", "pk", "wish_rank"):
        kept = found.setdefault(row.pk, row)
        kept.wishes = [*getattr(kept, "wishes", ()), *([row.wish] if row.wish else ())]
    return list(found.values())


def _is_about(rule: PlacingRule, there: set[str]) -> bool:
    """Whether everybody that the rule names is still in the pool."""
    return all(who is None or str(who) in there for who in (rule.candidate_id, rule.other_id))


def _candidate(one: Any, networks: list[UUID], guides: set[str]) -> Pooled:
    return Pooled(
        id=str(one.pk),
        name=str(one.person),
        attributes=_attributes(one),
        competences=frozenset(word.casefold() for word in one.competences),
        languages=frozenset(word.casefold() for word in one.languages),
        roles=_roles(one.roles, guides),
        available=frozenset(one.availability),
        wishes=tuple(str(wish) for wish in one.wishes if wish in networks),
    )


def _attributes(one: Any) -> dict[str, str | float]:
    said = {name: getattr(one, name) for name in ATTRIBUTES}
    return {
        name: float(value) if name == "experience_years" else str(value).strip()
        for name, value in said.items()
        if value not in ("", None)
    }


def _roles(said: Iterable[str], guides: set[str]) -> frozenset[str]:
    return frozenset([FACILITATES] if guides.intersection(said) else [])


def _member(one: Any, guides: set[str]) -> Pooled:
    said = {"organisation": one.organisation.name if one.organisation else "", "function": one.function}
    return Pooled(
        id=f"{MEMBER}{one.pk}",
        name=str(one.person),
        attributes={name: value for name, value in said.items() if value},
        competences=frozenset(word.casefold() for word in one.competences),
        roles=_roles(one.held_roles, guides),
        seat=str(one.network_id),
    )
