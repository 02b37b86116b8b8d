"""A date poll: put to people by link, weighed, and closed into a meeting."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from time import process_time
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from akker.meetings import actions, tasks
from akker.meetings.models import Competence, Meeting, PlanRow, Poll, Respondent, Slot, SlotAnswer
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Job

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/polls/"
TOKEN = re.compile(r"/t/([\w-]{43})/")
DAYS = [date(2030, 2, day) for day in (4, 5, 6)]


def a_poll(network: Network, by: Person, people: dict[Person, bool], **more: Any) -> Poll:
    moments = [(day, time(13, 30)) for day in DAYS]
    told = {"closes_at": clock.now() + timedelta(days=7), "now": clock.now(), "moments": moments, **more}
    return actions.open_poll(network=network, people=people, by=by, **told)


def said(poll: Poll, letters: str) -> dict[Any, str]:
    words = {"y": "yes", "m": "maybe", "n": "no"}
    slots = poll.slots.order_by("starts_at").values_list("pk", flat=True)
    return {slot: words[way] for slot, way in zip(slots, letters, strict=True)}


def answer(poll: Poll, person: Person, letters: str) -> None:
    actions.answer_poll(poll=poll, person=person, said=said(poll, letters), now=clock.now())


def overdue(poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    tasks.end_polls.enqueue()
    poll.refresh_from_db()


def test_made_on_the_page_and_put_to_people_who_answer_by_link(
    network: Network, lotte: Person, piet: Person, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    data = {
        "slots": ["2030-02-04T13:30"], "on_1": "2030-02-05", "at_1": "09:00", "who": [str(piet.pk), str(lotte.pk)],
        "required": [str(piet.pk)], "closes_on": "2029-12-01", "count": "1", "minutes": "90", "purpose": "Kennismaken",
    }  # fmt: skip
    page = as_("lotte").post(f"{HERE}new/", data)
    poll = Poll.objects.get()
    assert page.url == f"{HERE}{poll.pk}/asking/"
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        as_("lotte").post(page.url, {"who": [str(piet.pk)]})

    [message] = mail.outbox
    token = TOKEN.search(message.body)[1]  # type: ignore[index]
    visitor = Client()
    page = visitor.get(f"/t/{token}/", follow=True).content.decode()
    assert "Kennismaken" in page
    assert "1 dec 2029" in message.body  # the last day as it was asked, in the mail and for a visitor without a zone
    assert "1 dec 2029" in page
    assert not SlotAnswer.objects.exists()
    choices = {f"slot_{slot}": "yes" for slot in poll.slots.values_list("pk", flat=True)}
    assert visitor.post(f"/t/{token}/dates/", dict(list(choices.items())[:1])).status_code == 422
    assert visitor.post(f"/t/{token}/dates/", choices).status_code == 302
    assert Respondent.objects.get(person=piet).answered_at
    assert visitor.get(f"/t/{token}/dates/").status_code == 200  # an answer may be changed
    asking = as_("lotte").get(f"{HERE}{poll.pk}/asking/").content.decode()
    assert "piet@example.org" not in asking  # who has answered is never asked again


@pytest.mark.trust
def test_an_office_sees_how_many_can_and_not_who(
    network: Network, lotte: Person, piet: Person, mette: Person, rita: Person, as_: Any
) -> None:
    poll = a_poll(network, lotte, {lotte: True, piet: True}, purpose="Onder ons")
    answer(poll, piet, "nmy")
    here = f"{HERE}{poll.pk}/"

    pages = [as_(name).get(here) for name in ("mette", "rita")]
    pages.append(as_("mette").post(f"{here}closing/", {"slots": "nothing"}))

    assert [page.status_code for page in pages] == [200, 200, 422]
    assert not any("Piet" in page.content.decode() for page in pages)
    assert "Onder ons" not in pages[0].content.decode()
    assert "Piet" in as_("lotte").get(here).content.decode()


def test_who_is_needed_and_cannot_is_warned_of(network: Network, lotte: Person, piet: Person, as_: Any) -> None:
    poll = a_poll(network, lotte, {lotte: False, piet: True})
    answer(poll, lotte, "yyn")
    answer(poll, piet, "nmy")

    stands = as_("lotte").get(f"{HERE}{poll.pk}/").context["stands"]

    assert [tally.missed for tally in stands.tallies] == [("Piet",), (), ()]
    assert [tally.worth for tally in stands.tallies] == [2, 4, 4]


def test_clear_at_the_deadline_it_closes_itself(network: Network, lotte: Person, piet: Person) -> None:
    poll = a_poll(network, lotte, {lotte: False, piet: True}, purpose="Kennismaken", place="Zaal 2")
    answer(poll, lotte, "yyn")
    answer(poll, piet, "nyy")

    overdue(poll)

    meeting = Meeting.objects.get()
    assert (meeting.on, meeting.at, meeting.purpose, meeting.place) == (DAYS[1], time(13, 30), "Kennismaken", "Zaal 2")
    assert poll.closed_at is not None
    assert poll.closed_by is None
    with pytest.raises(actions.PollClosed):
        answer(poll, piet, "yyy")


def test_its_meeting_says_the_notice_that_was_agreed(network: Network, lotte: Person) -> None:
    told: dict[str, Any] = {"network": network, "by": lotte, "now": clock.now()}
    actions.plan(on=date(2030, 1, 7), at=time(13, 30), notice_hours=24, **told)
    undated = actions.plan(on=None, at=None, **told).target_id
    for meeting in (None, Meeting.objects.get(pk=undated)):
        poll = a_poll(network, lotte, {lotte: False}, meeting=meeting)
        answer(poll, lotte, "yyy")
        overdue(poll)

    assert list(Meeting.objects.values_list("notice_hours", flat=True)) == [24] * 3


def test_a_moment_that_has_passed_becomes_no_date(network: Network, lotte: Person, piet: Person) -> None:
    poll = a_poll(network, lotte, {lotte: False, piet: False})
    answer(poll, lotte, "yyy")
    answer(poll, piet, "yyy")
    first = poll.slots.order_by("starts_at")[0]
    Slot.objects.filter(pk=first.pk).update(starts_at=clock.now() - timedelta(hours=1))

    overdue(poll)

    assert Meeting.objects.get().on == DAYS[1]


def test_no_moment_is_asked_about_that_passes_before_the_answers_are_in(
    network: Network, lotte: Person, as_: Any
) -> None:
    on = (clock.now() + timedelta(days=5)).date()
    data = {"slots": f"{on}T13:30", "who": str(lotte.pk), "minutes": "120", "count": "1", "closes_on": str(on)}

    assert as_("lotte").post(f"{HERE}new/", data).status_code == 422
    data["closes_on"] = str(on - timedelta(days=1))
    assert as_("lotte").post(f"{HERE}new/", data).status_code == 302


def test_not_clear_it_asks_who_opened_it_once(network: Network, lotte: Person, piet: Person, as_: Any) -> None:
    poll = a_poll(network, lotte, {lotte: False, piet: False})
    answer(poll, lotte, "ynn")
    answer(poll, piet, "nyn")

    overdue(poll)
    tasks.end_polls.enqueue()

    assert poll.closed_at is None
    assert Ask.objects.open().filter(kind="dates-choice", person=lotte).count() == 1
    assert f"{HERE}{poll.pk}/" in as_("lotte").get("/").content.decode()
    slot = poll.slots.order_by("starts_at")[0]
    as_("lotte").post(f"{HERE}{poll.pk}/closing/", {"slots": str(slot.pk)})
    assert Meeting.objects.get().on == DAYS[0]
    assert not Ask.objects.open().exists()


def test_a_meeting_of_the_plan_gets_its_date(network: Network, lotte: Person, piet: Person) -> None:
    event = actions.plan(network=network, on=None, at=None, by=lotte, now=clock.now(), purpose="Oogsten")
    meeting = Meeting.objects.get(pk=event.target_id)
    poll = a_poll(network, lotte, {piet: True}, meeting=meeting)
    answer(poll, piet, "nny")

    overdue(poll)

    meeting.refresh_from_db()
    assert (meeting.on, meeting.version, Meeting.objects.count()) == (DAYS[2], 2, 1)


def test_a_series_gives_dates_to_the_plan_first(network: Network, lotte: Person, piet: Person) -> None:
    for n in (1, 2):
        actions.plan(network=network, on=None, at=None, by=lotte, now=clock.now(), purpose=f"Keer {n}", place_in_plan=n)
    poll = a_poll(network, lotte, {piet: True}, count=3)

    actions.close_poll(poll=poll, chosen=list(poll.slots.values_list("pk", flat=True)), by=lotte, now=clock.now())

    assert list(Meeting.objects.in_order().values_list("on", "purpose")) == [
        (DAYS[0], "Keer 1"), (DAYS[1], "Keer 2"), (DAYS[2], ""),
    ]  # fmt: skip


def _large(network: Network, by: Person) -> Poll:
    """60 moments, ten of them wanted, and two hundred people who answered."""
    start, now = date(2030, 1, 7), clock.now()
    people = Person.objects.bulk_create(Person(name=f"Mens {n}") for n in range(200))
    moments = [(start + timedelta(days=n), time(13, 30)) for n in range(60)]
    poll = a_poll(network, by, {person: n < 10 for n, person in enumerate(people)}, moments=moments, count=10)
    slots, respondents = list(Slot.objects.filter(poll=poll)), list(Respondent.objects.filter(poll=poll))
    SlotAnswer.objects.bulk_create([
        SlotAnswer(
            programme_id=poll.programme_id, slot=slot, respondent=each, can=("yes", "maybe", "no")[(i * 7 + j * 3) % 3]
        )
        for i, slot in enumerate(slots) for j, each in enumerate(respondents)
    ], batch_size=900)  # fmt: skip
    Respondent.objects.filter(poll=poll).update(answered_at=now)
    return poll


def test_the_best_ten_of_sixty_for_two_hundred_within_five_seconds(network: Network, lotte: Person, as_: Any) -> None:
    poll = _large(network, lotte)
    Competence.objects.create(programme=network.programme, network=network, name="Recht", place=0)
    job = Job.objects.create(person=lotte, kind="dates", queued_at=clock.now())
    began = process_time()

    tasks.suggest_dates.call(str(poll.pk), str(job.pk))

    assert process_time() - began < 5
    job.refresh_from_db()
    assert len(job.result["dates"]) == 10
    assert job.result["never"] == ["Recht"]  # nobody who was asked has it
    Poll.objects.filter(pk=poll.pk).update(job=job)
    page = as_("lotte").get(f"{HERE}{poll.pk}/").content.decode()
    assert "Recht" in page
    assert page.count(" checked") >= 10


def test_a_competence_that_somebody_has_is_no_warning(network: Network, lotte: Person, piet: Person) -> None:
    poll = a_poll(network, lotte, {lotte: False, piet: False}, count=2)
    answer(poll, lotte, "yyy")
    answer(poll, piet, "nny")
    law = Competence.objects.create(programme=network.programme, network=network, name="Recht", place=0)
    PlanRow.objects.create(
        programme=network.programme, network=network, membership=Membership.objects.get(person=piet), competence=law
    )
    job = Job.objects.create(person=lotte, kind="dates", queued_at=clock.now())

    tasks.suggest_dates.call(str(poll.pk), str(job.pk))

    job.refresh_from_db()
    assert job.result["never"] == []
    third = str(poll.slots.order_by("starts_at")[2].pk)
    assert third in job.result["dates"]


@pytest.mark.trust
def test_a_link_of_one_poll_opens_no_other(network: Network, lotte: Person, piet: Person, olga: Person) -> None:
    poll = a_poll(network, lotte, {piet: False})
    with pytest.raises(actions.NotAsked):
        actions.answer_poll(poll=poll, person=olga, said=said(poll, "yyy"), now=clock.now())
    actions.put(poll=poll, to=[str(piet.pk), str(olga.pk)], by=lotte, now=clock.now())
    assert [ask.person for ask in Ask.objects.all()] == [piet]


def test_moments_by_hand_need_both_date_and_time(network: Network, lotte: Person, as_: Any) -> None:
    data = {"on_1": "2030-02-05", "who": [str(lotte.pk)], "closes_on": "2029-12-01", "count": "1", "minutes": "90"}

    assert as_("lotte").post(f"{HERE}new/", data).status_code == 422
    assert as_("lotte").post(f"{HERE}new/", {**data, "on_1": ""}).status_code == 422  # no moment at all
    assert as_("lotte").post(f"{HERE}new/", {**data, "at_1": "09:00", "count": "2"}).status_code == 422
    assert not Poll.objects.exists()


@pytest.mark.parametrize(("language", "label"), [("nl", "ma 18 feb 2030, 13:30"), ("da", "man 18. feb 2030, 13:30"),
                                                 ("en", "Mon 18 Feb 2030, 13:30")])  # fmt: skip
def test_a_moment_reads_as_people_write_it(
    language: str, label: str, network: Network, lotte: Person, as_: Any
) -> None:
    Person.objects.filter(pk=lotte.pk).update(language=language)

    page = as_("lotte").get(f"{HERE}new/?first_on=2030-02-18")

    assert label in page.content.decode()


def test_moments_follow_from_the_rhythm(network: Network, lotte: Person, as_: Any) -> None:
    Network.objects.filter(pk=network.pk).update(rhythm="Elke twee weken")
    actions.plan(network=network, on=DAYS[0], at=time(13, 30), by=lotte, now=clock.now())

    page = as_("lotte").get(f"{HERE}new/")

    assert [value for value, _label in page.context["form"].fields["slots"].choices][:2] == [
        "2030-02-18T13:30", "2030-02-25T13:30",
    ]  # fmt: skip


def test_no_moment_is_proposed_on_the_holidays_and_one_can_be_typed(network: Network, lotte: Person, as_: Any) -> None:
    asked = {"first_on": "2029-12-24", "at": "13:30", "every": "1w", "many": "2"}
    page = as_("lotte").get(f"{HERE}new/", asked)

    assert [value for value, _label in page.context["form"].fields["slots"].choices] == [
        "2030-01-07T13:30", "2030-01-14T13:30",
    ]  # fmt: skip
    typed = {
        "on_1": "2029-12-24", "at_1": "13:30", "who": [str(lotte.pk)], "closes_on": "2029-12-01", "count": "1",
        "minutes": "90",
    }  # fmt: skip
    assert as_("lotte").post(f"{HERE}new/", typed).status_code == 302
    assert Slot.objects.get().on == date(2029, 12, 24)
