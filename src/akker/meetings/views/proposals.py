"""What members would like to do, and who would like it too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.meetings.actions import agenda as actions
from akker.meetings.forms.agenda import ProposalForm, QuestionForm, SupportForm, TakeUpForm
from akker.meetings.models import AgendaProposal
from akker.meetings.report import agenda as report
from akker.meetings.report import proposals as listed
from akker.meetings.views import agenda
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.question.access import own
from akker.question.models import LearningQuestion


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """All that waits; one query."""
    context = {
        "visit": visit,
        "here": "meetings",
        "tab": "proposals",
        "proposals": list(listed.proposals(visit.network, visit.person)),
        "form": ProposalForm(),
        **more,
    }
    return render(request, "meetings/proposals.html", context, status=status)


@require_safe
def proposals(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """What waits; `?question=` begins a proposal with the words of a learning question that was taken up."""
    visit = enter(request.user, programme, network, May.READ)
    return _page(request, visit, form=ProposalForm(initial=_begun(visit, request.GET.get("question", ""))))


def _begun(visit: Visit, question: str) -> dict[str, str]:
    """One query for a key that looks like one; nothing for a question that the network does not work on."""
    form = QuestionForm({"question": question})
    if not form.is_valid() or not visit.is_inside:
        return {}
    shared = LearningQuestion.objects.shared().filter(network=visit.network, taken_up_at__isnull=False)
    row = shared.filter(pk=form.cleaned_data["question"]).first()
    return listed.from_question(row, visit.network.language) if row else {}


@require_POST
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    member = own(visit)
    member.network = visit.network
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422, form=form)
    event = actions.propose(membership=member, meeting=None, by=visit.person, now=clock.now(), **form.cleaned_data)
    messages.success(request, _("Proposed. Others can say that they would like it too."), extra_tags=visit.undo(event))
    return redirect("meetings:proposals", *visit.address)


def _proposal(visit: Visit, pk: UUID) -> AgendaProposal:
    found: AgendaProposal = get_object_or_404(AgendaProposal, withdrawn_at=None, network=visit.network, pk=pk)
    found.network = visit.network
    return found


@require_POST
@once
def support(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Say that one would like it too, or no longer."""
    visit = enter(request.user, programme, network, May.BRING)
    row, member, form = _proposal(visit, pk), own(visit), SupportForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422)
    act = actions.support if form.cleaned_data["way"] == "yes" else actions.stop_supporting
    event = act(proposal=row, membership=member, by=visit.person, now=clock.now())
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    if meeting := form.cleaned_data["meeting"]:
        return redirect("meetings:agenda", *visit.address, meeting)
    return redirect("meetings:proposals", *visit.address)


@require_POST
@once
def taking_up(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Put it on the agenda of a meeting, led by who proposed it."""
    visit = enter(request.user, programme, network, May.RECORD)
    row, form = _proposal(visit, pk), TakeUpForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422)
    meeting = agenda.find(visit, form.cleaned_data["meeting"])
    chosen = report.form_of(row.form)
    values = report.from_form(chosen, visit.network.language) if chosen else {}
    try:
        event = actions.take_up(proposal=row, meeting=meeting, by=visit.person, now=clock.now(), **values)
    except actions.AlreadyTaken as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:agenda", *visit.address, meeting.pk)
    messages.success(request, _("It is on the agenda."), extra_tags=visit.undo(event))
    return redirect("meetings:agenda", *visit.address, meeting.pk)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Take back what one proposed oneself."""
    visit = enter(request.user, programme, network, May.BRING)
    row = _proposal(visit, pk)
    if row.membership_id != own(visit).pk:
        raise PermissionDenied
    event = actions.withdraw(proposal=row, by=visit.person, now=clock.now())
    messages.success(request, _("Taken back."), extra_tags=visit.undo(event))
    return redirect("meetings:proposals", *visit.address)
