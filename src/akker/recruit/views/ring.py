"""Requests to the second ring of a network, and the page behind the link of who is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.post.access import SpentLink
from akker.post.access import answer as errand_of
from akker.recruit import access
from akker.recruit.actions import ring as actions
from akker.recruit.forms.ring import RingAnswerForm, RingRequestForm, UsedForm
from akker.recruit.models import RingAnswer, RingRequest
from akker.recruit.report import ring as report

show_or_act = require_http_methods(["GET", "HEAD", "POST"])


def _leading(request: HttpRequest, programme: str, network: str, needs: May = May.INVITE) -> Visit:
    """Who leads or facilitates; an office does not ask in the name of a network."""
    visit = enter(request.user, programme, network, needs)
    if not access.asks_the_ring(visit):
        raise PermissionDenied
    return visit


def _request(visit: Visit, pk: UUID) -> RingRequest:
    """Raises: Http404."""
    row: RingRequest = get_object_or_404(RingRequest.objects.standing(), pk=pk, network=visit.network)
    row.network = visit.network
    return row


def _context(visit: Visit, **more: Any) -> dict[str, Any]:
    return {
        "visit": visit, "here": "people", "tab": "ring", "may_ask": access.asks_the_ring(visit)
        and May.INVITE in visit.may, **more,
    }  # fmt: skip


@require_safe
def requests(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """What was asked of the ring, with the answers that one may read; five queries."""
    visit = enter(request.user, programme, network, May.READ)
    readable = access.answers_read_by(visit).select_related("membership__person").order_by("answered_at", "pk")
    rows = RingRequest.objects.standing().with_counts().filter(network=visit.network).order_by("-asked_at", "-pk")
    asked = list(rows.prefetch_related(Prefetch("answers", readable, to_attr="said")))
    if not access.asks_the_ring(visit):
        asked = [row for row in asked if row.said]
    there = report.ring(visit.network)
    return render(
        request, "recruit/ring.html",
        _context(visit, requests=asked, ring_count=len(there), hint=report.hint(there), is_empty=not there),
    )  # fmt: skip


@show_or_act
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Ask some of the ring one thing; the mail is shown before it leaves."""
    visit = _leading(request, programme, network)
    there = {str(one.pk): one for one in report.ring(visit.network) if one.person.email}
    begun = {name: request.GET.get(name, "")[:2000] for name in ("kind", "question")}  # said by the page before
    people = [(key, _label(one)) for key, one in there.items()]
    form = RingRequestForm(request.POST or None, people=people, initial=begun)
    is_look = "look" in request.POST
    if not form.is_valid() or is_look:
        letter = _letter(visit, form, there) if form.is_bound and form.is_valid() else None
        status = 422 if form.is_bound and not form.is_valid() else 200
        values = {"form": form, "is_empty": not there, "letter": letter}
        return render(request, "recruit/ring_new.html", _context(visit, **values), status=status)
    said = form.cleaned_data
    made = actions.ask(
        network=visit.network, memberships=[there[key] for key in said["who"]], kind=said["kind"],
        question=said["question"], minutes=said["minutes"], due_on=said["due_on"], by=visit.person, now=clock.now(),
    )  # fmt: skip
    count = made.answers.count()
    done = ngettext("%(count)d person is asked.", "%(count)d people are asked.", count)
    messages.success(request, done % {"count": count})
    return redirect("recruit:ring", *visit.address)


def _label(one: Any) -> str:
    """Name, and when they were asked last, so that not the same few are asked each time."""
    if one.asked_last:
        day = date_format(one.asked_last, "DATE_FORMAT")
        return _("%(name)s · asked last on %(day)s") % {"name": one.person, "day": day}
    return _("%(name)s · not asked before") % {"name": one.person}


def _letter(visit: Visit, form: RingRequestForm, there: dict[str, Any]) -> Any:
    said = form.cleaned_data
    row = RingRequest(network=visit.network, **{name: said[name] for name in ("kind", "question", "minutes", "due_on")})
    return report.asking(row, there[said["who"][0]].person, by=visit.person)


@show_or_act
@once
def use(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Tell who answered what came of it, once."""
    visit = _leading(request, programme, network)
    row = _request(visit, pk)
    form, people = UsedForm(request.POST or None), list(actions.thanked(row))
    if not form.is_valid() or "look" in request.POST:
        words = request.POST.get("words", "")[:2000]
        letter = report.telling(row, people[0].membership.person, words=words, by=visit.person) if people else None
        status = 422 if form.is_bound and not form.is_valid() else 200
        values = {"form": form, "row": row, "people": people, "letter": letter}
        return render(request, "recruit/ring_use.html", _context(visit, **values), status=status)
    try:
        count = actions.tell(request=row, words=form.cleaned_data["words"], by=visit.person, now=clock.now())
    except actions.ToldAlready as refusal:
        messages.error(request, refusal.message)
        return redirect("recruit:ring", *visit.address)
    done = ngettext("%(count)d person hears what came of it.", "%(count)d people hear what came of it.", count)
    messages.success(request, done % {"count": count})
    return redirect("recruit:ring", *visit.address)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = _leading(request, programme, network)
    event = actions.withdraw(request=_request(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("Nobody is asked any more. No mail was sent about it."), extra_tags=visit.undo(event))
    return redirect("recruit:ring", *visit.address)


@require_POST
@once
def sight(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The author of an answer says who reads it."""
    visit = enter(request.user, programme, network, May.BRING)
    rows = access.answers_read_by(visit).filter(membership__person=visit.person)
    row = rows.select_related("request__network").filter(pk=pk).first()
    if row is None:
        raise PermissionDenied
    event = actions.show(row=row, is_shown=row.shown_at is None, by=visit.person, now=clock.now())
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("recruit:ring", *visit.address)


# --- through the link ----------------------------------------------------------------------


@show_or_act
@never_cache
@once
def answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        errand = errand_of(token, clock.now())
    except SpentLink:
        return redirect("post:link", token)
    rows = RingAnswer.objects.select_related("request__network__programme", "membership__person")
    row = get_object_or_404(rows, pk=errand.ask.target_id, membership__person=errand.person)
    with translation.override(errand.person.language):
        network = row.request.network
        if network.is_closed:
            page = {"network": network, "why": actions.NetworkClosed.message}
            return render(request, "recruit/invited_closed.html", page, status=410)
        return _answered(request, row, errand.ask.asked_by)


def _answered(request: HttpRequest, row: RingAnswer, by: Any) -> HttpResponse:
    context = {"row": row, "request_": row.request, "network": row.request.network, "by": by}
    if request.POST.get("answer") == "no":
        actions.decline(row=row, now=clock.now())
        return render(request, "recruit/ring_done.html", {**context, "is_no": True})
    form = RingAnswerForm(request.POST or None)
    if not form.is_valid():
        page = {**context, "form": form}
        return render(request, "recruit/ring_answer.html", page, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    actions.answer(row=row, text=said["text"], is_shown=said["is_shown"], now=clock.now())
    return render(request, "recruit/ring_done.html", {**context, "is_shown": said["is_shown"]})
