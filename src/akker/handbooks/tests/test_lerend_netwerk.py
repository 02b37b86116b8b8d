"""The pack after the Flemish card: four steps, a knowledge area, and nobody who is called leader."""

from __future__ import annotations

import re

import pytest

from akker.handbooks import reader

HANDBOOK = reader.find("lerend-netwerk@2026.1")


def test_the_four_steps_of_the_card_keep_their_numbers() -> None:
    numbered = {step.number: step for step in HANDBOOK.steps if step.number}

    assert [numbered[number].key for number in (1, 2, 3, 4)] == ["announcement", "start", "case", "evaluation"]
    assert {(step.evidence, step.source) for step in numbered.values()} == {("seed", "card")}
    assert {step.key for step in HANDBOOK.steps if not step.source} == {"collection", "answers"}


def test_a_start_leaves_room_for_three_things() -> None:
    assert HANDBOOK.checklists["start-room"].items == ("acquaintance", "expectations", "agreements")
    assert {HANDBOOK.phase_of(key).key for key in ("start", "learning-questions", "agreements")} == {"sow"}


def test_facilitator_and_participants_have_attention_points_of_their_own() -> None:
    owners = {HANDBOOK.checklists[key].owner for key in ("care-facilitator", "care-participant")}

    assert owners == {"facilitator", "participant"}


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Initiatiefnemer"), ("da", "Initiativtager"), ("en", "Initiator")]
)
def test_somebody_takes_the_initiative_and_nobody_is_called_leader(language: str, name: str) -> None:
    words = reader.text(HANDBOOK, language)
    said = " ".join(role.name for role in words.roles.values())

    assert words.roles["leader"].name == name
    assert not re.search(r"leader|leder|trekker", said, re.IGNORECASE)


def test_it_works_around_a_knowledge_area_and_sets_no_size() -> None:
    assert (HANDBOOK.line_kind, HANDBOOK.core_size) == ("kennisgebied", None)
    assert str(reader.text(HANDBOOK, "nl").line) == "kennisgebied"
