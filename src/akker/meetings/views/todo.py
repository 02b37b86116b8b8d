"""What will be done, and what was decided: of the network, and of one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.meetings.actions import todo as actions
from akker.meetings.forms.todo import DecisionForm, ToDoEditForm, ToDoForm
from akker.meetings.models import Decision, Meeting, ToDo
from akker.meetings.views.agenda import find, people
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale

SHOWN_DONE = 10  # of what was done, the newest


def _members(people: list[Person]) -> list[tuple[UUID, str]]:
    return [(person.pk, str(person)) for person in people]


def _list(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """All open to-dos and the last that were done; three queries."""
    done = ToDo.objects.standing().filter(network=visit.network, done_at__isnull=False).select_related("who")
    context = {
        "visit": visit,
        "here": "meetings",
        "tab": "to-dos",
        "to_dos": list(ToDo.objects.open().filter(network=visit.network)),
        "done": list(done.order_by("-done_at")[:SHOWN_DONE]),
        "form": ToDoForm(members=_members(people(visit)), auto_id="id_to_do_%s"),
        **more,
    }
    return render(request, "meetings/to_dos.html", context, status=status)


@require_safe
def to_dos(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _list(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A to-do between two meetings."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = ToDoForm(request.POST, members=_members(people(visit)), auto_id="id_to_do_%s")
    if not form.is_valid():
        return _list(request, visit, 422, form=form)
    event = actions.note(network=visit.network, meeting=None, by=visit.person, now=clock.now(), **form.values)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("meetings:to-dos", *visit.address)


def _to_do(visit: Visit, pk: UUID) -> ToDo:
    found: ToDo = get_object_or_404(ToDo.objects.standing(), network=visit.network, pk=pk)
    found.network = visit.network
    return found


def _back(visit: Visit, row: ToDo) -> HttpResponse:
    if row.meeting_id:
        return redirect("meetings:outcome", *visit.address, row.meeting_id)
    return redirect("meetings:to-dos", *visit.address)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def to_do(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _to_do(visit, pk)
    members = _members(people(visit))
    said = {"what": row.what, "who": row.who_id and str(row.who_id), "due_on": row.due_on, "version": row.version}
    form = ToDoEditForm(request.POST or None, initial=said, members=members)
    context = {"visit": visit, "here": "meetings", "form": form, "to_do": row}
    if not form.is_valid():
        return render(request, "meetings/to_do.html", context, status=422 if form.is_bound else 200)
    try:
        actions.change(to_do=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **form.values)
    except Stale as stale:
        context["pairs"] = _pairs(form, stale.row)
        return render(request, "meetings/to_do.html", context, status=409)
    messages.success(request, _("Saved."))
    return _back(visit, row)


def _pairs(form: ToDoEditForm, row: Any) -> list[tuple[Any, Any, Any]]:
    form.data = dict(form.data.items()) | {"version": row.version}
    names = dict(form.fields["who"].choices)  # type: ignore[attr-defined]
    mine, theirs = form.cleaned_data, {"what": row.what, "due_on": row.due_on, "who": str(row.who_id or "")}
    return [
        (form.fields[name].label, names.get(mine[name], mine[name]) if name == "who" else mine[name],
         names.get(theirs[name], theirs[name]) if name == "who" else theirs[name])
        for name in theirs if mine[name] != theirs[name]
    ]  # fmt: skip


@require_POST
@once
def done(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _to_do(visit, pk)
    event = actions.done(to_do=row, by=visit.person, now=clock.now())
    messages.success(request, _("Done, thank you."), extra_tags=visit.undo(event))
    return _back(visit, row)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _to_do(visit, pk)
    event = actions.drop(to_do=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken off."), extra_tags=visit.undo(event))
    return _back(visit, row)


# --- of one meeting ------------------------------------------------------------------------


def _outcome(request: HttpRequest, visit: Visit, meeting: Meeting, status: int = 200, **more: Any) -> HttpResponse:
    """What was decided and what will be done; three queries."""
    context = {
        "visit": visit,
        "here": "meetings",
        "tab": "outcome",
        "meeting": meeting,
        "decisions": list(Decision.objects.filter(withdrawn_at=None, meeting=meeting).order_by("at", "pk")),
        "to_dos": list(ToDo.objects.standing().filter(meeting=meeting).select_related("who").order_by("at", "pk")),
        "form": ToDoForm(members=_members(people(visit)), auto_id="id_to_do_%s"),
        "decision_form": DecisionForm(auto_id="id_decision_%s"),
        **more,
    }
    return render(request, "meetings/outcome.html", context, status=status)


@require_safe
def outcome(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    return _outcome(request, visit, find(visit, pk))


@require_POST
@once
def of_meeting(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """A to-do that was said in a meeting."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = find(visit, pk)
    form = ToDoForm(request.POST, members=_members(people(visit)), auto_id="id_to_do_%s")
    if not form.is_valid():
        return _outcome(request, visit, meeting, 422, form=form)
    event = actions.note(network=visit.network, meeting=meeting, by=visit.person, now=clock.now(), **form.values)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("meetings:outcome", *visit.address, pk)


@require_POST
@once
def decisions(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = find(visit, pk)
    form = DecisionForm(request.POST, auto_id="id_decision_%s")
    if not form.is_valid():
        return _outcome(request, visit, meeting, 422, decision_form=form)
    event = actions.decide(meeting=meeting, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("meetings:outcome", *visit.address, pk)


@require_POST
@once
def decision_withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = get_object_or_404(Decision, withdrawn_at=None, network=visit.network, pk=pk)
    row.network = visit.network
    event = actions.take_back(decision=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken off."), extra_tags=visit.undo(event))
    return redirect("meetings:outcome", *visit.address, row.meeting_id)
