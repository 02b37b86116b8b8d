"""What a network works on may start empty and change; every version is kept with who and why."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Network
from akker.people.models import Person
from akker.question.models import Subtheme

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/question/"


def test_it_may_start_empty(network: Network, piet: Person, as_: Any):
    page = as_("piet").get(HERE)

    assert page.status_code == 200
    assert [block["newest"] for block in page.context["blocks"]] == [None, None, None]


def test_versions_with_who_and_why(network: Network, piet: Person, lotte: Person, as_: Any):
    as_("piet").post(f"{HERE}line/", {"text": "  Eerst dit  ", "seen": "0"})
    as_("lotte").post(f"{HERE}line/", {"text": "Toen dat", "reason": "De wijk vroeg iets anders", "seen": "1"})

    page = as_("piet").get(HERE).content.decode()
    network.refresh_from_db()
    assert network.line == "Toen dat"
    assert list(network.wordings.order_by("number").values_list("text", "reason", "by__name")) == [
        ("Eerst dit", "", "Piet"), ("Toen dat", "De wijk vroeg iets anders", "Lotte"),
    ]  # fmt: skip
    assert page.index("Toen dat") < page.index("Eerst dit")
    assert "De wijk vroeg iets anders" in page


def test_an_ambition_shows_on_the_result_sheet(network: Network, piet: Person, as_: Any):
    as_("piet").post(f"{HERE}ambition/", {"text": "Elke wijk één nummer", "seen": "0"})

    assert "Elke wijk één nummer" in as_("piet").get("/p/academie/zorg/results/").content.decode()


@pytest.mark.parametrize("kind", ["colour", "subthemes-of"])
def test_a_kind_of_text_that_is_none_is_not_there(kind: str, piet: Person, as_: Any):
    assert as_("piet").post(f"{HERE}{kind}/", {"text": "x", "seen": "0"}).status_code == 404


def test_subthemes_keep_their_order_and_their_history(network: Network, piet: Person, as_: Any):
    client = as_("piet")
    client.post(f"{HERE}subthemes/", {"names": " Nacht \n\nMantelzorg\nNacht", "seen": ""})
    client.post(f"{HERE}subthemes/", {"names": "Wijk\nNacht", "seen": "Nacht\nMantelzorg"})

    assert list(network.subthemes.standing().values_list("name", flat=True)) == ["Wijk", "Nacht"]
    assert Subtheme.objects.exclude(withdrawn_at=None).get().name == "Mantelzorg"


def test_the_second_ring_reads_and_does_not_write(ringo: Person, as_: Any):
    page = as_("ringo").get(HERE)

    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert as_("ringo").post(f"{HERE}line/", {"text": "x", "seen": "0"}).status_code == 403
