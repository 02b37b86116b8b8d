"""The link of a meeting or of a date poll goes on working once it was used, for as long as somebody is there."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from akker.meetings import actions, tasks
from akker.meetings.actions import invitation
from akker.meetings.models import Answer, Meeting, Poll, SlotAnswer
from akker.meetings.report import poll as report
from akker.meetings.report.sending import stand
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Once, Person
from akker.post import actions as post
from akker.post.models import Ask, Mail

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
SECRET = "https://meet.example.org/geheim"


@pytest.fixture
def meeting(network: Network, lotte: Person) -> Meeting:
    on = clock.now() + timedelta(days=7)
    event = actions.plan(
        network=network, on=on.date(), at=on.time(), by=lotte, now=clock.now(), video_link=SECRET, purpose="Keer 2"
    )
    return Meeting.objects.select_related("network").get(pk=event.target_id)


@pytest.fixture
def poll(network: Network, lotte: Person, piet: Person) -> Poll:
    soon = clock.now() + timedelta(days=30)
    return actions.open_poll(
        network=network, people={piet: True}, by=lotte, now=clock.now(), closes_at=clock.now() + timedelta(days=7),
        moments=[(soon.date(), time(13, 30))], purpose="Keer 3",
    )  # fmt: skip


def path(address: str) -> str:
    return urlsplit(address).path


def test_who_left_reads_and_answers_no_meeting_with_the_link_they_used(
    meeting: Meeting, piet: Person, lotte: Person
) -> None:
    page = path(invitation.ask(meeting=meeting, person=piet, by=lotte, now=clock.now())) + "meeting/"
    visitor = Client()
    assert SECRET in visitor.get(page).content.decode()
    assert visitor.post(page, {"coming": "yes"}).status_code == 302
    member = Membership.objects.get(person=piet)

    networks.leave(membership=member, by=piet, now=clock.now())

    assert visitor.get(page).status_code == 404
    assert visitor.post(page, {"coming": "no"}).status_code == 404
    assert Answer.objects.get().coming == "yes"
    networks.add(network=meeting.network, person=piet, by=lotte, now=clock.now())
    assert visitor.get(page).status_code == 200  # back in, it works again


def test_who_left_answers_no_date_poll_with_the_link_they_used(poll: Poll, piet: Person, lotte: Person) -> None:
    _ask, token = post.ask(person=piet, kind="dates", what="x", minutes=1, now=clock.now(), target_id=poll.pk)
    page = f"/t/{token}/dates/"
    visitor = Client()
    said = {f"slot_{slot}": "yes" for slot in poll.slots.values_list("pk", flat=True)}
    assert visitor.post(page, said).status_code == 302

    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert visitor.get(page).status_code == 404
    assert visitor.post(page, dict.fromkeys(said, "no")).status_code == 404
    assert SlotAnswer.objects.get().can == "yes"


def test_the_reference_leader_comes_in_by_the_link_of_a_talk(meeting: Meeting, rita: Person, lotte: Person) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(kind="reference")

    page = path(invitation.ask(meeting=meeting, person=rita, by=lotte, now=clock.now())) + "meeting/"

    assert Client().get(page).status_code == 200


def test_a_link_that_was_used_and_is_late_says_so_and_offers_no_other(
    meeting: Meeting, piet: Person, lotte: Person
) -> None:
    link = path(invitation.ask(meeting=meeting, person=piet, by=lotte, now=clock.now()))
    visitor = Client()
    visitor.post(f"{link}meeting/", {"coming": "yes"})
    Ask.objects.update(link_until=clock.now() - timedelta(minutes=1))

    page = visitor.get(link)
    pressed = visitor.post(f"{link}new/")

    assert (page.status_code, pressed.status_code) == (410, 410)
    assert f"{link}new/" not in page.content.decode()


def test_nothing_on_the_way_keeps_what_a_personal_link_shows(network: Network, piet: Person) -> None:
    member = Membership.objects.get(person=piet)
    _ask, token = post.ask(person=piet, kind="join", what="x", minutes=1, now=clock.now(), target_id=member.pk)

    pages = [Client().get(path) for path in (f"/t/{token}/join/", f"/t/{'x' * 43}/join/", "/application/t/x/")]

    assert [page.status_code for page in pages] == [200, 404, 404]
    assert all("no-store" in page.headers["Cache-Control"] for page in pages)


def test_who_left_gets_no_reminder(meeting: Meeting, poll: Poll, piet: Person, lotte: Person, as_: Any) -> None:
    invite = {"who": [str(piet.pk)], "seen": stand(meeting)}
    assert as_("lotte").post(f"/p/academie/zorg/meetings/{meeting.pk}/invitations/", invite).status_code == 302
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())
    sent = Mail.objects.count()

    for page in (f"meetings/{meeting.pk}/reminders/", f"polls/{poll.pk}/asking/"):
        as_("lotte").post(f"/p/academie/zorg/{page}", {"who": [str(piet.pk)]})
    count = actions.put(poll=poll, to=[str(piet.pk)], by=lotte, now=clock.now())

    assert (sent, Mail.objects.count(), count) == (1, 1, 0)
    assert report.standing(poll, clock.now()).silent == []


def test_who_opened_a_date_poll_and_left_is_not_asked_to_choose(poll: Poll, lotte: Person) -> None:
    networks.leave(membership=Membership.objects.get(person=lotte), by=lotte, now=clock.now())
    Poll.objects.update(closes_at=clock.now() - timedelta(minutes=1))

    tasks.end_polls.call()

    assert Poll.objects.get().choice_asked_at is not None
    assert not Ask.objects.exists()
    assert not Mail.objects.exists()


def test_the_key_of_a_form_keeps_no_link_and_still_leads_back(meeting: Meeting, piet: Person, lotte: Person) -> None:
    link = path(invitation.ask(meeting=meeting, person=piet, by=lotte, now=clock.now()))
    said = {"coming": "yes", "once": str(uuid4())}
    late = {"coming": "yes", "once": str(uuid4())}
    visitor = Client()

    answers = [visitor.post(f"{link}meeting/", said, follow=True) for _time in range(2)]
    Ask.objects.update(link_until=clock.now() - timedelta(minutes=1))
    ended = [visitor.post(f"{link}meeting/", late, follow=True) for _time in range(2)]

    assert [page.redirect_chain[-1][0] for page in answers] == [f"{link}meeting/", "./"]
    assert [page.status_code for page in (*answers, *ended)] == [200, 200, 410, 410]
    assert link.strip("/").partition("/")[2] not in str(list(Once.objects.values()))
