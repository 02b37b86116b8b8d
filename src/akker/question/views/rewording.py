"""Wording differently what was noted: a talk, a piece of knowledge, an indicator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akker.networks.access import Visit
from akker.people import clock
from akker.people.models import Stale
from akker.question.actions import noted
from akker.question.forms.canvas import ConversationEditForm, KnowledgeEditForm
from akker.question.forms.indicators import IndicatorEditForm
from akker.question.models import Conversation, Indicator, Knowledge
from akker.question.views import boxes

NOUNS = {  # form, tab and heading
    Conversation: (ConversationEditForm, "canvas", gettext_lazy("Change a talk")),
    Knowledge: (KnowledgeEditForm, "canvas", gettext_lazy("Change what is known")),
    Indicator: (IndicatorEditForm, "indicators", gettext_lazy("Change an indicator")),
}


def answer(request: HttpRequest, visit: Visit, noun: type[noted.Worded], pk: UUID) -> HttpResponse:
    """The form, what is wrong with it, both texts when somebody else was first, or back to the page; two queries."""
    row: Any = get_object_or_404(noun, network=visit.network, withdrawn_at=None, pk=pk)
    row.network = visit.network
    make, tab, heading = NOUNS[noun]
    names = noted.WORDS[noun]
    initial = {name: getattr(row, name) for name in names} | {"version": row.version}
    form = make(request.POST or None, initial=initial)
    context = {
        "visit": visit,
        "here": "question",
        "tab": tab,
        "form": form,
        "heading": heading,
        "back": f"question:{tab}",
    }
    if not form.is_valid():
        return render(request, "question/rewording.html", context, status=422 if form.is_bound else 200)
    values = {name: form.cleaned_data[name] for name in names}
    try:
        event = noted.change(row=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **values)
    except Stale as stale:
        context["pairs"] = boxes.told(form, stale, list(names))
        return render(request, "question/rewording.html", context, status=409)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event) if event else "")
    return redirect(f"question:{tab}", *visit.address)
