"""Migrations follow the models, are named in words, and stand in one line."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

IN_WORDS = re.compile(r"\d{4}_(?!initial$|auto_|alter_|.*_and_more$|.*_\d{4,})[a-z][a-z0-9]*(_[a-z0-9]+)*")


@pytest.mark.django_db
def test_models_have_their_migrations() -> None:
    call_command("makemigrations", "--check", "--dry-run", "-v0")


def ours() -> list[tuple[str, str]]:
    return [(room, name) for room, name in MigrationLoader(None).disk_migrations if room in settings.FLOORS]


def test_migrations_are_named_in_words() -> None:
    assert [f"{room}.{name}" for room, name in ours() if not IN_WORDS.fullmatch(name)] == []


def test_migrations_stand_in_one_line() -> None:
    for room in settings.FLOORS:
        numbers = sorted(int(name[:4]) for owner, name in ours() if owner == room)
        assert numbers == list(range(1, len(numbers) + 1)), room
