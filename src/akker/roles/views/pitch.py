from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership, Seat
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes.models import Event
from akker.roles import actions, pitch, report
from akker.roles import tasks as division
from akker.roles.access import may_give, may_move, reads_nominations
from akker.roles.forms import MoveForm, TasksForm
from akker.roles.models import Nomination, SeatTasks

LISTED = "list"  # what a form says that stands in the list


def _context(visit: Visit, tab: str, **more: Any) -> dict[str, Any]:
    """The pitch with all that stands beside it; five queries."""
    prose, drawn, noted = report.prose_of(visit.network), report.board(visit), report.preconditions(visit.network)
    return {
        "visit": visit,
        "here": "people",
        "tab": tab,
        "board": drawn,
        "aside_count": sum(signal.is_aside for signal in drawn.signals),
        "step": pitch.step_of(visit.network.book),
        "prose": prose,
        "targets": report.targets(visit),
        "size": visit.network.book.core_size,
        "noted": noted,
        "open": report.unmet(visit.network, noted),
        "forward": _forward(visit, drawn),
        "reads_nominations": reads_nominations(visit),
        "sheets": [(sheet.key, prose.worksheets[sheet.key].title) for sheet in pitch.sheets(visit.network.book)],
        "RING": pitch.RING,
        **more,
    }


def _forward(visit: Visit, drawn: pitch.Board) -> dict[str, list[Nomination]]:
    """Who put themselves forward; with `seen` where the visitor may give them the role; one query."""
    seen = {chip.membership: chip.seen for chip in drawn.chips}
    forward = report.forward(visit)
    for role, rows in forward.items():
        for row in rows:
            row.seen = seen.get(row.membership_id, "") if may_give(visit, role) else ""  # type: ignore[attr-defined]
    if reads_nominations(visit):
        division.propose(forward, drawn)
    return forward


