from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.template.loader import get_template
from django.utils import timezone, translation

from akker.people import clock
from akker.web.templatetags import akker as tags

CHECKOUT = Path(__file__).resolve().parents[4]


def render(source: str, **context: object) -> str:
    return (
        Engine(libraries={"akker": "akker.web.templatetags.akker"}, builtins=["akker.web.templatetags.akker"])
        .from_string(source)
        .render(Context(context))
    )


def test_icon_is_inline_and_skipped_by_screen_readers() -> None:
    html = render('{% icon "sprout" %}{% icon name %}', name="check")
    assert html.count("<svg") == 2
    assert html.count('aria-hidden="true"') == 2


def test_icon_that_was_not_copied_fails_when_the_template_is_read() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        render('{% icon "unicorn" %}')


def test_avatar_says_the_name_only_when_asked() -> None:
    person = SimpleNamespace(pk=7, initials="<B", __str__=None)
    assert 'aria-hidden="true"' in tags.avatar(person)
    assert 'role="img"' in tags.avatar(person, named=True)
    assert "&lt;B" in tags.avatar(person)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Doel", "<h3>Doel</h3>"),
        ("##### Diep", "<h6>Diep</h6>"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[weg](javascript:alert(1))", "[weg](javascript:alert(1))"),
        ("![foto](https://elders.example/x.png)", "!<a"),
        ("**vet** en *schuin*", "<strong>vet</strong> en <em>schuin</em>"),
        ("| a |\n| --: |\n| 1 |", "<td>1</td>"),
    ],
)
def test_markdown_is_shifted_and_safe(text: str, html: str) -> None:
    assert html in tags.markdown(text)


@pytest.mark.parametrize(
    ("language", "soon", "whole", "at"),
    [
        ("nl", "do 3 dec", "donderdag 3 december 2026", "do 3 dec, 13:30"),
        ("da", "tor 3. dec", "torsdag 3. december 2026", "tor 3. dec, 13:30"),
        ("en", "Thu 3 Dec", "Thursday 3 December 2026", "Thu 3 Dec, 13:30"),
    ],
)
def test_dates_read_as_people_say_them(
    monkeypatch: pytest.MonkeyPatch, language: str, soon: str, whole: str, at: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, tzinfo=UTC))
    meeting = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)
    with translation.override(language), timezone.override("Europe/Amsterdam"):
        assert (tags.day(meeting), tags.full_day(meeting), tags.moment(meeting)) == (soon, whole, at)
        assert "2027" in tags.day(date(2027, 3, 18))
        assert tags.day(None) == tags.moment(None) == ""


@pytest.mark.parametrize(
    ("minutes", "text"), [(45, "45 min"), (90, "90 min"), (120, "2 h"), (150, "2½ h"), (135, "2 h 15 min"), (None, "")]
)
def test_duration_is_short(minutes: int | None, text: str) -> None:
    with translation.override("en"):
        assert tags.duration(minutes) == text


@pytest.mark.parametrize("name", ["400", "500"])
def test_error_pages_need_no_request(name: str) -> None:
    assert "<h1>" in get_template(f"{name}.html").render()


def test_vendored_files_are_what_the_list_says() -> None:
    lines = (CHECKOUT / "src/akker/web/static/vendor/SHA256SUMS").read_text().splitlines()
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((CHECKOUT / name).read_bytes()).hexdigest() == digest, name
    assert len(lines) > 80


def test_pages_hold_no_inline_style_or_script() -> None:
    found = subprocess.run(
        ["grep", "-rnE", r"style=\"|<style|<script>| on[a-z]+=\"|hx-on|js:", "--include=*.html", "src/akker"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in found.stdout.splitlines() if "post/mail" not in line] == []
