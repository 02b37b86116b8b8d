"""Two minutes after a meeting: what is asked, of whom, and who may know what was answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from akker.meetings import actions
from akker.meetings.models import Meeting, PlanCheck
from akker.meetings.report.checks import OF_ALL, OF_LEADERS
from akker.meetings.tests.planned import HERE, PLAN, of
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post import actions as post
from akker.programmes.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(network: Network, lotte: Person) -> Meeting:
    yesterday = (clock.now() - timedelta(days=1)).date()
    actions.plan(network=network, on=yesterday, at=clock.now().time(), by=lotte, now=clock.now())
    return Meeting.objects.get()


def say(client: Any, meeting: Meeting, about: str, answer: str, **more: str) -> Any:
    said = {"about": about} | {f"{about}-{name}": value for name, value in {"answer": answer, **more}.items()}
    return client.post(f"{HERE}meetings/{meeting.pk}/checks/", said, follow=True)


def after(client: Any, meeting: Meeting) -> Any:
    return client.get(f"{HERE}meetings/{meeting.pk}/after/")


def asked(client: Any, meeting: Meeting) -> list[str]:
    return [check.about for check in after(client, meeting).context["checks"]]


def test_at_most_three_are_asked(meeting: Meeting, lotte: Person, piet: Person, ringo: Person, as_: Any):
    assert asked(as_("lotte"), meeting) == list(OF_LEADERS)
    assert asked(as_("piet"), meeting) == list(OF_ALL)
    assert asked(as_("ringo"), meeting) == list(OF_ALL)
    assert len(asked(as_("lotte"), meeting)) <= 3


@pytest.mark.trust
def test_whether_somebody_stays_is_theirs_alone(meeting: Meeting, lotte: Person, piet: Person, fatma: Person, as_: Any):
    before = Event.objects.count()
    say(as_("piet"), meeting, "relevant", "leave", words="Ik kom er niet meer aan toe")

    assert PlanCheck.objects.get().aloud_at is None
    assert Event.objects.count() == before
    assert "niet meer aan toe" in after(as_("piet"), meeting).content.decode()
    for who in ("lotte", "fatma"):
        assert "niet meer aan toe" not in after(as_(who), meeting).content.decode()
        assert "niet meer aan toe" not in as_(who).get(PLAN).content.decode()


def test_said_aloud_the_others_read_it(meeting: Meeting, lotte: Person, piet: Person, as_: Any):
    say(as_("piet"), meeting, "missing", "yes", words="Iemand van de nacht", is_aloud="on")

    page = after(as_("lotte"), meeting).content.decode()

    assert "Iemand van de nacht" in page
    assert Event.objects.filter(verb="meetings.check.answered", by=piet).count() == 1


def test_somebody_who_wants_to_go_gets_a_way_out(meeting: Meeting, piet: Person, network: Network, as_: Any):
    page = say(as_("piet"), meeting, "relevant", "leave").content.decode()

    assert f"{HERE}people/{of(network, piet).pk}/departure/" in page


def test_who_is_missed_becomes_a_vacancy_in_one_press(meeting: Meeting, piet: Person, as_: Any):
    page = say(as_("piet"), meeting, "missing", "yes", words="Een nachtzuster").content.decode()

    assert f"{PLAN}vacancies/new/?needed=Een+nachtzuster" in page
    assert 'value="Een nachtzuster"' in as_("piet").get(f"{PLAN}vacancies/new/?needed=Een+nachtzuster").content.decode()


@pytest.mark.parametrize(("about", "answer", "kind"), [("pace", "more", "extra"), ("reference", "yes", "reference")])
def test_an_answer_leads_to_one_press(about: str, answer: str, kind: str, meeting: Meeting, lotte: Person, as_: Any):
    page = say(as_("lotte"), meeting, about, answer)
    (act,) = next(check.acts for check in page.context["checks"] if check.about == about)

    assert act.kind == kind
    assert as_("lotte").post(act.address, {"kind": kind, "minutes": "60"}).status_code == 302
    assert Meeting.objects.filter(kind=kind, on=None).count() == 1


def test_answered_again_and_taken_back(meeting: Meeting, piet: Person, as_: Any):
    say(as_("piet"), meeting, "missing", "yes", is_aloud="on")
    say(as_("piet"), meeting, "missing", "no")
    assert [(row.answer, row.aloud_at) for row in PlanCheck.objects.all()] == [("no", None)]

    assert 'name="missing-answer" value=""' in after(as_("piet"), meeting).content.decode()
    say(as_("piet"), meeting, "missing", "")
    assert not PlanCheck.objects.exists()


@pytest.mark.parametrize(("about", "answer"), [("missing", "leave"), ("missing", "x"), ("x", "yes"), ("", "")])
def test_what_is_no_answer_is_not_kept(about: str, answer: str, meeting: Meeting, piet: Person, as_: Any):
    say(as_("piet"), meeting, about, answer)

    assert not PlanCheck.objects.exists()


def test_all_is_kept_with_one_press_and_only_what_changed_is_told(meeting: Meeting, piet: Person, as_: Any):
    said = {
        "about": ["missing", "relevant"], "missing-words": "Een nachtzuster", "missing-is_aloud": "on",
        "relevant-answer": "stay",
    }  # fmt: skip
    for _again in range(2):
        page = as_("piet").post(f"{HERE}meetings/{meeting.pk}/checks/", said, follow=True)

    rows = {row.about: (row.answer, row.words, bool(row.aloud_at)) for row in PlanCheck.objects.all()}
    assert rows == {"missing": ("", "Een nachtzuster", True), "relevant": ("stay", "", False)}
    assert Event.objects.filter(verb="meetings.check.answered").count() == 1
    missing = next(check for check in page.context["checks"] if check.about == "missing")
    assert missing.acts[0].address.endswith("?needed=Een+nachtzuster")  # words alone name somebody too


def test_the_page_of_a_meeting_that_is_over_leads_here(meeting: Meeting, piet: Person, rita: Person, as_: Any):
    here = f"{HERE}meetings/{meeting.pk}/"

    assert f"{here}after/" in as_("piet").get(here).content.decode()
    assert f"{here}after/" not in as_("rita").get(here).content.decode()
    assert f"{here}after/" in as_("piet").get(HERE).content.decode()
    assert f"{here}after/" not in as_("rita").get(HERE).content.decode()


def test_nobody_is_asked_to_come_to_a_meeting_that_is_over(meeting: Meeting, piet: Person, lotte: Person, as_: Any):
    told = {"person": piet, "kind": "meeting", "minutes": 1, "now": clock.now(), "by": lotte}
    post.ask(what="Gisteren", due_on=meeting.on, network_id=meeting.network_id, target_id=meeting.pk, **told)
    post.ask(what="Vandaag", due_on=clock.now().date(), network_id=meeting.network_id, target_id=uuid4(), **told)

    page = as_("piet").get("/").content.decode()

    assert "Vandaag" in page
    assert "Gisteren" not in page


def test_who_is_not_in_the_network_is_asked_nothing(meeting: Meeting, rita: Person, mette: Person, as_: Any):
    for who in ("rita", "mette"):
        assert after(as_(who), meeting).status_code == 403
