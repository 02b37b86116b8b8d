"""What a network shows of its question to anybody, and who offered to think along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.networks.actions import NotHere
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question.access import leading
from akker.question.actions import shelf as actions
from akker.question.forms.shelf import ShelfForm
from akker.question.models import ShownQuestion, ThinkAlong

FIELDS = ("question", "theme", "contact")


def _page(
    request: HttpRequest, visit: Visit, status: int = 200, form: ShelfForm | None = None, **more: Any
) -> HttpResponse:
    """Three queries at most; only who leads or facilitates learns who offered."""
    row = ShownQuestion.objects.filter(network=visit.network).select_related("by").first()
    leads = bool(visit.powers & {"leader", "facilitator"})
    context = {
        "visit": visit,
        "here": "question",
        "tab": "shelf",
        "shown": row if row and not row.withdrawn_at else None,
        "is_behind": bool(row and not row.withdrawn_at and visit.network.line not in ("", row.question)),
        "leads": leads,
        "form": form or (_form(visit, row) if leads else None),
        "offers": list(_offers(visit)) if leads else [],
        **more,
    }
    return render(request, "question/shelf.html", context, status=status)


def _form(visit: Visit, row: ShownQuestion | None) -> ShelfForm:
    """What is shown, or else what the network works on; one query when nothing was ever shown."""
    if row:
        initial: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
        return ShelfForm(initial={**initial, "is_named": bool(row.name), "seen": row.version})
    theme = visit.network.wordings.of("theme").values_list("text", flat=True).first() or ""
    return ShelfForm(initial={"question": visit.network.line, "theme": theme, "seen": 0})


def _offers(visit: Visit) -> Any:
    """Those that were confirmed and wait for an answer, oldest first."""
    offers = ThinkAlong.objects.filter(network=visit.network, confirmed_at__isnull=False)
    return offers.filter(taken_in_at=None, set_aside_at=None).order_by("confirmed_at")


@require_safe
def shelf(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


def _lead(request: HttpRequest, programme: str, network: str) -> Visit:
    visit = enter(request.user, programme, network, May.RECORD)
    leading(visit)
    return visit


@require_POST
@once
def showing(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """First how it will look, then it is shown."""
    visit = _lead(request, programme, network)
    form = ShelfForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422, form)
    words = {name: form.cleaned_data[name].strip() for name in FIELDS}
    words["name"] = visit.network.name if form.cleaned_data["is_named"] else ""
    if request.POST.get("way") != "show":
        return _page(request, visit, form=form, preview=words)
    try:
        seen = form.cleaned_data["seen"]
        event = actions.show(network=visit.network, by=visit.person, now=clock.now(), seen=seen, **words)
    except Stale as stale:
        return _stale(request, visit, form, stale)
    messages.success(request, _("Anybody can read it now."), extra_tags=visit.undo(event))
    return redirect("question:shelf", *visit.address)


def _stale(request: HttpRequest, visit: Visit, form: ShelfForm, stale: Stale) -> HttpResponse:
    """Both side by side; showing again then shows what was typed."""
    row: Any = stale.row
    form.data = dict(form.data.items()) | {"seen": row.version}
    pairs = [
        (form.fields[name].label, form.cleaned_data[name], getattr(row, name))
        for name in FIELDS
        if form.cleaned_data[name] != getattr(row, name)
    ]
    return _page(request, visit, 409, form, pairs=pairs)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = _lead(request, programme, network)
    rows = ShownQuestion.objects.filter(network=visit.network, withdrawn_at=None)
    if row := rows.first():
        row.network = visit.network
        event = actions.take_off(row=row, by=visit.person, now=clock.now())
        messages.success(request, _("It is off the shelf."), extra_tags=visit.undo(event))
    return redirect("question:shelf", *visit.address)


def _offer(visit: Visit, pk: UUID) -> ThinkAlong:
    found: ThinkAlong = get_object_or_404(_offers(visit), pk=pk)
    found.network = visit.network
    return found


@require_POST
@once
def taking_in(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = _lead(request, programme, network)
    row = _offer(visit, pk)
    try:
        event = actions.take_in(row=row, by=visit.person, now=clock.now())
    except NotHere:
        messages.error(request, _("They asked to be forgotten here."))
    else:
        said = _("%(name)s is in the second ring now. Nobody was mailed: prepare the invitation when you like.")
        messages.success(request, said % {"name": row.name}, extra_tags=visit.undo(event))
    return redirect("question:shelf", *visit.address)


@require_POST
@once
def setting_aside(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = _lead(request, programme, network)
    event = actions.set_aside(row=_offer(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Set aside. Nobody was mailed."), extra_tags=visit.undo(event))
    return redirect("question:shelf", *visit.address)
