"""Papers of a meeting. What people sent is only ever handed over to be saved, never shown as a page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.journey import files
from akker.meetings.actions import paper as actions
from akker.meetings.forms.paper import PaperForm
from akker.meetings.models import Paper
from akker.meetings.views import agenda
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once


def _paper(visit: Visit, pk: UUID) -> Paper:
    found: Paper = get_object_or_404(Paper, withdrawn_at=None, network=visit.network, pk=pk)
    found.network = visit.network
    return found


@require_POST
@once
def papers(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Add a file to a meeting."""
    visit = enter(request.user, programme, network, May.RECORD)
    meeting = agenda.find(visit, pk)
    form = PaperForm(request.POST, request.FILES, auto_id="id_paper_%s")
    if not form.is_valid():
        return agenda.page(request, visit, meeting, 422, paper_form=form)
    event = actions.keep(meeting=meeting, name=form.called, data=form.content, by=visit.person, now=clock.now())
    messages.success(request, _("Added."), extra_tags=visit.undo(event))
    return redirect(reverse("meetings:agenda", args=[*visit.address, pk]) + "#papers")


@require_safe
def paper(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Hand it over as a download; no browser takes it for a page."""
    visit = enter(request.user, programme, network, May.READ)
    row = _paper(visit, pk)
    try:
        data = files.read(row.file)
    except FileNotFoundError as gone:
        raise Http404 from gone
    headers = {
        "Content-Disposition": content_disposition_header(True, row.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _paper(visit, pk)
    event = actions.drop(paper=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken off."), extra_tags=visit.undo(event))
    return redirect(reverse("meetings:agenda", args=[*visit.address, row.meeting_id]) + "#papers")