@require_safe
def board(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    return render(request, "roles/pitch.html", _context(visit, "pitch"))


@require_safe
def listed(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The same facts and acts as on the pitch, row by row."""
    visit = enter(request.user, programme, network, May.READ)
    return render(request, "roles/list.html", _context(visit, "list"))


@require_POST
@once
def moves(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Give a name another place, one more, or none; from the pitch and from the list."""
    visit = enter(request.user, programme, network, May.RECORD)
    known = [role.key for role in report.seat_roles(visit.network)]
    form = MoveForm(request.POST, roles=[*known, pitch.RING])
    if not form.is_valid():
        return _again(request, visit, 422, problem=_("Choose a name and a role from the list."))
    values = form.cleaned_data
    member = get_object_or_404(visit.network.memberships.select_related("person"), pk=values["membership"])
    _check(visit, member, values)
    try:
        event = _move(visit, values)
    except Stale as stale:
        return _again(request, visit, 409, moved=stale.row)
    messages.success(request, _said(visit, member, values), extra_tags=visit.undo(event))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "roles/_pitch.html", _context(visit, "pitch", moved_key=member.pk))
    return redirect("roles:list" if values["back"] == LISTED else "roles:pitch", *visit.address)


def _check(visit: Visit, member: Membership, values: dict[str, Any]) -> None:
    """Raises: PermissionDenied for a place that is not theirs to take from or to give."""
    seat = values["seat"] and Seat.objects.filter(pk=values["seat"], membership=member).first()
    leaves = values["way"] != "add" and not may_move(visit, member, seat.role if seat else "")
    takes = values["way"] != "end" and not may_give(visit, values["role"])
    if leaves or takes or (not member.is_core and not may_give(visit, pitch.RING)):
        raise PermissionDenied


def _move(visit: Visit, values: dict[str, Any]) -> Event:
    same = {
        "network": visit.network, "membership": values["membership"], "by": visit.person, "now": clock.now(),
        "seen": values["seen"],
    }  # fmt: skip
    if values["way"] == "end":
        return actions.end(**same, seat=values["seat"])
    if values["role"] == pitch.RING:
        return actions.step_back(**same)
    return actions.move(**same, seat=values["seat"] if values["way"] == "move" else None, role=values["role"])


def _said(visit: Visit, member: Membership, values: dict[str, Any]) -> str:
    role = report.role_name(visit.network, values["role"])
    if values["way"] == "end":
        return _("%(person)s put a role down.") % {"person": member.person}
    if values["role"] == pitch.RING:
        return _("%(person)s is in the second ring.") % {"person": member.person}
    return _("%(person)s is %(role)s.") % {"person": member.person, "role": role}


def _again(request: HttpRequest, visit: Visit, status: int, **more: Any) -> HttpResponse:
    """What is there now, with why nothing was changed."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "roles/_pitch.html", _context(visit, "pitch", **more), status=status)
    page = LISTED if request.POST.get("back") == LISTED else "pitch"
    return render(request, f"roles/{page}.html", _context(visit, page, **more), status=status)


def known_role(visit: Visit, role: str) -> str:
    """Raises: Http404 when the pack has no such role."""
    if role not in visit.network.book.roles:
        raise Http404
    return role


@require_http_methods(["GET", "HEAD", "POST"])
@once
def tasks(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """What the holder of a seat takes on; the tasks of the handbook are offered as a start."""
    visit = enter(request.user, programme, network, May.RECORD)
    seats = Seat.objects.current().filter(membership__network=visit.network, membership__left_at=None)
    seat = get_object_or_404(seats.select_related("membership__person"), pk=pk)
    text = report.prose_of(visit.network).roles.get(seat.role)
    there = SeatTasks.objects.filter(seat=seat).first()
    offered = "\n".join(text.tasks) if text and there is None else ""
    initial = {"text": there.text if there else offered, "seen": there.version if there else 0}
    form = TasksForm(request.POST or None, initial=initial)
    context = {
        "visit": visit, "here": "people", "tab": "pitch", "seat": seat, "text": text, "form": form,
        "is_offered": bool(offered), "role": text.name if text else seat.role,
    }  # fmt: skip
    if not form.is_valid():
        return render(request, "roles/tasks.html", context, status=422 if form.is_bound else 200)
    try:
        event = actions.divide(network=visit.network, seat=seat, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.version}  # type: ignore[attr-defined]
        pairs = [(form.fields["text"].label, stale.mine["text"], stale.row.text)]  # type: ignore[attr-defined]
        return render(request, "roles/tasks.html", {**context, "pairs": pairs}, status=409)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("roles:pitch", *visit.address)


@require_POST
@once
def vacancy(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    """Leave a role vacant knowingly, or look for somebody after all."""
    visit = enter(request.user, programme, network, May.RECORD)
    name = report.role_name(visit.network, known_role(visit, role))
    if request.POST.get("way") == "look":
        event = actions.look_again(network=visit.network, role=role, by=visit.person, now=clock.now())
        done = _("%(role)s: open again.") % {"role": name}
    else:
        event = actions.leave_vacant(network=visit.network, role=role, by=visit.person, now=clock.now())
        done = _("%(role)s: left vacant for now.") % {"role": name}
    messages.success(request, done, extra_tags=visit.undo(event) if event else "")
    return _back(request, visit)


@require_POST
@once
def signal(request: HttpRequest, programme: str, network: str, key: str) -> HttpResponse:
    """Put a signal aside, or show it again."""
    visit = enter(request.user, programme, network, May.RECORD)
    if request.POST.get("way") == "show":
        actions.bring_back(network=visit.network, signal=key, by=visit.person, now=clock.now())
    else:
        event = actions.put_aside(network=visit.network, signal=key, by=visit.person, now=clock.now())
        messages.success(request, _("Put aside."), extra_tags=visit.undo(event))
    return _back(request, visit)


def _back(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "roles/_pitch.html", _context(visit, "pitch"))
    return redirect("roles:list" if request.POST.get("back") == LISTED else "roles:pitch", *visit.address)
