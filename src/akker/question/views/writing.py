from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akker.networks.access import May, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question import report
from akker.question.actions import boxes as actions
from akker.question.actions import noted, support
from akker.question.forms.boxes import BoxForm
from akker.question.views import ambition, boxes, canvas, conditions

PAGES = {"ambition": ambition.page, "canvas": canvas.page, "conditions": conditions.page}
BACK = {
    "conversation": "canvas", "knowledge": "canvas", "indicator": "indicators", "indicatorreading": "indicators",
    "supportrequest": "support",
}  # fmt: skip


@require_POST
@once
def box(request: HttpRequest, programme: str, network: str, page: str, box: str) -> HttpResponse:
    """Write in one box of the ambition, the canvas or the conditions."""
    visit = enter(request.user, programme, network, May.RECORD)
    there = {each.box.key: each for each in report.boxes(visit.network, page)} if page in PAGES else {}
    if box not in there:
        raise Http404
    form = boxes.named(BoxForm(request.POST, auto_id=boxes.form_id(box)), there[box])
    if not form.is_valid():
        return PAGES[page](request, visit, 422, form, box)
    text, seen = form.cleaned_data["text"].strip(), form.cleaned_data["seen"]
    try:
        event = actions.write(
            network=visit.network, page=page, box=box, text=text, by=visit.person, now=clock.now(), seen=seen
        )
    except Stale as stale:
        return PAGES[page](request, visit, 409, form, box, pairs=boxes.told(form, stale, ["text"]))
    if event:
        messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect(reverse(f"question:{page}", args=visit.address) + f"#box-{box}")


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, noun: str, pk: UUID) -> HttpResponse:
    """Take a conversation, a piece of knowledge, an indicator or a reading off the page."""
    visit = enter(request.user, programme, network, May.RECORD)
    if noun not in noted.NOUNS:
        raise Http404
    row = get_object_or_404(noted.NOUNS[noun]._default_manager, network=visit.network, withdrawn_at=None, pk=pk)
    row.network = visit.network
    try:
        event = noted.drop(row=row, by=visit.person, now=clock.now())
    except support.Settled as refusal:
        messages.error(request, str(refusal.message))
        return redirect(f"question:{BACK[noun]}", *visit.address)
    messages.success(request, _("Taken off."), extra_tags=visit.undo(event))
    return redirect(f"question:{BACK[noun]}", *visit.address)
