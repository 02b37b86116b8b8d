"""Working agreements go onto the agenda of the next meeting, and are asked about from its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from akker.journey.actions import agreements, reviews
from akker.journey.models import AgreementReview
from akker.meetings import actions as meetings
from akker.meetings.actions import agenda, kickoff
from akker.meetings.models import AgendaBlock, Meeting
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask
from akker.programmes import actions as programmes

pytestmark = pytest.mark.django_db
VERBS = {"journey.agreementreview.made", "meetings.agendablock.agreements"}
HERE = "/p/academie/zorg/agreements/"


def test_on_the_agenda_of_the_next_meeting_it_waits_for_that_day(network: Network, lotte: Person, as_: Any):
    now = clock.now()
    told: dict[str, Any] = {"by": lotte, "now": now}
    today = now.astimezone(network.zone).date()
    agreements.put(network=network, text="- Op tijd", review_on=today, what="Lees", **told)
    for days in (40, 20):
        meetings.plan(network=network, on=today + timedelta(days=days), at=now.time(), **told)
    next_one = Meeting.objects.get(on=today + timedelta(days=20))
    reviews.ask(now=now)
    client = as_("lotte")
    found = client.get(f"{HERE}again/").context

    sent = {"seen": found["sheet"].pk, "looked": "", "meeting": found["meeting"].pk, "once": str(uuid4())}
    client.post(f"{HERE}again/agenda/", sent)

    part = AgendaBlock.objects.get(meeting=next_one)
    assert (part.title, part.minutes, part.note) == ("Kloppen onze werkafspraken nog?", 15, "- Op tijd")
    assert not Ask.objects.open().filter(kind=reviews.ASK).exists()
    assert f"{HERE}again/agenda/" not in client.get(f"{HERE}again/").content.decode()  # once is enough
    assert reviews.ask(now=now + timedelta(days=19)) == 0
    assert reviews.ask(now=now + timedelta(days=20)) == 1


def test_it_goes_along_with_a_meeting_that_moves(network: Network, lotte: Person):
    now = clock.now()
    told: dict[str, Any] = {"by": lotte, "now": now}
    today = now.astimezone(network.zone).date()
    sheet = agreements.put(network=network, text="- Op tijd", review_on=today, what="Lees", **told).pk
    meetings.plan(network=network, on=today + timedelta(days=20), at=now.time(), **told)
    meeting = Meeting.objects.select_related("network").get()
    agenda.look_again(meeting=meeting, seen=sheet, looked=None, title="Afspraken", minutes=15, **told)

    later = today + timedelta(days=30)
    meetings.move(meeting=meeting, on=later, at=now.time(), minutes=120, place="", seen=1, **told)

    assert reviews.ask(now=now + timedelta(days=29)) == 0
    assert reviews.ask(now=now + timedelta(days=30)) == 1


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_it_can_be_taken_back_and_is_asked_again(verb: str, network: Network, lotte: Person):
    now = clock.now()
    told: dict[str, Any] = {"by": lotte, "now": now}
    today = now.astimezone(network.zone).date()
    sheet = agreements.put(network=network, text="- Op tijd", review_on=today, what="Lees", **told)
    planned = meetings.plan(network=network, on=today + timedelta(days=20), at=now.time(), **told).target_id
    meeting = Meeting.objects.select_related("network").get(pk=planned)
    reviews.ask(now=now)
    seen: dict[str, Any] = {"seen": sheet.pk, "looked": None, "by": lotte, "now": now + timedelta(minutes=1)}
    if verb == "journey.agreementreview.made":
        event = reviews.stand(network=network, look_on=None, **seen)
    else:
        event = agenda.look_again(meeting=meeting, title="Afspraken", minutes=15, **seen)
    assert not Ask.objects.open().filter(kind=reviews.ASK).exists()

    programmes.undo(event=event, by=lotte, now=now + timedelta(minutes=2))

    assert event.verb == verb
    assert Ask.objects.open().filter(kind=reviews.ASK).exists()
    assert not AgendaBlock.objects.standing().exists()
    assert not AgreementReview.objects.standing().exists()


def test_a_meeting_is_none_of_the_kickoff_after_all(network: Network, lotte: Person):
    told: dict[str, Any] = {"by": lotte, "now": clock.now()}
    meetings.plan(network=network, on=told["now"].date(), at=told["now"].time(), **told)
    meeting = Meeting.objects.select_related("network").get()
    kickoff.mark(meeting=meeting, **told)

    event = kickoff.leave_out(meeting=meeting, **told)
    assert Meeting.objects.get().kind == "meeting"
    programmes.undo(event=event, by=lotte, now=clock.now())

    assert Meeting.objects.get().kind == "kickoff"


def test_without_a_meeting_the_page_says_so(network: Network, lotte: Person, as_: Any):
    agreements.put(network=network, text="- Op tijd", review_on=None, what="Lees", by=lotte, now=clock.now())

    found = as_("lotte").get(f"{HERE}again/")

    assert found.context["meeting"] is None
    assert "Open de bijeenkomsten" in found.content.decode()


def test_before_there_are_agreements_there_is_nothing_to_look_at(network: Network, lotte: Person, as_: Any):
    assert as_("lotte").get(f"{HERE}again/").url == HERE
