from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.meetings import actions, rhythm
from akker.meetings.access import meeting_of, sees_people, standing
from akker.meetings.forms import AnswerForm, MeetingForm, SeriesForm
from akker.meetings.models import Answer, Meeting, Poll
from akker.meetings.report import meeting as report
from akker.meetings.report.reach import reached
from akker.meetings.report.who import members
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person, Stale

FIELDS = (
    "on", "at", "minutes", "place", "purpose", "kind", "where", "video_link", "directions", "capacity", "notice_hours",
)  # fmt: skip


@require_safe
def meetings(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """When the network meets: the next first, what is past folded away."""
    visit = enter(request.user, programme, network, May.SEE)
    polls = (
        Poll.objects.open().filter(network=visit.network).select_related("network").order_by("closes_at")
        if May.READ in visit.may
        else ()
    )
    context = {"visit": visit, "here": "meetings", "polls": list(polls), **report.listed(visit.network, clock.now())}
    return render(request, "meetings/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    return page(request, enter(request.user, programme, network, May.SEE), pk, AnswerForm())


def page(request: HttpRequest, visit: Visit, pk: UUID, form: AnswerForm, status: int = 200) -> HttpResponse:
    """What, when, where, and for those inside: who comes."""
    shown, now = meeting_of(visit, pk), clock.now()
    context: dict[str, Any] = {
        "visit": visit, "here": "meetings", "meeting": shown, "form": form,
        "is_over": bool(shown.starts_at and shown.starts_at <= now), "ways": Answer.Coming,
    }  # fmt: skip
    if visit.may & {May.READ, May.INVITE}:
        company = report.company(shown, now)
        context |= {"company": company, "mine": company.answers.get(visit.person.pk), "sees_people": sees_people(visit)}
        if context["mine"] and not form.is_bound:
            form.initial["words"] = context["mine"].words
    return render(request, "meetings/meeting.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def new(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    people = _people(visit)
    form = MeetingForm(request.POST or None, initial=_at_first(visit), people=_choices(people))
    if not form.is_valid():
        context = {"visit": visit, "here": "meetings", "form": form}
        return render(request, "meetings/change.html", context, status=422 if form.is_bound else 200)
    event = actions.plan(
        network=visit.network, by=visit.person, now=clock.now(), attendees=_named(form, people), **_values(form)
    )
    is_past = form.cleaned_data["on"] < clock.now().astimezone(visit.network.zone).date()  # to note one, or a slip
    done = _("This day has passed. It is noted, and nobody has been mailed.")
    said = done if is_past else _("The date is set. Nobody has been mailed.")
    messages.success(request, said, extra_tags=visit.undo(event))
    return redirect("meetings:meeting", *visit.address, event.target_id)


def _at_first(visit: Visit) -> dict[str, Any]:
    return {"at": "13:30", "notice_hours": actions.notice_as_agreed(visit.network)}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def change(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    shown, people = standing(visit, pk), _people(visit)
    initial: dict[str, Any] = {name: getattr(shown, name) for name in (*FIELDS, "version")}
    if shown.starts_at is None and shown.notice_hours is None:
        initial["notice_hours"] = actions.notice_as_agreed(visit.network)
    initial["people"] = [str(key) for key in shown.attendees.values_list("person", flat=True)]
    if initial["people"] and not set(initial["people"]) & {str(one.pk) for one in people}:
        initial["kind"] = Meeting.Kind.SUBGROUP  # all who were named left: saving must not make it for everybody
    form = MeetingForm(
        request.POST or None, initial=initial, people=_choices(people), is_undated=shown.starts_at is None
    )
    context = {"visit": visit, "here": "meetings", "form": form, "meeting": shown, "reached": reached(pk)}
    if not form.is_valid():
        return render(request, "meetings/change.html", context, status=422 if form.is_bound else 200)
    try:
        actions.move(
            meeting=shown, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"],
            attendees=_named(form, people), **_values(form),
        )  # fmt: skip
    except Stale as stale:
        return _stale(request, context, form, stale)
    messages.success(request, _("Saved. Nobody has been mailed."))
    return redirect("meetings:meeting", *visit.address, pk)


def _stale(request: HttpRequest, context: dict[str, Any], form: MeetingForm, stale: Stale) -> HttpResponse:
    there: Any = stale.row
    data = request.POST.copy()
    data["version"] = there.version
    form.data = data
    said = [(form.fields[name].label, mine, getattr(there, name)) for name, mine in _values(form).items()]
    context["pairs"] = [pair for pair in said if pair[1] != pair[2]]
    return render(request, "meetings/change.html", context, status=409)


def _values(form: MeetingForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _people(visit: Visit) -> list[Person]:
    return [member.person for member in members(visit.network)]


def _choices(people: list[Person]) -> list[tuple[str, str]]:
    return [(str(person.pk), str(person)) for person in people]


def _named(form: MeetingForm, people: list[Person]) -> list[Person]:
    return [person for person in people if str(person.pk) in form.cleaned_data["people"]]


@require_POST
@once
def calling_off(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    shown = standing(visit, pk)
    event = actions.call_off(meeting=shown, by=visit.person, now=clock.now())
    messages.success(request, _("The meeting is off. Nobody has been mailed."), extra_tags=visit.undo(event))
    if shown.invitations.filter(cancelled_at=None).exists():
        return redirect("meetings:meeting", *visit.address, pk)
    return redirect("meetings:meetings", *visit.address)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def series(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A row of meetings in the rhythm of the network; the days are shown before they are set."""
    visit = enter(request.user, programme, network, May.RECORD)
    last = visit.network.meetings.standing().filter(starts_at__isnull=False).order_by("-starts_at").first()
    is_sent = request.method == "POST"
    form = SeriesForm(request.POST if is_sent else request.GET or None, initial=_from(visit, last))
    is_valid = form.is_valid()
    context: dict[str, Any] = {"visit": visit, "here": "meetings", "form": form}
    if is_valid:
        said = form.cleaned_data
        context["days"] = rhythm.dates(said["first_on"], said["every"], said["count"])
    if not is_valid or not is_sent or "look" in request.POST:
        return render(request, "meetings/series.html", context, status=422 if is_sent and not is_valid else 200)
    event = actions.plan_series(
        network=visit.network, days=context["days"], at=said["at"], minutes=said["minutes"], place=said["place"],
        every=said["every"], by=visit.person, now=clock.now(),
    )  # fmt: skip
    count = len(context["days"])
    told = ngettext(
        "%(count)d date is set. Nobody has been mailed.", "%(count)d dates are set. Nobody has been mailed.", count
    )
    messages.success(request, told % {"count": count}, extra_tags=visit.undo(event))
    return redirect("meetings:meetings", *visit.address)


def _from(visit: Visit, last: Meeting | None) -> dict[str, Any]:
    """What to start from: the rhythm as it was said, and the time and place of the last meeting."""
    every = rhythm.read(visit.network.rhythm) or "2w"
    initial: dict[str, Any] = {"every": every, "at": "13:30", "minutes": 120, "count": 7}
    if last and last.on and last.at:
        following = rhythm.dates(last.on, every, 2)[1]
        initial |= {"first_on": following, "at": last.at, "minutes": last.minutes, "place": last.place}
    return initial
