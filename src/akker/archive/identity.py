"""Readable keys and ids for the rows of a document."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.text import slugify

from akker.people.keys import uuid7

SPELLED = str.maketrans({
    "ø": "oe", "æ": "ae", "å": "aa", "œ": "oe", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
})  # fmt: skip


def slug(text: str, otherwise: str = "x") -> str:
    """`Søren Yıldız` -> `soeren-yildiz`; at most 60 characters."""
    return slugify(text.lower().translate(SPELLED))[:60].strip("-_") or otherwise


def numbered(stems: Iterable[tuple[UUID, str]]) -> dict[UUID, str]:
    """Make the keys differ: `jan`, `jan-2`, `jan-3`, in the order given."""
    keys: dict[UUID, str] = {}
    taken: set[str] = set()
    highest: dict[str, int] = {}
    for row, stem in stems:
        key, number = stem, highest.get(stem, 1)
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        highest[stem] = number
        taken.add(key)
        keys[row] = key
    return keys


def births() -> Iterator[UUID]:
    """Endless ids of version 7 that rise one by one, so that rows keep the order of their document.

    The 12 bits after the milliseconds count, as RFC 9562 (6.2, method 1) allows; when they are full
    the milliseconds go one further.
    """
    moment = time.time_ns() // 1_000_000
    count = 0
    while True:
        rest = uuid7().int & ((1 << 64) - 1)
        yield UUID(int=(moment + (count >> 12)) << 80 | 0x7 << 76 | (count & 0xFFF) << 64 | rest)
        count += 1
