from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akker.networks import actions
from akker.networks.access import May, Visit, enter
from akker.networks.forms.people import NetworkForm
from akker.people import clock, zones
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes import actions as programmes
from akker.programmes.models import Event

FIELDS = ("name", "rhythm", "starts_on", "ends_on", "language", "time_zone")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def settings(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.MANAGE)
    if visit.network.is_closed and request.method == "POST":
        raise PermissionDenied
    now = clock.now()
    leaders = {str(office.pk): office for office in actions.reference_leaders(visit.network.programme, now.date())}
    form = NetworkForm(
        request.POST or None, initial=_initial(visit), zones=zones.choices(visit.network.time_zone),
        leaders=[(key, str(office.person)) for key, office in leaders.items()],
    )  # fmt: skip
    if not form.is_valid():
        return _page(request, visit, form, 422 if form.is_bound else 200)
    values: dict[str, Any] = {name: form.cleaned_data[name] for name in FIELDS}
    if leaders:
        values["reference_leader"] = leaders.get(form.cleaned_data["reference_leader"])
    try:
        event = actions.change(
            network=visit.network, by=visit.person, now=now, seen=form.cleaned_data["version"], **values
        )
    except Stale as stale:
        return _stale(request, visit, form, stale)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("networks:settings", *visit.address)


def _initial(visit: Visit) -> dict[str, Any]:
    network = visit.network
    leader = str(network.reference_leader_id or "")
    return {**{name: getattr(network, name) for name in FIELDS}, "reference_leader": leader, "version": network.version}


def _page(request: HttpRequest, visit: Visit, form: NetworkForm, status: int, **more: Any) -> HttpResponse:
    return render(
        request, "networks/settings.html", {"visit": visit, "here": "settings", "form": form, **more}, status=status
    )


def _stale(request: HttpRequest, visit: Visit, form: NetworkForm, stale: Stale) -> HttpResponse:
    """Both texts side by side; saving again now saves over what was seen here."""
    form.data = dict(form.data.items()) | {"version": stale.row.version}  # type: ignore[attr-defined]
    pairs = [
        (form.fields[name].label, mine, getattr(stale.row, name))
        for name, mine in stale.mine.items()
        if getattr(stale.row, name) != mine
    ]
    return _page(request, visit, form, 409, pairs=pairs)


@require_POST
@once
def closing(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.MANAGE)
    try:
        event = actions.close(network=visit.network, by=visit.person, now=clock.now())
        messages.success(
            request, _("This network is closed: everything can be read, nothing changes."), extra_tags=visit.undo(event)
        )
    except actions.NetworkClosed as refusal:
        messages.error(request, str(refusal.message))
    return redirect("networks:settings", *visit.address)


@require_POST
@once
def reopening(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.MANAGE)
    actions.reopen(network=visit.network, by=visit.person, now=clock.now())
    messages.success(request, _("This network is open again."))
    return redirect("networks:settings", *visit.address)


@require_POST
@once
def undo(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.SEE)
    event = get_object_or_404(Event, pk=pk, network_id=visit.network.pk, by=visit.person)
    if visit.network.is_closed and event.verb != actions.CLOSED:
        raise PermissionDenied
    try:
        programmes.undo(event=event, by=visit.person, now=clock.now())
        messages.success(request, _("Undone."))
    except programmes.TooLate as refusal:
        messages.error(request, str(refusal.message))
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return redirect(came_from)
    return redirect(visit.home)
