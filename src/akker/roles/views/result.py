from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akker.documents import worksheets as sheets
from akker.handbooks.model import Step
from akker.networks.access import May, Visit, enter
from akker.networks.models import Seat
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.roles import actions, pitch, report
from akker.roles.forms import ResultForm


def _step(visit: Visit) -> Step:
    """Raises: Http404 when the handbook of this network has no step in which roles are settled."""
    step = pitch.step_of(visit.network.book)
    if step is None:
        raise Http404
    return step


@require_http_methods(["GET", "HEAD", "POST"])
@once
def result(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Roles and division of tasks, composed from the pitch, to go over and to record."""
    visit = enter(request.user, programme, network, May.RECORD)
    step = _step(visit)
    if request.method != "POST":
        return _page(request, visit, step, _composed(visit, step))
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, step, form, 422)
    try:
        event = actions.settle(network=visit.network, step=step, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.number}  # type: ignore[attr-defined]
        pairs = [(form.fields["text"].label, stale.mine["text"], stale.row.text)]  # type: ignore[attr-defined]
        return _page(request, visit, step, form, 409, pairs=pairs)
    messages.success(request, _("It is on the result sheet."), extra_tags=visit.undo(event))
    return redirect("journey:step", *visit.address, step.key)


def _composed(visit: Visit, step: Step) -> ResultForm:
    """Five queries."""
    newest = visit.network.results.standing().filter(step=step.key).order_by("-number").first()
    today = clock.now().astimezone(visit.network.zone).date()
    return ResultForm(
        initial={
            "text": report.result_text(visit),
            "agreed_on": today,
            "agreed_by": newest.agreed_by if newest else "",
            "seen": newest.number if newest else 0,
        }
    )


def _page(
    request: HttpRequest, visit: Visit, step: Step, form: ResultForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"visit": visit, "here": "people", "tab": "pitch", "step": step, "form": form, **more}
    return render(request, "roles/result.html", context, status=status)


@require_safe
def history(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Who held which role from until, with what they left for who comes after; one query.

    A name that came and went within a day, without a word, was tried out on the pitch: that is no history.
    """
    visit = enter(request.user, programme, network, May.READ)
    given = Seat.objects.filter(membership__network=visit.network, withdrawn_at=None)
    seats = given.exclude(until_on=F("from_on"), note="").select_related("membership__person")
    order = list(visit.network.book.roles)
    known = sorted(seats, key=lambda seat: (order.index(seat.role) if seat.role in order else len(order), seat.role))
    roles = [
        (report.role_name(visit.network, role), sorted(held, key=lambda seat: (seat.from_on, seat.pk), reverse=True))
        for role, held in groupby(known, key=lambda seat: seat.role)
    ]
    context = {"visit": visit, "here": "people", "tab": "history", "roles": roles}
    return render(request, "roles/history.html", context)


@require_safe
def worksheet(request: HttpRequest, programme: str, network: str, sheet: str) -> HttpResponse:
    """A worksheet of the roles on A3, as it stands or blank, in the language of the network."""
    visit = enter(request.user, programme, network, May.READ)
    drawn = {each.key: each for each in pitch.sheets(visit.network.book)}
    if sheet not in drawn:
        raise Http404
    made = report.worksheet(visit, drawn[sheet], clock.now(), is_blank=bool(request.GET.get("blank")))
    return HttpResponse(
        sheets.to_pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{report.file_name(visit.network.name, made.title)}"'},
    )
