"""One meeting in the plan: what it is for, and who takes part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.forms.plan import NewMeetingForm, PlannedForm, WishesForm
from akker.meetings.grid import CYCLE, Column, Grid
from akker.meetings.models import Meeting
from akker.meetings.report import plan as report
from akker.meetings.report import version as told
from akker.meetings.report.reach import reached
from akker.meetings.views import reaching
from akker.meetings.views.plan import meeting_of, plan_of
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question.models import Subtheme

FIELDS = ("purpose", "kind", "subtheme", "has_case", "minutes")


def _subthemes(visit: Visit) -> Any:
    return Subtheme.objects.standing().filter(network=visit.network)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    kind = request.GET.get("kind", "")
    initial = {"kind": kind if kind in Meeting.Kind.values else Meeting.Kind.MEETING, "version": 0}
    form = NewMeetingForm(request.POST or None, subthemes=_subthemes(visit), initial=initial)
    if not form.is_valid():
        told_context = {"visit": visit, "here": "plan", "form": form}
        return render(request, "meetings/planned_new.html", told_context, status=422 if form.is_bound else 200)
    event = planning.add(network=visit.network, by=visit.person, now=clock.now(), **form.values())
    messages.success(request, _("The meeting is in the plan. Nobody has been mailed."), extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)


def _column(visit: Visit, pk: UUID) -> tuple[Grid, Column]:
    """The plan and one meeting in it. Raises: Http404."""
    plan = plan_of(visit)
    column = next((column for column in plan.columns if column.key == pk), None)
    if column is None:
        raise Http404
    return plan, column


def _page(request: HttpRequest, visit: Visit, pk: UUID, status: int = 200, **more: Any) -> HttpResponse:
    plan, column = _column(visit, pk)
    words = {state: report.word(False, state) for state in CYCLE}
    mine = more.pop("mine", {})  # what was chosen before somebody else turned out to be first
    parts = [
        {
            "row": row,
            "state": mine.get(row.key, plan.state(row, column)),
            "version": plan.cell(row, column).version,
            "word": report.word(row.is_vacancy, plan.state(row, column)),
            "look": report.look(row.is_vacancy, plan.state(row, column)),
        }
        for row in plan.rows
    ]
    form = more.pop("form", None) or _form(visit, column, plan)
    known = {
        "visit": visit, "here": "plan", "column": column, "called": told.called(column), "parts": parts, "form": form,
        "words": words, "gaps": plan.gaps(column), "may_edit": May.RECORD in visit.may, "reached": reached(pk),
        "last": len(plan.columns),
    }  # fmt: skip
    return render(request, "meetings/planned.html", {**known, **more}, status=status)


def _form(visit: Visit, column: Column, plan: Grid) -> PlannedForm:
    initial = {name: getattr(column, name) for name in FIELDS} | {"version": column.version}
    return PlannedForm(initial=initial, subthemes=_subthemes(visit), named=plan.subthemes)


@require_safe
def planned(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """What a meeting is for, and the list of who comes."""
    return _page(request, enter(request.user, programme, network, May.READ), pk)


@require_POST
@once
def description(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Say what a meeting is for."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = meeting_of(visit, pk)
    form = PlannedForm(request.POST, subthemes=_subthemes(visit))
    if not form.is_valid():
        return _page(request, visit, pk, 422, form=form)
    values = form.values()
    try:
        planning.describe(
            meeting=meeting, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"] or 0, **values
        )
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"version": there.version}
        differs = [name for name, mine in values.items() if mine != getattr(there, name)]
        pairs = [(form.fields[name].label, values[name], getattr(there, name)) for name in differs]
        return _page(request, visit, pk, 409, form=form, pairs=pairs)
    messages.success(request, _("Saved."))
    return redirect("meetings:planned", *visit.address, pk)


@require_POST
@once
def people(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """How everybody takes part in one meeting, from the list."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting, plan = meeting_of(visit, pk), plan_of(visit)
    form = WishesForm(request.POST, grid=plan)
    if not form.is_valid():
        return _page(request, visit, pk, 422)
    wishes, sure = form.wishes(), request.POST.get("sure", "")
    lines = reaching.told(meeting, plan, wishes)
    if lines and not sure:
        return reaching.shown(request, visit, meeting, plan, reaching.differing(meeting, plan, wishes), lines=lines)
    try:
        if lines and sure == "send" and May.INVITE in visit.may:
            return reaching.sent(request, visit, meeting, plan, wishes, lines)
        event = planning.fill_column(
            network=visit.network, meeting=meeting, wishes=wishes, by=visit.person, now=clock.now()
        )
    except Stale as stale:
        return _conflict(request, visit, pk, form, stale)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event) if event else "")
    return redirect("meetings:planned", *visit.address, pk)


def _conflict(request: HttpRequest, visit: Visit, pk: UUID, form: WishesForm, stale: Stale) -> HttpResponse:
    """Somebody else changed a cell meanwhile: mine and theirs, each where they differ; mine are filled in again."""
    plan, column = _column(visit, pk)
    mine = {key: state for key, (state, _seen) in form.wishes().items()}
    pairs = [
        (row.name, report.word(row.is_vacancy, mine[row.key]), report.word(row.is_vacancy, plan.state(row, column)))
        for row in plan.rows
        if row.key in mine and mine[row.key] != plan.state(row, column)
    ]
    return _page(request, visit, pk, 409, pairs=pairs, mine=mine)


@require_POST
@once
def shifting(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Earlier or later among the meetings without a date."""
    visit = enter(request.user, programme, network, May.RECORD)
    is_earlier = request.POST.get("way") != "later"
    event = planning.shift(meeting=meeting_of(visit, pk), is_earlier=is_earlier, by=visit.person, now=clock.now())
    if event:
        messages.success(request, _("Moved."), extra_tags=visit.undo(event))
    return redirect("meetings:planned", *visit.address, pk)


@require_POST
@once
def dropping(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.call_off(meeting=meeting_of(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Out of the plan."), extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)
