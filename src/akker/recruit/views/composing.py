"""Pages of a composition: which networks, by which rules, and the proposals asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.models import Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes.access import May, Visit, enter
from akker.recruit import verdict
from akker.recruit.actions import composing as actions
from akker.recruit.forms.composing import MATTERS, AskForm, BeginForm, OpeningForm, RuleForm, WeightsForm
from akker.recruit.models import Announcement, Candidate, Composition, Opening, PlacingRule, Proposal
from akker.recruit.report import board
from akker.recruit.report.pool import pool
from akker.recruit.report.pool import weights as weights_of
from akker.recruit.tasks import composing as tasks

show_or_act = require_http_methods(["GET", "HEAD", "POST"])
HERE = "composing"


def found(visit: Visit, pk: UUID) -> Composition:
    """The composition at this address. Raises: Http404."""
    row: Composition = get_object_or_404(Composition.objects.standing(), pk=pk, programme=visit.programme)
    row.programme = visit.programme
    return row


@require_safe
def compositions(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    rows = Composition.objects.standing().filter(programme=visit.programme).order_by("-at")
    context = {
        "visit": visit,
        "here": HERE,
        "compositions": rows.prefetch_related("openings__network", "proposals"),
        "candidate_count": Candidate.objects.composable().filter(programme=visit.programme).count(),
    }
    return render(request, "recruit/compositions.html", context)


@show_or_act
@once
def new(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    networks = list(Network.objects.running().filter(programme=visit.programme).order_by("name"))
    form = BeginForm(request.POST or None, networks=[(str(one.pk), one.name) for one in networks])
    if not form.is_valid():
        context = {"visit": visit, "here": HERE, "form": form, "networks": networks}
        return render(request, "recruit/composition_new.html", context, status=422 if form.is_bound else 200)
    chosen = [one for one in networks if str(one.pk) in form.cleaned_data["networks"]]
    made = actions.begin(
        programme=visit.programme, name=form.cleaned_data["name"], networks=chosen, by=visit.person, now=clock.now(),
        sizes=_announced(chosen),
    )  # fmt: skip
    return redirect("recruit-composition", programme, made.pk)


def _announced(networks: list[Network]) -> dict[UUID, tuple[int, int]]:
    """The fewest and most people that the networks announced, where they did."""
    rows = Announcement.objects.filter(network__in=networks, least__isnull=False, most__isnull=False)
    return {row.network_id: (row.least, row.most) for row in rows if row.least is not None and row.most is not None}


@require_safe
def composition(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """To the newest proposal; before there is one, what will be divided and a button to ask."""
    visit = enter(request.user, programme, May.MANAGE)
    row: Any = get_object_or_404(board.lettered(Composition.objects.standing()), pk=pk, programme=visit.programme)
    row.programme = visit.programme
    if row.latest:
        return redirect("recruit-proposal", programme, row.pk, row.latest)
    return render(request, "recruit/composition.html", _first(visit, row))


def _first(visit: Visit, row: Composition) -> dict[str, Any]:
    """Four queries."""
    found = pool(row)
    clashes = tasks.clashes(row, found)
    return {
        "visit": visit,
        "here": HERE,
        "composition": row,
        "openings": found.openings,
        "candidate_count": sum(not one.seat for one in found.people),
        "clashes": _said(clashes, board.words_of(found)),
    }


def _said(clashes: Any, words: verdict.Words) -> list[tuple[str, list[str]]]:
    """Each clash in a sentence, with what helps."""
    return [(verdict.conflict(one, words), verdict.remedies(one, words)) for one in clashes]


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    event = actions.withdraw(composition=found(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Put away."), extra_tags=visit.undo(event))
    return redirect("recruit-compositions", programme)


# --- rules, sizes and what weighs ----------------------------------------------------------


def _rules(request: HttpRequest, visit: Visit, row: Composition, status: int = 200, **forms: Any) -> HttpResponse:
    openings = list(row.openings.select_related("network").order_by("network__name"))
    kept = list(row.rules.standing().order_by("at", "pk"))
    words = board.words(row, openings, kept)
    names = {str(it.network_id) for it in openings}
    people = sorted(((key, name) for key, name in words.names.items() if key not in names), key=lambda pair: pair[1])
    networks = [(str(it.network_id), it.network.name) for it in openings]
    sizes = forms.pop("sizes", {})
    context = {
        "visit": visit, "here": HERE, "composition": row,
        "rules": [(it, verdict.rule(board.facts(it), words)) for it in kept],
        "openings": [(it, sizes.get(it.pk) or _size_form(it)) for it in openings],
        "rule_form": RuleForm(networks=networks, candidates=people), "weights_form": _weights_form(row),
        **forms,
    }  # fmt: skip
    return render(request, "recruit/rules.html", context, status=status)


def _size_form(opening: Opening, data: Any = None) -> OpeningForm:
    initial = {name: getattr(opening, name) for name in ("least", "most", "times", "version")}
    return OpeningForm(data, initial=initial, prefix=str(opening.pk))


def _weights_form(row: Composition, data: Any = None) -> WeightsForm:
    return WeightsForm(data, initial={**weights_of(row), "version": row.version}, prefix="weights")


@require_safe
def rules(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    return _rules(request, visit, found(visit, pk))


@require_POST
@once
def rules_new(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    row = found(visit, pk)
    networks = [(str(it.network_id), it.network.name) for it in row.openings.select_related("network")]
    people = [(key, name) for key, name in board.words(row).names.items() if key not in dict(networks)]
    form = RuleForm(request.POST, networks=networks, candidates=people)
    if not form.is_valid():
        return _rules(request, visit, row, 422, rule_form=form)
    event = actions.rule(composition=row, by=visit.person, now=clock.now(), **form.values)
    messages.success(request, _("The next proposal keeps this rule."), extra_tags=visit.undo(event))
    if form.cleaned_data["letter"] and form.cleaned_data["who"]:  # it was made on the page of one person
        back = form.cleaned_data["letter"], form.cleaned_data["who"]
        return redirect("recruit-placing", programme, row.pk, *back)
    return redirect("recruit-rules", programme, row.pk)


@require_POST
@once
def rule_withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    row = get_object_or_404(
        PlacingRule.objects.standing().select_related("composition"), pk=pk, programme=visit.programme
    )
    event = actions.drop(rule=row, by=visit.person, now=clock.now())
    messages.success(request, _("The next proposal does without this rule."), extra_tags=visit.undo(event))
    return redirect("recruit-rules", programme, row.composition_id)


@require_POST
@once
def opening(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    row = get_object_or_404(Opening.objects.select_related("composition"), pk=pk, programme=visit.programme)
    form = _size_form(row, request.POST)
    if not form.is_valid():
        return _rules(request, visit, row.composition, 422, sizes={row.pk: form})
    said = {name: form.cleaned_data[name] for name in ("least", "most", "times")}
    try:
        event = actions.resize(opening=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **said)
    except Stale as stale:
        form.data = dict(form.data.items()) | {f"{row.pk}-version": stale.row.version}  # type: ignore[attr-defined]
        pairs = [(form.fields[name].label, said[name], getattr(stale.row, name)) for name in ("least", "most")]
        return _rules(request, visit, row.composition, 409, sizes={row.pk: form}, pairs=pairs)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("recruit-rules", programme, row.composition_id)


@require_POST
@once
def weights(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    row = found(visit, pk)
    form = _weights_form(row, request.POST)
    if not form.is_valid():
        return _rules(request, visit, row, 422, weights_form=form)
    seen, now = form.cleaned_data["version"], clock.now()
    try:
        event = actions.weigh(composition=row, weights=form.weights, by=visit.person, now=now, seen=seen)
    except Stale as stale:
        kept: Any = stale.row
        fresh = _weights_form(kept)
        labels = {name: fresh.fields[name].label for name in form.weights}
        pairs = [
            (labels[name], _matters(mine), _matters(weights_of(kept)[name])) for name, mine in form.weights.items()
        ]
        return _rules(request, visit, kept, 409, weights_form=fresh, pairs=[p for p in pairs if p[1] != p[2]])
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("recruit-rules", programme, row.pk)


def _matters(value: int) -> str:
    return str(MATTERS[value][1])


# --- asking for a proposal -----------------------------------------------------------------


@require_POST
@once
def proposals(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, May.MANAGE)
    row, form = found(visit, pk), AskForm(request.POST)
    if not form.is_valid():
        return redirect("recruit-composition", programme, row.pk)
    warm = Proposal.objects.ready().filter(composition=row, pk=form.cleaned_data["warm"]).first()
    leaning = form.cleaned_data["leaning"] or Proposal.Leaning.BALANCED
    try:
        made = actions.ask(composition=row, leaning=leaning, warm=warm, by=visit.person, now=clock.now())
    except actions.TooManyProposals as refusal:
        messages.error(request, refusal.message)
        return redirect("recruit-composition", programme, row.pk)
    tasks.propose.enqueue(str(made.pk))
    return redirect("recruit-search", programme, row.pk, made.letter)


@require_POST
@once
def putting_away(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """Put a proposal away, or stop looking for it."""
    visit = enter(request.user, programme, May.MANAGE)
    row = get_object_or_404(found(visit, pk).proposals.standing(), letter=letter)
    row.composition = found(visit, pk)
    try:
        event = actions.put_away(proposal=row, by=visit.person, now=clock.now())
    except actions.Published as refusal:
        messages.error(request, refusal.message)
        return redirect("recruit-proposal", programme, pk, letter)
    said = _("Put away.") if row.solved_at else _("Stopped. Nothing was changed.")
    messages.success(request, said, extra_tags=visit.undo(event) if row.solved_at else "")
    return redirect("recruit-composition", programme, pk)


@require_safe
def search(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """How far the looking is, or why there is no answer; on to the proposal when it is there."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found(visit, pk)
    proposal = get_object_or_404(row.proposals.standing().select_related("job"), letter=letter)
    if proposal.solved_at:
        return redirect("recruit-proposal", programme, pk, letter)
    words = board.words(row)
    context = {
        "visit": visit, "here": HERE, "composition": row, "proposal": proposal, "job": proposal.job,
        "clashes": _said(proposal.facts.get("conflicts", ()), words),
    }  # fmt: skip
    return render(request, "recruit/search.html", context)
