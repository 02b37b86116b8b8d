"""Handbooks and work forms are complete, hold no code, and grant nobody a power."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from akker.handbooks import reader, workforms
from akker.networks.access import GRANTS

SHELF = Path(settings.PACKAGE) / "handbooks/shelf"
VERSIONS = reader.shelf()
# Two connectors: the one links the network and an organisation, the other links members. Never the same key.
ROLES = {
    "leader", "facilitator", "participant", "second-ring", "expert", "project-assistant", "communications-adviser",
    "connector", "member-connector", "mentor", "innovator", "evaluator", "reference-leader",
}  # fmt: skip


def test_there_is_a_handbook() -> None:
    assert VERSIONS


@pytest.mark.parametrize("place", [SHELF, workforms.LIBRARY.parent])
def test_handbooks_hold_no_code(place: Path) -> None:
    assert {path.suffix for path in place.rglob("*") if path.is_file()} <= {".md", ".yaml", ".svg"}


@pytest.mark.parametrize("folder", VERSIONS.values(), ids=VERSIONS)
def test_handbook_is_sound_and_complete(folder: Path) -> None:
    assert list(map(str, reader.check(folder, GRANTS.keys()))) == []
    assert list(reader.gaps(folder)) == []
    assert set(reader.read(folder).languages) == {code for code, _ in settings.LANGUAGES}


@pytest.mark.parametrize("pin", VERSIONS)
def test_every_handbook_speaks_of_the_same_roles(pin: str) -> None:
    """Their keys; so that seats go along when a network changes its handbook. Names are its own."""
    assert set(reader.find(pin).roles) <= ROLES


@pytest.mark.parametrize("pin", VERSIONS)
def test_what_is_agreed_has_a_step_to_land_on(pin: str) -> None:
    """Working agreements go to the result sheet at the one step that makes them."""
    assert [step.key for step in reader.find(pin).steps if step.instrument == "agreements"] in (
        ["start"], ["agreements"],
    )  # fmt: skip


def test_work_forms_are_sound_and_complete() -> None:
    assert list(map(str, workforms.check())) == []
    assert list(workforms.gaps()) == []
    assert set(workforms.library().languages) == {code for code, _ in settings.LANGUAGES}
