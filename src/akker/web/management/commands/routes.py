from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver

from akker.programmes.access import May as ProgrammeMay
from akker.web.middleware import PUBLIC

PROGRAMME = frozenset(ProgrammeMay)  # a view may serve a network and a programme, and names the needs of both


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    methods: list[str]
    rule: str


class Command(BaseCommand):
    help = "List every address with its name, methods and the rule that guards it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, one object per route")

    def handle(self, *, json: bool, **options: Any) -> None:
        found = sorted(routes(), key=lambda route: (route.path, route.name))
        self.stdout.write(_as_json(found) if json else _as_table(found))


@cache  # addresses stand still while a process runs, and finding the rules reads the source of every view
def routes() -> tuple[Route, ...]:
    return tuple(
        Route(
            name=f"{space}{pattern.name or ''}",
            path=re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path),
            methods=_methods(pattern.callback),
            rule=_rule(inspect.unwrap(pattern.callback), path),
        )
        for pattern, path, space in _walk(get_resolver().url_patterns, "/", "")
    )


def _walk(patterns: Any, path: str, space: str) -> Iterator[tuple[URLPattern, str, str]]:
    for entry in patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, here, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield entry, here, space


def _methods(view: Any) -> list[str]:
    """What the method decorators of a view let through; they keep it in a closure."""
    while view is not None:
        cells = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
        if "request_method_list" in cells:
            return sorted(cells["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return ["GET", "POST"]


def _rule(view: Any, path: str) -> str:
    """The door that a view, or a function of its own module that it calls first, goes through."""
    source = _with_steps(view)
    if path.startswith("/p/") and (named := [need.lower() for need in re.findall(r"May\.([A-Z]+)", source)]):
        if "<slug:network>" in path:
            return f"network: {named[0]}"
        return f"programme: {next((need for need in named if need in PROGRAMME), named[0])}"
    if re.search(r"\banswer\(", source):
        return "personal link"
    return "anybody" if path.startswith(PUBLIC) else "signed in"


_source = cache(inspect.getsource)  # doors and shared steps come back in many views


def _with_steps(view: Any, depth: int = 2) -> str:
    """The source of a view, followed by that of the functions it names, of the views of its room or of a door."""
    source = _source(view)
    if depth == 0:
        return source
    named = (getattr(inspect.getmodule(view), name, None) for name in dict.fromkeys(re.findall(r"\b(\w+)\(", source)))
    steps = [step for step in named if inspect.isfunction(step) and step is not view]
    views = view.__module__.partition(".views")[0] + ".views"
    ours = [step for step in steps if step.__module__.startswith(views) or step.__module__.endswith(".access")]
    return source + "".join(_with_steps(step, depth - 1) for step in ours)


def _as_json(found: list[Route]) -> str:
    return json.dumps([asdict(route) for route in found], indent=2)


def _as_table(found: list[Route]) -> str:
    return "\n".join(f"{','.join(route.methods):10} {route.path:70} {route.rule:22} {route.name}" for route in found)
