"""Candidates as a table, just as an import takes them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from akker.documents.tables import Table
from akker.programmes.models import Programme
from akker.recruit.columns import COLUMNS, WRITTEN, written
from akker.recruit.models import Candidate
from akker.recruit.report import named


def candidates(rows: QuerySet[Candidate], programme: Programme, language: str) -> Table:
    """In the order in which they applied, headers and words in `language`; three queries. Intake notes stay out."""
    found = list(rows.with_preferences().order_by("applied_at", "pk"))  # type: ignore[attr-defined]
    with override(language):
        names = named.names(named.running(programme.pk))
        cells = tuple(tuple(written(name, _value(row, name, names)) for name in WRITTEN) for row in found)
        return Table(tuple(str(COLUMNS[name]) for name in WRITTEN), cells)


def _value(row: Candidate, name: str, names: named.Names) -> Any:
    if name == "name":
        return row.person.name
    if name == "email":
        return row.person.email or ""
    if name == "wishes":
        return [wish.network.name for wish in row.wishes]  # type: ignore[attr-defined]
    if name == "pool":
        return bool(row.pool_at)
    if name == "applied_on":
        return row.applied_on.isoformat()
    return named.in_words(name, getattr(row, name), names)
