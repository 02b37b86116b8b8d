"""Coming or not, on the page and behind the link of a mail; and who was there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from akker.meetings import actions
from akker.meetings.access import inside, standing, still_here
from akker.meetings.forms import AnswerForm
from akker.meetings.models import Answer, Meeting
from akker.meetings.report import meeting as report
from akker.meetings.views.meeting import page
from akker.networks.access import May, enter
from akker.networks.actions import NetworkClosed
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person
from akker.post.access import SpentLink
from akker.post.access import answer as by_link

REFUSED = (actions.CalledOff, actions.TooLate, actions.NoDate)


@require_POST
@once
def answer(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """My own answer, signed in."""
    visit = enter(request.user, programme, network, May.BRING)
    person, shown, form = inside(visit), standing(visit, pk), AnswerForm(request.POST)
    coming = request.POST.get("coming", "")
    if not form.is_valid() or coming not in Answer.Coming.values:
        return page(request, visit, pk, form, 422)
    try:
        said = actions.say(
            meeting=shown, person=person, coming=coming, words=form.cleaned_data["words"], now=clock.now()
        )
        messages.success(request, _told(said))
    except REFUSED as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:meeting", *visit.address, pk)


def _told(said: Answer) -> str:
    if said.waits is not None:
        return _("All places are taken. You wait for one, and hear by mail when there is a place for you.")
    return _("Thank you for answering.")


@require_POST
@once
def attendance(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    person, shown, now = inside(visit), standing(visit, pk), clock.now()
    people = [each for each, _was in report.company(shown, now).presence]
    ticked = set(request.POST.getlist("there"))
    there = {each.pk for each in people if str(each.pk) in ticked}
    try:
        actions.note_attendance(meeting=shown, there=there, people=people, by=person, now=now)
        messages.success(request, _("Noted who was there."))
    except actions.NotYet as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:meeting", *visit.address, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in an invitation; looking at it changes nothing."""
    now = clock.now()
    try:
        errand = by_link(token, now)
    except SpentLink:
        return redirect("post:link", token)
    meetings = Meeting.objects.select_related("network__programme", "subtheme")
    shown = get_object_or_404(meetings, pk=errand.ask.target_id)
    still_here(errand.person, shown.network)
    with translation.override(shown.network.language):
        return _link_page(request, token, shown, errand.person)


def _link_page(request: HttpRequest, token: str, shown: Meeting, person: Person) -> HttpResponse:
    now = clock.now()
    mine = Answer.objects.filter(meeting=shown, person=person).first()
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None, initial={"words": mine.words if mine else ""})
    context: dict[str, Any] = {
        "meeting": shown, "network": shown.network, "person": person, "mine": mine, "form": form, "token": token,
        "is_over": bool(shown.starts_at is None or shown.starts_at <= now), "ways": Answer.Coming,
        "is_current": bool(mine and mine.is_about(shown)),
    }  # fmt: skip
    if not is_sent:
        return render(request, "meetings/link.html", context)
    coming = request.POST.get("coming", "")
    if not form.is_valid() or coming not in Answer.Coming.values:
        return render(request, "meetings/link.html", context, status=422)
    try:
        context["mine"] = actions.say(
            meeting=shown, person=person, coming=coming, words=form.cleaned_data["words"], now=now
        )
    except (*REFUSED, NetworkClosed) as refusal:
        return render(request, "meetings/link.html", {**context, "refusal": refusal.message}, status=409)
    return redirect("meetings-link", token)
