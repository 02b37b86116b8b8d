from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.documents import letter as letter_pdf
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.roles import actions, pitch, report
from akker.roles.forms import EditForm, LetterForm, PreconditionForm
from akker.roles.models import Precondition
from akker.roles.views.pitch import known_role

FIELDS = ("words", "kind", "amount", "giver", "needed_on", "state", "recheck_on")


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The table; three queries."""
    today = clock.now().astimezone(visit.network.zone).date()
    rows = [
        {
            "needs": row,
            "lines": [(line, line.is_due(today)) for line in row.preconditions],
            "form": more["form"] if more.get("role") == row.role else PreconditionForm(auto_id=f"id_{row.role}_%s"),
        }
        for row in report.needs(visit.network)
    ]
    context = {
        "visit": visit,
        "here": "people",
        "tab": "needs",
        "rows": rows,
        "step": pitch.step_of(visit.network.book),
        "sheet": pitch.sheet(visit.network.book, "table"),
        **more,
    }
    return render(request, "roles/needs.html", context, status=status)


def _one(visit: Visit, pk: UUID) -> Precondition:
    row = get_object_or_404(Precondition.objects.standing(), network=visit.network, pk=pk)
    row.network = visit.network
    return row


@require_safe
def needs(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def add(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    """Note what a role needs; one free line is enough."""
    visit = enter(request.user, programme, network, May.RECORD)
    known_role(visit, role)
    form = PreconditionForm(request.POST, auto_id=f"id_{role}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form=form, role=role)
    event = actions.need(network=visit.network, role=role, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("roles:needs", *visit.address)


@require_POST
@once
def nothing(request: HttpRequest, programme: str, network: str, role: str) -> HttpResponse:
    """None needed is an answer."""
    visit = enter(request.user, programme, network, May.RECORD)
    known_role(visit, role)
    try:
        event = actions.need_nothing(network=visit.network, role=role, by=visit.person, now=clock.now())
    except actions.StillNeeded as refusal:
        return _page(request, visit, 409, problem=refusal.message)
    messages.success(request, _("Noted: nothing is needed."), extra_tags=visit.undo(event))
    return redirect("roles:needs", *visit.address)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def precondition(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _one(visit, pk)
    initial = {name: getattr(row, name) for name in FIELDS} | {"version": row.version}
    form = EditForm(request.POST or None, initial=initial)
    context = {
        "visit": visit, "here": "people", "tab": "needs", "row": row, "form": form,
        "role": report.role_name(visit.network, row.role),
    }  # fmt: skip
    if not form.is_valid():
        return render(request, "roles/precondition.html", context, status=422 if form.is_bound else 200)
    values = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        event = actions.change(
            precondition=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **values
        )
    except Stale as stale:
        return _stale(request, context, form, stale)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("roles:needs", *visit.address)


def _stale(request: HttpRequest, context: dict[str, Any], form: EditForm, stale: Stale) -> HttpResponse:
    """Both side by side; saving again now saves over what was seen here."""
    form.data = dict(form.data.items()) | {"version": stale.row.version}  # type: ignore[attr-defined]
    pairs = [
        (form.fields[name].label, mine, getattr(stale.row, name))
        for name, mine in stale.mine.items()
        if getattr(stale.row, name) != mine
    ]
    return render(request, "roles/precondition.html", {**context, "pairs": pairs}, status=409)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.drop(precondition=_one(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Off the table."), extra_tags=visit.undo(event))
    return redirect("roles:needs", *visit.address)


# Sent twice it makes the same letter twice: it keeps nothing, so it need not act once.
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """A letter to the giver, ready to change and to download; nothing is sent."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _one(visit, pk)
    if row.is_none_needed:
        return redirect("roles:needs", *visit.address)
    draft = report.letter_draft(visit.network, row, visit.person)
    form = LetterForm(request.POST or None, initial=draft)
    if not form.is_valid():
        context = {"visit": visit, "here": "people", "tab": "needs", "row": row, "form": form}
        return render(request, "roles/letter.html", context, status=422 if form.is_bound else 200)
    made = report.letter(visit.network, form.cleaned_data, clock.now())
    return HttpResponse(
        letter_pdf.to_pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{report.file_name(made.title)}"'},
    )
