"""A date poll: made, put to people, answered, closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import dateformat, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.meetings import actions, rhythm, tasks
from akker.meetings.access import inside, poll_of, sees_people, still_here
from akker.meetings.forms import ChoiceOfSlots, PollForm, ProposalForm, ReminderForm, SlotsForm
from akker.meetings.forms.poll import well_formed
from akker.meetings.models import Meeting, Poll, Respondent, Slot
from akker.meetings.report import poll as report
from akker.meetings.report.who import guests, members
from akker.networks.access import May, Visit, enter
from akker.networks.actions import NetworkClosed
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person
from akker.post import actions as post
from akker.post.access import SpentLink
from akker.post.access import answer as by_link

PROPOSED = 6  # moments, unless asked otherwise
SOONEST = timedelta(days=14)  # people have plans for the first two weeks
PATIENCE = timedelta(days=7)  # to answer


@require_http_methods(["GET", "HEAD", "POST"])
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    today = clock.now().astimezone(visit.network.zone).date()
    people = [member.person for member in members(visit.network)]
    undated = list(visit.network.meetings.standing().filter(starts_at=None).in_order())
    proposal = ProposalForm(request.GET or None, initial=_rhythm(visit, today))
    moments = well_formed(request.POST.getlist("slots")) if request.method == "POST" else _moments(proposal)
    form = PollForm(
        request.POST or None, meetings=[(str(each.pk), str(each.purpose or each.get_kind_display()))
                                        for each in undated],
        moments=[(text, _moment(text)) for text in moments], people=[(str(each.pk), str(each)) for each in people],
        today=today, initial=_draft(visit, request, undated, moments, today),
    )  # fmt: skip
    if not form.is_valid():
        context = {"visit": visit, "here": "meetings", "form": form, "proposal": proposal}
        return render(request, "meetings/poll_new.html", context, status=422 if form.is_bound else 200)
    poll = _open(visit, form, people, undated)
    messages.success(request, _("The poll stands. Nobody has been mailed yet."))
    return redirect("meetings:poll-asking", *visit.address, poll.pk)


def _open(visit: Visit, form: PollForm, people: list[Person], undated: list[Meeting]) -> Poll:
    said = form.cleaned_data
    asked = {each: str(each.pk) in said["required"] for each in people if str(each.pk) in said["who"]}
    closes_at = datetime.combine(said["closes_on"] + timedelta(days=1), time(), visit.network.zone)
    return actions.open_poll(
        network=visit.network, moments=form.moments, people=asked, by=visit.person, now=clock.now(),
        closes_at=closes_at, meeting=next((each for each in undated if str(each.pk) == said["meeting"]), None),
        purpose=said["purpose"], minutes=said["minutes"], place=said["place"], count=said["count"],
    )  # fmt: skip


def _rhythm(visit: Visit, today: date) -> dict[str, Any]:
    """From where moments are proposed: week by week from the day at which the rhythm expects the next meeting."""
    last = visit.network.meetings.standing().filter(starts_at__isnull=False).order_by("-starts_at").first()
    every = rhythm.read(visit.network.rhythm) or "1w"
    first, at = rhythm.workday(today + SOONEST), time(13, 30)
    if last and last.on and last.at:
        days = rhythm.dates(last.on, every, 60)
        first, at = next((day for day in days[1:] if day >= first), first), last.at
    return {"first_on": first, "at": at, "every": "1w", "many": PROPOSED}


def _moments(proposal: ProposalForm) -> list[str]:
    """The moments that the rhythm proposes, in the form that the page carries along."""
    said = dict(proposal.initial)
    if proposal.is_bound and proposal.is_valid():
        said |= {name: value for name, value in proposal.cleaned_data.items() if value not in (None, "")}
    days = rhythm.proposed(said["first_on"], said["every"], said["many"])
    return [datetime.combine(day, said["at"]).strftime("%Y-%m-%dT%H:%M") for day in days]


def _moment(text: str) -> str:
    return _label(datetime.fromisoformat(text))


def _label(moment: datetime) -> str:
    """With day and year: for a choice that is made, no shorter one will do."""
    language = translation.get_language()
    text = dateformat.format(moment, "D j. M Y, H:i" if language == "da" else "D j M Y, H:i")
    return text if language == "en" else text.lower()


def _draft(
    visit: Visit, request: HttpRequest, undated: list[Meeting], moments: list[str], today: date
) -> dict[str, Any]:
    """What the form holds at first: whom the plan asks for this meeting, or the core."""
    chosen = next((each for each in undated if str(each.pk) == request.GET.get("meeting", "")), None)
    about = chosen or Meeting(network=visit.network)
    about.network = visit.network
    asked = guests(about)
    return {
        "meeting": str(chosen.pk) if chosen else "", "purpose": about.purpose, "minutes": about.minutes,
        "place": about.place, "count": 1, "slots": moments, "closes_on": today + PATIENCE,
        "who": [str(guest.person.pk) for guest in asked],
        "required": [str(guest.person.pk) for guest in asked if guest.is_required] if chosen else [],
    }  # fmt: skip


@require_safe
def poll(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """How it stands; who arranges dates without being in the network sees how many can, not who."""
    visit = enter(request.user, programme, network, May.SEE)
    if not visit.may & {May.READ, May.INVITE}:
        raise PermissionDenied
    return _page(request, visit, pk)


def _page(request: HttpRequest, visit: Visit, pk: UUID, status: int = 200, **forms: Any) -> HttpResponse:
    shown = poll_of(visit, pk)
    stands = report.standing(shown, clock.now())
    mine = next((each for each in stands.respondents if each.person_id == visit.person.pk), None)
    found = shown.job.result if shown.job and shown.job.finished_at else {}
    suggested = {str(key) for key in stands.best} if not found.get("dates") else set(found["dates"])
    context: dict[str, Any] = {
        "visit": visit, "here": "meetings", "poll": shown, "stands": stands, "mine": mine, "found": found,
        "suggested": suggested, "is_past": shown.closes_at <= clock.now(),
        "sees_people": sees_people(visit),
        "gaps": [(slot, found.get("gaps", {}).get(str(slot.pk), [])) for slot in stands.slots],
        "form": _slots_form(stands.slots, report.said_by(mine)) if mine and shown.is_open else None,
        "choice": _choice(shown, stands.slots, suggested),
    } | forms  # fmt: skip
    return render(request, "meetings/poll.html", context, status=status)


def _choice(shown: Poll, slots: Any, suggested: set[str]) -> ChoiceOfSlots:
    """What becomes the date, with what suits best filled in."""
    best = sorted(suggested)
    initial = (best[0] if best else "") if shown.count == 1 else best
    return ChoiceOfSlots(slots=_labels(slots), count=shown.count, initial={"slots": initial})


def _labels(slots: Any) -> list[tuple[str, str]]:
    return [(str(slot.pk), _label(datetime.combine(slot.on, slot.at))) for slot in slots]


def _slots_form(slots: Any, said: dict[UUID, str], data: Any = None) -> SlotsForm:
    labels = [(slot.pk, _label(datetime.combine(slot.on, slot.at))) for slot in slots]
    return SlotsForm(data, slots=labels, initial={f"slot_{key}": can for key, can in said.items()})


@require_POST
@once
def answers(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """When I can, signed in."""
    visit = enter(request.user, programme, network, May.BRING)
    person, shown = inside(visit), poll_of(visit, pk)
    form = _slots_form(Slot.objects.filter(poll=shown).order_by("starts_at"), {}, request.POST)
    if not form.is_valid():
        return _page(request, visit, pk, 422, form=form)
    try:
        actions.answer_poll(poll=shown, person=person, said=form.said, now=clock.now())
        messages.success(request, _("Thank you. You can change it until the poll closes."))
    except (actions.PollClosed, actions.NotAsked) as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:poll", *visit.address, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def asking(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Who is asked, or asked again: never anybody who has answered."""
    visit = enter(request.user, programme, network, May.INVITE)
    shown = poll_of(visit, pk)
    silent = list(Respondent.objects.silent(shown))
    reachable = [each.person for each in silent if each.person.email]
    form = ReminderForm(
        request.POST or None, people=[(str(person.pk), str(person)) for person in reachable],
        initial={"who": [str(person.pk) for person in reachable]},
    )  # fmt: skip
    if not form.is_valid():
        context = {
            "visit": visit, "here": "meetings", "poll": shown, "form": form, "reachable": reachable,
            "unreachable": [each.person for each in silent if not each.person.email],
        }  # fmt: skip
        return render(request, "meetings/poll_asking.html", context, status=422 if form.is_bound else 200)
    try:
        count = actions.put(poll=shown, to=form.cleaned_data["who"], by=visit.person, now=clock.now())
        told = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
        messages.success(request, told % {"count": count})
    except actions.PollClosed as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:poll", *visit.address, pk)


