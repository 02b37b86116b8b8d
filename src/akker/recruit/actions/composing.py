"""Composing networks: what may be divided and how, and the proposals that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.models import Person
from akker.post import actions as post
from akker.programmes.actions import TooLate
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Programme, record
from akker.recruit.models import (
    Composition,
    Invitation,
    Match,
    Opening,
    Placing,
    PlacingRule,
    Proposal,
    Rearrangement,
)
from akker.recruit.report.pool import MEMBER

LEAST, MOST = 5, 20  # people in a core, when nothing else is said
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Placings = Mapping[str, tuple[str | None, int | None]]


class Published(Exception):
    message = _("This has been published, so it stays as it is. Ask for a new proposal to change it.")


class ToldAlready(Exception):
    message = _("Somebody has been invited from this proposal, so it stays settled. Replace people one by one.")


class TooManyProposals(Exception):
    message = _("There are as many proposals as letters. Put one away first.")


@transaction.atomic
def begin(
    *, programme: Programme, name: str, networks: Iterable[Network], by: Person, now: datetime,
    sizes: Mapping[UUID, tuple[int, int]] | None = None,
) -> Composition:  # fmt: skip
    """Begin composing these networks; two rules that nearly everybody wants are there from the start."""
    made = Composition.objects.create(programme=programme, name=name, by=by, at=now)
    for network in networks:
        least, most = (sizes or {}).get(network.pk, (LEAST, MOST))
        Opening.objects.create(programme=programme, composition=made, network=network, least=least, most=most)
    for kind, values in (("at-most", {"what": "organisation", "count": 2}), ("wished", {})):
        PlacingRule.objects.create(programme=programme, composition=made, kind=kind, by=by, at=now, **values)
    _record(made, "recruit.composition.begun", made, by, now)
    return made


@transaction.atomic
def withdraw(*, composition: Composition, by: Person, now: datetime) -> Event:
    Composition.objects.filter(pk=composition.pk).update(withdrawn_at=now)
    return _record(composition, "recruit.composition.withdrawn", composition, by, now)


@undoes("recruit.composition.withdrawn")
@transaction.atomic
def bring_back(*, event: Event, by: Person, now: datetime) -> None:
    Composition.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def resize(*, opening: Opening, least: int, most: int, times: list[str], by: Person, now: datetime, seen: int) -> Event:
    """Raises Stale."""
    was = _was(opening, now, "least", "most", "times")
    opening.revise(seen=seen, least=least, most=most, times=times, was=was)
    return _record(opening.composition, "recruit.opening.changed", opening, by, now)


@undoes("recruit.opening.changed")
@transaction.atomic
def resize_back(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, when the sizes were changed since."""
    row = Opening.objects.get(pk=event.target_id)
    row.revise(seen=row.version, **_before(row, event), was={})


@transaction.atomic
def weigh(*, composition: Composition, weights: Mapping[str, int], by: Person, now: datetime, seen: int) -> Event:
    """Raises Stale."""
    was = _was(composition, now, "weights")
    composition.revise(seen=seen, weights={name: str(value) for name, value in weights.items()}, was=was)
    return _record(composition, "recruit.composition.weighed", composition, by, now)


