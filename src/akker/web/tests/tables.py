"""Print what a database looks like: each table with its columns and constraints, as JSON."""

from __future__ import annotations

import json
import re

import django


def _named(name: str) -> str:
    """SQLite counts those without a name of their own, in the order they came."""
    return "" if re.match(r"__|fk_\d+$", name) else name


def main() -> None:
    django.setup()
    from django.db import connection

    told = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            constraints = connection.introspection.get_constraints(cursor, table).items()
            told[table] = {
                "columns": sorted(map(repr, columns)),
                "constraints": sorted(f"{_named(name)} {what}" for name, what in constraints),
            }
    print(json.dumps(told, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
