"""From sentences that are each one's own to one line, with what was agreed beside it."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Network, Seat
from akker.people.models import Person
from akker.question.models import AmbitionSentence, BoxText

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/ambition/"
KEYS = ["pairs", "clusters", "notices", "different", "by-when", "left-out", "nothing"]


@pytest.mark.trust
def test_a_sentence_is_its_writers_until_all_are_shown(
    network: Network, piet: Person, lotte: Person, rita: Person, ringo: Person, as_: Any
):
    as_("piet").post(f"{HERE}sentence/", {"text": "Niemand wacht alleen", "seen": "0"})
    others = ["lotte", "rita", "ringo"]

    assert "Niemand wacht alleen" in as_("piet").get(HERE).content.decode()
    assert not [who for who in others if "Niemand wacht alleen" in as_(who).get(HERE).content.decode()]

    as_("lotte").post(f"{HERE}reveal/")

    read = [who for who in others if "Niemand wacht alleen" in as_(who).get(HERE).content.decode()]
    assert read == ["lotte", "ringo"]  # as the voices of a round, they stay among those in the network


def test_a_later_sentence_waits_for_the_next_showing(network: Network, piet: Person, lotte: Person, as_: Any):
    as_("piet").post(f"{HERE}sentence/", {"text": "Niemand wacht alleen", "seen": "0"})
    as_("lotte").post(f"{HERE}reveal/")
    as_("lotte").post(f"{HERE}sentence/", {"text": "Iedereen slaapt", "seen": "0"})

    page = as_("piet").get(HERE).content.decode()

    assert "Niemand wacht alleen" in page
    assert "Iedereen slaapt" not in page


def test_who_leads_shows_them_and_where_nobody_does_any_member(network: Network, piet: Person, lotte: Person, as_: Any):
    client = as_("piet")
    client.post(f"{HERE}sentence/", {"text": "Niemand wacht alleen", "seen": "0"})
    asked = client.get(HERE).content.decode()

    assert client.post(f"{HERE}reveal/").status_code == 403
    assert ('action="/p/academie/zorg/ambition/reveal/"' in asked, AmbitionSentence.objects.get().shown_at) == (
        False, None,
    )  # fmt: skip

    Seat.objects.update(until_on=network.started_at.date())

    assert 'action="/p/academie/zorg/ambition/reveal/"' in client.get(HERE).content.decode()
    assert client.post(f"{HERE}reveal/").status_code == 302
    assert AmbitionSentence.objects.get().shown_at


def test_emptied_it_is_gone(network: Network, piet: Person, as_: Any):
    client = as_("piet")
    client.post(f"{HERE}sentence/", {"text": "Niemand wacht alleen", "seen": "0"})
    client.post(f"{HERE}sentence/", {"text": " ", "seen": "1"})

    assert not AmbitionSentence.objects.exists()


def test_the_one_line_has_versions_and_shows_everywhere(network: Network, piet: Person, as_: Any):
    client = as_("piet")
    client.post(f"{HERE}line/", {"text": "Elke wijk één nummer", "reason": "", "seen": "0"})
    client.post(f"{HERE}line/", {"text": "Elke wijk één nummer, dag en nacht", "reason": "De nacht telt", "seen": "1"})

    network.refresh_from_db()
    page = client.get(HERE).content.decode()
    assert network.ambition == "Elke wijk één nummer, dag en nacht"
    assert "De nacht telt" in page
    assert network.wordings.of("ambition").count() == 2


@pytest.mark.parametrize("box", KEYS)
def test_every_note_on_the_way_is_kept(box: str, network: Network, piet: Person, as_: Any):
    client = as_("piet")

    assert client.post(f"/p/academie/zorg/boxes/ambition/{box}/", {"text": "Zie hier", "seen": "0"}).status_code == 302
    assert "Zie hier" in client.get(HERE).content.decode()
    assert BoxText.objects.get().box == box


@pytest.mark.parametrize("path", ["ambition/colour", "colour/pairs", "canvas/pairs"])
def test_a_box_that_is_none_is_not_there(path: str, network: Network, piet: Person, as_: Any):
    assert as_("piet").post(f"/p/academie/zorg/boxes/{path}/", {"text": "x", "seen": "0"}).status_code == 404


def test_the_second_ring_reads_and_does_not_write(network: Network, ringo: Person, as_: Any):
    page = as_("ringo").get(HERE)

    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
