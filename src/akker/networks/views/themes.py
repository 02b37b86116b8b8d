"""Themes that people propose to a programme, from the first line to the network that one becomes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.access import enter_themes
from akker.networks.actions import reference_leaders
from akker.networks.actions import themes as actions
from akker.networks.forms.themes import BeginForm, CallForm, DecisionForm, TalkForm, ThemeForm
from akker.networks.models import Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.people.pages import turned
from akker.programmes import actions as programmes
from akker.programmes.access import May, Visit
from akker.programmes.actions import themes as acts
from akker.programmes.inverses import INVERSES
from akker.programmes.models import Event, ThemeCall, ThemeProposal, ThemeTalk
from akker.programmes.report import named_books, usual_book
from akker.programmes.themes import CHARACTERISTICS, FIELDS

show_or_act = require_http_methods(["GET", "HEAD", "POST"])
PAGE, DECIDED = 50, ("accepted", "declined")
OURS = ("programmes.themeproposal.", "programmes.themecall.")  # what is undone here


def _undo(visit: Visit, event: Event) -> str:
    return reverse("networks-theme-undo", args=[visit.programme.slug, event.pk]) if event.verb in INVERSES else ""


def _one(visit: Visit, pk: UUID) -> ThemeProposal:
    rows = ThemeProposal.objects.filter(programme=visit.programme, withdrawn_at=None).select_related("by", "decided_by")
    found: ThemeProposal = get_object_or_404(rows, pk=pk)
    return found


def _may_change(visit: Visit, row: ThemeProposal) -> bool:
    """Who proposed it, until it is decided; and who runs the programme."""
    return May.MANAGE in visit.may or (row.by_id == visit.person.pk and not row.decision)


def _changeable(visit: Visit, row: ThemeProposal) -> None:
    """Raises: PermissionDenied; Http404 for who is here through a network alone."""
    if not _may_change(visit, row):
        raise PermissionDenied if May.SEE in visit.may else Http404


# --- the list ------------------------------------------------------------------------------


def _list(request: HttpRequest, visit: Visit, form: CallForm | None = None, status: int = 200) -> HttpResponse:
    """What is open first, then what is decided; three queries."""
    today = clock.now().astimezone(visit.programme.zone).date()
    rows = ThemeProposal.objects.filter(programme=visit.programme, withdrawn_at=None).select_related("by")
    in_order = rows.order_by(Case(When(decision__in=DECIDED, then=1), default=0), "-at", "pk")
    page, pages = turned(request, in_order, PAGE, reverse("networks-themes", args=[visit.programme.slug]))
    begun = {each.proposal_id: each for each in Network.objects.filter(proposal__in=page).select_related("programme")}
    found = [(row, begun.get(row.pk)) for row in page]
    calls = ThemeCall.objects.filter(programme=visit.programme, withdrawn_at=None, deadline_on__gte=today)
    context = {
        "visit": visit,
        "here": "themes",
        "open": [pair for pair in found if pair[0].decision not in DECIDED],
        "decided": [pair for pair in found if pair[0].decision in DECIDED],
        **pages,
        "calls": list(calls.order_by("deadline_on")),
        "form": form or CallForm(),
    }
    return render(request, "networks/themes.html", context, status=status)


@require_safe
def themes(request: HttpRequest, programme: str) -> HttpResponse:
    return _list(request, enter_themes(request.user, programme, May.PROPOSE))


@require_POST
@once
def calls(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.MANAGE)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _list(request, visit, form, 422)
    event = acts.call(programme=visit.programme, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=_undo(visit, event))
    return redirect("networks-themes", programme)


@require_POST
@once
def call_withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.MANAGE)
    row = get_object_or_404(ThemeCall, pk=pk, programme=visit.programme, withdrawn_at=None)
    event = acts.call_off(row=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken off."), extra_tags=_undo(visit, event))
    return redirect("networks-themes", programme)


# --- one proposal --------------------------------------------------------------------------


@show_or_act
@once
def new(request: HttpRequest, programme: str) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.PROPOSE)
    form = ThemeForm(request.POST or None)
    if not form.is_valid():
        context = {"visit": visit, "here": "themes", "form": form}
        return render(request, "networks/theme_form.html", context, status=422 if form.is_bound else 200)
    words = {name: form.cleaned_data[name] for name in FIELDS}
    event = acts.propose(programme=visit.programme, by=visit.person, now=clock.now(), **words)
    messages.success(request, _("Proposed. Whoever is in the programme can read it."), extra_tags=_undo(visit, event))
    return redirect("networks-theme", programme, event.target_id)


def _page(request: HttpRequest, visit: Visit, row: ThemeProposal, status: int = 200, **more: Any) -> HttpResponse:
    """A proposal, what was said about it, and the network it became; two queries."""
    noted = {talk.characteristic: talk for talk in ThemeTalk.objects.filter(proposal=row).select_related("by")}
    context = {
        "visit": visit,
        "here": "themes",
        "row": row,
        "said": [(ThemeForm.base_fields[name].label, getattr(row, name)) for name in FIELDS[1:]],
        "talks": [_talk(key, noted.get(key), more.get("talk")) for key in CHARACTERISTICS],
        "decision_form": DecisionForm(initial={"decision": row.decision, "words": row.decision_words}),
        "network": Network.objects.filter(proposal=row).select_related("programme").first(),
        "may_change": _may_change(visit, row),
        **more,
    }
    return render(request, "networks/theme.html", context, status=status)


def _talk(key: str, noted: ThemeTalk | None, bound: Any) -> dict[str, Any]:
    name, ask = CHARACTERISTICS[key]
    if bound and bound[0] == key:
        form = bound[1]
    else:
        initial = {"words": noted.words, "seen": noted.version} if noted else {"seen": 0}
        form = TalkForm(initial=initial, auto_id=f"id_{key}_%s")
    return {"key": key, "name": name, "ask": ask, "noted": noted, "form": form}


@require_safe
def theme(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.PROPOSE)
    return _page(request, visit, _one(visit, pk))


@show_or_act
@once
def change(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.PROPOSE)
    row = _one(visit, pk)
    _changeable(visit, row)
    initial = {name: getattr(row, name) for name in FIELDS} | {"seen": row.version}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"visit": visit, "here": "themes", "form": form, "row": row}
    if not form.is_valid():
        return render(request, "networks/theme_form.html", context, status=422 if form.is_bound else 200)
    words = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        acts.reword(proposal=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["seen"], **words)
    except Stale as stale:
        context["pairs"] = _pairs(form, stale, FIELDS)
        return render(request, "networks/theme_form.html", context, status=409)
    messages.success(request, _("Saved."))
    return redirect("networks-theme", programme, pk)


def _pairs(form: Form, stale: Stale, names: tuple[str, ...]) -> list[tuple[Any, Any, Any]]:
    """Mine and theirs where they differ; saving again then saves over what was seen."""
    there: Any = stale.row
    form.data = dict(form.data.items()) | {"seen": there.version}
    told = ((form.fields[name].label, form.cleaned_data[name], getattr(there, name)) for name in names)
    return [(label, mine, theirs) for label, mine, theirs in told if mine != theirs]


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.PROPOSE)
    row = _one(visit, pk)
    _changeable(visit, row)
    event = acts.withdraw(proposal=row, by=visit.person, now=clock.now())
    messages.success(request, _("Withdrawn."), extra_tags=_undo(visit, event))
    return redirect("networks-themes", programme)


@require_POST
@once
def talks(request: HttpRequest, programme: str, pk: UUID, characteristic: str) -> HttpResponse:
    """What was said about one characteristic; whoever has an office may note it."""
    visit = enter_themes(request.user, programme, May.SEE)
    row = _one(visit, pk)
    if characteristic not in CHARACTERISTICS:
        raise Http404
    form = TalkForm(request.POST, auto_id=f"id_{characteristic}_%s")
    if not form.is_valid():
        return _page(request, visit, row, 422, talk=(characteristic, form))
    words, seen = form.cleaned_data["words"].strip(), form.cleaned_data["seen"]
    try:
        acts.talk(proposal=row, characteristic=characteristic, words=words, by=visit.person, now=clock.now(), seen=seen)
    except Stale as stale:
        return _page(request, visit, row, 409, talk=(characteristic, form), pairs=_pairs(form, stale, ("words",)))
    messages.success(request, _("Noted."))
    return redirect(reverse("networks-theme", args=[programme, pk]) + f"#talk-{characteristic}")


@require_POST
@once
def decision(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = enter_themes(request.user, programme, May.DECIDE)
    row, form = _one(visit, pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, row, 422, decision_form=form)
    address = reverse("networks-theme", args=[programme, pk])
    acts.decide(proposal=row, address=address, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("The decision is noted."))
    return redirect("networks-theme", programme, pk)


@show_or_act
@once
def begin(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """An accepted theme becomes a network."""
    visit = enter_themes(request.user, programme, May.MANAGE)
    row, now = _one(visit, pk), clock.now()
    if row.decision != ThemeProposal.Decision.ACCEPTED:
        raise Http404
    offices = {str(office.pk): office for office in reference_leaders(visit.programme, now.date())}
    form = _begin_form(request, visit, row, offices)
    if not form.is_valid():
        context = {"visit": visit, "here": "themes", "form": form, "row": row}
        return render(request, "networks/theme_begin.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    try:
        network = actions.begin(
            proposal=row, name=said["name"], handbook=said["handbook"], by=visit.person, now=now,
            reference_leader=offices.get(said["reference_leader"]), leader=row.by if said["leader"] else None,
        )  # fmt: skip
    except actions.NotAccepted as refusal:
        messages.error(request, str(refusal.message))
        return redirect("networks-theme", programme, pk)
    messages.success(request, _("The network is there, with what the proposal said."))
    return redirect(network.home)


def _begin_form(request: HttpRequest, visit: Visit, row: ThemeProposal, offices: dict[str, Any]) -> BeginForm:
    names = {key: str(office.person) for key, office in offices.items()}
    suggested = next((key for key, name in names.items() if name and name in row.reference_leader), "")
    proposer = row.by if row.by and row.by.is_active else None
    initial = {
        "name": " ".join(row.puzzles.split()[:6]).rstrip(".,;:?!")[:120], "handbook": usual_book(visit.programme),
        "reference_leader": suggested, "leader": "proposer" if proposer else "",
    }  # fmt: skip
    return BeginForm(
        request.POST if request.method == "POST" else None, initial=initial, proposer=proposer, leaders=names,
        handbooks=named_books(visit.programme.pk, get_language() or "en"),
    )  # fmt: skip


@require_POST
@once
def undo(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """Take back what one did with a proposal, or with a day."""
    visit = enter_themes(request.user, programme, May.PROPOSE)
    event = get_object_or_404(Event, pk=pk, programme=visit.programme, network_id=None, by=visit.person)
    if not event.verb.startswith(OURS):
        raise Http404
    try:
        programmes.undo(event=event, by=visit.person, now=clock.now())
        messages.success(request, _("Undone."))
    except programmes.TooLate as refusal:
        messages.error(request, str(refusal.message))
    return redirect("networks-themes", programme)
