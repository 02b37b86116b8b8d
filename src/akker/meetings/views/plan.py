"""The plan as a grid, and the cells in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from akker.meetings.actions import planning
from akker.meetings.forms.plan import DrawingForm, Press, press
from akker.meetings.grid import Grid
from akker.meetings.models import Meeting, PlanVersion
from akker.meetings.report import plan as report
from akker.meetings.report.spot import Spot, kind_of
from akker.meetings.report.spot import spot as spot_of
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


def plan_of(visit: Visit) -> Grid:
    """The plan as the visitor may see it; four queries."""
    return report.grid(visit.network, clock.now(), reader=visit.person, with_hours=May.INVITE in visit.may)


def context(visit: Visit, plan: Grid, **more: Any) -> dict[str, Any]:
    """The grid with what stands around it; one query."""
    told = figures(visit, plan)
    lines = told["lines"]
    return {
        **told,
        "here": "plan",
        "letters": report.letters(),
        "core": [line for line in lines if line.row.ring == "core"],
        "ring": [line for line in lines if line.row.ring != "core"],
        "row_keys": " ".join(row.key.hex for row in plan.rows),
        "column_keys": " ".join(column.key.hex for column in plan.columns),
        "width": len(plan.columns) + 2,
        "newest": PlanVersion.objects.standing().filter(network=visit.network).defer("frozen").first(),
        "over": next((column for column in reversed(plan.columns) if column.is_over), None),
        **more,
    }


def figures(visit: Visit, plan: Grid) -> dict[str, Any]:
    """What changes with every cell, and can be asked for apart; no query."""
    lines = [report.line(plan, index) for index in range(len(plan.rows))]
    return {
        "visit": visit,
        "plan": plan,
        "lines": lines,
        "sums": sums(plan),
        "promises": any(line.row.hours is not None for line in lines),
        "asked_more": [line for line in lines if line.over] if May.INVITE in visit.may else [],
        "may_edit": May.RECORD in visit.may,
    }


def sums(plan: Grid) -> list[dict[str, Any]]:
    """Per meeting: how many competences are there, and which are not."""
    every = len(plan.competences)
    return [
        {
            "column": column,
            "covered": every - len(gaps),
            "every": every,
            "gaps": ", ".join(gaps),
            "there": len(plan.present(column)),
            "wanted": len(plan.wanted(column)),
        }
        for column in plan.columns
        for gaps in [plan.gaps(column)]
    ]


@require_safe
def plan(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    return render(request, "meetings/plan.html", context(visit, plan_of(visit), form=DrawingForm()))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def drawing(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A first plan in one form."""
    visit = enter(request.user, programme, network, May.RECORD)
    has_begun = visit.network.meetings.standing().exists()  # then the first of these is no kickoff, unless they say so
    form = DrawingForm(request.POST or None, initial={"starts_with_kickoff": not has_begun})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "meetings/drawing.html", {"visit": visit, "here": "plan", "form": form}, status=status)
    purposes = form.lines()
    event = planning.draw(
        network=visit.network, purposes=purposes, minutes=120, by=visit.person, now=clock.now(),
        starts_with_kickoff=form.cleaned_data["starts_with_kickoff"],
    )  # fmt: skip
    done = ngettext(
        "%(count)d meeting is in the plan. Nobody has been mailed.",
        "%(count)d meetings are in the plan. Nobody has been mailed.",
        len(purposes),
    )
    messages.success(request, done % {"count": len(purposes)}, extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)


@require_POST
@once
def cells(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """One press: the state that was asked for, or the next one."""
    visit = enter(request.user, programme, network, May.RECORD)
    pressed = press(request.POST)
    if pressed is None:
        return _again(request, visit, _("This cell is not in the plan any more. Look at the plan as it is now."), 422)
    try:
        spot, event = planning.take_part(
            network=visit.network, key=pressed.key, meeting=pressed.meeting, state=pressed.state, seen=pressed.seen,
            by=visit.person, now=clock.now(),
        )  # fmt: skip
    except Stale as stale:
        return _conflict(request, visit, pressed, stale)
    except planning.Reaches as reaches:
        return _show_first(request, visit, pressed, reaches.state)
    if event:
        said = {"who": spot.name, "state": report.word(spot.is_vacancy, spot.state)}
        messages.success(request, _("%(who)s: %(state)s") % said, extra_tags=visit.undo(event))
    if request.htmx:  # type: ignore[attr-defined]
        return _cell(request, pressed, spot)
    return redirect("meetings:plan", *visit.address)


def _show_first(request: HttpRequest, visit: Visit, pressed: Press, state: str) -> HttpResponse:
    """Somebody has the meeting in their calendar: who would get what is shown before anything changes."""
    asked = urlencode({"row": pressed.key, "state": state, "seen": pressed.seen})
    page = f"{reverse('meetings:plan-reaching', args=[*visit.address, pressed.meeting])}?{asked}"
    return HttpResponseClientRedirect(page) if request.htmx else redirect(page)  # type: ignore[attr-defined]


def meeting_of(visit: Visit, pk: UUID) -> Meeting:
    """A meeting that stands in the plan; one query."""
    found: Meeting = get_object_or_404(visit.network.meetings.standing(), pk=pk)
    found.network = visit.network
    return found


def _cell(request: HttpRequest, pressed: Press, spot: Spot, status: int = 200) -> HttpResponse:
    """The cell alone, with the messages; the sums are asked for apart."""
    value = f"{pressed.place}.{spot.version}"
    shown = report.Shown(value, report.look(spot.is_vacancy, spot.state), report.word(spot.is_vacancy, spot.state))
    return render(request, "meetings/_cell_answer.html", {"cell": shown}, status=status)


def _conflict(request: HttpRequest, visit: Visit, pressed: Press, stale: Stale) -> HttpResponse:
    """Somebody else was first: both states, and a button for mine."""
    column = kind_of(visit.network, pressed.meeting)
    there = spot_of(visit.network, pressed.key, pressed.meeting, column) if column else None
    if there is None:
        raise Http404
    told = {
        "who": there.name,
        "mine": report.word(there.is_vacancy, stale.mine["state"]),
        "theirs": report.word(there.is_vacancy, there.state),
    }
    if request.htmx:  # type: ignore[attr-defined]
        messages.warning(
            request,
            _("%(who)s: somebody else changed this to “%(theirs)s” meanwhile; yours, “%(mine)s”, was not kept.") % told,
        )
        return _cell(request, pressed, there, 409)
    again = {
        "value": f"{pressed.place}.{there.version}",
        "rows": request.POST["rows"],
        "columns": request.POST["columns"],
        "state": stale.mine["state"],
    }
    pairs = [(told["who"], told["mine"], told["theirs"])]
    return render(request, "meetings/plan.html", context(visit, plan_of(visit), pairs=pairs, again=again), status=409)


def _again(request: HttpRequest, visit: Visit, why: str, status: int) -> HttpResponse:
    messages.error(request, why)
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "meetings/_cell_answer.html", {}, status=status)
        answer["HX-Reswap"] = "none"  # the cell, and the focus on it, stay while one reads why
        return answer
    return render(request, "meetings/plan.html", context(visit, plan_of(visit)), status=status)


@require_safe
def totals(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The sums under and beside the grid, asked for after a cell changed."""
    visit = enter(request.user, programme, network, May.READ)
    return render(request, "meetings/_plan_sums.html", figures(visit, plan_of(visit)))
