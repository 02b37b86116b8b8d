"""Turning the pages of a long list, forwards and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest


def turned(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int, address: str = ""
) -> tuple[list[Any], dict[str, str]]:
    """The rows of this page, and what `_pager.html` shows: the addresses of the pages before and after it, with what
    was searched for, empty where there is none. `address`: of the list, where a form may answer with it elsewhere.
    One query, and one more past the end, which is the beginning again.
    """
    start = begins_at(request)
    found = list(rows[start : start + size + 1])
    if start and not found:  # what stood here moved or is gone
        start, found = 0, list(rows[: size + 1])

    def at(number: int) -> str:
        wanted = request.GET.copy()
        wanted["from"] = str(number)
        return f"{address}?{wanted.urlencode()}"

    earlier = at(max(0, start - size)) if start else ""
    return found[:size], {"earlier": earlier, "later": at(start + size) if len(found) > size else ""}


def begins_at(request: HttpRequest) -> int:
    """How many rows of a long list were on the pages before; what is no number is the first page."""
    text = request.GET.get("from", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def kept(request: HttpRequest) -> str:
    """The page that one is on, to stand behind an address: for forms, and for where they lead."""
    start = begins_at(request)
    return f"?from={start}" if start else ""
