"""The checkout speaks of itself alone: it runs on any machine and names no other's places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"var", "node_modules", "test-results", "__pycache__", "vendor"}
TEXT = {".py", ".md", ".toml", ".json", ".lock", ".html", ".css", ".js", ".yaml", ".sh", ".typ", ".npmrc", ".po", ""}
MACHINE = re.compile(r"(?<![\w.:/])/(?:work|root|home|Users|farm)/\w")
HOSTS = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com)")


def skipped(folder: str) -> bool:
    return folder in SKIPPED or folder.startswith(".") and folder != ".ci"


def files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        folders = path.relative_to(ROOT).parts[:-1]
        if path.is_file() and path.name != ".git" and path.suffix in TEXT and not any(map(skipped, folders)):
            yield path


def naming(pattern: re.Pattern[str]) -> list[str]:
    us = Path(__file__).parent  # here the patterns themselves are written down
    return [str(file.relative_to(ROOT)) for file in files() if file.parent != us and pattern.search(file.read_text())]


def test_no_file_names_a_place_on_one_machine() -> None:
    assert naming(MACHINE) == []


def test_no_lock_or_page_names_a_registry() -> None:
    assert naming(HOSTS) == []
