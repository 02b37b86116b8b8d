"""With which handbooks the networks of a programme can begin."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from akker.handbooks import reader
from akker.programmes.models import Office, Programme, books


def named_books(programme: UUID, language: str) -> list[tuple[str, str]]:
    """Pin and title of each of `books`; a title that more of them have, as copies do, comes with its pin."""
    titles = {book.pin: str(reader.text(book, language).title) for book in books(programme)}
    repeated = {title for title, count in Counter(titles.values()).items() if count > 1}
    return [(pin, f"{title} ({pin})" if title in repeated else title) for pin, title in titles.items()]


def has(words: str, *shown: object) -> bool:
    """Whether all words stand in what is shown; without words everything does."""
    text = " ".join(str(each) for each in shown).casefold()
    return all(word in text for word in words.casefold().split())


def who_is_who(
    held: list[Office], places: list[tuple[Any, list[Office]]], words: str, *, with_mail: bool
) -> tuple[list[Office], list[tuple[Any, list[Office]]]]:
    """Offices, and forums or organisations with theirs, in which all words stand; one that is named so keeps everybody.
    Mail addresses are searched only `with_mail`, for who sees them: a search must not tell what is not shown.
    """

    def named(offices: list[Office]) -> list[Office]:
        return [one for one in offices if has(words, one.person, (one.person.email or "") if with_mail else "")]

    found = [(place, offices if has(words, place) else named(offices)) for place, offices in places]
    return named(held), [(place, offices) for place, offices in found if offices or has(words, place)]


def usual_book(programme: Programme) -> str:
    """The handbook in which a new network of this programme begins when nobody chooses another; at most one query."""
    pin = programme.handbook
    return pin if pin and pin in {book.pin for book in books(programme.pk)} else reader.DEFAULT
