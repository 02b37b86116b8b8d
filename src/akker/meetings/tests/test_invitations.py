"""Calendar mails: seen before they leave, one address in each, and the same meeting moved and called off."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import vobject
from django.core import mail
from django.test import Client

from akker.meetings import actions
from akker.meetings.models import Answer, Invitation, Meeting, PlanCell, PlanRow
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail, Preference

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/meetings/"
TOKEN = re.compile(r"/t/([\w-]{43})/")


@pytest.fixture
def meeting(network: Network, lotte: Person, piet: Person, ringo: Person) -> Meeting:
    on = clock.now() + timedelta(days=7)
    event = actions.plan(
        network=network, on=on.date(), at=on.time().replace(microsecond=0), by=lotte, now=clock.now(), place="Zaal 2",
        purpose="Eerste keer",
    )  # fmt: skip
    return Meeting.objects.select_related("network").get(pk=event.target_id)


def send(as_: Any, meeting: Meeting, *people: Person, who: str = "lotte", **more: str) -> Any:
    page = as_(who).get(f"{HERE}{meeting.pk}/invitations/")
    data = {"who": [str(person.pk) for person in people], "seen": page.context["form"].initial["seen"], **more}
    return as_(who).post(f"{HERE}{meeting.pk}/invitations/", data)


def sent_to(person: Person) -> list[Any]:
    return [message for message in mail.outbox if message.to == [person.email]]


def calendar(message: Any) -> Any:
    part = next(each for each in message.alternatives if each[1].startswith("text/calendar"))
    return vobject.readOne(part[0])


def test_the_preview_says_who_gets_what_and_nothing_leaves(meeting: Meeting, as_: Any) -> None:
    page = as_("lotte").get(f"{HERE}{meeting.pk}/invitations/").content.decode()

    assert "Piet" in page
    assert "Ringo" not in page  # the second ring is not expected
    assert not mail.outbox
    assert not Mail.objects.exists()


def test_each_kind_of_mail_can_be_read_before_it_leaves(
    network: Network, meeting: Meeting, piet: Person, lotte: Person, as_: Any
) -> None:
    send(as_, meeting, piet)
    wish(network, meeting, piet, "consulted")

    page = as_("lotte").get(f"{HERE}{meeting.pk}/invitations/")
    letters = {letter.what: letter for letter in page.context["letters"]}

    assert "/t/…/" in letters["new"].text
    assert "Eerste keer" in letters["new"].text
    assert letters["cancel"].subject.startswith("Je hoeft niet te komen: ")  # the meeting itself is not off
    assert "Hallo Piet" in page.content.decode()
    assert "/t/" not in letters["cancel"].text
    assert not any("\n\n\n" in letter.text for letter in letters.values())


@pytest.mark.parametrize("state", ["optional", "not"])
def test_the_page_tells_of_a_calendar_that_says_more_than_the_plan(
    state: str, network: Network, meeting: Meeting, piet: Person, lotte: Person, as_: Any
) -> None:
    send(as_, meeting, lotte, piet)
    assert "staat nog iets anders" not in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()

    wish(network, meeting, piet, state)

    assert "In 1 agenda staat nog iets anders" in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()


def wish(network: Network, meeting: Meeting, person: Person, state: str) -> None:
    member = Membership.objects.get(person=person)
    row = PlanRow.objects.create(programme=network.programme, network=network, membership=member)
    PlanCell.objects.create(programme=network.programme, row=row, meeting=meeting, state=state, changed_at=clock.now())


@pytest.mark.trust
def test_an_invitation_shows_one_address_and_its_calendar_part_opens_nothing(
    meeting: Meeting, lotte: Person, piet: Person, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert send(as_, meeting, lotte, piet, words="Tot dan!").status_code == 302

    [message] = sent_to(piet)
    event = calendar(message).vevent
    whole = message.message().as_string()
    assert event.attendee.value == "mailto:piet@example.org"
    assert "lotte@example.org" not in message.alternatives[1][0]
    assert event.organizer.value == "mailto:akker@localhost"
    assert message.reply_to == ["lotte@example.org"]
    assert event.attendee.params["ROLE"] == ["REQ-PARTICIPANT"]
    assert TOKEN.search(message.body)
    assert not TOKEN.search(message.alternatives[1][0])
    assert 'text/calendar; method="REQUEST"; charset="utf-8"' in whole
    assert "Tot dan!" in message.body
    kept = Mail.objects.get(address=piet.email)
    assert (kept.calendar, kept.reply_to, TOKEN.search(kept.text)) == ("", "", None)


def test_moved_and_called_off_the_same_entry_goes_up(
    meeting: Meeting, lotte: Person, piet: Person, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(as_, meeting, piet)
    assert meeting.on is not None
    actions.move(
        meeting=meeting, on=meeting.on + timedelta(days=7), at=meeting.at, minutes=120, place="Zaal 2",
        purpose="Eerste keer", by=lotte, now=clock.now(), seen=1,
    )  # fmt: skip
    assert "In 1 agenda staat nog iets anders" in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        send(as_, meeting, piet)
    assert "staat nog iets anders" not in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()
    as_("lotte").post(f"{HERE}{meeting.pk}/calling-off/")
    with django_capture_on_commit_callbacks(execute=True):
        send(as_, meeting, piet)

    events = [calendar(message).vevent for message in sent_to(piet)]
    assert len({event.uid.value for event in events}) == 1
    assert [event.sequence.value for event in events] == ["0", "1", "2"]
    assert [calendar(message).method.value for message in sent_to(piet)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert events[1].dtstart.value == events[0].dtstart.value + timedelta(days=7) == events[2].dtstart.value
    assert Invitation.objects.get().cancelled_at is not None
    assert not Ask.objects.open().exists()
    assert TOKEN.search(sent_to(piet)[2].body) is None


def test_what_changed_after_the_preview_is_not_sent(meeting: Meeting, lotte: Person, piet: Person, as_: Any) -> None:
    data = {"who": [str(piet.pk)], "seen": "1"}
    actions.move(meeting=meeting, on=meeting.on, at=meeting.at, minutes=60, place="", by=lotte, now=clock.now(), seen=1)

    answer = as_("lotte").post(f"{HERE}{meeting.pk}/invitations/", data)

    assert answer.status_code == 409
    assert not Mail.objects.exists()


@pytest.mark.trust
def test_looking_at_the_link_changes_nothing_and_one_press_answers(
    meeting: Meeting, piet: Person, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(as_, meeting, piet)
    token = TOKEN.search(sent_to(piet)[0].body)[1]  # type: ignore[index]
    visitor = Client()

    page = visitor.get(f"/t/{token}/", follow=True)
    assert page.status_code == 200
    assert "Eerste keer" in page.content.decode()
    assert not Answer.objects.exists()
    assert visitor.post(f"/t/{token}/meeting/", {"coming": "perhaps"}).status_code == 422

    visitor.post(f"/t/{token}/meeting/", {"coming": "no", "words": "Ziek"})
    assert Answer.objects.values_list("coming", "words").get() == ("no", "Ziek")
    assert not Ask.objects.open().exists()
    visitor.post(f"/t/{token}/meeting/", {"coming": "yes"})  # the link goes on working
    assert Answer.objects.values_list("coming", "words").get() == ("yes", "")
    assert "_auth_user_id" not in visitor.session


def test_only_who_has_not_answered_is_reminded(
    meeting: Meeting, lotte: Person, piet: Person, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(as_, meeting, lotte, piet)
    actions.say(meeting=meeting, person=lotte, coming="unsure", now=clock.now())
    first = TOKEN.search(sent_to(piet)[0].body)[1]  # type: ignore[index]
    assert (
        "1 heeft niet geantwoord" in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()
    )  # the others not asked
    page = as_("lotte").get(f"{HERE}{meeting.pk}/reminders/").content.decode()
    assert "Piet" in page

    with django_capture_on_commit_callbacks(execute=True):
        as_("lotte").post(f"{HERE}{meeting.pk}/reminders/", {"who": [str(piet.pk)]})

    assert [message.to for message in mail.outbox[2:]] == [["piet@example.org"]]
    assert Client().get(f"/t/{first}/").status_code == 410  # the newest link works
    assert as_("lotte").post(f"{HERE}{meeting.pk}/reminders/", {"who": [str(lotte.pk)]}).status_code == 422
    assert len(mail.outbox) == 3


def test_who_wants_no_invitations_or_has_no_address_is_told_of(
    meeting: Meeting, piet: Person, lotte: Person, as_: Any
) -> None:
    Preference.objects.create(person=piet, kind="invitation", way="off")
    Person.objects.filter(pk=lotte.pk).update(email=None)
    page = as_("fatma").get(f"{HERE}{meeting.pk}/invitations/")

    assert {line.person.name for line in page.context["hindered"]} == {"Piet", "Lotte"}
    assert {line.person.name for line in page.context["open_lines"]} == {"Fatma"}


def test_the_daily_digest_keeps_no_calendar_waiting(meeting: Meeting, piet: Person, as_: Any) -> None:
    Preference.objects.create(person=piet, kind="invitation", way="daily")

    send(as_, meeting, piet)

    assert Mail.objects.get().hold == ""


def test_the_plan_says_who_comes(network: Network, meeting: Meeting, piet: Person, ringo: Person, as_: Any) -> None:
    for person, state in ((piet, "not"), (ringo, "optional")):
        wish(network, meeting, person, state)
    lines = {line.person.name: line for line in as_("lotte").get(f"{HERE}{meeting.pk}/invitations/").context["lines"]}

    assert "Piet" not in lines
    assert (lines["Ringo"].is_required, lines["Lotte"].is_required) == (False, True)


def test_a_talk_with_the_reference_leader_is_for_two(network: Network, lotte: Person, piet: Person, as_: Any) -> None:
    on = clock.now() + timedelta(days=3)
    event = actions.plan(
        network=network, on=on.date(), at=on.time(), by=lotte, now=clock.now(), kind="reference", attendees=[lotte]
    )
    page = as_("lotte").get(f"{HERE}{event.target_id}/invitations/")

    assert [line.person.name for line in page.context["lines"]] == ["Rita", "Lotte"]
