"""Who joined lately, how they are received, and whether the group opens what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.journey.actions import welcomes as actions
from akker.journey.forms import OpeningForm, WelcomeForm
from akker.journey.models import Consent, Welcome
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale

WEEK = timedelta(days=7)


def _page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: OpeningForm | None = None, about: UUID | None = None
) -> HttpResponse:
    """Everybody who came after the beginning, newest first; three queries. `bound` is what was said about one."""
    if not visit.is_inside:
        raise PermissionDenied
    members = list(visit.network.memberships.present().select_related("person").order_by("-added_at"))
    welcomes = {each.membership_id: each for each in Welcome.objects.filter(network=visit.network)}
    given = Consent.objects.standing().filter(network=visit.network, target_kind="welcome")
    answers: dict[UUID, list[Consent]] = {}
    for each in given.select_related("membership__person"):
        answers.setdefault(each.target_id, []).append(each)
    found = _newcomers(visit.network, members, welcomes)
    newcomers = [_row(visit, each, welcomes.get(each.pk), answers, members) for each in found]
    newcomers.sort(key=lambda row: not row["waits"])  # whom I was asked about comes first
    for row in newcomers:
        if bound and row["membership"].pk == about:
            row["form"] = bound
    context = {"visit": visit, "here": "meetings", "tab": "newcomers", "newcomers": newcomers}
    return render(request, "journey/welcomes.html", context, status=status)


def _newcomers(network: Network, members: list[Membership], welcomes: Mapping[UUID, Welcome]) -> list[Membership]:
    """Who came a week or more after it began together, and for whom a welcome was arranged."""
    start = _beginning(network, members)
    return [each for each in members if each.added_at - start >= WEEK or each.pk in welcomes]


def _beginning(network: Network, members: list[Membership]) -> datetime:
    """When it starts, or later, when half of its core was in: whoever gathers people is there weeks before them."""
    core = sorted(each.added_at for each in members if each.is_core)
    first = datetime.combine(network.starts_on, time(), network.zone) if network.starts_on else network.started_at
    return max(network.started_at, first, *core[(len(core) - 1) // 2 :][:1])


def _row(
    visit: Visit, newcomer: Membership, welcome: Welcome | None, answers: dict[UUID, list[Consent]],
    members: list[Membership],
) -> dict[str, Any]:  # fmt: skip
    """A newcomer as the visitor may know them: who has not said yes is for the core, never for the newcomer."""
    given = answers.get(welcome.pk, []) if welcome else []
    me = next((each for each in members if each.person_id == visit.person.pk), None)
    mine = next((each for each in given if me and each.membership_id == me.pk), None)
    yes = {each.membership_id for each in given if each.answer == Consent.Answer.YES}
    there = [each for each in members if each.is_core and each.added_at < newcomer.added_at]
    names = {each.person_id: str(each.person) for each in members}
    return {
        "membership": newcomer, "welcome": welcome,
        "buddy": names.get(welcome.buddy_id) if welcome and welcome.buddy_id else None,
        "reservations": [each for each in given if each.answer != Consent.Answer.YES], "mine": mine,
        "silent": [each.person for each in there if each.pk not in yes], "is_mine": newcomer == me,
        "is_shut": welcome is None or welcome.opened_at is None or welcome.closed_at is not None,
        "waits": bool(welcome and welcome.asked_at) and mine is None and me in there,
        "sees_answers": me is not None and me.is_core and me != newcomer, "may_answer": me in there,
        "form": OpeningForm(newcomer=str(newcomer.person), auto_id=f"id_{newcomer.pk.hex}_%s"),
    }  # fmt: skip


@require_safe
def welcomes(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


def _newcomer(visit: Visit, pk: UUID) -> Membership:
    found = get_object_or_404(visit.network.memberships.present().select_related("person"), pk=pk)
    found.network = visit.network
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@once
def welcome(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Arrange a buddy and what to read for a member."""
    visit = enter(request.user, programme, network, May.RECORD)
    newcomer = _newcomer(visit, pk)
    row = Welcome.objects.filter(membership=newcomer).first()
    form = WelcomeForm(request.POST or None, initial=_said(row), members=_buddies(visit, newcomer))
    context = {"visit": visit, "here": "meetings", "tab": "newcomers", "newcomer": newcomer, "form": form}
    if not form.is_valid():
        return render(request, "journey/welcome.html", context, status=422 if form.is_bound else 200)
    buddy = form.cleaned_data["buddy"]
    chosen = Person.objects.get(pk=buddy) if buddy else None
    reading, seen = form.cleaned_data["reading"], form.cleaned_data["seen"]
    try:
        actions.arrange(membership=newcomer, buddy=chosen, reading=reading, by=visit.person, now=clock.now(), seen=seen)
    except Stale as stale:
        context["pairs"] = _pairs(form, stale.row)
        return render(request, "journey/welcome.html", context, status=409)
    messages.success(request, _("Saved."))
    return redirect("journey:welcomes", *visit.address)


def _said(row: Welcome | None) -> dict[str, Any]:
    return {"buddy": row.buddy_id and str(row.buddy_id), "reading": row.reading, "seen": row.version} if row else {}


def _buddies(visit: Visit, newcomer: Membership) -> list[tuple[str, str]]:
    others = visit.network.memberships.present().core().exclude(pk=newcomer.pk).select_related("person")
    return [(str(each.person_id), str(each.person)) for each in others.order_by("added_at")]


def _pairs(form: WelcomeForm, row: Any) -> list[tuple[Any, Any, Any]]:
    form.data = dict(form.data.items()) | {"seen": row.version}
    theirs, names = _said(row), dict(form.fields["buddy"].choices)  # type: ignore[attr-defined]
    return [
        (form.fields[name].label, names.get(form.cleaned_data[name], form.cleaned_data[name]),
         names.get(theirs[name] or "", theirs[name]))
        for name in ("buddy", "reading") if form.cleaned_data[name] != (theirs[name] or "")
    ]  # fmt: skip


def _welcome(visit: Visit, pk: UUID) -> Welcome:
    rows = Welcome.objects.select_related("membership__person")
    found: Welcome = get_object_or_404(rows, network=visit.network, membership=pk, membership__left_at=None)
    found.network = visit.network
    return found


def _own(visit: Visit) -> Membership:
    if visit.membership is None:
        raise PermissionDenied
    return visit.membership


@require_POST
@once
def asking(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Ask the group whether older cases open to who joined."""
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.ask(welcome=_welcome(visit, pk), by=visit.person, now=clock.now())
    messages.success(
        request,
        _("Asked. Each finds it at Now, and answers on this page; nobody is mailed."),
        extra_tags=visit.undo(event),
    )
    return redirect("journey:welcomes", *visit.address)


@require_POST
@once
def answering(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row, member = _welcome(visit, pk), _own(visit)
    form = OpeningForm(request.POST, newcomer=str(row.membership.person), auto_id=f"id_{pk.hex}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form, pk)
    try:
        event = actions.answer(welcome=row, membership=member, by=visit.person, now=clock.now(), **form.cleaned_data)
    except actions.NotThere:
        raise PermissionDenied from None
    messages.success(request, _("Your answer is noted."), extra_tags=visit.undo(event))
    return redirect("journey:welcomes", *visit.address)


@require_POST
@once
def taking_back(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Take one's yes back, without saying why."""
    visit = enter(request.user, programme, network, May.BRING)
    row = _welcome(visit, pk)
    event = actions.take_back(welcome=row, membership=_own(visit), by=visit.person, now=clock.now())
    messages.success(request, _("Taken back."), extra_tags=visit.undo(event))
    return redirect("journey:welcomes", *visit.address)
