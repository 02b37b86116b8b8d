"""The first pack says what its source says, and marks what is our own."""

from __future__ import annotations

import re

import pytest

from akker.handbooks import reader
from akker.handbooks.model import Size

HANDBOOK = reader.find("leernetwerk@2026.1")
LANGUAGES = ("nl", "da", "en")


def test_it_is_complete_in_three_languages() -> None:
    assert HANDBOOK.languages == LANGUAGES
    assert reader.check(HANDBOOK.folder) == []
    assert list(reader.gaps(HANDBOOK.folder)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_borrowed(language: str) -> None:
    words = reader.text(HANDBOOK, language)
    pages = [*words.steps.values(), *words.roles.values(), *words.worksheets.values()]
    labels = [words.title, words.line, *words.zones.values(), *words.needs.values(), *words.norms.values()]

    assert len(pages) == 12 + 7 + 2
    assert {text.language for text in [*pages, *labels]} == {language}


def test_the_steps_are_numbered_across_three_furrows() -> None:
    assert [phase.key for phase in HANDBOOK.phases] == ["sow", "cultivate", "harvest"]
    assert [step.number for step in HANDBOOK.steps] == list(range(1, 13))
    assert [HANDBOOK.step(key).number for key in ("ambition", "roles")] == [1, 4]
    assert HANDBOOK.phase_of("roles").key == "sow"


def test_minutes_of_every_step_add_up() -> None:
    for step in HANDBOOK.steps:
        assert step.activities, step.key
        assert sum(activity.minutes or 0 for activity in step.activities) == step.minutes, step.key
    assert HANDBOOK.step("roles").minutes == 60


def test_only_what_the_source_gives_counts_as_given() -> None:
    assert {step.key for step in HANDBOOK.steps if step.source_given} == {"ambition", "roles"}
    assert {step.evidence for step in HANDBOOK.steps if not step.source_given} == {"proposal"}
    assert str(reader.text(HANDBOOK, "en").step("people").origin).startswith("Our own step")
    assert {norm.evidence for norm in HANDBOOK.norms.values() if not norm.source} == {"proposal"}


def test_each_step_writes_its_own_block_and_somebody_owes_it() -> None:
    assert len({step.result for step in HANDBOOK.steps}) == len(HANDBOOK.steps)
    assert all(step.owner in HANDBOOK.roles for step in HANDBOOK.steps)
    assert {step.key for step in HANDBOOK.steps if step.repeats} == {"case", "collection"}


def test_sizes_are_those_of_the_source() -> None:
    assert (HANDBOOK.core_size, HANDBOOK.ring_size) == (Size(5, 20), Size(0, None))


def test_roles_stand_on_the_pitch_in_the_order_of_the_sheets() -> None:
    staff = ["connector", "communications-adviser", "project-assistant", "facilitator", "leader"]

    assert [role.key for role in HANDBOOK.zone("staff")] == staff
    assert [role.key for role in HANDBOOK.zone("players")] == ["participant"]
    assert [role.key for role in HANDBOOK.zone("spectators")] == ["second-ring"]
    assert HANDBOOK.worksheets["4a"].roles == tuple(HANDBOOK.roles)
    assert HANDBOOK.worksheets["4b"].roles == (
        *("participant", "leader", "project-assistant", "facilitator"),
        *("communications-adviser", "connector", "second-ring"),
    )
    assert (HANDBOOK.worksheets["4a"].paper, HANDBOOK.worksheets["4a"].blanks) == ("A3", 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_short_and_warm(language: str) -> None:
    words = reader.text(HANDBOOK, language)
    duty = {"nl": "moet(en)? je|verplicht", "da": "skal du|pligt", "en": "you must|obliged"}[language]

    for step in words.steps.values():
        said = " ".join((step.goal, step.why, *step.actions, step.result))
        assert len(said.split()) < 260, step.title
        assert not re.search(rf"\b({duty})\b", said), step.title
    for role in words.roles.values():
        assert (len(role.tasks), len(role.fit)) == (4, 4)
