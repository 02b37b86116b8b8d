"""The rules of the database, asked of rows that are not in it yet.

A constraint is named as a sentence, so its name is what to say when a row breaks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import ge, gt, le, lt
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.db.models.options import Options

from akker.archive.faults import Fault

ORDER = {"gte": ge, "gt": gt, "lte": le, "lt": lt}
Placed = tuple[str, Any]  # a path in the document, and the row made of what stands there


def broken(rows: Sequence[Placed]) -> Iterator[Fault]:
    """Every check and every uniqueness that `rows`, all of one model, do not keep."""
    if not rows:
        return
    meta: Options[Model] = rows[0][1]._meta
    for rule in meta.constraints:
        sentence = rule.name.replace("_", " ")
        if isinstance(rule, CheckConstraint):
            yield from (Fault(path, sentence) for path, row in rows if not holds(_condition(rule), row))
        elif isinstance(rule, UniqueConstraint):
            under = [(path, row) for path, row in rows if rule.condition is None or holds(rule.condition, row)]
            yield from _twice(under, rule.fields, sentence)
    for field in meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield from _twice(rows, [field.name], f"another row of this document has the same {field.name}")


def holds(condition: Q, row: Model) -> bool:
    """What the database would say of `condition` for this row; raises NotImplementedError when it is beyond this."""
    children: Sequence[Any] = condition.children
    parts = (holds(part, row) if isinstance(part, Q) else _compare(row, *part) for part in children)
    answer = any(parts) if condition.connector == Q.OR else all(parts)
    return answer != condition.negated


def _condition(rule: CheckConstraint) -> Q:
    if not isinstance(rule.condition, Q):
        raise NotImplementedError(rule.name)
    return rule.condition


def _compare(row: Model, lookup: str, wanted: Any) -> bool:
    name, _, how = lookup.partition("__")
    value = _value(row, name)
    if isinstance(wanted, Lower):
        source: Any = wanted.source_expressions[0]
        wanted = _value(row, source.name).lower()
    if isinstance(wanted, F):
        column: Any = wanted
        wanted = _value(row, column.name)
    if how == "isnull":
        return (value is None) == wanted
    if how == "in":
        return value in wanted
    if how in ORDER:
        return value is None or wanted is None or bool(ORDER[how](value, wanted))  # to a check, nothing is no breach
    if how or hasattr(wanted, "resolve_expression"):
        raise NotImplementedError(lookup)
    return bool(value == wanted)


def _value(row: Model, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    return getattr(row, field.attname)


def _twice(rows: Sequence[Placed], fields: Iterable[str], sentence: str) -> Iterator[Fault]:
    seen = set()
    for path, row in rows:
        values = tuple(_value(row, name) for name in fields)
        if None in values:
            continue  # to a database, nothing never equals nothing
        if values in seen:
            yield Fault(path, sentence)
        seen.add(values)
