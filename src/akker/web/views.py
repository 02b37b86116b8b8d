from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from akker.handbooks.reader import text as words
from akker.journey import report
from akker.journey.walk import Move, Walk, walk
from akker.meetings.models import Meeting, ToDo
from akker.meetings.report import checks
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person
from akker.post.models import Ask
from akker.programmes.access import May as ProgrammeMay
from akker.programmes.access import enter as enter_programme
from akker.programmes.models import Office, books
from akker.question import report as question
from akker.question.access import on_the_shelf
from akker.question.models import State, state_of
from akker.web import actions
from akker.web import report as hot
from akker.web.asks import PAGES, PLACES
from akker.web.forms import StartForm

PAGE = 30  # networks on one page


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """My work: what is next for me, in every network I am in, thirty at a time."""
    person: Person = request.user  # type: ignore[assignment]
    memberships, next_after = _memberships(person, request.GET.get("after", ""))
    mine = [membership for membership in memberships if membership.network.closed_at is None]
    walks = _walks([membership.network for membership in mine], hot.moves(person))
    meetings = hot.next_meetings(person, clock.now())
    context = {
        "here": "now",
        "cards": [
            _card(membership, walks[membership.network_id], meetings.get(membership.network_id)) for membership in mine
        ],
        "closed": [membership.network for membership in memberships if membership.network.closed_at],
        "asks": _asks(person, [membership.network for membership in mine]),
        "programmes": hot.programmes(person, clock.now().date()),
        "next_after": next_after,
        "is_first": "after" not in request.GET,
    }
    return render(request, "web/now.html", context)


