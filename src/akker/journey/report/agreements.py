"""Working agreements as they are read: the clauses of the library beside what a network made of them."""

from __future__ import annotations

from collections.abc import Iterable

from akker.handbooks import workforms
from akker.handbooks.workforms.model import ClauseText
from akker.journey.models import Agreement

LONGEST = 10_000  # of a sheet


def clause(key: str, language: str) -> ClauseText | None:
    """The words of a clause; None for an agreement of their own, and for a clause that is no longer there."""
    return workforms.words(language).clauses.get(key)


def told(agreement: Agreement, language: str) -> str:
    """An agreement in one line, with what it is about."""
    words = clause(agreement.clause, language)
    return f"{words.name}: {agreement.text}" if words else agreement.text


def sheet_text(agreements: Iterable[Agreement], language: str) -> str:
    """All of them together, as they are put before everybody; "" for none."""
    lines = (f"- {' '.join(told(each, language).split())}" for each in agreements)
    return "\n".join(lines)[:LONGEST]


def starting(keys: Iterable[str], language: str) -> dict[str, str]:
    """The clauses to start from, in the order of the library: key -> words to change."""
    wanted = set(keys)
    words = workforms.words(language).clauses
    return {each.key: str(words[each.key].text) for each in workforms.library().clauses if each.key in wanted}
