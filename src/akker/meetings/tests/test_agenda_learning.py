"""A part of an agenda serves what one member wants to learn, as long as they share it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from akker.meetings import actions
from akker.meetings.actions import agenda
from akker.meetings.models import AgendaBlock, Meeting
from akker.meetings.report.agenda import agenda as read
from akker.meetings.report.order import running_order
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.question.models import LearningQuestion
from tests.cast import NOW

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


@pytest.fixture
def block(network: Network, lotte: Person) -> AgendaBlock:
    event = actions.plan(network=network, on=NOW.date(), at=NOW.time(), by=lotte, now=NOW)
    meeting = Meeting.objects.select_related("network").get(pk=event.target_id)
    agenda.add(meeting=meeting, title="Intervisie", minutes=30, by=lotte, now=NOW)
    return AgendaBlock.objects.get()


def asks(network: Network, who: Person, text: str, **said: Any) -> LearningQuestion:
    member = Membership.objects.get(network=network, person=who)
    return LearningQuestion.objects.create(
        programme=network.programme, network=network, membership=member, question=text, **said
    )


def save(client: Any, block: AgendaBlock, serves: str) -> Any:
    said = {"title": block.title, "minutes": "30", "version": "1", "serves": serves, "once": str(uuid4())}
    return client.post(f"{HERE}parts/{block.pk}/", said)


def test_a_part_serves_a_shared_question(block: AgendaBlock, network: Network, piet: Person, as_: Any):
    mine = asks(network, piet, "Hoe vraag ik door?", shared_at=NOW)

    assert save(as_("lotte"), block, f"learning-{mine.pk}").status_code == 302

    page = as_("lotte").get(f"{HERE}meetings/{block.meeting_id}/agenda/").content.decode()
    assert "Piet: Hoe vraag ik door?" in page
    meeting = Meeting.objects.select_related("network").get(pk=block.meeting_id)
    assert read(meeting, "nl").serving_share == 100
    assert "Hoe vraag ik door?" in running_order(meeting, is_inside=True).parts[0].facts
    assert 'value="learning-' in as_("lotte").get(f"{HERE}parts/{block.pk}/").content.decode()


def test_what_somebody_keeps_is_not_to_choose(block: AgendaBlock, network: Network, piet: Person, as_: Any):
    secret = asks(network, piet, "Durf ik dit?")

    assert "Durf ik dit?" not in as_("lotte").get(f"{HERE}parts/{block.pk}/").content.decode()
    assert save(as_("lotte"), block, f"learning-{secret.pk}").status_code == 422


def test_what_somebody_takes_back_is_shown_no_more(block: AgendaBlock, network: Network, piet: Person, as_: Any):
    mine = asks(network, piet, "Hoe vraag ik door?", shared_at=NOW)
    save(as_("lotte"), block, f"learning-{mine.pk}")
    LearningQuestion.objects.update(shared_at=None)

    assert "vraag ik door" not in as_("lotte").get(f"{HERE}meetings/{block.meeting_id}/agenda/").content.decode()
    meeting = Meeting.objects.select_related("network").get(pk=block.meeting_id)
    assert "Hoe vraag ik door?" not in running_order(meeting, is_inside=True).parts[0].facts
    assert read(meeting, "nl").serving_share == 0


@pytest.mark.trust
def test_an_office_around_the_network_reads_no_learning_question(
    block: AgendaBlock, network: Network, piet: Person, rita: Person, ringo: Person, as_: Any
):
    mine = asks(network, piet, "Hoe vraag ik door?", shared_at=NOW)
    save(as_("lotte"), block, f"learning-{mine.pk}")
    here = f"{HERE}meetings/{block.meeting_id}/agenda/"

    read_by = {name: [as_(name).get(f"{here}{page}") for page in ("", "order.txt")] for name in ("rita", "ringo")}

    assert [page.status_code for pages in read_by.values() for page in pages] == [200] * 4
    assert not any("vraag ik door" in page.content.decode() for page in read_by["rita"])
    assert all("vraag ik door" in page.content.decode() for page in read_by["ringo"])
