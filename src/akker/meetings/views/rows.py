"""Who stands in the plan, and which competence each brings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.meetings.actions import planning
from akker.meetings.forms.rows import DivisionForm
from akker.meetings.models import PlanRow
from akker.meetings.views.plan import plan_of
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


@require_safe
def rows(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Which competence each row brings, and who of the second ring stands in the plan."""
    visit = enter(request.user, programme, network, May.READ)
    return _rows_page(request, visit, DivisionForm(grid=plan_of(visit)), 200)


@require_POST
@once
def division(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Who brings what."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = DivisionForm(request.POST, grid=plan_of(visit))
    if not form.is_valid():
        return _rows_page(request, visit, form, 422)
    try:
        planning.divide(network=visit.network, competences=form.competences(), by=visit.person, now=clock.now())
    except Stale:
        return _division_conflict(request, visit, form)
    messages.success(request, _("Saved."))
    return redirect("meetings:plan-rows", *visit.address)


def _rows_page(request: HttpRequest, visit: Visit, form: DivisionForm, status: int, **more: Any) -> HttpResponse:
    inside = {row.key for row in form.rows}
    others = [
        member
        for member in visit.network.memberships.present().select_related("person").order_by("added_at", "pk")
        if member.pk not in inside
    ]
    context = {
        "visit": visit, "here": "plan", "form": form, "others": others, "may_edit": May.RECORD in visit.may,
        "has_competences": form.has_competences,
        "ring": [row for row in form.rows if row.ring != Membership.Ring.CORE and not row.is_vacancy], **more,
    }  # fmt: skip
    return render(request, "meetings/plan_rows.html", context, status=status)


def _division_conflict(request: HttpRequest, visit: Visit, form: DivisionForm) -> HttpResponse:
    """Mine and theirs where they differ; saving again then saves over what was seen."""
    plan = plan_of(visit)
    mine, names = form.competences(), dict(plan.competences)
    pairs = [
        (row.name, names.get(mine[row.key][0] or row.key, ""), row.competence_name)
        for row in plan.rows
        if row.key in mine and mine[row.key][0] != row.competence
    ]
    versions = {f"seen-{row.key}": str(row.version) for row in plan.rows}
    form.data = dict(form.data.items()) | versions
    return _rows_page(request, visit, form, 409, pairs=pairs)


@require_POST
@once
def bringing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Somebody of the second ring gets a row."""
    visit = enter(request.user, programme, network, May.RECORD)
    member = get_object_or_404(visit.network.memberships.present().select_related("person"), pk=pk)
    member.network = visit.network
    event = planning.bring_in(member=member, by=visit.person, now=clock.now())
    done = _("%(who)s stands in the plan.") % {"who": member.person}
    messages.success(request, done, extra_tags=visit.undo(event))
    return redirect("meetings:plan-rows", *visit.address)


@require_POST
@once
def taking_out(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Somebody of the second ring leaves the plan, and stays in the network."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = get_object_or_404(PlanRow.objects.standing().filter(network=visit.network), membership=pk)
    row.network = visit.network
    event = planning.take_out(row=row, by=visit.person, now=clock.now())
    messages.success(request, _("Out of the plan."), extra_tags=visit.undo(event))
    return redirect("meetings:plan-rows", *visit.address)
