"""Handbooks and work forms are complete, hold no code, and grant nobody a power."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from akker.handbooks import reader, workforms
from akker.networks.access import GRANTS

SHELF = Path(settings.PACKAGE) / "handbooks/shelf"
VERSIONS = reader.shelf()


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


def test_work_forms_are_sound_and_complete() -> None:
    assert list(map(str, workforms.check())) == []
    assert list(workforms.gaps()) == []
    assert set(workforms.library().languages) == {code for code, _ in settings.LANGUAGES}
