"""Requests for support: the network asks, whoever runs the programme answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.pages import kept, turned
from akker.programmes.access import May as ProgrammeMay
from akker.programmes.access import Visit as ProgrammeVisit
from akker.programmes.access import enter as enter_programme
from akker.programmes.models import Event
from akker.question import report
from akker.question.actions import support as actions
from akker.question.forms.support import AnswerForm, OwnerForm, SupportForm
from akker.question.models import SupportRequest

PAGE = 20  # each may be long, and has its forms

# --- the network asks ----------------------------------------------------------------------


def _page(request: HttpRequest, visit: Visit, form: SupportForm, status: int = 200) -> HttpResponse:
    """Two queries; none in a network of somebody's own, where there is nobody to ask."""
    is_personal = visit.network.programme.is_personal
    context = {
        "visit": visit,
        "here": "question",
        "tab": "support",
        "form": form,
        "is_personal": is_personal,
        "managers": [] if is_personal else report.managers(visit.network.programme_id, clock.now().date()),
        "rows": [] if is_personal else report.support(visit.network),
        "step": report.step(visit.network, "support"),
    }
    return render(request, "question/support.html", context, status=status)


@require_safe
def support(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ), SupportForm())


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = SupportForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, 422)
    try:
        actions.ask(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Asked. The answer comes here."))
    except actions.NoProgramme as refusal:
        messages.error(request, str(refusal.message))
    return redirect("question:support", *visit.address)


# --- the programme answers -----------------------------------------------------------------


def _manage(request: HttpRequest, programme: str) -> ProgrammeVisit:
    visit = enter_programme(request.user, programme, ProgrammeMay.MANAGE)
    if visit.programme.is_personal:
        raise Http404
    return visit


def _requests(
    request: HttpRequest, visit: ProgrammeVisit, status: int = 200, row: UUID | None = None, form: Any = None
) -> HttpResponse:
    """Open ones first, then what is settled; two queries. The form that came in stands with its `row`, on top where
    that is on another page by now; one query more.
    """
    rows, pages = turned(
        request, report.requests(visit.programme.pk), PAGE, reverse("question-requests", args=[visit.programme.slug])
    )
    if row and all(each.pk != row for each in rows):
        rows = [_one(visit, row), *rows]
    managers = report.managers(visit.programme.pk, clock.now().date())
    found: list[dict[str, Any]] = [
        {
            "row": each,
            "owner_form": _owner_form(visit, each, managers),
            "answer_form": form if each.pk == row else AnswerForm(auto_id=f"id_{each.pk}_%s"),
        }
        for each in rows
    ]
    context = {
        "visit": visit,
        "here": "requests",
        "several": len(managers) > 1,
        "kept": kept(request),
        **pages,
        "waiting": [each for each in found if not each["row"].is_settled or each["answer_form"].is_bound],
        "settled": [each for each in found if each["row"].is_settled],
    }
    return render(request, "question/requests.html", context, status=status)


def _owner_form(visit: ProgrammeVisit, row: SupportRequest, managers: list[Any]) -> OwnerForm:
    owner = row.taken_up_by_id or visit.person.pk
    return OwnerForm(initial={"owner": str(owner)}, managers=managers, auto_id=f"id_{row.pk}_%s")


def _one(visit: ProgrammeVisit, pk: UUID) -> SupportRequest:
    found: SupportRequest = get_object_or_404(report.requests(visit.programme.pk), pk=pk)
    return found


def _undo(row: SupportRequest, event: Event) -> str:
    """The address that takes it back: what happens to a request happens in its network."""
    return reverse("networks:undo", args=[row.network.programme.slug, row.network.slug, event.pk])


def _back(request: HttpRequest, programme: str) -> HttpResponse:
    """To the page of the list on which the form stood."""
    return redirect(reverse("question-requests", args=[programme]) + kept(request))


@require_safe
def requests(request: HttpRequest, programme: str) -> HttpResponse:
    return _requests(request, _manage(request, programme))


@require_POST
@once
def taking_up(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = _manage(request, programme)
    row, managers = _one(visit, pk), report.managers(visit.programme.pk, clock.now().date())
    form = OwnerForm(request.POST if "owner" in request.POST else {"owner": str(visit.person.pk)}, managers=managers)
    if not form.is_valid():
        raise Http404
    was_taken = row.taken_up_at is not None
    try:
        event = actions.take_up(row=row, owner=form.chosen, by=visit.person, now=clock.now())
    except actions.Settled as refusal:
        messages.error(request, str(refusal.message))
    else:
        said = _("%(person)s sees to it.") % {"person": form.chosen}
        messages.success(request, said, extra_tags="" if was_taken else _undo(row, event))
    return _back(request, programme)


@require_POST
@once
def answer(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = _manage(request, programme)
    row, form = _one(visit, pk), AnswerForm(request.POST, auto_id=f"id_{pk}_%s")
    is_declined = request.POST.get("way") == "decline"
    if form.is_valid() and not form.cleaned_data["answer"]:
        form.add_error("answer", _("One line is enough: the network reads it."))
    if not form.is_valid():
        return _requests(request, visit, 422, pk, form)
    try:
        words = form.cleaned_data["answer"]
        actions.settle(row=row, answer=words, is_declined=is_declined, by=visit.person, now=clock.now())
    except actions.Settled as refusal:
        messages.error(request, str(refusal.message))
        return _requests(request, visit, 409, pk, form)
    messages.success(request, _("Answered. The network reads it."))
    return _back(request, programme)


@require_POST
@once
def reopening(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = _manage(request, programme)
    actions.reopen(row=_one(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("It is open again."))
    return _back(request, programme)
