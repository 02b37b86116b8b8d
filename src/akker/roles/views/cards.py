from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.roles import actions, pitch, report
from akker.roles.access import reads_nominations
from akker.roles.forms import NominationForm
from akker.roles.models import CardRead, Nomination
from akker.roles.views.pitch import known_role


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The cards in the order of the pitch; four queries."""
    forward = report.forward(visit)
    mine = {row.role: row for rows in forward.values() for row in rows if row.membership.person_id == visit.person.pk}
    read = set(
        CardRead.objects.filter(network=visit.network, membership__person=visit.person).values_list("role", flat=True)
    )
    held = report.holders(visit.network)
    prose = report.prose_of(visit.network)
    cards = [
        {
            "role": role,
            "text": prose.roles[role.key],
            "people": held.get(role.key, []),
            "is_read": role.key in read,
            "mine": mine.get(role.key),
            "form": more.get("form") if more.get("role") == role.key else _form(visit, role.key, mine.get(role.key)),
            "is_seat": role in report.seat_roles(visit.network),
        }
        for role in visit.network.book.roles.values()
    ]
    context = {
        "visit": visit,
        "here": "people",
        "tab": "cards",
        "cards": cards,
        "read_count": sum(bool(card["is_read"]) for card in cards),
        "step": pitch.step_of(visit.network.book),
        "forward": forward,
        "reads_nominations": reads_nominations(visit),
        "shown": more.get("role") or request.GET.get("card") or next(iter(visit.network.book.roles), ""),
        **more,
    }
    return render(request, "roles/cards.html", context, status=status)


def _form(visit: Visit, role: str, there: Nomination | None) -> NominationForm:
    initial = {f"note_{key}": note for key, note in (there.notes if there else {}).items()}
    initial["seen"] = there.version if there else 0
    return NominationForm(initial=initial, criteria=_criteria(visit), auto_id=f"id_{role}_%s")


def _criteria(visit: Visit) -> dict[str, str]:
    """What to think of for the fit, in the order of the pack."""
    names = report.prose_of(visit.network).fit_criteria
    return {key: str(names[key]) for key in visit.network.book.fit_criteria}


@require_safe
def cards(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


def _mine(visit: Visit) -> Membership:
    """The visitor's own membership; whoever may record has one."""
    mine = cast(Membership, visit.membership)
    mine.network = visit.network
    return mine


def _to_card(visit: Visit, role: str) -> HttpResponse:
    return redirect(reverse("roles:cards", args=visit.address) + f"?card={role}#card-{role}")


@require_POST
@once
def reading(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    """“I have read this”, or not after all."""
    visit = enter(request.user, programme, network, May.RECORD)
    known_role(visit, role)
    is_read = request.POST.get("way") != "unread"
    actions.mark(membership=_mine(visit), role=role, is_read=is_read, now=clock.now())
    return _to_card(visit, role)


@require_POST
@once
def nomination(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    """Put oneself forward, with a few words or none."""
    visit = enter(request.user, programme, network, May.RECORD)
    known_role(visit, role)
    form = NominationForm(request.POST, criteria=_criteria(visit), auto_id=f"id_{role}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form=form, role=role)
    try:
        actions.put_forward(membership=_mine(visit), role=role, notes=form.notes, seen=form.cleaned_data["seen"])
    except Stale as stale:
        return _stale(request, visit, role, form, cast(Nomination, stale.row))
    messages.success(request, _("You put yourself forward. Nobody gets a message; the group decides."))
    return _to_card(visit, role)


def _stale(request: HttpRequest, visit: Visit, role: str, form: NominationForm, there: Nomination) -> HttpResponse:
    """The same person wrote in another window."""
    form.data = dict(form.data.items()) | {"seen": there.version}
    pairs = [
        (name, form.notes.get(key, ""), there.notes.get(key, ""))
        for key, name in form.criteria.items()
        if form.notes.get(key, "") != there.notes.get(key, "")
    ]
    return _page(request, visit, 409, form=form, role=role, pairs=pairs)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    known_role(visit, role)
    actions.take_back(membership=_mine(visit), role=role)
    messages.success(request, _("Taken back; nothing of it is kept."))
    return _to_card(visit, role)
