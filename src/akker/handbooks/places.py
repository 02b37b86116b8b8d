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
    if not fault.where or fault.where.startswith("line ") or not file.is_file():
        return fault
    text = file.read_text("utf-8-sig")
    line = _of_key(text, fault.where) if file.suffix == ".yaml" else _of_section(text, fault.where)
    return replace(fault, line=line)


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
    if tokens[:1] == ["steps"]:  # named apart from their phase
        node = _steps(node)
        tokens = tokens[1:]
    for token in tokens:
        found = _inside(node, token)
        if found is None:
            break
        line, node = found
    return line


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
