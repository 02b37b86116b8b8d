"""What import-linter cannot see, or cannot say: coupling by string, and who may be what."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

FLOOR = {room: height for height, room in enumerate(settings.FLOORS)}
SRC = Path(settings.PACKAGE)
LINT = tomllib.loads((SRC.parents[1] / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NAMED = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["'](\w+):(\w+)""")
BACK = {"overview", "journey"}  # the pages across rooms that a visitor came from and is led back to
SHELL_ONLY = {"cli", "server", "middleware", "context", "settings"}
PRIVATE = {"urls", "views", "forms"}
MAY_COMPOSE = {"recruit.tasks", "roles.tasks", "meetings.tasks", "pulse.tasks", "web.cli"}
LONGEST = 400  # lines


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("akker", include_external_packages=True, cache_dir=None)


def layers(contract: str) -> list[str]:
    return next(entry["layers"] for entry in LINT if entry["id"] == contract)


def instruments() -> list[str]:
    names = re.findall(r"\w+", layers("furniture")[-1])
    return [module for module in graph().modules if module.count(".") == 2 and module.split(".")[-1] in names]


def test_contracts_have_the_floors_of_the_settings() -> None:
    *rooms, cellar = layers("floors")

    assert rooms == list(reversed(settings.FLOORS))
    assert cellar.split(" | ") == settings.CELLAR


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    if model._meta.app_label not in FLOOR:
        pytest.skip("not our room")
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation and field.related_model._meta.app_label in FLOOR:
            assert FLOOR[field.related_model._meta.app_label] <= FLOOR[model._meta.app_label], field


@pytest.mark.parametrize("room", FLOOR)
def test_redirects_point_down(room: str) -> None:
    for file in (SRC / room).rglob("*.py"):
        for target, page in NAMED.findall(file.read_text()) if "tests" not in file.parts else ():
            known = target == "web" and page in BACK
            assert known or FLOOR[target] <= FLOOR[room], f"{file.relative_to(SRC)} leads up to {target}:{page}"


def test_no_room_borrows_views_or_forms() -> None:
    """Another room may offer models, access and actions; the rest is private."""
    for imported in graph().modules:
        _, room, furniture, *_ = [*imported.split("."), "", ""]
        if furniture in PRIVATE:
            borrowers = graph().find_modules_that_directly_import(imported) - {"akker.web.urls"}  # the map of all
            assert all(name.split(".")[1] == room for name in borrowers), (imported, borrowers)


def test_instruments_import_no_models() -> None:
    for instrument in instruments():
        for imported in graph().find_modules_directly_imported_by(instrument):
            assert imported.split(".")[2:3] != ["models"], f"{instrument} imports {imported}"


def test_only_the_shell_has_shell_furniture() -> None:
    found = {tuple(name.split(".")[1:]) for name in graph().modules if name.count(".") == 2}

    assert {room for room, name in found if name in SHELL_ONLY} == {"web"}


def test_only_four_rooms_ask_the_optimiser() -> None:
    modules = [name for name in graph().modules if re.match(r"akker\.compose\b", name)]
    askers = {asker for name in modules for asker in graph().find_modules_that_directly_import(name)}

    furniture = {".".join(asker.split(".")[1:3]) for asker in askers if asker not in modules}  # tasks may be a package
    assert furniture <= MAY_COMPOSE


@pytest.mark.parametrize("room", [*FLOOR, *settings.CELLAR])
def test_room_says_what_it_owns(room: str) -> None:
    assert ast.get_docstring(ast.parse((SRC / room / "__init__.py").read_text()))
    assert (SRC / room / "apps.py").exists() == (room in FLOOR)


def test_files_stay_short() -> None:
    files = [file for file in SRC.rglob("*.py") if "migrations" not in file.parts]
    too_long = [str(file.relative_to(SRC)) for file in files if len(file.read_text().splitlines()) >= LONGEST]

    assert too_long == []
