"""`akker routes` tells every address with the door it goes through."""

from __future__ import annotations

import inspect
import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import resolve

from akker.networks.access import May
from akker.programmes.access import May as ProgrammeMay
from akker.web.management.commands.routes import Route, _with_steps, routes

FOUND = list(routes())
KNOWN = {f"network: {may}" for may in May} | {f"programme: {may}" for may in ProgrammeMay}
each_route = pytest.mark.parametrize("route", FOUND, ids=lambda route: route.name)


def told() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("routes", "--json", stdout=out)
    rows: list[dict[str, Any]] = json.loads(out.getvalue())
    return rows


def view_of(route: Route) -> Any:
    path = route.path
    for place, value in {"pk": "0" * 32, "event": "0" * 32, "kind": "csv", "number": "1"}.items():
        path = path.replace(f"{{{place}}}", value)
    dashed = "00000000-0000-0000-0000-000000000000"
    return inspect.unwrap(resolve(path.replace("0" * 32, dashed).replace("{", "").replace("}", "")).func)


def test_json_holds_every_route_with_all_it_needs():
    rows = told()

    assert {row["name"] for row in rows} == {route.name for route in FOUND}
    assert {tuple(row) for row in rows} == {("name", "path", "methods", "rule")}
    assert [row for row in rows if not (row["name"] and row["path"].startswith("/") and row["methods"])] == []


@each_route
def test_a_rule_is_never_empty_and_says_a_known_thing(route: Route):
    assert route.rule in KNOWN | {"signed in", "anybody", "personal link"}
    assert set(route.methods) <= {"GET", "HEAD", "POST"}


@each_route
def test_whatever_is_in_a_programme_has_a_door(route: Route):
    assert route.path.startswith("/p/") == (route.rule in KNOWN)
    is_inside = route.path.startswith("/p/") and "{network}" in route.path  # else a page for anybody
    assert is_inside == route.rule.startswith("network: ")


@pytest.mark.parametrize(
    "route", [each for each in FOUND if each.rule.startswith("network: ")], ids=lambda each: each.name
)
def test_the_rule_is_the_door_in_the_code(route: Route):
    """The view, or a function of its room that it begins with, says `enter(..., May.X)`."""
    source = _with_steps(view_of(route))

    assert re.search(r"\benter\(", source)
    assert route.rule.removeprefix("network: ") in [need.lower() for need in re.findall(r"\bMay\.([A-Z]+)", source)]
