"""The pack for school leaders: a question that steers, four conditions, outcomes by name, and no leader assumed."""

from __future__ import annotations

import pytest

from akker.handbooks import reader

HANDBOOK = reader.find("professioneel-leernetwerk@2026.1")
COMPETENCIES = ("vision", "organisation", "collaboration", "surroundings", "analysis")


def test_the_question_is_established_early_and_its_versions_are_kept() -> None:
    step = HANDBOOK.step("question")

    assert (HANDBOOK.phase_of("question").key, HANDBOOK.line_kind, step.evidence) == ("sow", "vraagstuk", "seed")
    assert "versions" in HANDBOOK.worksheets[step.worksheets[0]].fields
    assert "kept" in HANDBOOK.checklists["good-question"].items


def test_four_conditions_are_a_checklist_and_are_looked_at_again() -> None:
    four = ("diversity", "practice", "trust", "influence")

    assert HANDBOOK.checklists["conditions"].items == four
    assert HANDBOOK.worksheets["conditions"].labels[2:] == four
    assert [step.key for step in HANDBOOK.steps if "conditions" in step.worksheets] == ["conditions", "review"]
    assert len(HANDBOOK.checklists["research-conditions"].items) == 10


def test_outcomes_name_the_five_competencies_first() -> None:
    words = reader.text(HANDBOOK, "nl").checklists["outcomes"].items

    assert HANDBOOK.checklists["outcomes"].items == HANDBOOK.worksheets["outcomes"].fields
    assert tuple(words)[:5] == COMPETENCIES
    assert [words[key] for key in COMPETENCIES] == [
        "Een gezamenlijke visie en richting creëren",
        "Een coherente organisatie voor het primaire proces realiseren",
        "Samenwerking, leren en onderzoek bevorderen",
        "Strategisch omgaan met de omgeving",
        "Analyseren en problemen oplossen",
    ]


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Vraageigenaar"), ("da", "Spørgsmålsejer"), ("en", "Question owner")]
)
def test_no_step_waits_for_a_leader(language: str, name: str) -> None:
    assert reader.text(HANDBOOK, language).role("leader").name == name
    assert "leader" not in {step.owner for step in HANDBOOK.steps}
    assert HANDBOOK.role("leader").evidence == "infer"


def test_what_is_not_in_the_source_says_so() -> None:
    assert {step.key for step in HANDBOOK.steps if not step.source} == {"roles", "evaluation"}
    assert HANDBOOK.core_size is None
