"""Queries of the busiest pages: their SQL is written once per process.

Django writes the SQL of a query anew at every request, and for a small answer the writing costs
more than the asking: it was half of the CPU of a page. See docs/decisions/0011.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, Field, Model, QuerySet, UUIDField

Row = TypeVar("Row", bound=Model)
KEY, MOMENT, DAY, TEXT = UUIDField(), DateTimeField(), DateField(), CharField()
SAMPLES: dict[type[Field[Any, Any]], Callable[[], Any]] = {
    UUIDField: uuid4,
    DateTimeField: lambda: datetime(1951, 2, 3, 4, 5, 6, tzinfo=UTC),
    DateField: lambda: date(1951, 2, 3),
    CharField: lambda: f"a text such as {uuid4()}",
}


@dataclass(frozen=True)
class _Plan:
    sql: str
    constants: tuple[Any, ...]
    slots: tuple[str, ...]  # the name that fills each place, "" where a constant stands
    compiler: Any
    converters: dict[int, Any]


class Prepared:
    """A `values_list` of plain fields, built from named values; ask it like a function.

    Prepared(lambda network: Seat.objects.filter(membership__network=network).values_list("role"), network=KEY)

    Not for a list of values (`__in`), whose SQL changes with its length. One query per call.
    Raises: ValueError when a value does not reach the SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: Field[Any, Any]) -> None:
        self.build, self.kinds = build, kinds
        self.plans: dict[str, _Plan] = {}  # by kind of database

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        plan = self.plans.get(connection.vendor) or self._prepare()
        given = {name: kind.get_db_prep_value(values[name], connection) for name, kind in self.kinds.items()}
        filled = [given[slot] if slot else constant for slot, constant in zip(plan.slots, plan.constants, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, filled)
            return list(_converted(plan, cursor.fetchall()))

    def _prepare(self) -> _Plan:
        samples = {name: SAMPLES[type(kind)]() for name, kind in self.kinds.items()}
        compiler = self.build(**samples).query.get_compiler(connection=connection)
        sql, constants = compiler.as_sql()
        marks = {name: self.kinds[name].get_db_prep_value(sample, connection) for name, sample in samples.items()}
        slots = tuple(next((name for name, mark in marks.items() if mark == value), "") for value in constants)
        if set(slots) - {""} != set(self.kinds):
            raise ValueError(f"not every value reaches the SQL: {sql}")
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        plan = self.plans[connection.vendor] = _Plan(sql, tuple(constants), slots, compiler, converters)
        return plan


class Written:
    """A query written by hand, with named marks such as %(person)s; ask it like a function.

    `fields`: what each column of the answer holds, so that its values come as the ORM would give them.
    `kinds`: what each named value is. One query per call.
    """

    def __init__(self, sql: str, fields: list[Field[Any, Any]], **kinds: Field[Any, Any]) -> None:
        self.sql, self.fields, self.kinds = sql, fields, kinds
        self.plans: dict[str, _Plan] = {}  # by kind of database

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        plan = self.plans.get(connection.vendor) or self._prepare()
        given = {name: kind.get_db_prep_value(values[name], connection) for name, kind in self.kinds.items()}
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, given)
            return list(_converted(plan, cursor.fetchall()))

    def _prepare(self) -> _Plan:
        first = self.fields[0].model
        compiler = first._default_manager.all().query.get_compiler(connection=connection)
        converters = compiler.get_converters([field.get_col(field.model._meta.db_table) for field in self.fields])
        plan = self.plans[connection.vendor] = _Plan(self.sql, (), (), compiler, converters)
        return plan


def columns(model: type[Model], names: Iterable[str]) -> list[Field[Any, Any]]:
    """The fields of `model` by the names of their columns."""
    known: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _converted(plan: _Plan, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    if not plan.converters:
        return iter(rows)
    return map(tuple, plan.compiler.apply_converters(rows, plan.converters))


def thin(model: type[Row], names: tuple[str, ...], values: tuple[Any, ...]) -> Row:
    """A row of `model` that knows only the columns `names`; any other loads itself when asked for."""
    return model.from_db(connection.alias, names, [values[place] for place in _places(model, names)])


@lru_cache
def _places(model: type[Model], names: tuple[str, ...]) -> tuple[int, ...]:
    """Where each column stands among the values, in the order in which the model has its columns."""
    return tuple(names.index(field.attname) for field in model._meta.concrete_fields if field.attname in names)


def add(row: Row) -> Row:
    """Write a new row; one query. For a table that nothing listens to: no signal is sent."""
    sql, fields = _adding(type(row), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _adding(model: type[Model], _vendor: str) -> tuple[str, list[Field[Any, Any]]]:
    quote, fields = connection.ops.quote_name, list[Any](model._meta.concrete_fields)
    names, marks = ", ".join(quote(field.column) for field in fields), ", ".join("%s" for _field in fields)
    return " ".join(["INSERT INTO", quote(model._meta.db_table), f"({names}) VALUES ({marks})"]), fields


def change(row: Model, where: dict[str, Any], values: dict[str, Any]) -> bool:
    """Write plain values of `row`, by names of fields, if it still is as `where` says; one query.

    Returns: False when it is not.
    """
    sql, fields = _writing(type(row), tuple(values), tuple(where), connection.vendor)
    plain = [value.pk if isinstance(value, Model) else value for value in (*values.values(), *where.values(), row.pk)]
    ready = [field.get_db_prep_save(value, connection) for field, value in zip(fields, plain, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(sql, ready)
        return bool(cursor.rowcount)


@cache
def _writing(
    model: type[Model], values: tuple[str, ...], where: tuple[str, ...], _vendor: str
) -> tuple[str, list[Field[Any, Any]]]:
    about, quote = model._meta, connection.ops.quote_name
    found: list[Any] = [about.get_field(name) for name in (*values, *where)] + [about.pk]
    marks = [f"{quote(field.column)} = %s" for field in found]
    sets, tests = ", ".join(marks[: len(values)]), " AND ".join(marks[len(values) :])
    return " ".join(["UPDATE", quote(about.db_table), "SET", sets, "WHERE", tests]), found
