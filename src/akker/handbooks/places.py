"""On which line a fault stands: structure is checked by key, and an author looks for a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from akker.handbooks.model import Fault

TOKEN = re.compile(r"[^.\[\]]+")


def located(folder: Path, faults: Iterable[Fault]) -> list[Fault]:
    """The same faults, each with its line where a key or a section leads to one."""
    return [_located(folder / fault.path, fault) for fault in faults]


def _located(file: Path, fault: Fault) -> Fault:
    if fault.line or not fault.where or not file.is_file():
        return fault
    text = file.read_text("utf-8-sig")
    find = {".yaml": _of_key, ".svg": _of_element}.get(file.suffix, _of_section)
    return replace(fault, line=find(text, fault.where) or 1)  # what is not there at all is missing from the top


def _of_element(text: str, where: str) -> int:
    """The first line of a drawing with this element, and its attribute when that is named too; 0 when none has it."""
    element, *attribute = where.split()
    lines = enumerate(text.splitlines(), 1)
    return next((n for n, line in lines if f"<{element}" in line and all(name in line for name in attribute)), 0)


def _of_section(text: str, name: str) -> int:
    """The line of `## name`; 0 when the page has no such section."""
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip() == f"## {name}"), 0)


def _of_key(text: str, where: str) -> int:
    """The line of the deepest key of `where` that is there; 0 when not even the first is."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return 0
    line = 0
    tokens = TOKEN.findall(where)
    if tokens[:1] in (["steps"], ["results"]):  # named apart from their phase
        node = _steps(node)
        line = _of_double(node, ("key",) if tokens.pop(0) == "steps" else ("result", "key"))
    for token in tokens:
        found = _inside(node, token)
        if found is None:
            break
        line, node = found
    return line


def _of_double(steps: yaml.SequenceNode, names: tuple[str, ...]) -> int:
    """The line of the first step whose name, under the first of `names` that it has, was there before; 0 if none."""
    seen: set[str] = set()
    for step in steps.value:
        named = next((found[1].value for name in names if (found := _inside(step, name))), "")
        if named and named in seen:
            return int(step.start_mark.line) + 1
        seen.add(named)
    return 0


def _inside(node: yaml.Node | None, token: str) -> tuple[int, yaml.Node] | None:
    """Line and value of one key of a mapping, or of the item of a list with this key or place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == token:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            key = _inside(item, "key") if isinstance(item, yaml.MappingNode) else None
            if token == str(number) or (key and key[1].value == token):
                return item.start_mark.line + 1, item
    return None


def _steps(root: yaml.Node | None) -> yaml.SequenceNode:
    """The steps of every phase as one list."""
    phases = _inside(root, "phases")
    listed = phases[1].value if phases and isinstance(phases[1], yaml.SequenceNode) else []
    steps = [found[1] for phase in listed if (found := _inside(phase, "steps"))]
    items = [item for step in steps if isinstance(step, yaml.SequenceNode) for item in step.value]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items)
