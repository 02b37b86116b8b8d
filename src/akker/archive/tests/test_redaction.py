"""Which words name somebody, and which do not."""

from __future__ import annotations

import unicodedata

import pytest

from akker.archive.redaction import names

HERE = "een oud-deelnemer"
ANNA = names("Anna Maria de Vries", "anna.de.vries@example.org", ["Piet Bakker"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna Maria de Vries", HERE),
        ("bel anna maria  de vries", f"bel {HERE}"),
        ("ANNA DE VRIES", HERE),
        ("Anna Vries", HERE),
        ("Vries, Anna", HERE),
        ("de Vries, A.", HERE),
        ("A. de Vries", HERE),
        ("A.M. de Vries", HERE),
        ("Anna V.", HERE),
        ("De Vries belt", f"{HERE} belt"),
        ("Vries' idee, Annas plan", f"{HERE}' idee, {HERE}s plan"),
        ("Anna-methode", f"{HERE}-methode"),
        ("mail Anna.de.Vries@Example.org!", f"mail {HERE}!"),
        ("joanna.de.vries@example.org", "joanna.de.vries@example.org"),
        ("Annabel en Susanna", "Annabel en Susanna"),
        ("het vriest in vries", "het vriest in vries"),
        ("de kou", "de kou"),
    ],
)
def test_a_name_is_found_as_people_write_it(text: str, left: str) -> None:
    assert ANNA.replaced(text, HERE) == left


def test_a_word_that_somebody_else_bears_stays() -> None:
    found = names("Anna de Vries", "", ["Piet de Vries", "Joost Anna-Bos"])

    assert found.replaced("Vries en Anna bellen Piet de Vries", HERE) == "Vries en Anna bellen Piet de Vries"
    assert found.replaced("Anna de Vries belt", HERE) == f"{HERE} belt"


def test_short_words_are_words() -> None:
    assert (
        names("Wil Bos", "", []).replaced("Wil je naar het Bos met Wil Bos?", HERE)
        == f"Wil je naar het Bos met {HERE}?"
    )


@pytest.mark.parametrize(("text", "left"), [("Bo komt", f"{HERE} komt"), ("bo komt", "bo komt"), ("Bos", "Bos")])
def test_a_single_name_is_all_there_is(text: str, left: str) -> None:
    assert names("Bo", "", []).replaced(text, HERE) == left


def test_letters_may_be_written_in_two_ways() -> None:
    found = names("Zoë Söderberg", "", [])

    assert found.replaced(unicodedata.normalize("NFD", "Zoë Söderberg komt"), HERE) == f"{HERE} komt"


def test_a_text_without_the_name_is_the_same_to_the_byte() -> None:
    text = unicodedata.normalize("NFD", "Café")

    assert ANNA.replaced(text, HERE) is text


def test_nobody_is_nowhere() -> None:
    assert not names("", "", []).found("Anna, mail@example.org")
    assert not names("", "", []).in_address("anna")


def test_values_of_json_keep_their_shape() -> None:
    value = {"Anna": ["Anna", 2, None], "b": {"c": "met Anna"}}

    assert ANNA.replaced_within(value, HERE) == {"Anna": [HERE, 2, None], "b": {"c": f"met {HERE}"}}


@pytest.mark.parametrize(
    ("address", "is_named"), [("plan-vries", True), ("Vries_2026.csv", True), ("vriesland", False)]
)
def test_addresses_and_files_are_named_after_people(address: str, is_named: bool) -> None:
    assert ANNA.in_address(address) == is_named


def test_an_excerpt_shows_what_stands_around_it() -> None:
    said = ANNA.excerpt("x" * 200 + "\n Anna \n" + "y" * 200)

    assert said.startswith("…xxx")
    assert said.endswith("yyy…")
    assert " Anna " in said
