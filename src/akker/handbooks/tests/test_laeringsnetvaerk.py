"""The pack of the municipality says what its source says, and assumes nobody."""

from __future__ import annotations

import re

import pytest

from akker.handbooks import reader

HANDBOOK = reader.find("laeringsnetvaerk@2026.1")
LANGUAGES = ("da", "nl", "en")


def test_danish_speaks_first_and_every_language_is_complete() -> None:
    assert HANDBOOK.languages == LANGUAGES
    assert reader.check(HANDBOOK.folder) == []
    assert list(reader.gaps(HANDBOOK.folder)) == []


def test_it_works_on_a_theme_and_names_no_size() -> None:
    assert (HANDBOOK.line_kind, HANDBOOK.core_size) == ("tema", None)
    assert {step.number for step in HANDBOOK.steps} == {None}


def test_danish_shortens_its_minutes_in_its_own_way() -> None:
    said = [reader.text(HANDBOOK, language).step("theme").do.partition(" · ")[0] for language in LANGUAGES]

    assert said == ["1. **10 min.**", "1. **10 min**", "1. **10 min**"]


def test_nobody_is_assumed_but_a_leader() -> None:
    assert HANDBOOK.acting_as("facilitator") == ()
    assert {step.owner for step in HANDBOOK.steps} == {"leader"}
    assert [role.key for role in HANDBOOK.acting_as("reference_leader")] == ["reference-leader"]


def test_the_four_tools_have_their_pages() -> None:
    instruments = {step.key: step.instrument for step in HANDBOOK.steps if step.source == "tools"}

    assert {"theme", "plan", "collection", "delivery"} <= set(instruments.values())
    assert {step.key for step in HANDBOOK.steps if step.repeats} == {"case", "collection", "plan-check"}
    assert HANDBOOK.worksheets["process"].fields[:2] == ("competence", "actor")


def test_the_canvas_has_nine_boxes_and_the_plan_five_checks() -> None:
    sheet = HANDBOOK.worksheets["theme-canvas"]

    assert (sheet.kind, sheet.paper, len(sheet.fields)) == ("canvas", "A3", 9)
    assert len(HANDBOOK.step("plan-check").activities) == 5
    assert HANDBOOK.checklists["after-meeting"].items == HANDBOOK.worksheets["plan-check"].fields[:5]


def test_what_the_source_lacks_is_marked_as_our_own() -> None:
    own = {step.key for step in HANDBOOK.steps if not step.source_given}

    assert own == {"start", "case"}
    assert {norm.evidence for norm in HANDBOOK.norms.values() if not norm.source} == {"proposal"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_invite(language: str) -> None:
    words = reader.text(HANDBOOK, language)
    duty = {"da": "skal|pligt", "nl": "moet(en)?|verplicht", "en": "must|obliged"}[language]

    for step in words.steps.values():
        said = " ".join((step.goal, step.why, *step.actions, step.result))
        assert len(said.split()) < 260, step.title
        assert not re.search(rf"\b({duty})\b", said), step.title
    for role in words.roles.values():
        assert (len(role.tasks), len(role.fit)) == (4, 4)
