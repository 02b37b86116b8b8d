"""The docs keep up: every setting, command and noun is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from akker.web.cli import COMMANDS

SRC = Path(settings.PACKAGE)
DOCS = SRC.parents[1] / "docs"
NAMES = sorted({name for file in SRC.rglob("*.py") for name in re.findall(r'"(AKKER_[A-Z_]+|PORT)"', file.read_text())})
MODELS = {model.__name__ for model in apps.get_models() if model.__module__.startswith("akker.")}


def told(*files: str) -> str:
    return "\n".join((DOCS / file).read_text() for file in files if (DOCS / file).exists())


@pytest.mark.parametrize("name", NAMES)
def test_setting_is_told(name: str) -> None:
    assert re.search(rf"\b{name}\b", told("settings.md"))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_told(command: str) -> None:
    assert re.search(rf"\bakker {command}\b", told("commands.md", "../README.md"))


def test_vocabulary_holds_every_noun() -> None:
    """docs/vocabulary.md: noun in en, nl, da, and in the last column its class, or — when it has none yet."""
    rows = re.findall(r"^\|(?!\s*-)(.+)\|\s*$", told("vocabulary.md"), re.MULTILINE)
    classes = {name for row in rows[1:] for name in re.findall(r"\w+", row.split("|")[-1])}

    assert classes >= MODELS, MODELS - classes


def test_vocabulary_names_no_class_that_is_gone() -> None:
    defined = {
        name for file in SRC.rglob("*.py") for name in re.findall(r"^class (\w+)", file.read_text(), re.MULTILINE)
    }
    rows = re.findall(r"^\|(?!\s*-)(.+)\|\s*$", told("vocabulary.md"), re.MULTILINE)

    assert {name for row in rows[1:] for name in re.findall(r"`(?:\w+\.)?(\w+)`", row.split("|")[-1])} <= defined


def test_every_room_is_told() -> None:
    assert [room for room in settings.FLOORS + settings.CELLAR if f"`{room}`" not in told("rooms.md")] == []


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(file.name[:4]) for file in sorted((DOCS / "decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))
