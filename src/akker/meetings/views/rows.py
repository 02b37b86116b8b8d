"""Who stands in the plan: members, vacancies, and which competence each brings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.meetings.actions import planning, vacancy
from akker.meetings.forms.rows import DivisionForm, FillingForm, VacancyForm
from akker.meetings.models import Competence, PlanRow
from akker.meetings.report import call
from akker.meetings.views.plan import plan_of
from akker.networks import actions as networks
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


def _competences(visit: Visit) -> Any:
    return Competence.objects.standing().filter(network=visit.network)


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
        "has_competences": form.has_competences, **more,
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


# --- vacancies -----------------------------------------------------------------------------


def _vacancy(visit: Visit, pk: UUID) -> PlanRow:
    rows = PlanRow.objects.standing().filter(network=visit.network, membership=None)
    found: PlanRow = get_object_or_404(rows.select_related("competence"), pk=pk)
    found.network = visit.network
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@once
def vacancy_new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    coming = visit.network.meetings.standing().in_order()
    form = VacancyForm(
        request.POST or None, competences=_competences(visit), meetings=coming,
        initial={"needed": request.GET.get("needed", "")[:200]},
    )  # fmt: skip
    if not form.is_valid():
        context = {"visit": visit, "here": "plan", "form": form}
        return render(request, "meetings/vacancy_new.html", context, status=422 if form.is_bound else 200)
    event = vacancy.ask_for(network=visit.network, by=visit.person, now=clock.now(), **form.values())
    messages.success(request, _("The vacancy is in the plan. Nobody has been mailed."), extra_tags=visit.undo(event))
    return redirect("meetings:vacancy", *visit.address, event.target_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def vacancy_one(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """What is needed, the words of a call for it, and who was found."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _vacancy(visit, pk)
    initial = {"needed": row.needed, "competence": row.competence, "ring": row.ring, "version": row.version}
    form = VacancyForm(request.POST or None, competences=_competences(visit), initial=initial)
    if not form.is_valid():
        return _vacancy_page(request, visit, row, form, 422 if form.is_bound else 200)
    values = form.values()
    try:
        vacancy.word(row=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"] or 0, **values)
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"version": there.version}
        differs = [name for name, mine in values.items() if mine != getattr(there, name)]
        pairs = [(form.fields[name].label, values[name], getattr(there, name)) for name in differs]
        return _vacancy_page(request, visit, row, form, 409, pairs=pairs)
    messages.success(request, _("Saved."))
    return redirect("meetings:vacancy", *visit.address, pk)


def _vacancy_page(
    request: HttpRequest, visit: Visit, row: PlanRow, form: VacancyForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "visit": visit, "here": "plan", "row": row, "form": form, "call": call.text(plan_of(visit), row, visit.network),
        "may_fill": May.INVITE in visit.may, **more,
    }  # fmt: skip
    context.setdefault("filling", FillingForm(initial={"ring": row.ring}, auto_id="id_found_%s"))
    return render(request, "meetings/vacancy.html", context, status=status)


@require_POST
@once
def filling(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Somebody was found: they come in, in the second ring unless said otherwise."""
    visit = enter(request.user, programme, network, May.INVITE)
    if May.RECORD not in visit.may:
        raise PermissionDenied
    row = _vacancy(visit, pk)
    form = FillingForm(request.POST, auto_id="id_found_%s")
    wording = VacancyForm(
        competences=_competences(visit),
        initial={"needed": row.needed, "competence": row.competence, "ring": row.ring, "version": row.version},
    )
    if not form.is_valid():
        return _vacancy_page(request, visit, row, wording, 422, filling=form)
    try:
        event = vacancy.fill(row=row, by=visit.person, now=clock.now(), **form.cleaned_data)
    except networks.NotHere:
        form.add_error("email", _("This person asked to be forgotten."))
        return _vacancy_page(request, visit, row, wording, 422, filling=form)
    done = _("%(who)s is in the network and in the plan. Nobody has been mailed.") % {"who": form.cleaned_data["name"]}
    messages.success(request, done, extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)


@require_POST
@once
def vacancy_closing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = planning.take_out(row=_vacancy(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Nobody is looked for any more."), extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)
