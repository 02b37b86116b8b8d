"""Working agreements whose day has come to be looked at again: they stand, a meeting looks, or they get other words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from akker.journey.actions import agreements, reviews
from akker.journey.models import AgreementSheet
from akker.meetings.actions import agenda as actions
from akker.meetings.forms.again import OnAgendaForm, StandForm
from akker.meetings.report import again as report
from akker.meetings.views.agenda import find
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


def _today(visit: Visit) -> date:
    return clock.now().astimezone(visit.network.zone).date()


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The agreements, and what can become of them; three queries."""
    sheet = agreements.newest(visit.network)
    if sheet is None:
        return redirect("journey:agreements", *visit.address)
    looked, today = reviews.newest(sheet), _today(visit)
    said = {"seen": sheet.pk, "looked": looked and looked.pk, "look_on": report.as_long_again(sheet, today)}
    context = {
        "visit": visit, "here": "meetings", "tab": "agreements", "sheet": sheet, "looked": looked,
        "is_due": bool(sheet.look_on and sheet.look_on <= today), "meeting": report.next_meeting(visit.network),
        "form": StandForm(initial=said, today=today), **more,
    }  # fmt: skip
    return render(request, "meetings/agreements_again.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def again(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Look at them, and note that they still stand."""
    visit = enter(request.user, programme, network, May.RECORD)
    if request.method != "POST":
        return _page(request, visit)
    form = StandForm(request.POST, today=_today(visit))
    if not form.is_valid():
        return _page(request, visit, 422, form=form)
    try:
        event = reviews.stand(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale:
        return _meanwhile(request, visit, form)
    messages.success(request, _("Noted: they still stand."), extra_tags=visit.undo(event))
    return redirect("journey:agreements", *visit.address)


def _meanwhile(request: HttpRequest, visit: Visit, form: StandForm | None = None) -> HttpResponse:
    """Somebody looked meanwhile: the page as it is now says what became of it, and keeps the day that was typed."""
    sheet = agreements.newest(visit.network)
    looked = reviews.newest(sheet) if sheet else None
    more: dict[str, Any] = {"refused": _("Somebody was here before you. See what stands below.")}
    if form:
        form.data = dict(form.data.items()) | {"seen": sheet and sheet.pk, "looked": looked.pk if looked else ""}
        more["form"] = form
    return _page(request, visit, 409, **more)


@require_POST
@once
def on_agenda(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Let a meeting look at them."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = OnAgendaForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422, refused=_("There is no such meeting. Choose again."))
    meeting = find(visit, form.cleaned_data.pop("meeting"))
    sheet = agreements.newest(visit.network)
    try:
        event = actions.look_again(
            meeting=meeting, by=visit.person, now=clock.now(), **form.cleaned_data, **_part(visit, sheet)
        )
    except Stale:
        return _meanwhile(request, visit)
    messages.success(request, _("It is on the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, meeting.pk)


def _part(visit: Visit, sheet: AgreementSheet | None) -> dict[str, Any]:
    with override(visit.network.language):
        return report.part(sheet, _("Do our working agreements still stand?"))
