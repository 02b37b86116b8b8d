"""Pages of a proposal: who sits where and why, moving names, comparing, publishing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes.access import May, Visit, enter
from akker.recruit import verdict
from akker.recruit.actions import composing as actions
from akker.recruit.forms.composing import MoveForm, SeenForm
from akker.recruit.models import Proposal, Stage
from akker.recruit.report import board, standing
from akker.recruit.report import role as role_report
from akker.recruit.report.pool import Pool, pool
from akker.recruit.tasks import composing as tasks
from akker.recruit.views.composing import HERE

FILTERS = ("organisation", "sector", "region", "function")
UNTOLD = (standing.SETTLED, Stage.DRAFT)
BENCH = 100  # names of the bench on one page


def _proposals(visit: Visit, pk: UUID) -> list[Proposal]:
    """The proposals of a composition that were found and not put away, by their letter; one query."""
    rows = Proposal.objects.ready().filter(
        composition=pk, composition__programme=visit.programme, composition__withdrawn_at=None
    )
    found = list(rows.select_related("composition").order_by("letter"))
    for row in found:
        row.composition.programme = visit.programme
    return found


def found_proposal(visit: Visit, pk: UUID, letter: str) -> Proposal:
    """The proposal at this address, with `tabs`, all of its composition; one query. Raises: Http404."""
    tabs = _proposals(visit, pk)
    row: Any = next((one for one in tabs if one.letter == letter), None)
    if row is None:
        raise Http404
    row.tabs = tabs
    if not row.facts:  # it came out of a scenario, which tells who sits where and no figures
        actions.look_again(proposal=row, facts=tasks.facts(tasks.judged(row)))
    return row


def _context(visit: Visit, row: Proposal, request: HttpRequest, **more: Any) -> dict[str, Any]:
    shown = board.board(row)
    last = row.facts.get("last")
    bench, filters = _filtered(shown.bench, request)
    stands = _stood(visit, row, shown) if row.published_at else []
    return {
        "visit": visit, "here": HERE, "composition": row.composition, "proposal": row, "board": shown,
        "proposals": row.tabs,  # type: ignore[attr-defined]
        "bench": bench[:BENCH], "bench_more": len(bench) - BENCH, "filters": filters,
        "last": verdict.effect(last, shown.words) if last else "",
        "share": _share(row), "found": _found(row, shown), "rule_count": len(shown.words.rules),
        "is_open": row.published_at is None,
        "is_settled": any(each.published_at for each in row.tabs),  # type: ignore[attr-defined]
        "tally": standing.tally(stands), "is_told": any(it.state not in UNTOLD for it in stands),
        "is_unwritten": any(it.state == standing.SETTLED for it in stands),
        "others": [(side.key, side.opening.network.name) for side in shown.sides], **more,
    }  # fmt: skip


def _stood(visit: Visit, row: Proposal, shown: board.Board) -> list[standing.Stand]:
    """How all placings stand, each also written on its own row as `stand`."""
    rows = [*(one for side in shown.sides for one in side.placings), *shown.bench]
    found = standing.stands(row, rows, clock.now().astimezone(visit.person.zone).date())
    for one in rows:
        one.stand = found.get(one.candidate_id)
    return list(found.values())


def _share(row: Proposal) -> int | None:
    """How near the proven bound a proposal is, in whole percents, rounded down so that 100 means reached."""
    return int(100 * row.value / row.bound) if row.bound and row.value is not None else None


def _found(row: Proposal, shown: board.Board) -> dict[str, Any]:
    """In numbers how good a proposal is and how it was found; the gap to the bound in percents."""
    words = {"diversity": _("mixed"), "preferences": _("as wished"), "stability": _("staying where they sit")}
    gap = 100 - 100 * row.value / row.bound if row.bound and row.value is not None else None
    broken = {one["rule"] for one in row.facts.get("breaches", ())} - {"sizes"}
    return {
        "gap": gap, "parts": [(words[name], points) for name in words if (points := float(row.parts.get(name, 0)))],
        "kept": len(shown.words.rules) - len(broken & shown.words.rules.keys()), "rules": len(shown.words.rules),
    }  # fmt: skip


def _filtered(bench: tuple[Any, ...], request: HttpRequest) -> tuple[list[Any], list[dict[str, Any]]]:
    """The bench as chosen, and the filters with what they offer."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    kept = [
        row for row in bench
        if all(not value or getattr(row.candidate, name) == value for name, value in chosen.items())
    ]  # fmt: skip
    offered = {name: sorted({getattr(row.candidate, name) for row in bench} - {""}) for name in FILTERS}
    filters = [
        {"name": name, "label": board.ATTRIBUTES[name], "values": values, "chosen": chosen[name]}
        for name, values in offered.items() if len(values) > 1
    ]  # fmt: skip
    return kept, filters


