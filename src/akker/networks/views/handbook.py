from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akker.handbooks.model import Handbook, HandbookFault, HandbookMissing
from akker.handbooks.reader import DEFAULT
from akker.networks import mapping
from akker.networks.access import May, Visit, enter
from akker.networks.actions import handbook as actions
from akker.networks.cards import Card, card
from akker.networks.forms.handbook import ChoiceForm
from akker.networks.models import Seat
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes.models import books, find_book


def _language() -> str:
    return get_language() or "en"


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The handbooks that everybody can begin with, side by side."""
    cards = [card(book, _language()) for book in books()]
    return render(request, "networks/shelf.html", {"cards": cards, "default": DEFAULT})


@require_safe
def leaf(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The whole journey of one of them."""
    found = {book.pin: book for book in books()}
    if f"{slug}@{version}" not in found:
        raise Http404
    return render(request, "networks/leaf.html", {"card": card(found[f"{slug}@{version}"], _language())})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def handbook(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The handbooks to choose from, and the choice itself."""
    visit = enter(request.user, programme, network, May.MANAGE)
    found = {book.pin: book for book in books(visit.network.programme_id)}
    if request.method != "POST":
        return _choices(request, visit, found)
    if visit.network.is_closed:
        raise PermissionDenied
    form = ChoiceForm(request.POST, pins=[pin for pin in found if pin != visit.network.handbook])
    if not form.is_valid():
        return _choices(request, visit, found, 422, form=form)
    try:
        event = actions.change(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale as stale:
        visit.network.handbook = stale.row.handbook  # type: ignore[attr-defined]
        return _preview(request, visit, found[form.cleaned_data["pin"]], 409, is_stale=True)
    said = _("This network works with another handbook now. Nothing was lost.")
    messages.success(request, said, extra_tags=visit.undo(event))
    return redirect("networks:handbook", *visit.address)


def _choices(
    request: HttpRequest, visit: Visit, found: dict[str, Handbook], status: int = 200, **more: Any
) -> HttpResponse:
    own = visit.network.book
    cards = [card(book, _language()) for book in ({own.pin: own} | found).values()]
    context = {"visit": visit, "here": "settings", "cards": cards, "default": DEFAULT, **more}
    return render(request, "networks/handbook.html", context, status=status)


@require_safe
def preview(request: HttpRequest, programme: str, network: str, slug: str, version: str) -> HttpResponse:
    """The whole journey of one handbook, and what would happen to what this network left so far."""
    visit = enter(request.user, programme, network, May.MANAGE)
    try:
        book = find_book(f"{slug}@{version}", visit.network.programme_id)
    except (HandbookMissing, HandbookFault) as missing:
        raise Http404 from missing
    return _preview(request, visit, book)


def _preview(request: HttpRequest, visit: Visit, book: Handbook, status: int = 200, **more: Any) -> HttpResponse:
    before, after = card(visit.network.book, _language()), card(book, _language())
    left = mapping.left(visit.network)
    crossings = [
        (crossing, before.text.steps[crossing.key].title, left[crossing.key], after.title_of(crossing.to))
        for crossing in mapping.steps(visit.network.book, book)
        if crossing.key in left
    ]
    context = {
        "visit": visit,
        "here": "settings",
        "card": after,
        "before": before,
        "kept": [row for row in crossings if not row[0].is_parked],
        "parked": [row for row in crossings if row[0].is_parked],
        "roles": _roles(visit, before, after),
        "lead": _lead(visit, after),
        **more,
    }
    return render(request, "networks/handbook_preview.html", context, status=status)


def _roles(visit: Visit, before: Card, after: Card) -> list[tuple[str, str, list[str]]]:
    """The roles held now: their name, the name under the other handbook or "", and who holds them; one query."""
    seats = Seat.objects.current().filter(membership__network=visit.network, membership__left_at=None)
    held: dict[str, list[str]] = {}
    for seat in seats.select_related("membership__person").order_by("from_on", "pk"):
        held.setdefault(seat.role, []).append(str(seat.membership.person))
    return [(before.role_name(role), after.role_name(role, ""), people) for role, people in held.items()]


def _lead(visit: Visit, after: Card) -> str:
    """The name of the role that the chooser takes on, when nobody would lead otherwise; at most two queries."""
    role = actions.needs_leader(visit.network, after.book)
    own = visit.membership if role else None
    return after.role_name(role) if own and own.is_core else ""
