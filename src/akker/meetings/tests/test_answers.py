"""Who comes: one answer each, places that are never given twice, and a queue that keeps its order."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from akker.meetings import actions
from akker.meetings.models import Answer, Attendance, Meeting
from akker.meetings.tests import racers
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from tests.server import Server
from tests.trust import times

HERE = "/p/academie/zorg/meetings/"


@pytest.fixture
def meeting(network: Network, lotte: Person) -> Meeting:
    """In a week, with room for two."""
    on = clock.now() + timedelta(days=7)
    event = actions.plan(
        network=network, on=on.date(), at=on.time(), by=lotte, now=clock.now(), capacity=2, notice_hours=24
    )
    return Meeting.objects.select_related("network").get(pk=event.target_id)


def say(meeting: Meeting, person: Person, coming: str = "yes") -> Answer:
    return actions.say(meeting=meeting, person=person, coming=coming, now=clock.now())


@pytest.mark.django_db
def test_what_is_off_asks_nothing_any_more(meeting: Meeting, piet: Person, lotte: Person, as_: Any) -> None:
    say(meeting, piet)
    before = as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()
    actions.call_off(meeting=meeting, by=lotte, now=clock.now())

    after = as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()

    for words in ("minstens 24 uur", "waarvan 1 vrij", "Wie er komt"):
        assert words in before
        assert words not in after
    assert "Piet" in after


def queue(meeting: Meeting) -> list[str]:
    return [answer.person.name for answer in meeting.answers.waiting().select_related("person")]


@pytest.mark.django_db
def test_who_comes_too_late_waits_and_moves_up_with_one_mail(
    meeting: Meeting, lotte: Person, piet: Person, fatma: Person, ringo: Person
) -> None:
    for person in (lotte, piet, fatma, ringo):
        say(meeting, person)
    assert queue(meeting) == ["Fatma", "Ringo"]
    say(meeting, fatma)  # once more: the turn is kept
    assert queue(meeting) == ["Fatma", "Ringo"]

    say(meeting, piet, "no")

    assert queue(meeting) == ["Ringo"]
    assert set(meeting.answers.with_a_place().values_list("person__name", flat=True)) == {"Lotte", "Fatma"}
    assert list(Mail.objects.values_list("address", "kind")) == [("fatma@example.org", "notice")]
    say(meeting, ringo, "no")
    say(meeting, lotte, "unsure")  # nobody waits any more
    assert Mail.objects.count() == 1


def leave(person: Person) -> None:
    member = Membership.objects.select_related("network").get(person=person)
    networks.leave(membership=member, by=person, now=clock.now())


@pytest.mark.django_db
def test_the_place_of_who_left_goes_to_who_waits_longest(
    meeting: Meeting, lotte: Person, piet: Person, fatma: Person, ringo: Person, as_: Any
) -> None:
    for person in (lotte, piet, fatma):
        say(meeting, person)
    assert queue(meeting) == ["Fatma"]

    leave(piet)
    say(meeting, ringo)

    assert queue(meeting) == ["Ringo"]  # Fatma was first
    assert set(meeting.answers.with_a_place().values_list("person__name", flat=True)) == {"Lotte", "Fatma"}
    page = as_("lotte").get(f"{HERE}{meeting.pk}/")
    assert [each.person.name for each in page.context["company"].coming] == ["Lotte", "Fatma"]


@pytest.mark.django_db
def test_who_waited_and_left_gets_no_place_and_no_mail(
    meeting: Meeting, lotte: Person, piet: Person, fatma: Person
) -> None:
    for person in (lotte, piet, fatma):
        say(meeting, person)
    leave(fatma)

    say(meeting, piet, "no")

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_more_places_let_in_who_waits(meeting: Meeting, lotte: Person, piet: Person, fatma: Person) -> None:
    for person in (lotte, piet, fatma):
        say(meeting, person)

    actions.move(
        meeting=meeting, on=meeting.on, at=meeting.at, minutes=120, place="", capacity=3, by=lotte, now=clock.now(),
        seen=1,
    )  # fmt: skip

    assert queue(meeting) == []
    assert meeting.answers.with_a_place().count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"called_off_at": clock.now()}, actions.CalledOff),
        ({"starts_at": clock.now() - timedelta(days=1)}, actions.TooLate),
        ({"on": None, "at": None, "starts_at": None}, actions.NoDate),
    ],
)
def test_no_answer_to_what_cannot_be_answered(
    change: dict[str, Any], refusal: type[Exception], meeting: Meeting, piet: Person
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(**change)

    with pytest.raises(refusal):
        say(meeting, piet)
    assert not Answer.objects.exists()


@pytest.mark.django_db
@pytest.mark.trust
def test_who_is_not_in_the_network_sees_no_answers(meeting: Meeting, piet: Person, mette: Person, as_: Any) -> None:
    """Neither who runs the programme nor the reference leader; and nobody answers for another."""
    data = {"coming": "yes", "words": "Ik neem taart mee"}
    assert as_("piet").post(f"{HERE}{meeting.pk}/answer/", data).status_code == 302
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now() - timedelta(hours=3))
    assert as_("lotte").post(f"{HERE}{meeting.pk}/attendance/", {"there": str(piet.pk)}).status_code == 302

    assert Attendance.objects.get(person=piet).was_there
    assert "taart" in as_("lotte").get(f"{HERE}{meeting.pk}/").content.decode()
    for who in ("mette", "rita"):
        page = as_(who).get(f"{HERE}{meeting.pk}/").content.decode()
        assert "taart" not in page
        assert "Who was there" not in page
    assert as_("mette").post(f"{HERE}{meeting.pk}/attendance/").status_code == 403
    assert as_("rita").post(f"{HERE}{meeting.pk}/answer/", data).status_code == 403


@pytest.mark.django_db
def test_a_meeting_that_moved_asks_again_and_keeps_the_place(meeting: Meeting, lotte: Person, piet: Person) -> None:
    say(meeting, piet)
    assert meeting.on is not None
    actions.move(
        meeting=meeting, on=meeting.on + timedelta(days=7), at=meeting.at, minutes=120, place="", capacity=2, by=lotte,
        now=clock.now(), seen=1,
    )  # fmt: skip

    page = Client()
    page.force_login(lotte)
    shown = page.get(f"{HERE}{meeting.pk}/").content.decode()
    assert "eerdere datum" in shown or "earlier date" in shown
    assert meeting.answers.with_a_place().count() == 1


# --- fifty at once --------------------------------------------------------------------------

TIMES = times(2, 100)


@pytest.mark.sqlite
@pytest.mark.trust(times=TIMES)
def test_the_last_place_goes_to_one_of_fifty_on_sqlite(tmp_path: Path) -> None:
    """In a place of its own, since the tests' own SQLite lives in the memory of one connection."""
    place = Server(tmp_path)
    place.akker("migrate")
    command = [sys.executable, "-m", "akker.meetings.tests.racers", str(TIMES)]
    env = {**place.env, "DJANGO_SETTINGS_MODULE": "akker.web.settings"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=1200)

    assert done.stdout == "one won each time\n", done.stderr[-3000:]


@pytest.mark.postgres
@pytest.mark.trust(times=TIMES)
@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_fifty_on_postgres() -> None:
    racers.race(TIMES)
