from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.question import moments, report
from akker.question.actions import noted
from akker.question.forms.indicators import IndicatorForm, ReadingForm
from akker.question.models import Indicator, IndicatorReading
from akker.question.views import rewording


def _page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: ReadingForm | None = None, pk: UUID | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """The indicators with their readings, and when to ask again; two queries."""
    today = clock.now().astimezone(visit.network.zone).date()
    days = moments.ask_on(visit.network.starts_on, visit.network.ends_on)
    rows = report.indicators(visit.network)
    initial = {"on": today, "moment": moments.due(days, today)}
    for row in rows:
        key = row["indicator"].pk
        row["form"] = bound if bound and key == pk else ReadingForm(initial=initial, auto_id=f"id_{key}_%s")
    context = {
        "visit": visit,
        "here": "question",
        "tab": "indicators",
        "rows": rows,
        "may_read_later": visit.network.is_closed and May.MANAGE in visit.may,
        "moments": [moment.label for moment in IndicatorReading.Moment],
        "days": [(moment.label, days[moment.value]) for moment in IndicatorReading.Moment if moment.value in days],
        "form": IndicatorForm(auto_id="id_new_%s"),
        **more,
    }
    return render(request, "question/indicators.html", context, status=status)


def _reads(request: HttpRequest, programme: str, network: str) -> Visit:
    """Whoever may record; of a network that has closed, who leads it, for what is asked months after its end."""
    needs, needs_later = May.RECORD, May.MANAGE
    visit = enter(request.user, programme, network, May.READ)
    is_later = visit.network.is_closed and request.POST.get("moment") == IndicatorReading.Moment.AFTER
    if (needs_later if is_later else needs) not in visit.may:
        raise PermissionDenied
    return visit


def _one(visit: Visit, pk: UUID) -> Indicator:
    row = get_object_or_404(Indicator, network=visit.network, withdrawn_at=None, pk=pk)
    row.network = visit.network
    return row


@require_safe
def indicators(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = IndicatorForm(request.POST, auto_id="id_new_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form=form)
    event = noted.note(network=visit.network, noun=Indicator, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("question:indicators", *visit.address)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def indicator(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    return rewording.answer(request, enter(request.user, programme, network, May.RECORD), Indicator, pk)


@require_POST
@once
def reading(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """How it stands at one of the moments; once more for the same moment takes the place of the first."""
    visit = _reads(request, programme, network)
    row = _one(visit, pk)
    form = ReadingForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, bound=form, pk=pk)
    event = noted.read(indicator=row, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("question:indicators", *visit.address)
