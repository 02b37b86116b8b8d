"""Who gets which mail about a meeting, shown before anything leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from akker.meetings import actions
from akker.meetings.access import meeting_of, standing
from akker.meetings.forms import ReminderForm, SendForm
from akker.meetings.report import letter
from akker.meetings.report import sending as report
from akker.networks.access import May, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


@require_http_methods(["GET", "HEAD", "POST"])
@once
def invitations(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    shown = meeting_of(visit, pk)
    lines = report.lines(shown)
    open_lines = [line for line in lines if line.what != report.KEPT and not line.hindrance]
    form = SendForm(
        request.POST or None, people=[(line.key, str(line.person)) for line in open_lines],
        initial={"seen": report.stand(shown), "who": [line.key for line in open_lines]},
    )  # fmt: skip
    context: dict[str, Any] = {
        "visit": visit, "here": "meetings", "meeting": shown, "form": form, "lines": lines, "open_lines": open_lines,
        "kept": [line for line in lines if line.what == report.KEPT],
        "hindered": [line for line in lines if line.hindrance and line.what != report.KEPT],
    }  # fmt: skip
    context["letters"] = letter.samples(shown, open_lines, request.POST.get("words", ""), visit.person)
    if not form.is_valid():
        return render(request, "meetings/invitations.html", context, status=422 if form.is_bound else 200)
    try:
        count = actions.send(
            meeting=shown, to=form.cleaned_data["who"], words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"], by=visit.person, now=clock.now(),
        )  # fmt: skip
    except Stale:
        data = request.POST.copy()
        data["seen"] = report.stand(shown)
        form.data = data
        return render(request, "meetings/invitations.html", {**context, "is_stale": True}, status=409)
    except actions.NoDate as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:meeting", *visit.address, pk)
    messages.success(request, on_its_way(count))
    return redirect("meetings:meeting", *visit.address, pk)


def on_its_way(count: int) -> str:
    return ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count) % {"count": count}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def reminders(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Who has not answered; never anybody who has."""
    visit = enter(request.user, programme, network, May.INVITE)
    shown = standing(visit, pk)
    silent = actions.unanswered(shown)
    reachable = [person for person in silent if person.email]
    form = ReminderForm(
        request.POST or None, people=[(str(person.pk), str(person)) for person in reachable],
        initial={"who": [str(person.pk) for person in reachable]},
    )  # fmt: skip
    if not form.is_valid():
        context = {"visit": visit, "here": "meetings", "meeting": shown, "form": form, "silent": silent}
        return render(request, "meetings/reminders.html", context, status=422 if form.is_bound else 200)
    try:
        count = actions.remind(meeting=shown, to=form.cleaned_data["who"], by=visit.person, now=clock.now())
        messages.success(request, on_its_way(count))
    except (actions.CalledOff, actions.TooLate) as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:meeting", *visit.address, pk)