@undoes("recruit.composition.weighed")
@transaction.atomic
def weigh_back(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, when they were weighed again since."""
    row = Composition.objects.get(pk=event.target_id)
    row.revise(seen=row.version, **_before(row, event), was={})


def _was(row: Opening | Composition | Placing, now: datetime, *fields: str) -> dict[str, Any]:
    """What a change is about to take away, for its undo."""
    return {"at": now.isoformat(), **{name: getattr(row, name) for name in fields}}


def _before(row: Opening | Composition | Placing, event: Event) -> dict[str, Any]:
    """What the change that `event` tells took away. Raises: TooLate, when something was changed since."""
    values = dict(row.was)
    if values.pop("at", "") != event.at.isoformat():
        raise TooLate
    return values


@transaction.atomic
def rule(*, composition: Composition, kind: str, by: Person, now: datetime, **values: Any) -> Event:
    """One more rule; the same one twice is one, and a place for somebody replaces the place they had."""
    if kind in PlacingRule.PLACES:
        clash = composition.rules.standing().filter(candidate=values["candidate"], kind__in=PlacingRule.PLACES)
        clash = clash.filter(kind=kind) if kind == "pin" else clash.filter(network=values["network"])
        clash.update(withdrawn_at=now)
    made = PlacingRule.objects.create(
        programme_id=composition.programme_id, composition=composition, kind=kind, by=by, at=now, **values
    )
    return _record(composition, "recruit.rule.made", made, by, now)


@transaction.atomic
def drop(*, rule: PlacingRule, by: Person, now: datetime) -> Event:
    PlacingRule.objects.filter(pk=rule.pk).update(withdrawn_at=now)
    return _record(rule.composition, "recruit.rule.dropped", rule, by, now)


@undoes("recruit.rule.dropped")
@transaction.atomic
def take_up(*, event: Event, by: Person, now: datetime) -> None:
    PlacingRule.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@undoes("recruit.rule.made")
@transaction.atomic
def unmake(*, event: Event, by: Person, now: datetime) -> None:
    PlacingRule.objects.filter(pk=event.target_id).update(withdrawn_at=now)


# --- proposals -----------------------------------------------------------------------------


@transaction.atomic
def ask(
    *, composition: Composition, by: Person, now: datetime, leaning: str = "balanced", warm: Proposal | None = None
) -> Proposal:
    """A proposal to be looked for, with a job that shows how far it is; enqueue the looking yourself."""
    Composition.objects.select_for_update().get(pk=composition.pk)
    taken = set(composition.proposals.values_list("letter", flat=True))
    letter = next((one for one in LETTERS if one not in taken), "")
    if not letter:
        raise TooManyProposals
    made = Proposal.objects.create(
        programme_id=composition.programme_id, composition=composition, letter=letter, leaning=leaning, warm=warm,
        seed=len(taken) + 1, asked_at=now, asked_by=by, job=post.begin(person=by, kind="composing", now=now, total=100),
    )  # fmt: skip
    _record(composition, "recruit.proposal.asked", made, by, now)
    return made


@transaction.atomic
def keep(*, proposal: Proposal, facts: Mapping[str, Any], placings: Placings, now: datetime) -> None:
    """What was found, unless it was given up meanwhile."""
    rows = Proposal.objects.standing().filter(pk=proposal.pk, solved_at=None)
    if not rows.update(solved_at=now, version=F("version") + 1, **facts):
        return
    roles = _roles(proposal)
    Placing.objects.bulk_create(
        Placing(
            programme_id=proposal.programme_id,
            proposal=proposal,
            candidate_id=UUID(who),
            network_id=_key(where),
            rank=rank,
            role=roles.get((UUID(who), _key(where)), ""),
        )
        for who, (where, rank) in placings.items()
        if not who.startswith(MEMBER)
    )


def _roles(proposal: Proposal) -> dict[tuple[UUID, UUID | None], str]:
    """Candidate and network -> the role somebody chose them for, or that an earlier proposal has for them: who stays
    keeps it. Two queries.
    """
    warm = Placing.objects.seated().filter(proposal=proposal.warm_id).exclude(role="")
    chosen = Match.objects.filter(composition=proposal.composition_id, chosen_at__isnull=False)
    kept = [*warm.values_list("candidate", "network", "role"), *chosen.values_list("candidate", "network", "role")]
    return {(candidate, network): role for candidate, network, role in kept}


def look_again(*, proposal: Proposal, facts: Mapping[str, Any]) -> None:
    """The facts made anew, of a proposal that came without them; changes nothing else."""
    Proposal.objects.filter(pk=proposal.pk).update(facts=facts["facts"])
    proposal.facts = facts["facts"]


@transaction.atomic
def no_answer(*, proposal: Proposal, conflicts: list[dict[str, Any]], now: datetime) -> None:
    """That there is none, and which rules clash."""
    Proposal.objects.standing().filter(pk=proposal.pk).update(facts={"conflicts": conflicts}, solved_at=None)


@transaction.atomic
def put_away(*, proposal: Proposal, by: Person, now: datetime) -> Event:
    """Also stops a search that is under way."""
    if proposal.published_at:
        raise Published
    Proposal.objects.filter(pk=proposal.pk).update(withdrawn_at=now)
    return _record(proposal.composition, "recruit.proposal.put_away", proposal, by, now)


@undoes("recruit.proposal.put_away")
@transaction.atomic
def take_out(*, event: Event, by: Person, now: datetime) -> None:
    Proposal.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def rearrange(
    *, proposal: Proposal, moves: Iterable[tuple[str, str | None]], facts: Mapping[str, Any], placings: Placings,
    effect: Mapping[str, Any], by: Person, now: datetime, seen: int,
) -> Event:  # fmt: skip
    """Move names in a proposal; facts and placings are those after it. Raises: Published, Stale."""
    if proposal.published_at:
        raise Published
    before = {str(row.candidate_id): row for row in proposal.placings.all()}
    was = {"value": str(proposal.value), "parts": proposal.parts, "facts": proposal.facts}
    proposal.revise(seen=seen, value=facts["value"], parts=facts["parts"], facts=facts["facts"])
    kept = [
        {"candidate": who, "old": _text(before[who].network_id), "new": where, "rank": before[who].rank}
        for who, where in moves
    ]
    _place(proposal, placings)
    made = Rearrangement.objects.create(
        programme_id=proposal.programme_id, proposal=proposal, moves=kept, effect=dict(effect), was=was, by=by,
        at=now,
    )  # fmt: skip
    return _record(proposal.composition, "recruit.placing.moved", made, by, now)


@transaction.atomic
def suggest(*, placing: Placing, role: str, by: Person, now: datetime) -> Event:
    """Think of somebody in a role ("" for none); it goes into their invitation. Raises: Published."""
    proposal = placing.proposal
    if proposal.published_at:
        raise Published
    Placing.objects.filter(pk=placing.pk).update(role=role, was=_was(placing, now, "role"))
    return _record(proposal.composition, "recruit.placing.role_suggested", placing, by, now)


@undoes("recruit.placing.role_suggested")
@transaction.atomic
def suggest_back(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, when another role was chosen since, or the proposal was settled on."""
    row = Placing.objects.select_related("proposal").get(pk=event.target_id)
    if row.proposal.published_at:
        raise TooLate
    Placing.objects.filter(pk=row.pk).update(**_before(row, event), was={})


@undoes("recruit.placing.moved")
@transaction.atomic
def move_back(*, event: Event, by: Person, now: datetime) -> None:
    """Put everybody back, and the facts with them. Raises: TooLate, when somebody moved names since."""
    row = Rearrangement.objects.select_related("proposal").get(pk=event.target_id)
    if row.proposal.published_at or row.proposal.rearrangements.filter(pk__gt=row.pk, withdrawn_at=None).exists():
        raise TooLate
    Rearrangement.objects.filter(pk=row.pk).update(withdrawn_at=now)
    Proposal.objects.filter(pk=row.proposal_id).update(version=F("version") + 1, **row.was)
    for move in row.moves:
        placings = Placing.objects.filter(proposal=row.proposal_id, candidate=UUID(move["candidate"]))
        placings.update(network_id=_key(move["old"]), rank=move["rank"])


@transaction.atomic
def publish(*, proposal: Proposal, reasons: Mapping[str, list[str]], by: Person, now: datetime, seen: int) -> Event:
    """Settle on a proposal: its placings keep their reasons and change no more. Raises: Published, Stale."""
    if Proposal.objects.standing().filter(composition=proposal.composition, published_at__isnull=False).exists():
        raise Published
    proposal.revise(seen=seen, published_at=now, published_by=by)
    rows = list(proposal.placings.all())
    for row in rows:
        row.reasons = reasons.get(str(row.candidate_id), [])
    Placing.objects.bulk_update(rows, ["reasons"])
    return _record(proposal.composition, "recruit.proposal.published", proposal, by, now)


@transaction.atomic
def reopen(*, proposal: Proposal, by: Person, now: datetime) -> Event:
    """Settle no longer on a proposal of which nobody was told; invitations written from it go too.

    Raises: ToldAlready, once an invitation was sent; Published, when it is not settled.
    """
    _unsettle(proposal.pk, now)
    return _record(proposal.composition, "recruit.proposal.reopened", proposal, by, now)


@undoes("recruit.proposal.published")
@transaction.atomic
def unpublish(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: TooLate, once an invitation was sent."""
    if event.target_id is None:
        raise TooLate
    try:
        _unsettle(event.target_id, now)
    except (Published, ToldAlready) as refusal:
        raise TooLate from refusal


def _unsettle(pk: UUID, now: datetime) -> None:
    rows = Proposal.objects.select_for_update().filter(pk=pk, published_at__isnull=False)
    if not rows.exists():
        raise Published
    written = Invitation.objects.filter(placing__proposal=pk).select_for_update()
    if any(one.sent_at for one in written):
        raise ToldAlready
    written.filter(withdrawn_at=None).update(withdrawn_at=now)
    Placing.objects.filter(proposal=pk).update(reasons=[])
    rows.update(published_at=None, published_by=None, version=F("version") + 1)


def _place(proposal: Proposal, placings: Placings) -> None:
    """Write where everybody sits now; only the rows that change."""
    changed = []
    for row in proposal.placings.all():
        where, rank = placings.get(str(row.candidate_id), (None, None))
        if (row.network_id, row.rank) != (_key(where), rank):
            row.network_id, row.rank = _key(where), rank
            changed.append(row)
    Placing.objects.bulk_update(changed, ["network", "rank"])


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None


def address(proposal: Proposal) -> str:
    """Where a proposal is shown, for the job that looked for it."""
    composition = proposal.composition
    return reverse("recruit-proposal", args=[composition.programme.slug, composition.pk, proposal.letter])


def _record(composition: Composition, verb: str, target: Any, by: Person, now: datetime) -> Event:
    return record(programme=composition.programme_id, verb=verb, target=target, by=by, now=now)