@require_POST
@once
def closing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The chosen moments become dates."""
    visit = enter(request.user, programme, network, May.INVITE)
    shown = poll_of(visit, pk)
    labels = _labels(Slot.objects.filter(poll=shown).order_by("starts_at"))
    form = ChoiceOfSlots(request.POST, slots=labels, count=shown.count)
    if not form.is_valid():
        return _page(request, visit, pk, 422, choice=form)
    try:
        event = actions.close_poll(poll=shown, chosen=form.chosen, by=visit.person, now=clock.now())
    except actions.NoSuchSlot as refusal:
        form.add_error("slots", str(refusal.message))
        return _page(request, visit, pk, 422, choice=form)
    except actions.PollClosed as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:poll", *visit.address, pk)
    messages.success(request, _("The date is set. Nobody has been mailed."), extra_tags=visit.undo(event))
    return redirect("meetings:poll", *visit.address, pk)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    event = actions.withdraw_poll(poll=poll_of(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("The poll is taken back."), extra_tags=visit.undo(event))
    return redirect("meetings:meetings", *visit.address)


@require_POST
@once
def suggestion(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Look for the best set of dates; the worker does it, and the page of the job tells how far it is."""
    visit = enter(request.user, programme, network, May.INVITE)
    shown = poll_of(visit, pk)
    job = post.begin(person=visit.person, kind="dates", now=clock.now(), network_id=visit.network.pk, total=2)
    actions.look_for_dates(poll=shown, job=job, now=clock.now())
    tasks.suggest_dates.enqueue(str(shown.pk), str(job.pk))
    return redirect("post:job", job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a personal link: when one can, without an account. Looking at it changes nothing."""
    now = clock.now()
    try:
        errand = by_link(token, now)
    except SpentLink:
        return redirect("post:link", token)
    shown = get_object_or_404(Poll.objects.select_related("network__programme"), pk=errand.ask.target_id)
    still_here(errand.person, shown.network)
    with translation.override(shown.network.language):
        return _link_page(request, token, shown, errand.person)


def _link_page(request: HttpRequest, token: str, shown: Poll, person: Person) -> HttpResponse:
    mine = get_object_or_404(Respondent, poll=shown, person=person)
    slots = list(Slot.objects.filter(poll=shown).select_related("meeting").order_by("starts_at"))
    is_sent = request.method == "POST"
    form = _slots_form(slots, report.said_by(mine), request.POST if is_sent else None)
    context: dict[str, Any] = {
        "poll": shown, "network": shown.network, "person": person, "mine": mine, "form": form, "token": token,
        "chosen": [slot for slot in slots if slot.chosen_at], "is_open": shown.is_open,
    }  # fmt: skip
    if not is_sent:
        return render(request, "meetings/poll_link.html", context)
    if not form.is_valid():
        return render(request, "meetings/poll_link.html", context, status=422)
    try:
        actions.answer_poll(poll=shown, person=person, said=form.said, now=clock.now())
    except (actions.PollClosed, NetworkClosed) as refusal:
        return render(request, "meetings/poll_link.html", {**context, "refusal": refusal.message}, status=409)
    return redirect("meetings-dates-link", token)