def _memberships(person: Person, after: str) -> tuple[list[Membership], str]:
    """One page of a person's networks, newest first and closed ones last, and where the next page begins.

    `after` is "open" or "closed" and the key of a membership, such as "open-0192f0c8…"; two queries.
    """
    place, _dash, key = after.partition("-")
    if place in ("open", "closed") and re.fullmatch(r"[0-9a-f]{32}", key):
        rows = hot.later_memberships(person, place, UUID(key), PAGE + 1)
    else:
        rows = hot.memberships(person, PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{hot.place(last)}-{last.pk.hex}" if last else ""


def _asks(person: Person, networks: list[Network]) -> list[tuple[Ask, str]]:
    """What is asked of me, and where I do it; one query. Invitations to join show on the card of their network."""
    mine: dict[UUID | None, Network] = {network.pk: network for network in networks}
    today = clock.now().astimezone(person.zone).date()
    return [(ask, _place(ask, mine.get(ask.network_id))) for ask in hot.asks(person, today)]


def _place(ask: Ask, network: Network | None) -> str:
    """The page that does it, else that of its network; nothing for what has neither."""
    if network is None:
        return ""
    address = network.programme.slug, network.slug
    if name := PLACES.get(ask.kind):
        return reverse(name, args=[*address, ask.target_id])
    return reverse(PAGES.get(ask.kind, "web:overview"), args=address)


def _walk(network: Network) -> Walk:
    """The journey of one network; one query."""
    return _walks([network], {network.pk: report.MOVES(network=network.pk)})[network.pk]


def _walks(networks: list[Network], moves: dict[UUID, list[Move]]) -> dict[Any, Walk]:
    """The journey of each network in the reader's language, from the moves that were made in it."""
    language = get_language() or "en"
    return {
        network.pk: walk(network.book, words(network.book, language), moves.get(network.pk, ())) for network in networks
    }


def _card(membership: Any, journey: Walk, meeting: Meeting | None) -> dict[str, Any]:
    owner = journey.next.step.owner if journey.next else ""
    return {
        "network": membership.network,
        "membership": membership,
        "walk": journey,
        "next": journey.next,
        "is_mine": bool(owner) and owner in membership.mine,
        "is_held": owner in membership.held,
        "owner": words(membership.network.book, get_language() or "en").roles.get(owner),
        "meeting": meeting,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@once
def start(request: HttpRequest) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]
    today = clock.now().date()
    run = (
        Office.objects.current(today)
        .filter(person=person, role=Office.Role.PROGRAMME_MANAGER)
        .select_related("programme")
    )
    programmes = {str(office.programme_id): office.programme for office in run}
    language = get_language() or "en"
    form = StartForm(
        request.POST or None, initial={"handbook": request.GET.get("handbook", "")},
        programmes=[(key, str(programme)) for key, programme in programmes.items()],
        handbooks=[(book.pin, str(words(book, language).title)) for book in books()],
    )  # fmt: skip
    if not form.is_valid():
        return render(request, "web/start.html", {"form": form}, status=422 if form.is_bound else 200)
    answers = form.cleaned_data
    network = actions.begin(
        about=answers["about"], who=answers["who"], on=answers["on"], at=answers["at"], name=answers["name"],
        programme=programmes.get(answers.get("programme", "")), handbook=answers["handbook"], by=person,
        now=clock.now(),
    )  # fmt: skip
    return redirect("web:overview", network.programme.slug, network.slug)


@require_safe
def overview(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.SEE)
    journey = _walk(visit.network)
    people = _people(visit)
    core = [member for member in people if member.is_core]
    before, after = hot.meetings_around(visit.network, clock.now())
    context = {
        "visit": visit,
        "here": "overview",
        "walk": journey,
        "meeting": after,
        "before": before if visit.is_inside else None,
        "mine": next((member for member in people if member.person_id == visit.person.pk), None),
        "core": core,
        "faces": core[:8],
        "ring_count": len(people) - len(core),
        "waiting": [member for member in people if not (member.invited_at or member.joined_at)],
        "prose": words(visit.network.book, get_language() or "en"),
        "state": _state(visit),
        "to_dos": _to_dos(visit),
        **_next_for(visit, journey),
        **_learned(visit),
    }
    return render(request, "web/overview.html", context)


def _state(visit: Visit) -> State | None:
    """How far the members are with their question, for those who may read it; at most one query."""
    if May.READ not in visit.may:
        return None
    return state_of(hot.versions_of_line(visit.network))


def _to_dos(visit: Visit) -> list[ToDo]:
    """The next few things that will be done, soonest first; at most one query."""
    return hot.to_dos(visit.network) if May.READ in visit.may else []


def _people(visit: Visit) -> list[Membership]:
    """Who is in, with little more than their names, for those who may know; at most one query."""
    return hot.people(visit.network) if visit.may & {May.READ, May.INVITE} else []


def _next_for(visit: Visit, journey: Walk) -> dict[str, Any]:
    """What is next, whether it is mine to do, and who owes it; at most one query."""
    if journey.next is None:
        return {"is_mine": False, "owner": None, "holders": []}
    owner = journey.next.step.owner
    roles = words(visit.network.book, get_language() or "en").roles
    holders = hot.holders(visit.network, owner)
    return {"is_mine": owner in visit.roles, "owner": roles.get(owner), "holders": holders}


def _learned(visit: Visit) -> dict[str, Any]:
    """The newest results, for those who may read them; one query."""
    if May.READ not in visit.may:
        return {"agreed": []}
    newest, _counts = report.newest(visit.network)
    steps = words(visit.network.book, get_language() or "en").steps
    known = (result for result in newest.values() if result.step in steps)  # the others are on the result sheet
    latest = sorted(known, key=lambda result: result.at, reverse=True)[:4]
    return {"agreed": [(result, steps.get(result.step)) for result in latest]}


@require_safe
def journey(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    walked = _walk(visit.network)
    newest, counts = report.newest(visit.network)
    context = {
        "visit": visit,
        "here": "journey",
        "walk": walked,
        "newest": newest,
        "counts": counts,
        "prose": words(visit.network.book, get_language() or "en"),
        **_next_for(visit, walked),
    }
    return render(request, "web/journey.html", context)


@require_safe
def after(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """What follows a meeting, on one page that may be skipped: checks now, what was learned and a pulse later."""
    visit = enter(request.user, programme, network, May.BRING)
    meeting = get_object_or_404(visit.network.meetings.standing().select_related("subtheme"), pk=pk)
    first, later = checks.asked(visit, meeting)
    context = {"visit": visit, "here": "plan", "meeting": meeting, "checks": first, "later": later,
               "is_answered": any(check.mine for check in (*first, *later))}  # fmt: skip
    return render(request, "web/after.html", context)


@require_safe
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The networks of a programme, by name, thirty at a time."""
    visit = enter_programme(request.user, programme, ProgrammeMay.SEE)
    after = request.GET.get("after", "")
    today = clock.now().date()
    found = Network.objects.visible_to(visit.person, today).filter(programme=visit.programme, slug__gt=after)
    rows = list(found.with_core_count().order_by("slug")[: PAGE + 1])
    shown = rows[:PAGE]
    for network in shown:
        network.programme = visit.programme
    walks = _walks(shown, hot.moves_in(shown))
    context = {
        "visit": visit,
        "here": "networks",
        "rows": [(network, walks[network.pk]) for network in shown],
        "next_after": shown[-1].slug if len(rows) > PAGE else "",
        "is_first": not after,
        "has_shown": on_the_shelf(visit.programme.slug).exists(),
        "asked_count": question.waiting(visit.programme.pk) if ProgrammeMay.MANAGE in visit.may else 0,
    }
    return render(request, "web/programme.html", context)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page; in development only."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "style.html")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
