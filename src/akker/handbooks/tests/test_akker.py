"""Our own pack stays light, claims no source for its steps, and names one for each borrowed norm."""

from __future__ import annotations

from akker.handbooks import reader

HANDBOOK = reader.find("akker@2026.1")


def test_it_is_light_enough_for_eight_volunteers() -> None:
    once = [step.minutes or 0 for step in HANDBOOK.steps if not step.repeats]

    assert [step.number for step in HANDBOOK.steps] == list(range(1, 9))
    assert [phase.key for phase in HANDBOOK.phases] == ["sow", "cultivate", "harvest"]
    assert sum(once) < 5 * 60
    assert HANDBOOK.core_size is not None
    assert HANDBOOK.core_size.least <= 8


def test_steps_and_roles_are_our_own_and_borrowed_norms_say_from_where() -> None:
    assert {(step.evidence, step.source) for step in HANDBOOK.steps} == {("proposal", "")}
    assert {(role.evidence, role.source) for role in HANDBOOK.roles.values()} == {("proposal", "")}
    assert {norm.source for norm in HANDBOOK.norms.values() if norm.evidence == "seed"} == set(HANDBOOK.sources)
    assert {norm.source for norm in HANDBOOK.norms.values() if norm.evidence != "seed"} == {""}


def test_whoever_starts_it_may_lead_and_the_five_roles_have_a_sheet() -> None:
    assert [role.key for role in HANDBOOK.acting_as("leader")] == ["leader"]
    assert set(HANDBOOK.worksheets["who-does-what"].roles) == set(HANDBOOK.roles)
