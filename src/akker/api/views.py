"""What other programs read: for now the meetings of one person, as a calendar."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.api import report
from akker.meetings import ics
from akker.meetings.actions import feed as actions
from akker.meetings.models import CalendarFeed
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person
from akker.post import links

KEPT_FOR = 300  # seconds that a calendar may show what it read


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """All meetings of one person. Whoever has the address may read it; taken back, it is not there."""
    found = CalendarFeed.objects.filter(token_hash=links.hashed(token), revoked_at=None).select_related("person")
    mine = found.first()
    if mine is None or not mine.person.is_active:
        raise Http404
    body = ics.feed(report.entries(mine.person, clock.now()), "Akker")
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={KEPT_FOR}"}
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Where I make the address of my calendar, or take it back."""
    return render(request, "api/calendar.html", {"here": "calendar", "mine": _mine(_person(request)), "address": ""})


@require_POST
@once
def address(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once; or no address any more."""
    person = _person(request)
    if request.POST.get("way") == "away":
        actions.revoke(person=person, now=clock.now())
        messages.success(request, _("The address is taken back; no calendar can read along with it any more."))
        return redirect("api:calendar")
    token = actions.make(person=person, now=clock.now())
    shown = settings.ADDRESS + reverse("api-feed", args=[token])
    in_program = f"webcal:{shown.partition(':')[2]}"  # the scheme at which a program offers to read along
    context = {"here": "calendar", "mine": _mine(person), "address": shown, "in_program": in_program}
    return render(request, "api/calendar.html", context)


def _mine(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person, revoked_at=None).first()


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
