"""Every table as lines of JSON, the same from SQLite and from PostgreSQL: first the columns, then the rows."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model
from django.utils.duration import duration_iso_string

# Made anew by `migrate`, or by signing in again.
LEFT_OUT = {"auth", "contenttypes", "sessions"}
CHUNK = 2000  # rows held at once


def tables() -> dict[str, type[Model]]:
    """Every table that is kept, by the name of its model: "people.person"."""
    models = apps.get_models(include_auto_created=True)
    kept = (model for model in models if model._meta.managed and model._meta.app_label not in LEFT_OUT)
    return {model._meta.label_lower: model for model in kept}


def migrations() -> list[str]:
    """What has been applied to this database: "people.0001_people"."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def lines(model: type[Model]) -> Iterator[bytes]:
    """The table as it is now, row by row in the order of the primary key."""
    names = [it.attname for it in _fields(model)]
    yield _line(names)
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
        yield _line([_plain(value) for value in row])


def fill(model: type[Model], given: Iterable[bytes]) -> int:
    """Write these lines into an empty table; returns how many rows.

    Past the models' own saving: times that a model sets itself stay as they were.
    Raises: ValueError when the columns are not those of the table.
    """
    rest = iter(given)
    fields = {it.attname: it for it in _fields(model)}
    names = json.loads(next(rest, b"null"))
    if not isinstance(names, list) or sorted(names) != sorted(fields):
        raise ValueError(f"{model._meta.label_lower} has other columns")
    columns = [fields[name] for name in names]
    count = 0
    with connection.cursor() as cursor:
        while chunk := [_values(columns, line) for line in islice(rest, CHUNK)]:
            cursor.executemany(_insert(model, columns), chunk)
            count += len(chunk)
    return count


def clear(models: Iterable[type[Model]]) -> None:
    """Empty these tables; what refers to what is looked at when all is written."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own name


def count_on(models: Iterable[type[Model]]) -> None:
    """Let numbers that the database gives out begin after the highest there is (PostgreSQL)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [it for it in model._meta.concrete_fields if not getattr(it, "generated", False)]


def _insert(model: type[Model], columns: list[Field[Any, Any]]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(it.column)) for it in columns)
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names


def _values(columns: list[Field[Any, Any]], line: bytes) -> list[Any]:
    row = json.loads(line)
    if len(row) != len(columns):
        raise ValueError("a row has another number of columns")
    return [it.get_db_prep_save(it.to_python(value), connection) for it, value in zip(columns, row, strict=True)]


def _line(values: list[Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    """What JSON can hold and the field reads back with `to_python`."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value
