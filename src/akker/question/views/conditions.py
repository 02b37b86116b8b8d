from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akker.networks.access import May, Visit, enter
from akker.question.forms.boxes import BoxForm
from akker.question.views import boxes


def page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: BoxForm | None = None, box: str = "", **more: Any
) -> HttpResponse:
    """What a network needs, with what this one did about it; one query."""
    context = {
        "visit": visit, "here": "question", "tab": "conditions",
        "boxes": boxes.drawn(visit, "conditions", bound, box), **more,
    }  # fmt: skip
    return render(request, "question/conditions.html", context, status=status)


@require_safe
def conditions(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return page(request, enter(request.user, programme, network, May.READ))
