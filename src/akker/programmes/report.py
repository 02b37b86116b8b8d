"""With which handbooks the networks of a programme can begin."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from akker.handbooks import reader
from akker.programmes.models import Programme, books


def named_books(programme: UUID, language: str) -> list[tuple[str, str]]:
    """Pin and title of each of `books`; a title that more of them have, as copies do, comes with its pin."""
    titles = {book.pin: str(reader.text(book, language).title) for book in books(programme)}
    repeated = {title for title, count in Counter(titles.values()).items() if count > 1}
    return [(pin, f"{title} ({pin})" if title in repeated else title) for pin, title in titles.items()]


def usual_book(programme: Programme) -> str:
    """The handbook in which a new network of this programme begins when nobody chooses another; at most one query."""
    pin = programme.handbook
    return pin if pin and pin in {book.pin for book in books(programme.pk)} else reader.DEFAULT
