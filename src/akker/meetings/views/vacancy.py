"""Somebody is needed: a vacancy of the plan, whom one could ask for it, and who was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akker.meetings.actions import planning, vacancy
from akker.meetings.forms.rows import AskingForm, FillingForm, VacancyForm
from akker.meetings.models import Competence, PlanRow
from akker.meetings.report import call, fitting
from akker.networks import actions as networks
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale
from akker.recruit import access as recruit
from akker.recruit.actions import invitation
from akker.recruit.models import RingRequest


def _competences(visit: Visit) -> Any:
    return Competence.objects.standing().filter(network=visit.network)


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
    if request.method != "POST":
        return _vacancy_page(request, visit, row)
    form = VacancyForm(request.POST, competences=_competences(visit))
    if not form.is_valid():
        return _vacancy_page(request, visit, row, 422, form=form)
    values = form.values()
    try:
        vacancy.word(row=row, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"] or 0, **values)
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"version": there.version}
        differs = [name for name, mine in values.items() if mine != getattr(there, name)]
        pairs = [(form.fields[name].label, values[name], getattr(there, name)) for name in differs]
        return _vacancy_page(request, visit, row, 409, form=form, pairs=pairs)
    messages.success(request, _("Saved."))
    return redirect("meetings:vacancy", *visit.address, pk)


def _vacancy_page(request: HttpRequest, visit: Visit, row: PlanRow, status: int = 200, **more: Any) -> HttpResponse:
    named = tuple(_competences(visit).values_list("pk", "name"))
    words = call.text(row, visit.network, clock.now())
    context = {
        "visit": visit, "here": "plan", "vacancy": row, "call": words, "may_fill": May.INVITE in visit.may,
        "form": more.pop("form", None) or _wording(visit, row, named), **more,
    }  # fmt: skip
    if May.INVITE in visit.may:
        context |= _askable(request, visit, row, words)
    context.setdefault("filling", FillingForm(initial={"ring": row.ring}, auto_id="id_found_%s"))
    return render(request, "meetings/vacancy.html", context, status=status)


def _wording(visit: Visit, row: PlanRow, named: Sequence[tuple[UUID, str]]) -> VacancyForm:
    initial = {"needed": row.needed, "competence": row.competence_id, "ring": row.ring, "version": row.version}
    return VacancyForm(competences=_competences(visit), named=named, initial=initial)


def _askable(request: HttpRequest, visit: Visit, row: PlanRow, words: str) -> dict[str, Any]:
    """Whom one could ask, and who was; two queries."""
    sought = request.GET.get("words", "").strip()[:120]
    fits, more = fitting.fitting(row, sought)
    asked, today = fitting.requests(row), clock.now().astimezone(visit.person.zone).date()
    ring = {"kind": RingRequest.Kind.NETWORK, "question": words}
    return {
        "fits": fits, "more_fit": more, "sought": sought, "asked": [(one, one.stage(today).value) for one in asked],
        "to_ring": f"{reverse('recruit:ring-new', args=visit.address)}?{urlencode(ring)}"
        if recruit.asks_the_ring(visit) else "",
    }  # fmt: skip


@require_POST
@once
def asking(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Write an invitation for somebody who may fit; it is looked at before it is sent."""
    visit = enter(request.user, programme, network, May.INVITE)
    if May.RECORD not in visit.may:
        raise PermissionDenied
    row = _vacancy(visit, pk)
    form = AskingForm(request.POST)
    found = (
        fitting.askable(visit.network).filter(pk=form.cleaned_data["candidate"]).first() if form.is_valid() else None
    )
    try:
        if found is None:
            raise invitation.AskedAlready
        made = vacancy.request_somebody(row=row, candidate=found, by=visit.person, now=clock.now())
    except invitation.AskedAlready as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:vacancy", *visit.address, pk)
    messages.success(request, _("Written, and not sent yet. Look at it first."))
    return redirect("recruit:invitation", *visit.address, made.pk)


@require_POST
@once
def filling(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Somebody was found: they come in, in the second ring unless said otherwise."""
    visit = enter(request.user, programme, network, May.INVITE)
    if May.RECORD not in visit.may:
        raise PermissionDenied
    rows = PlanRow.objects.filter(network=visit.network).exclude(needed="")  # a colleague may have filled it just now
    row = get_object_or_404(rows.select_related("competence"), pk=pk)
    row.network = visit.network
    form = FillingForm(request.POST, auto_id="id_found_%s")
    if not form.is_valid():
        return _vacancy_page(request, visit, row, 422, filling=form)
    try:
        event = vacancy.fill(row=row, by=visit.person, now=clock.now(), **form.cleaned_data)
    except vacancy.Taken as taken:
        messages.error(request, _taken(taken.who, form.cleaned_data["name"]))
        return redirect("meetings:plan", *visit.address)
    except networks.NotHere:
        form.add_error("email", _("This person asked to be forgotten."))
        return _vacancy_page(request, visit, row, 422, filling=form)
    done = _("%(who)s is in the network and in the plan. Nobody has been mailed.") % {"who": form.cleaned_data["name"]}
    messages.success(request, done, extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)


def _taken(who: Person | None, name: str) -> str:
    said = {"who": who, "name": name}
    if who is None:
        return _("Nobody is looked for here any more. %(name)s was not brought in.") % said
    return _("%(who)s was found for this a moment ago. %(name)s was not brought in.") % said


@require_POST
@once
def vacancy_closing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = planning.take_out(row=_vacancy(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Nobody is looked for any more."), extra_tags=visit.undo(event))
    return redirect("meetings:plan", *visit.address)
