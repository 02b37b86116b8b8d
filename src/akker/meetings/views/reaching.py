"""Changes of the plan that people would be mailed about: who gets what is shown first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.forms import SendForm
from akker.meetings.grid import CYCLE, Grid
from akker.meetings.models import Meeting
from akker.meetings.report import letter
from akker.meetings.report import plan as report
from akker.meetings.report.reach import mails
from akker.meetings.report.sending import Line, stand
from akker.meetings.views.invitation import on_its_way
from akker.meetings.views.plan import meeting_of, plan_of
from akker.networks.access import May, Visit, enter
from akker.people import clock

Wishes = dict[UUID, planning.Wish]


@require_safe
def reaching(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """One cell of the plan that was pressed; the answer goes to the list of the meeting."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting, plan = meeting_of(visit, pk), plan_of(visit)
    row = next((row for row in plan.rows if str(row.key) == request.GET.get("row")), None)
    state, seen = request.GET.get("state", ""), request.GET.get("seen", "")
    if row is None or state not in CYCLE or not (seen.isdecimal() and len(seen) < 10):
        return redirect("meetings:planned", *visit.address, pk)
    wishes = {row.key: (state, int(seen))}
    others = [(each, report.word(False, each)) for each in CYCLE if each != state]
    return shown(request, visit, meeting, plan, wishes, lines=told(meeting, plan, wishes), others=others, row=row)


def told(meeting: Meeting, plan: Grid, wishes: Wishes) -> list[Line]:
    """Who would be mailed about what of these differs from the plan."""
    return mails(meeting, {key: wish[0] for key, wish in differing(meeting, plan, wishes).items()}, clock.now())


def differing(meeting: Meeting, plan: Grid, wishes: Wishes) -> Wishes:
    column = next((column for column in plan.columns if column.key == meeting.pk), None)
    if column is None:
        raise Http404
    there = {row.key: plan.state(row, column) for row in plan.rows}
    return {key: wish for key, wish in wishes.items() if there.get(key) != wish[0]}


def shown(
    request: HttpRequest, visit: Visit, meeting: Meeting, plan: Grid, wishes: Wishes, *, lines: list[Line],
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    """What changes, and who gets which mail about it; nothing has changed yet."""
    reachable = [line for line in lines if not line.hindrance]
    form = more.pop("form", None) or form_of(lines, initial={
        "seen": stand(meeting), "who": [line.key for line in reachable],
    })  # fmt: skip
    rows = {row.key: row for row in plan.rows}
    column = next(column for column in plan.columns if column.key == meeting.pk)
    changes = [
        (rows[key], report.word(False, wish[0]), report.word(False, plan.state(rows[key], column)))
        for key, wish in differing(meeting, plan, wishes).items()
    ]
    context = {
        "visit": visit, "here": "plan", "meeting": meeting, "column": column, "form": form, "changes": changes,
        "wishes": [(key, state, seen) for key, (state, seen) in wishes.items()],
        "open_lines": reachable, "hindered": [line for line in lines if line.hindrance],
        "may_send": May.INVITE in visit.may,
        "letters": letter.samples(meeting, reachable, request.POST.get("words", ""), visit.person), **more,
    }  # fmt: skip
    return render(request, "meetings/reaching.html", context, status=status)


def form_of(lines: list[Line], data: Any = None, **more: Any) -> SendForm:
    return SendForm(data, people=[(line.key, str(line.person)) for line in lines if not line.hindrance], **more)


def sent(
    request: HttpRequest, visit: Visit, meeting: Meeting, plan: Grid, wishes: Wishes, lines: list[Line]
) -> HttpResponse:
    """Change and send, as it was shown; shown once more when the meeting changed meanwhile. Raises: Stale."""
    form = form_of(lines, request.POST)
    if not form.is_valid():
        return shown(request, visit, meeting, plan, wishes, lines=lines, form=form, status=422)
    if form.cleaned_data["seen"] != stand(meeting):
        return shown(request, visit, meeting, plan, wishes, lines=lines, is_stale=True, status=409)
    count = actions.send_change(
        meeting=meeting, wishes=wishes, to=form.cleaned_data["who"], words=form.cleaned_data["words"],
        seen=form.cleaned_data["seen"], by=visit.person, now=clock.now(),
    )  # fmt: skip
    messages.success(request, on_its_way(count))
    return redirect("meetings:planned", *visit.address, meeting.pk)
