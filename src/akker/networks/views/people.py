from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.handbooks.reader import text as words
from akker.networks import actions, report
from akker.networks.access import SEAT_POWERS, May, Visit, enter
from akker.networks.forms.people import ArrangementsForm, CardForm, DepartureForm, PeopleForm
from akker.networks.models import Membership, Seat
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale

CARD = ("brings", "needs", "competences", "function", "kind", "kind_words")


def roles_of(visit: Visit) -> dict[str, str]:
    """Role key to its name, in the reader's language and the order of the pack; no query."""
    prose = words(visit.network.book, get_language() or "en")
    return {key: prose.roles[key].name for key in visit.network.book.roles}


def name_roles(seats: Iterable[Seat], roles: dict[str, str]) -> None:
    """Give each seat the `role_name` that templates show; a role the pack lost keeps its key."""
    for seat in seats:
        seat.role_name = roles.get(seat.role, seat.role)  # type: ignore[attr-defined]


def seats_of(visit: Visit) -> dict[str, str]:
    """The roles that can be given out, key to name; the second ring is a membership, not a seat."""
    known = visit.network.book.roles
    return {key: name for key, name in roles_of(visit).items() if known[key].acts_as in SEAT_POWERS}


def member_of(visit: Visit, pk: UUID) -> Membership:
    """Somebody who is or was in the network; two queries."""
    return get_object_or_404(visit.network.memberships.with_seats(), pk=pk)


def present_of(visit: Visit, pk: UUID) -> Membership:
    """Somebody who is in the network now; two queries."""
    return get_object_or_404(visit.network.memberships.present().with_seats(), pk=pk)