@require_safe
def proposal(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    return render(request, "recruit/proposal.html", _context(visit, found_proposal(visit, pk, letter), request))


@require_POST
@once
def moves(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """Give a name another place, or let two names change places; the answer says what it did."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    found = pool(row.composition, seats_of=row)
    there = {one.id for one in found.people if not one.seat}  # who withdrew or is a member by now cannot be moved
    candidates = [key for key in map(str, row.placings.values_list("candidate_id", flat=True)) if key in there]
    form = MoveForm(request.POST, candidates=candidates, networks=[str(it.network_id) for it in found.openings])
    if not form.is_valid():
        return _again(request, visit, row, 422, _("Choose a name and a place from the list."))
    solution = tasks.judged(row, found)
    wanted = _moves(solution.assignment, **form.cleaned_data)
    effect = tasks.effect(solution, wanted)
    facts, placings = tasks.moved(solution, wanted)
    facts["facts"]["last"] = effect
    seen, now = form.cleaned_data["seen"], clock.now()
    try:
        event = actions.rearrange(
            proposal=row,
            moves=wanted,
            facts=facts,
            placings=placings,
            effect=effect,
            by=visit.person,
            now=now,
            seen=seen,
        )
    except actions.Published as refusal:
        return _again(request, visit, row, 409, str(refusal.message))
    except Stale:
        return _again(
            request, visit, found_proposal(visit, pk, letter), 409, _("Names were moved meanwhile. Look again.")
        )
    said = verdict.effect(effect, board.words_of(found))
    messages.success(request, said, extra_tags=visit.undo(event))
    if request.htmx:  # type: ignore[attr-defined]
        context = _context(visit, found_proposal(visit, pk, letter), request)
        return render(request, "recruit/_moved.html", {**context, "moved_key": form.cleaned_data["candidate"]})
    return redirect("recruit-proposal", programme, pk, letter)


def _moves(seats: Any, candidate: str, place: str, partner: str, **rest: Any) -> list[tuple[str, str | None]]:
    """One name to a place, or two that change places."""
    if partner and partner != candidate:
        return [(candidate, seats.get(partner)), (partner, seats.get(candidate))]
    return [(candidate, place or None)]


def _again(request: HttpRequest, visit: Visit, row: Proposal, status: int, problem: str) -> HttpResponse:
    page = "recruit/_moved.html" if request.htmx else "recruit/proposal.html"  # type: ignore[attr-defined]
    return render(request, page, _context(visit, row, request, problem=problem), status=status)


@require_safe
def placing(request: HttpRequest, programme: str, pk: UUID, letter: str, candidate: UUID) -> HttpResponse:
    """Why somebody sits where they sit, what other places would cost, and why not somewhere else."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    found = pool(row.composition, seats_of=row)
    try:
        solution = tasks.judged(row, found)
    except tasks.Unclear as unclear:
        raise Http404 from unclear  # nobody is left to be divided
    who = str(candidate)
    if who not in solution.problem.board.index:
        return _kept_page(request, visit, row, candidate)
    words = board.words_of(found)
    said = tasks.reasons(solution, who)
    network = solution.assignment.get(who)
    context = {
        "visit": visit,
        "here": HERE,
        "composition": row.composition,
        "proposal": row,
        "candidate": who,
        "name": words.name(who),
        "network": network,
        "place": words.name(network),
        "why": verdict.why(said, words),
        "is_open": row.published_at is None,
        "alternatives": [(one, verdict.alternative(one, words)) for one in said["alternatives"][:12]],
        **_role(row, candidate),
        "rules": [(it, verdict.rule(board.facts(it), words)) for it in found.rules if str(it.candidate_id) == who],
        **_asked(request, solution, who, found, words),
    }
    return render(request, "recruit/placing.html", context)


def _kept_page(request: HttpRequest, visit: Visit, row: Proposal, candidate: UUID) -> HttpResponse:
    """Who withdrew or is a member by now: the reasons that were kept. Raises: Http404, when there are none."""
    seat = get_object_or_404(row.placings.exclude(reasons=[]).select_related("candidate__person"), candidate=candidate)
    context = {
        "visit": visit, "here": HERE, "composition": row.composition, "proposal": row, "name": seat.candidate.person,
        "network": seat.network_id, "place": seat.network, "why": seat.reasons, "is_kept": True,
        **_role(row, candidate),
    }  # fmt: skip
    return render(request, "recruit/placing.html", context)


def _role(row: Proposal, candidate: UUID) -> dict[str, Any]:
    """The roles of the network they sit in, which one they are thought of for, and which they asked for themselves."""
    rows = row.placings.seated().select_related("candidate", "network")
    seat = rows.filter(candidate=candidate).first()
    if seat is None or seat.network is None:
        return {}
    names = role_report.offered(seat.network)
    said = [names[key] for key in seat.candidate.roles if key in names]
    return {"roles": list(names.items()), "role": names.get(seat.role, ""), "said_roles": said, "role_key": seat.role}


@require_POST
@once
def role(request: HttpRequest, programme: str, pk: UUID, letter: str, candidate: UUID) -> HttpResponse:
    """In which role somebody is thought of; nothing is settled by it."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    seat = get_object_or_404(row.placings.seated().select_related("network"), candidate=candidate)
    seat.proposal, chosen = row, request.POST.get("role", "")
    if seat.network is None or (chosen and chosen not in role_report.offered(seat.network)):
        messages.error(request, _("Choose a role from the list."))
        return redirect("recruit-placing", programme, pk, letter, candidate)
    try:
        event = actions.suggest(placing=seat, role=chosen, by=visit.person, now=clock.now())
    except actions.Published as refusal:
        messages.error(request, refusal.message)
    else:
        said = _("Saved. It goes into the invitation, and the network divides its roles itself.")
        messages.success(request, said, extra_tags=visit.undo(event))
    return redirect("recruit-placing", programme, pk, letter, candidate)


def _asked(request: HttpRequest, solution: Any, who: str, found: Pool, words: Any) -> dict[str, Any]:
    """The answer to "why not in ...", when it is asked."""
    here = solution.assignment.get(who)
    networks = [(str(it.network_id), it.network.name) for it in found.openings]
    others = [pair for pair in networks if pair[0] != here]
    asked = request.GET.get("network", "")
    if asked not in dict(others):
        return {"others": others}
    answer = tasks.why_not(solution, who, asked)
    return {"others": others, "asked": asked, "answer": verdict.why_not(answer, words)}


def _kept(said: Any, words: Any, language: str) -> list[str]:
    """The reasons in the language of the programme, as they are kept."""
    with translation.override(language):
        return verdict.why(said, words)


# --- comparing and publishing --------------------------------------------------------------


@require_safe
def comparison(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """Proposals side by side, and who sits elsewhere in the second one chosen."""
    visit = enter(request.user, programme, May.MANAGE)
    rows = _proposals(visit, pk)
    if len(rows) < 2:
        return redirect("recruit-composition", programme, pk)
    chosen = {row.letter: row for row in rows}
    first = chosen.get(request.GET.get("first", ""), rows[0])
    second = chosen.get(request.GET.get("second", ""), rows[-1] if rows[-1] != first else rows[0])
    composition = rows[0].composition
    said = tasks.compared(first, second)
    words = board.words(composition)
    moved = [(words.name(it["person"]), words.name(it["old"]), words.name(it["new"])) for it in said["moves"]]
    context = {
        "visit": visit, "here": HERE, "composition": composition, "rows": [_summary(row) for row in rows],
        "first": first, "second": second, "moved": sorted(moved), "unmoved": round(100 * said["unmoved"]),
    }  # fmt: skip
    return render(request, "recruit/comparison.html", context)


def _summary(row: Proposal) -> dict[str, Any]:
    """What stands in the table of a comparison; one query."""
    ranks = list(row.placings.seated().values_list("rank", flat=True))
    return {
        "proposal": row, "share": _share(row), "seated": len(ranks), "breaches": len(row.facts.get("breaches", ())),
        "first": sum(rank == 1 for rank in ranks), "second": sum(rank == 2 for rank in ranks),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
def publication(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """Settle on a proposal, after seeing who will sit where; nobody is told by this."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    form = SeenForm(request.POST or None)
    if not form.is_valid():
        context = _context(visit, row, request)
        return render(request, "recruit/publication.html", context, status=422 if form.is_bound else 200)
    found = pool(row.composition, seats_of=row)
    solution = tasks.judged(row, found)
    words = board.words_of(found)
    reasons = {
        str(key): _kept(tasks.reasons(solution, str(key)), words, visit.programme.language)
        for key in row.placings.seated().values_list("candidate_id", flat=True)
        if str(key) in solution.problem.board.index
    }
    try:
        event = actions.publish(
            proposal=row, reasons=reasons, by=visit.person, now=clock.now(), seen=form.cleaned_data["seen"]
        )
    except (actions.Published, Stale):
        messages.error(request, _("This was published or changed meanwhile. Look again."))
        return redirect("recruit-proposal", programme, pk, letter)
    messages.success(
        request, _("Settled. Nobody has been told yet: invite them when you like."), extra_tags=visit.undo(event)
    )
    return redirect("recruit-proposal", programme, pk, letter)


@require_POST
@once
def reopening(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """Settle no longer on a proposal, as long as nobody was invited from it."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    try:
        actions.reopen(proposal=row, by=visit.person, now=clock.now())
    except (actions.ToldAlready, actions.Published) as refusal:
        problem = refusal.message if isinstance(refusal, actions.ToldAlready) else _("This is open already.")
        messages.error(request, problem)
    else:
        messages.success(request, _("Open again. Nobody was told; settle on it when you like."))
    return redirect("recruit-proposal", programme, pk, letter)
