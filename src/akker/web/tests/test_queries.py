"""Every page asks the database a fixed number of questions, with one of everything and with three."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.journey import actions as journey
from akker.meetings import actions as meetings
from akker.meetings.models import Answer, Meeting, PlanRow, Poll
from akker.networks import actions as networks
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.post import actions as post
from akker.programmes.models import Programme
from akker.question import actions as question
from akker.question.actions import boxes, motives, noted, sentences, shelf, support
from akker.question.models import Conversation, Indicator, Knowledge, ThinkAlong
from akker.recruit.tests.pool import a_candidate
from tests.cast import member

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
STEPS = ("ambition", "question", "people")
HERE = "/p/academie/zorg/"
# Page: how many questions in all, the session and the person included, and what each item shows.
PAGES = {
    "/": (8, "Netwerk {n}"),
    "/start/": (3, ""),
    "/p/academie/": (7, "Netwerk {n}"),
    HERE: (10, "Lid {n}"),
    f"{HERE}journey/": (6, ""),
    f"{HERE}people/": (5, "Dank {n}"),
    f"{HERE}people/new/": (3, ""),
    f"{HERE}people/{{member}}/": (6, "Overdracht {n}"),
    f"{HERE}people/{{own}}/card/": (5, ""),
    f"{HERE}people/{{member}}/arrangements/": (5, ""),
    f"{HERE}people/{{member}}/departure/": (5, ""),
    f"{HERE}seats/{{seat}}/end/": (5, "Lid {n}"),
    f"{HERE}invitations/": (5, "Lid {n}"),
    f"{HERE}settings/": (4, ""),
    f"{HERE}handbook/": (4, ""),
    f"{HERE}handbook/lcop/2026.1/": (8, ""),
    "/handbooks/": (2, ""),
    "/handbooks/lcop/2026.1/": (2, ""),
    f"{HERE}steps/roles/worksheets/4a.pdf": (3, ""),
    f"{HERE}question/": (5, "Thema {n}"),
    f"{HERE}ambition/": (8, "Zin {n}"),
    f"{HERE}indicators/": (5, "Meter {n}"),
    f"{HERE}indicators/{{indicator}}/": (4, ""),
    f"{HERE}canvas/conversations/{{conversation}}/": (4, ""),
    f"{HERE}canvas/knowledge/{{known}}/": (4, ""),
    f"{HERE}candidates/talks/{{conversation}}/": (4, ""),
    f"{HERE}canvas/": (8, "Praat {n}"),
    f"{HERE}canvas/sheet.pdf": (8, ""),
    f"{HERE}motives/": (4, "Reden {n}"),
    f"{HERE}conditions/": (4, "Vak {n}"),
    f"{HERE}support/": (5, "Steun {n}"),
    "/p/academie/programme/requests/": (5, "Steun {n}"),
    f"{HERE}shelf/": (6, "Wil {n}"),
    "/questions/academie/": (3, "Vraag {n} voor iedereen"),
    f"{HERE}steps/ambition/": (7, ""),
    f"{HERE}steps/ambition/versions/": (4, "Afspraak {n}"),
    f"{HERE}results/": (4, ""),
    f"{HERE}results/sheet.pdf": (4, ""),
    f"{HERE}steps/ambition/sheet.pdf": (3, ""),
    f"{HERE}meetings/new/": (5, ""),
    f"{HERE}meetings/": (5, "Zaal {n}"),
    f"{HERE}meetings/series/": (4, ""),
    f"{HERE}meetings/{{meeting}}/": (8, "Komt {n}"),
    f"{HERE}meetings/{{meeting}}/change/": (7, ""),
    f"{HERE}meetings/{{meeting}}/invitations/": (8, "Lid {n}"),
    f"{HERE}meetings/{{meeting}}/reminders/": (5, "Lid {n}"),
    f"{HERE}polls/new/": (8, "Lid {n}"),
    f"{HERE}polls/{{poll}}/": (8, "Lid {n}"),
    f"{HERE}polls/{{poll}}/asking/": (5, "Lid {n}"),
    f"{HERE}plan/vacancies/{{vacancy}}/": (8, "Kandidaat 0{n}"),
    "/me/calendar/": (3, ""),
}
TEN_ALLOWED = {HERE}
OF_THE_PROGRAMME = {"/p/academie/", "/p/academie/programme/requests/"}


def grow(network: Network, lotte: Person, count: int) -> None:
    """`count` of everything that pages list."""
    now = clock.now()
    own = Membership.objects.get(person=lotte, network=network)
    for n in range(1, count + 1):
        human = member(network, f"Lid{n}", "connector")
        Person.objects.filter(pk=human.pk).update(name=f"Lid {n}")
        Membership.objects.filter(person=human).update(joined_at=None)
        journey.agree(
            network=network, step="ambition", text=f"Afspraak {n}", agreed_on=now.date(), by=lotte, now=now, seen=n - 1
        )
        journey.take(network=network, step=STEPS[n - 1], way="finished", by=lotte, now=now)
        on = now.date() + timedelta(days=n)
        meetings.plan(network=network, on=on, at=now.time(), by=lotte, now=now, place=f"Zaal {n}")
        for kind in ("line", "ambition"):
            question.word(network=network, kind=kind, text=f"Lijn {n}", by=lotte, now=now, seen=n - 1)
        _sow(network, human, lotte, n)
        post.ask(person=lotte, kind="think", what=f"Vraag {n}", minutes=5, now=now, network_id=network.pk)
        other = networks.start(
            programme=network.programme,
            name=f"Netwerk {n}",
            by=lotte,
            now=now,
            language="nl",
            time_zone="Europe/Amsterdam",
        )
        shown = {"question": f"Vraag {n} voor iedereen", "name": "", "theme": "", "contact": ""}
        shelf.show(network=other, by=lotte, now=now, seen=0, **shown)
        journey.take(network=other, step="ambition", way="begun", by=lotte, now=now)
        gone = Membership.objects.get(person=member(network, f"Weg{n}"))
        networks.leave(membership=gone, by=lotte, now=now, thanks=f"Dank {n}")
        role = f"role-{n}"
        networks.give_seat(membership=own, role=role, by=lotte, now=now)
        networks.end_seat(seat=Seat.objects.get(membership=own, role=role), by=lotte, now=now, note=f"Overdracht {n}")
    _seek(network, lotte, count)
    _date(network, lotte)
    question.divide(network=network, names=[f"Thema {n}" for n in range(1, count + 1)], by=lotte, now=now, seen=[])


def _sow(network: Network, human: Person, lotte: Person, n: int) -> None:
    """One more of everything on the pages of the question."""
    told: dict[str, Any] = {"network": network, "by": lotte, "now": clock.now()}
    today = clock.now().date()
    mine = Membership.objects.select_related("network").get(person=human, network=network)
    sentences.write(membership=mine, text=f"Zin {n}", seen=0)
    sentences.show(**told)
    box = ("diversity", "practice", "trust")[n - 1]
    boxes.write(page="conditions", box=box, text=f"Vak {n}", seen=0, **told)
    noted.note(noun=Indicator, words=f"Meter {n}", **told)
    noted.note(noun=Conversation, who=f"Praat {n}", on=today, **told)
    noted.note(noun=Knowledge, words=f"Weet {n}", state="known", **told)
    ThinkAlong.objects.create(
        programme=network.programme, network=network, name=f"Wil {n}", email=f"wil{n}@example.org", words="Ik",
        language="nl", token_hash=str(n), offered_at=clock.now(), confirmed_at=clock.now(),
    )  # fmt: skip
    support.ask(kind="expertise", words=f"Steun {n}", **told)
    before = [("", f"Reden {m}") for m in range(1, n)]
    motives.give(kind="member", motives=[*before, ("", f"Reden {n}")], seen=before, **told)
    for indicator in Indicator.objects.filter(network=network):
        noted.read(indicator=indicator, moment="start", value=f"Stand {n}", on=today, by=lotte, now=clock.now())


def _seek(network: Network, lotte: Person, count: int) -> None:
    """Somebody is needed in the plan, and so many in the pool fit."""
    meetings.vacancy.ask_for(network=network, needed="Iemand van de nacht", by=lotte, now=clock.now())
    for n in range(1, count + 1):
        a_candidate(network.programme, n, [], competences=["nachtzorg"], findable_at=clock.now())


def _date(network: Network, lotte: Person) -> None:
    """Everybody has the first meeting in their calendar and one more of them said to come; a poll is put to all."""
    now, first = clock.now(), Meeting.objects.order_by("on")[0]
    people = [member.person for member in network.memberships.present().select_related("person").order_by("pk")]
    meetings.send(meeting=first, to=[str(one.pk) for one in people], words="", seen="1", by=lotte, now=now)
    for n, one in enumerate((one for one in people if one.name.startswith("Lid")), 1):
        meetings.say(meeting=first, person=one, coming="yes", words=f"Komt {n}", now=now)
        Answer.objects.filter(person=one).update(for_starts_at=now)  # it moved since, so all may be reminded
    days = [(first.on + timedelta(days=n), first.at) for n in range(len(people))]
    told = {"network": network, "by": lotte, "now": now, "closes_at": now + timedelta(days=7)}
    poll = meetings.open_poll(moments=days, people=dict.fromkeys(people, False), **told)
    meetings.answer_poll(
        poll=poll, person=lotte, said=dict.fromkeys(poll.slots.values_list("pk", flat=True), "yes"), now=now
    )
    Meeting.objects.filter(pk=first.pk).update(place="Zaal 1, boven")


def addresses(network: Network, lotte: Person) -> dict[str, Any]:
    own = Membership.objects.get(person=lotte, network=network)
    return {
        "own": own.pk, "member": own.pk, "meeting": Meeting.objects.order_by("on").first().pk,
        "poll": Poll.objects.get().pk, "vacancy": PlanRow.objects.get(membership=None).pk,
        "indicator": Indicator.objects.filter(network=network).values_list("pk", flat=True)[0],
        "conversation": Conversation.objects.filter(network=network).values_list("pk", flat=True)[0],
        "known": Knowledge.objects.filter(network=network).values_list("pk", flat=True)[0],
        "seat": Seat.objects.current().get(membership=own).pk,
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_more_for_more(path: str, count: int, network: Network, lotte: Person, mette: Person):
    queries, shows = PAGES[path]
    grow(network, lotte, count)
    client = Client()
    client.force_login(mette if path in OF_THE_PROGRAMME else lotte)
    path = path.format(**addresses(network, lotte))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path)

    assert response.status_code == 200
    if shows:
        text = response.content.decode()
        assert [shows.format(n=n) in text for n in range(1, 4)] == [n <= count for n in range(1, 4)]
    assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)


def test_no_page_is_left_to_ask_too_much():
    assert [path for path, (queries, _shows) in PAGES.items() if queries > (10 if path in TEN_ALLOWED else 8)] == []


@pytest.mark.parametrize("path", ["/", "/p/academie/"])
def test_two_hundred_networks_come_thirty_at_a_time(path: str, programme: Programme, mette: Person):
    """The same number of questions on each page, and every network on one of them."""
    now = clock.now()
    made = Network.objects.bulk_create(
        Network(programme=programme, slug=f"n{n:03}", name=f"Netwerk {n:03}.", started_at=now, closed_at=closed)
        for n, closed in enumerate([now, None, None, None] * 50)
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(programme=programme, network=network, person=mette, added_at=now) for network in made
    )
    client, found, counts, address = Client(), [], set(), path
    client.force_login(mette)

    while address:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        counts.add(len(asked))
        found += [network.name for network in made if f">{network.name}<" in response.content.decode()]
        after = response.context["next_after"]
        address = f"{path}?after={after}" if after else ""

    assert sorted(found) == [network.name for network in made]
    assert max(counts) <= 8


@pytest.mark.parametrize("after", ["x", "open-", "open-zz", "closed-" + "0" * 31, "open-" + "f" * 33, "'; --"])
def test_a_page_that_is_none_is_the_first(after: str, network: Network, lotte: Person, as_: Any):
    response = as_("lotte").get("/", {"after": after})

    assert response.status_code == 200
    assert network.name in response.content.decode()
