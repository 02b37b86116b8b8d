from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.recruit import questions
from akker.recruit.actions import questionnaire as actions
from akker.recruit.forms.questionnaire import QuestionnaireForm
from akker.recruit.report.asked import asked
from akker.recruit.views.place import Place, in_programme


@require_http_methods(["GET", "HEAD", "POST"])
@once
def questionnaire(request: HttpRequest, programme: str) -> HttpResponse:
    """What this programme asks of who applies."""
    place = in_programme(request, programme)
    chosen, version = asked(place.programme)
    if request.method != "POST":
        return _page(request, place, QuestionnaireForm(initial={"asks": chosen, "seen": version}))
    form = QuestionnaireForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, 422)
    values = form.cleaned_data
    try:
        actions.choose(
            programme=place.programme, asks=values["asks"], by=place.person, now=clock.now(), seen=values["seen"]
        )
    except Stale as stale:
        data = request.POST.copy()
        data["seen"] = str(stale.row.version)  # type: ignore[attr-defined]
        form.data = data
        pairs = [(form.fields["asks"].label, _names(stale.mine["asks"]), _names(stale.row.asks))]  # type: ignore[attr-defined]
        return _page(request, place, form, 409, pairs=pairs)
    messages.success(request, _("Saved. Who applied before is not asked again."))
    return redirect("recruit-questionnaire", programme)


def _names(keys: list[str]) -> str:
    return ", ".join(str(questions.QUESTIONS[key].asks) for key in questions.known(keys))


def _page(request: HttpRequest, place: Place, form: QuestionnaireForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "visit": place.visit,
        "here": "candidates",
        "form": form,
        "purposes": list(questions.QUESTIONS.values()),
        "to": {"candidates": place.to("candidates")},
        **more,
    }
    return render(request, "recruit/questionnaire.html", context, status=status)
