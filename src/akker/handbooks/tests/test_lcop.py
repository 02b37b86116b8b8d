"""The pack after the page on roles in a community of practice: seven roles, leading that changes, five tasks."""

from __future__ import annotations

from akker.handbooks import reader

HANDBOOK = reader.find("lcop@2026.1")
SEVEN = {"participant", "facilitator", "mentor", "expert", "member-connector", "innovator", "evaluator"}


def test_seven_roles_come_from_the_source_and_leading_stands_beside_them() -> None:
    given = {role.key for role in HANDBOOK.roles.values() if role.source}

    assert given - SEVEN == {"leader"}
    assert given >= SEVEN
    assert {role.key: role.evidence for role in HANDBOOK.roles.values() if not role.source} == {
        "second-ring": "proposal"
    }


def test_a_connector_of_members_is_not_the_connector_to_an_organisation() -> None:
    assert "connector" not in HANDBOOK.roles
    assert [reader.text(HANDBOOK, language).role("member-connector").name for language in ("nl", "da")] == [
        "Verbinder",
        "Brobygger",
    ]


def test_five_attention_tasks_are_checklists_for_each_phase() -> None:
    tasks = ("build", "dynamics", "facilitate", "advise", "represent")

    assert {HANDBOOK.checklists[key].moment for key in tasks} == {"phase"}
    assert tuple(HANDBOOK.worksheets["attention-tasks"].labels[2:]) == tasks
    assert HANDBOOK.worksheets["attention-tasks"].blanks == len(tasks)


def test_leadership_has_four_forms_and_is_looked_at_again() -> None:
    sheet = HANDBOOK.worksheets["leadership"]

    assert sheet.labels[2:] == ("single", "shared", "facilitator-led", "rotating")
    assert [step.key for step in HANDBOOK.steps if "leadership" in step.worksheets] == ["leadership", "review"]
    assert HANDBOOK.checklists["leading"].items == ("expert", "driven", "respected", "mandate", "time")


def test_support_is_time_people_and_money_on_four_rungs() -> None:
    labels = HANDBOOK.worksheets["support"].labels

    assert labels[2:5] == ("time", "people", "money")
    assert labels[5:] == ("informal", "shown", "asked", "granted")


def test_it_works_in_a_domain_and_sets_no_size() -> None:
    assert (HANDBOOK.line_kind, HANDBOOK.core_size) == ("domein", None)
    assert {step.number for step in HANDBOOK.steps} == {None}
