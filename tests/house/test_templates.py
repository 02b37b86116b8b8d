"""Templates: they link down, act once, hold no code, and can be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

FLOOR = {room: height for height, room in enumerate(settings.FLOORS)}
SRC = Path(settings.PACKAGE)
PAGES = sorted(SRC.glob("*/templates/**/*.html"))
LINK = re.compile(r"""\{%\s*url\s+["'](\w+):""")  # allauth's names have no room and are exempt
FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
CODE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|javascript:|\shx-on\b", re.IGNORECASE)
ACTING = re.compile(r"\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
UNTRIMMED = re.compile(r"\{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SRC)))


def bare(page: Path) -> str:
    """The page without its comments, and with nothing inside template tags that looks like HTML."""
    return re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", page.read_text(), flags=re.DOTALL)


@each_page
def test_template_links_down(page: Path) -> None:
    room = page.relative_to(SRC).parts[0]
    for target in LINK.findall(bare(page)):
        assert FLOOR[target] <= FLOOR[room], f"links up to {target}"


@each_page
def test_forms_that_post_act_once_and_only_from_here(page: Path) -> None:
    for form in FORM.findall(bare(page)):
        assert "{% csrf_token %}" in form, form
        assert "{% once %}" in form, form


@each_page
def test_template_holds_no_code(page: Path) -> None:
    text = bare(page)

    assert CODE.findall(text) == []
    assert [tag for tag in TAG.findall(text) if ACTING.search(tag)] == []


@each_page
def test_translated_blocks_are_trimmed(page: Path) -> None:
    assert UNTRIMMED.findall(bare(page)) == []
