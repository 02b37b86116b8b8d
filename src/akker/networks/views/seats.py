from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akker.networks import actions
from akker.networks.access import May, enter
from akker.networks.forms.people import SeatEndForm, SeatForm
from akker.networks.models import Seat
from akker.networks.views.people import present_of, roles_of, seats_of
from akker.people import clock
from akker.people.access import once


@require_POST
@once
def give(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    member = present_of(visit, pk)
    roles = seats_of(visit)
    form = SeatForm(request.POST, roles=list(roles.items()))
    if not form.is_valid():
        messages.error(request, _("Choose a role from the list."))
        return redirect("networks:member", *visit.address, pk)
    role = form.cleaned_data["role"]
    event = actions.give_seat(membership=member, role=role, by=visit.person, now=clock.now())
    done = _("%(person)s is %(role)s.") % {"person": member.person, "role": roles[role]}
    messages.success(request, done, extra_tags=visit.undo(event))
    return redirect("networks:member", *visit.address, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def end(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """End a role or hand it over: one's own, or for whoever arranges the people."""
    visit = enter(request.user, programme, network, May.SEE)
    seats = Seat.objects.current().filter(membership__network=visit.network).select_related("membership__person")
    seat = get_object_or_404(seats, pk=pk)
    is_mine = seat.membership.person_id == visit.person.pk and May.BRING in visit.may
    if not (is_mine or May.INVITE in visit.may):
        raise PermissionDenied
    others = {str(member.pk): member for member in visit.network.memberships.present().core().select_related("person")}
    others.pop(str(seat.membership_id), None)
    form = SeatEndForm(request.POST or None, others=[(key, str(member.person)) for key, member in others.items()])
    role = roles_of(visit).get(seat.role, seat.role)
    if not form.is_valid():
        context = {
            "visit": visit,
            "here": "people",
            "seat": seat,
            "role": role,
            "form": form,
            "member": seat.membership,
        }
        return render(request, "networks/seat_end.html", context, status=422 if form.is_bound else 200)
    seat.membership.network = visit.network
    heir = others.get(form.cleaned_data["to"])
    if heir:
        heir.network = visit.network
    event = actions.hand_over(seat=seat, to=heir, by=visit.person, now=clock.now(), note=form.cleaned_data["note"])
    done = _("%(role)s: handed over.") if heir else _("%(role)s: ended.")
    messages.success(request, done % {"role": role}, extra_tags=visit.undo(event))
    return redirect("networks:people", *visit.address)