@require_safe
def people(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.SEE)
    if not visit.may & {May.READ, May.INVITE}:
        raise PermissionDenied
    members = report.listed(visit.network, roles_of(visit))
    present = [member for member in members if member.left_at is None]
    context = {
        "visit": visit,
        "here": "people",
        "core": [member for member in present if member.is_core],
        "ring": [member for member in present if not member.is_core],
        "left": [member for member in members if member.left_at and member.left_at > member.added_at],
        "not_invited": [member for member in present if not (member.invited_at or member.joined_at)],
        "size": visit.network.book.core_size,
    }
    return render(request, "networks/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def add(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    form = PeopleForm(request.POST or None)
    if not form.is_valid():
        return render(
            request,
            "networks/people_new.html",
            {"visit": visit, "here": "people", "form": form},
            status=422 if form.is_bound else 200,
        )
    count = actions.add_named(
        network=visit.network,
        people=form.cleaned_data["people"],
        ring=form.cleaned_data["ring"],
        by=visit.person,
        now=clock.now(),
    )
    done = ngettext(
        "%(count)d person is in. Nobody has been mailed.", "%(count)d people are in. Nobody has been mailed.", count
    )
    known = _("They were here already. An address that was missing has been added.")
    messages.success(request, done % {"count": count} if count else known)
    return redirect("networks:people", *visit.address)


@require_safe
def member(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.SEE)
    if not visit.may & {May.READ, May.INVITE}:
        raise PermissionDenied
    shown = member_of(visit, pk)
    history = list(
        Seat.objects.filter(membership=shown, withdrawn_at=None, until_on__isnull=False).order_by("-until_on")
    )
    name_roles([*shown.current_seats, *history], roles_of(visit))  # type: ignore[attr-defined]
    context = {
        "visit": visit,
        "here": "people",
        "member": shown,
        "history": history,
        "roles": seats_of(visit),
        "is_me": _is_me(visit, shown),
    }
    return render(request, "networks/member.html", context)


def _is_me(visit: Visit, member: Membership) -> bool:
    return member.person_id == visit.person.pk


@require_http_methods(["GET", "HEAD", "POST"])
@once
def card(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """What somebody tells of themselves; theirs alone to write."""
    visit = enter(request.user, programme, network, May.BRING)
    mine = member_of(visit, pk)
    if not _is_me(visit, mine):
        raise PermissionDenied
    form = CardForm(request.POST or None, initial=_card_of(mine))
    if not form.is_valid():
        return _form_page(request, visit, mine, form, "networks/card.html")
    values = form.cleaned_data
    try:
        event = actions.describe(
            membership=mine, by=visit.person, now=clock.now(), seen=values["version"],
            kind_shown_at=_consent(mine, values), **{name: values[name] for name in CARD},
        )  # fmt: skip
    except Stale as stale:
        return _stale_page(request, visit, stale, form, "networks/card.html")
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("networks:member", *visit.address, pk)


def _consent(mine: Membership, values: dict[str, Any]) -> Any:
    chosen = values["show_kind"] and (values["kind"] or values["kind_words"])
    return (mine.kind_shown_at or clock.now()) if chosen else None


def _card_of(member: Membership) -> dict[str, Any]:
    card = {name: getattr(member, name) for name in CARD}
    return {
        **card,
        "competences": ", ".join(member.competences),
        "show_kind": member.kind_shown_at is not None,
        "version": member.version,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@once
def arrangements(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    shown = present_of(visit, pk)
    initial = {
        "ring": shown.ring,
        "organisation": shown.organisation.name if shown.organisation else "",
        "hours_agreed": shown.hours_agreed,
        "version": shown.version,
    }
    form = ArrangementsForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _form_page(request, visit, shown, form, "networks/arrangements.html")
    values = form.cleaned_data
    try:
        event = actions.arrange(
            membership=shown, ring=values["ring"], organisation_name=values["organisation"],
            hours_agreed=values["hours_agreed"], by=visit.person, now=clock.now(), seen=values["version"],
        )  # fmt: skip
    except Stale as stale:
        return _stale_page(request, visit, stale, form, "networks/arrangements.html")
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("networks:member", *visit.address, pk)


def _form_page(request: HttpRequest, visit: Visit, member: Membership, form: Any, template: str) -> HttpResponse:
    context = {"visit": visit, "here": "people", "member": member, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _stale_page(request: HttpRequest, visit: Visit, stale: Stale, form: Any, template: str) -> HttpResponse:
    """Both texts side by side; saving again now saves over what was seen here."""
    form.data = dict(form.data.items()) | {"version": stale.row.version}  # type: ignore[attr-defined]
    pairs = [
        (form.fields[name].label, _as_said(mine), _as_said(getattr(stale.row, name)))
        for name, mine in stale.mine.items()
        if name in form.fields and getattr(stale.row, name) != mine
    ]
    context = {"visit": visit, "member": stale.row, "form": form, "pairs": pairs, "here": "people"}
    return render(request, template, context, status=409)


def _as_said(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


@require_http_methods(["GET", "HEAD", "POST"])
@once
def departure(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Leave, or let somebody leave, with thanks."""
    visit = enter(request.user, programme, network, May.SEE)
    going = present_of(visit, pk)
    if not (_is_me(visit, going) and May.BRING in visit.may or May.INVITE in visit.may):
        raise PermissionDenied
    form = DepartureForm(request.POST or None)
    if not form.is_valid():
        name_roles(going.current_seats, roles_of(visit))  # type: ignore[attr-defined]
        context = {"visit": visit, "here": "people", "member": going, "form": form, "is_me": _is_me(visit, going)}
        return render(request, "networks/departure.html", context, status=422 if form.is_bound else 200)
    event = actions.leave(membership=going, by=visit.person, now=clock.now(), thanks=form.cleaned_data["thanks"])
    if _is_me(visit, going):
        messages.success(
            request, _("You left %(network)s. Thank you for what you brought.") % {"network": visit.network}
        )
        return redirect("/")
    messages.success(request, _("%(person)s has left.") % {"person": going.person}, extra_tags=visit.undo(event))
    return redirect("networks:people", *visit.address)


@require_POST
@once
def come_back(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    back = get_object_or_404(visit.network.memberships.select_related("person"), pk=pk, person__is_anonymised=False)
    actions.add(network=visit.network, person=back.person, ring=back.ring, by=visit.person, now=clock.now())
    messages.success(request, _("Welcome back, %(person)s.") % {"person": back.person})
    return redirect("networks:people", *visit.address)
