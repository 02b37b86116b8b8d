from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.documents import canvas as paper
from akker.documents.naming import file_name
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.question import report
from akker.question.actions import noted
from akker.question.forms.boxes import BoxForm
from akker.question.forms.canvas import ConversationForm, KnowledgeForm
from akker.question.forms.wording import SubthemesForm
from akker.question.models import Conversation, Knowledge, Noted
from akker.question.views import boxes, rewording


def page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: BoxForm | None = None, box: str = "", **more: Any
) -> HttpResponse:
    """The theme, the nine boxes, and the two lists that stand in them; five queries."""
    today = clock.now().astimezone(visit.network.zone).date()
    names = list(visit.network.subthemes.standing().values_list("name", flat=True))
    context = {
        "visit": visit,
        "here": "question",
        "tab": "canvas",
        "step": report.step(visit.network, "canvas"),
        "heads": report.heads(visit.network),
        "boxes": boxes.drawn(visit, "canvas", bound, box),
        "subthemes": names,
        "division": SubthemesForm(initial={"names": "\n".join(names), "seen": "\n".join(names)}),
        "conversations": list(report.conversations(visit.network).select_related("by")),
        "knowledge": list(report.knowledge(visit.network)),
        "conversation": ConversationForm(initial={"on": today}, auto_id="id_talk_%s"),
        "known": KnowledgeForm(auto_id="id_known_%s"),
        **more,
    }
    return render(request, "question/canvas.html", context, status=status)


@require_safe
def canvas(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return page(request, enter(request.user, programme, network, May.READ))


@require_safe
def sheet(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The canvas on A3, as it stands or blank, in the language of the network."""
    visit = enter(request.user, programme, network, May.READ)
    today = clock.now().astimezone(visit.network.zone).date()
    made = report.canvas(visit.network, today, is_blank=bool(request.GET.get("blank")))
    name = file_name(visit.network.name, made.title)
    return HttpResponse(
        paper.to_pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )


@require_POST
@once
def conversations(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = ConversationForm(request.POST, auto_id="id_talk_%s")
    return _noted(request, visit, Conversation, form, conversation=form)


@require_POST
@once
def knowledge(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = KnowledgeForm(request.POST, auto_id="id_known_%s")
    return _noted(request, visit, Knowledge, form, known=form)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def conversation(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    return rewording.answer(request, enter(request.user, programme, network, May.RECORD), Conversation, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def known(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    return rewording.answer(request, enter(request.user, programme, network, May.RECORD), Knowledge, pk)


def _noted(request: HttpRequest, visit: Visit, noun: type[Noted], form: forms.Form, **more: Any) -> HttpResponse:
    if not form.is_valid():
        return page(request, visit, 422, **more)
    event = noted.note(network=visit.network, noun=noun, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("question:canvas", *visit.address)
