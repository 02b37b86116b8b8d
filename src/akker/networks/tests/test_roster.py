"""People as somebody types or pastes them."""

from __future__ import annotations

import pytest

from akker.networks.roster import Named, read, wrong_address


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Anna Bakker <anna@example.org>", [("Anna Bakker", "anna@example.org")]),
        ("anna@example.org", [("", "anna@example.org")]),
        ("Anna Bakker", [("Anna Bakker", "")]),
        ("  Zoë   Çelik\t zoe@example.org ,", [("Zoë Çelik", "zoe@example.org")]),
        ("ANNA@Example.ORG Anna", [("Anna", "anna@example.org")]),
        ('"Bakker, Anna" <anna@example.org>', [("Bakker Anna", "anna@example.org")]),
        ("- Søren Ødegård (soren@example.org).", [("Søren Ødegård .", "soren@example.org")]),
        ("Anna Bakker – anna@example.org", [("Anna Bakker", "anna@example.org")]),
        ("anna@example.org.", [("", "anna@example.org")]),
        ("Anna <a@example.org>, Bo <b@example.org>", [("Anna", "a@example.org"), ("Bo", "b@example.org")]),
        ('"Bakker, Anna" <a@example.org>; b@example.org', [("Bakker Anna", "a@example.org"), ("", "b@example.org")]),
        (
            "Anna a@example.org; Bo <b@example.org>, c@example.org",
            [("Anna", "a@example.org"), ("Bo", "b@example.org"), ("", "c@example.org")],
        ),
        (
            '"Bakker, Anna" <a@example.org>, Bo <b@example.org>',
            [("Bakker Anna", "a@example.org"), ("Bo", "b@example.org")],
        ),
        ("Anna, Bo, Cas", [("Anna", ""), ("Bo", ""), ("Cas", "")]),
        ("Anna; Bo", [("Anna", ""), ("Bo", "")]),
        ("Bakker, Anna", [("Bakker Anna", "")]),
        ("Bakker, Anna, anna@example.org", [("Bakker Anna", "anna@example.org")]),
        ("\n ,;\t\n()\n<>\n", []),
        ("Jan Jansen\nJAN jansen", [("Jan Jansen", "")]),
        ("Anna <a@example.org>\na@example.org", [("Anna", "a@example.org")]),
        ("a@example.org\nAnna <a@example.org>", [("Anna", "a@example.org")]),
        ("Jan <j1@example.org>\nJan <j2@example.org>", [("Jan", "j1@example.org"), ("Jan", "j2@example.org")]),
        ("Anna\r\nBo\u2028Cas", [("Anna", ""), ("Bo", ""), ("Cas", "")]),
        ("x" * 500, [("x" * 120, "")]),
    ],
)
def test_lines_become_people(line: str, people: list[tuple[str, str]]):
    assert read(line) == [Named(name, email) for name, email in people]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Anna\nb@example.org", ""),
        ("anna@example", "anna@example"),
        ("Anna anna@@example.org", "anna@@example.org"),
        (f"{'a' * 260}@example.org", f"{'a' * 260}@example.org"),
    ],
)
def test_what_was_meant_as_an_address_is_not_taken_for_a_name(text: str, wrong: str):
    assert wrong_address(read(text)) == wrong
