"""Versions of the plan, and the plan on paper and as a spreadsheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.documents import process_plan
from akker.documents.tables import Table, write_xlsx
from akker.meetings import paper
from akker.meetings.actions import planning
from akker.meetings.actions import version as acts
from akker.meetings.forms.rows import ReasonForm
from akker.meetings.forms.sheet import ChangesForm, SheetForm
from akker.meetings.grid import Column, Grid
from akker.meetings.models import PlanCell, PlanVersion
from akker.meetings.report import process, version
from akker.meetings.report.reach import mails
from akker.meetings.report.sending import Line
from akker.meetings.views.plan import plan_of
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _standing(visit: Visit) -> Any:
    return PlanVersion.objects.standing().filter(network=visit.network)


def _day(value: Any) -> str:
    return formats.date_format(value, "DATE_FORMAT")


@require_safe
def versions(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """What was kept, and what changed since the newest of it."""
    visit = enter(request.user, programme, network, May.READ)
    kept, now = list(_standing(visit).select_related("by")), plan_of(visit)
    changed = version.told(version.standing(kept[0], visit.network, now), now, _day) if kept else []
    context = {
        "visit": visit, "here": "plan", "kept": kept, "changed": changed, "form": ReasonForm(),
        "may_edit": May.RECORD in visit.may,
    }  # fmt: skip
    return render(request, "meetings/plan_versions.html", context)


@require_POST
@once
def keeping(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else request.POST.get("reason", "")[:500]
    event = acts.keep(network=visit.network, reason=reason, by=visit.person, now=clock.now())
    messages.success(request, _("This version of the plan is kept."), extra_tags=visit.undo(event))
    return redirect("meetings:plan-versions", *visit.address)


@require_safe
def comparison(request: HttpRequest, programme: str, network: str, number: int) -> HttpResponse:
    """One version beside a later one, `?with=2`, or beside the plan as it is now."""
    visit = enter(request.user, programme, network, May.READ)
    one = get_object_or_404(_standing(visit).select_related("by"), number=number)
    beside = request.GET.get("with", "")
    other = get_object_or_404(_standing(visit), number=int(beside)) if beside.isdecimal() and len(beside) < 10 else None
    now = plan_of(visit)
    before = version.standing(one, visit.network, now)
    after = version.standing(other, visit.network, now) if other else now
    context = {
        "visit": visit, "here": "plan", "one": one, "other": other, "changed": version.told(before, after, _day),
        "numbers": [each for each in _standing(visit).values_list("number", flat=True) if each != number],
        "before": before,
    }  # fmt: skip
    return render(request, "meetings/plan_version.html", context)


@require_safe
def sheet(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The planned process on A3, in the language of the network."""
    visit = enter(request.user, programme, network, May.READ)
    newest = _standing(visit).defer("frozen").first()
    with translation.override(visit.network.language):
        made = process.sheet(plan_of(visit), visit.network, newest, clock.now())
    return HttpResponse(
        process_plan.to_pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{process.file_name(made)}.pdf"'},
    )


# --- spreadsheet ---------------------------------------------------------------------------


def _states() -> dict[str, str]:
    return {value: str(label) for value, label in PlanCell.State.choices}


@require_safe
def workbook(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The plan as XLSX, which can be brought in again."""
    visit = enter(request.user, programme, network, May.READ)
    rings = {value: str(label) for value, label in Membership.Ring.choices}
    made = paper.table(plan_of(visit), rings, _states())
    title = _("Plan")
    return HttpResponse(
        write_xlsx(made, title=title, frozen=1),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{visit.network.slug}-plan.xlsx"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
def upload(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A sheet comes in: first what it would change, and then, when it is confirmed, the change."""
    visit = enter(request.user, programme, network, May.RECORD)
    if "said" in request.POST:
        return _carry_out(request, visit)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    context: dict[str, Any] = {"visit": visit, "here": "plan", "form": form}
    if form.is_bound and form.is_valid():
        table = form.cleaned_data["file"]
        context |= _looked_through(visit, table)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "meetings/plan_import.html", context, status=status)


def _read(plan: Grid, table: Table) -> paper.Reading:
    return paper.read(table, plan, paper.every_language(_states))


def _looked_through(visit: Visit, table: Table) -> dict[str, Any]:
    plan = plan_of(visit)
    reading = _read(plan, table)
    states = _states()
    told = [
        _("%(who)s, %(meeting)s: %(now)s (was: %(then)s)")
        % {
            "who": wish.row.name,
            "meeting": version.within(version.called(wish.column)),
            "now": states[wish.state],
            "then": states[plan.state(wish.row, wish.column)],
        }
        for wish in reading.wishes
    ]
    told += [
        _("%(who)s brings: %(competence)s") % {"who": row.name, "competence": name}
        for row, _key, name in reading.competences
    ]
    said = ChangesForm(initial={"said": {"header": list(table.header), "rows": [list(row) for row in table.rows]}})
    return {"reading": reading, "told": told, "confirm": said, "reached": _reached(visit, reading)}


def _reached(visit: Visit, reading: paper.Reading) -> list[tuple[str, list[Line]]]:
    """Meetings that stand in calendars: who would get which mail about what the sheet changes."""
    wished: dict[Column, dict[UUID, str]] = {}
    for wish in reading.wishes:
        wished.setdefault(wish.column, {})[wish.row.key] = wish.state
    meetings = visit.network.meetings.standing().in_bulk([column.key for column in wished])
    lines = [(version.called(column), mails(meetings[column.key], wishes, clock.now()))
             for column, wishes in wished.items() if column.key in meetings]  # fmt: skip
    return [each for each in lines if each[1]]


def _carry_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = ChangesForm(request.POST)
    if not form.is_valid():
        context = {"visit": visit, "here": "plan", "form": SheetForm(), "problem": form.errors["said"]}
        return render(request, "meetings/plan_import.html", context, status=422)
    plan = plan_of(visit)
    reading = _read(plan, form.cleaned_data["said"])
    try:
        event = planning.take_over(
            network=visit.network, wishes=[(w.row.key, w.column.key, w.state, w.seen) for w in reading.wishes],
            competences={row.key: (key, row.version) for row, key, _name in reading.competences},
            by=visit.person, now=clock.now(),
        )  # fmt: skip
    except Stale:
        context = {"visit": visit, "here": "plan", "form": SheetForm(), "is_stale": True}
        context |= _looked_through(visit, form.cleaned_data["said"])
        return render(request, "meetings/plan_import.html", context, status=409)
    done = _("The sheet is in the plan.") if event else _("Nothing was different: the plan stays as it is.")
    messages.success(request, done)
    return redirect("meetings:plan", *visit.address)
