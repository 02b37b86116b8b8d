"""Boxes and motives in the words of the handbook, and when to ask again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from akker.handbooks import reader
from akker.handbooks.tests import packs
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.question import moments, sheets
from akker.question.actions import boxes, motives
from akker.question.models import Motive

HALFWAY = "Half-way: where are we, and where do we want to be?"
HERE = "/p/academie/zorg/"


@pytest.mark.django_db
def test_the_words_of_the_handbook_are_used_and_nothing_is_lost(network: Network, piet: Person, as_: Any):
    told: dict[str, Any] = {"network": network, "by": piet, "now": clock.now()}
    boxes.write(page="conditions", box="diversity", text="Wij vroegen twee studenten", seen=0, **told)
    assert 'id="box-diversity"' in as_("piet").get(f"{HERE}conditions/").content.decode()

    Network.objects.update(handbook="laeringsnetvaerk@2026.1")
    page = as_("piet").get(f"{HERE}conditions/").content.decode()

    assert "We kunnen allemaal in eigen woorden zeggen wat we te weten willen komen." in page
    assert 'id="box-practice"' in page
    assert "Wij vroegen twee studenten" in page


@pytest.mark.parametrize("pin", reader.shelf())
def test_every_handbook_has_all_conditions_and_a_look_half_way(pin: str):
    listed = sheets.boxes("conditions", reader.text(reader.find(pin), "nl"))

    keys = [box.key for box in listed]
    assert (len(keys), len(set(keys))) == (19, 19)
    assert [str(box.group) for box in listed if box.group] == ["From the start", "What research adds", HALFWAY]


def test_a_handbook_may_ask_for_more(tmp_path: Path):
    folder = packs.write(tmp_path)
    packs.change(folder, "handbook.yaml", "key: boots", "key: conditions")
    for language in ("nl", "en"):
        (folder / language / "checklists/boots.md").rename(folder / language / "checklists/conditions.md")

    first, second, third, *_rest = sheets.boxes("conditions", reader.text(reader.look(folder), "nl"))

    assert [(box.key, box.name, box.group) for box in (first, second)] == [
        ("dry", "Dry?", "Walking"), ("tied", "Tied?", ""),
    ]  # fmt: skip
    assert third.key == "diversity"


@pytest.mark.django_db
def test_motives_are_chosen_or_written(network: Network, piet: Person, as_: Any):
    client = as_("piet")
    client.post(
        f"{HERE}motives/organisation/", {"chosen": ["sharing", "change"], "words": "Samen sterker\n", "seen": ""}
    )
    client.post(f"{HERE}motives/member/", {"words": "Rust", "seen": ""})

    given = client.get(f"{HERE}motives/").context["blocks"]

    assert [[(row.box, row.words) for row in block["given"]] for block in given] == [
        [("sharing", ""), ("change", ""), ("", "Samen sterker")], [("", "Rust")],
    ]  # fmt: skip
    assert client.post(f"{HERE}motives/member/", {"chosen": ["colour"], "seen": "=Rust"}).status_code == 422
    assert client.post(f"{HERE}motives/everybody/", {"words": "Rust", "seen": ""}).status_code == 404


@pytest.mark.django_db
def test_undoing_motives_that_were_changed_since_leaves_them(network: Network, piet: Person):
    told: dict[str, Any] = {"network": network, "by": piet, "kind": "member"}
    first = motives.give(motives=[("", "Rust")], seen=[], now=clock.now(), **told)
    motives.give(motives=[("", "Tijd")], seen=[("", "Rust")], now=clock.now(), **told)
    assert first

    motives.ungive(event=first, by=piet, now=clock.now())

    assert [row.words for row in Motive.objects.filter(withdrawn_at=None)] == ["Tijd"]


def test_when_to_ask_again():
    assert moments.ask_on(date(2026, 9, 3), date(2027, 5, 31)) == {
        "start": (date(2026, 9, 3),), "halfway": (date(2027, 1, 16),), "end": (date(2027, 5, 31),),
        "after": (date(2027, 8, 31), date(2027, 11, 30)),
    }  # fmt: skip
    assert moments.ask_on(None, None) == {}
    assert list(moments.ask_on(date(2026, 9, 3), None)) == ["start"]
    assert "halfway" not in moments.ask_on(date(2027, 9, 3), date(2026, 9, 3))
