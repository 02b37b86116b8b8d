"""Words are complete and chosen once: nothing on the screen is half done, and docs/words.md is what we say."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings

from scripts import words
from tests import machine

IGNORED = shutil.ignore_patterns("static", "shelf", "library", "tests", "__pycache__")
TABLE = (words.ROOT / "docs/words.md").read_text()
ROWS = [[cell.strip() for cell in row.split("|")] for row in re.findall(r"^\|(.+)\|$", TABLE, re.MULTILINE)]
CHOSEN = [(row[1:3], row[3]) for row in ROWS if len(row) == 5 and row[3] in ("screen", "handbooks", "both")]
AVOIDED = [row[:2] for row in ROWS if len(row) == 3 and row[0] in words.LANGUAGES]


def test_no_word_is_untranslated_or_fuzzy() -> None:
    assert list(words.missing()) == []


def test_every_word_is_collected(tmp_path: Path) -> None:
    if not shutil.which("xgettext") and (why := machine.install("gettext")):
        (pytest.fail if machine.on_ci() else pytest.skip)(f"no xgettext: {why}")
    package = shutil.copytree(settings.PACKAGE, tmp_path / "akker", ignore=IGNORED)
    words.collect(package)
    for _language, file in words.catalogues():
        fresh = polib.pofile(str(package / file.relative_to(settings.PACKAGE)))
        kept = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(file))} if file.exists() else set()
        assert {(entry.msgctxt, entry.msgid) for entry in fresh} == kept, "run make words"


def test_a_note_to_translators_ends_its_line() -> None:
    """What follows a note on its line is never collected, and stays in English."""
    note = re.compile(r"\{% comment %\}\s*Translators.*?\{% endcomment %\}[^\n]*(?:translate|gettext)")
    pages = settings.PACKAGE.rglob("templates/**/*.*")

    assert [str(page) for page in pages if note.search(page.read_text())] == []


@cache
def screen(language: str) -> str:
    entries = polib.pofile(str(dict(words.catalogues())[language]))
    return "\n".join(" ".join([entry.msgstr, *entry.msgstr_plural.values()]) for entry in entries).lower()


@cache
def handbooks(language: str) -> str:
    """What participants read of a method: the handbooks on the shelf, and the work forms of the library."""
    room = settings.PACKAGE / "handbooks"
    pages = [*room.glob(f"shelf/*/*/{language}/**/*.*"), *room.glob(f"library/*/{language}/**/*.*")]
    return "\n".join(page.read_text() for page in sorted(pages)).lower()


def test_chosen_words_stand_where_the_table_says() -> None:
    places = {"screen": (screen,), "handbooks": (handbooks,), "both": (screen, handbooks)}
    missed = [
        (place.__name__, word)
        for chosen, where in CHOSEN
        for language, word in zip(words.LANGUAGES, chosen, strict=True)
        for place in places[where]
        if not re.search(rf"\b{word}", place(language))  # the start of a word: words bend at their end
    ]

    assert len(CHOSEN) >= 60
    assert missed == []


def test_who_brings_a_case_is_called_the_same_on_every_page() -> None:
    """The same page says `inbrenger` and `fokusperson`, or neither: then it has another way to say it."""
    room = settings.PACKAGE / "handbooks"
    pages = [page for kind in ("steps", "forms") for page in room.glob(f"*/**/nl/{kind}/*.md")]
    differing = []
    for page in sorted(pages):
        danish = Path(str(page).replace("/nl/", "/da/"))
        if ("inbrenger" in page.read_text().lower()) != ("fokusperson" in danish.read_text().lower()):
            differing.append(str(page.relative_to(room)))

    assert len(pages) >= 100
    assert differing == []


def test_avoided_words_stand_nowhere() -> None:
    found = [
        match[0]
        for language, word in AVOIDED
        for match in re.finditer(rf"\b{word}\w{{0,3}}\b", screen(language) + handbooks(language))
    ]

    assert len(AVOIDED) >= 10
    assert found == []


@pytest.mark.parametrize(("language", "strange"), [("nl", "[“”«»]|[a-z]'[a-z]"), ("da", "[“«»‘]|[a-z]'[a-z]")])
def test_quotation_marks_are_those_of_the_language(language: str, strange: str) -> None:
    assert re.findall(rf".{{0,20}}(?:{strange}).{{0,20}}", screen(language) + handbooks(language)) == []
