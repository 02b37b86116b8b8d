"""Strict reading of YAML: nothing unexpected passes, and every fault says where it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import yaml

from akker.handbooks.model import Fault
from akker.handbooks.model import gettext_noop as _

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NO_TEXT = _("expected a text: write it between quotes")
NO_KEY = _("%(value)r: use small letters, digits and hyphens")
UNKNOWN = _("%(value)r is unknown; known are: %(known)s")
NOT_SOUND = _("this is not sound YAML: %(problem)s")  # the problem in the words of the parser
TWICE = _("this is not sound YAML: the key %(key)r is there twice")
NO_PAIRS = _("expected keys and values")


class _Refused(yaml.MarkedYAMLError):
    """Sound YAML that we do not take."""

    def __init__(self, message: str, mark: yaml.Mark, **values: object) -> None:
        super().__init__(problem=message % values, problem_mark=mark)
        self.message, self.values = message, values


class _Strict(yaml.SafeLoader):
    """Safe YAML without anchors (a few lines can unfold to gigabytes) and without double keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.get_event()  # type: ignore[no-untyped-call]  # the stubs lack it
            raise _Refused(_("this is not sound YAML: aliases (*) are not allowed"), event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if str(key.value) in seen:
                raise _Refused(TWICE, key.start_mark, key=key.value)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def load(text: str, path: str, faults: list[Fault]) -> Mapping[Any, Any]:
    """The mapping that a YAML text holds; an empty one, and a fault, when it holds none."""
    try:
        raw = yaml.load(text, _Strict)  # noqa: S506 (a safe loader, stricter)
    except _Refused as refusal:
        faults.append(Fault(path, "", refusal.message, refusal.values, _line(refusal)))
        return {}
    except yaml.MarkedYAMLError as error:
        faults.append(Fault(path, "", NOT_SOUND, {"problem": error.problem}, _line(error)))
        return {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.append(Fault(path, "", NOT_SOUND, {"problem": type(error).__name__}))
        return {}
    if not isinstance(raw, dict):
        faults.append(Fault(path, "", NO_PAIRS))
        return {}
    return raw


def _line(error: yaml.MarkedYAMLError) -> int:
    return error.problem_mark.line + 1 if error.problem_mark else 0


class Node:
    """One mapping of `handbook.yaml` with its place in the file.

    Each method takes a value out, checks it, notes a fault when it is wrong and then returns a
    harmless value, so that one reading finds every fault.
    """

    def __init__(self, raw: object, where: str, allowed: str, path: str, faults: list[Fault]) -> None:
        self.where, self.path, self.faults = where, path, faults
        self.raw: Mapping[Any, Any] = raw if isinstance(raw, dict) else {}
        if not isinstance(raw, dict):
            self.fault("", NO_PAIRS)
        for key in self.raw:
            if key not in allowed.split():
                self.fault(str(key)[:40], _("unknown key; known are: %(known)s"), known=", ".join(allowed.split()))

    def fault(self, key: str, message: str, /, **values: object) -> None:
        """Note a fault at `key` of this mapping ("" for the mapping itself)."""
        where = ".".join(part for part in (self.where, key) if part)
        self.faults.append(Fault(self.path, where, message, values))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required when there is no `default`."""
        value = self.raw.get(key, default)
        if isinstance(value, str):
            return value
        self.fault(key, _("is missing") if key not in self.raw else NO_TEXT)
        return default or ""

    def one_of(self, key: str, among: Collection[str], default: str | None = None) -> str:
        """A text from a closed list."""
        value = self.text(key, default)
        if value not in among and (value != default) and isinstance(self.raw.get(key), str):
            self.fault(key, UNKNOWN, value=value, known=", ".join(sorted(among)))
        return value

    def key(self, key: str, default: str | None = None) -> str:
        """A key: small letters, digits and hyphens, so that it can be a file name."""
        value = self.text(key, default)
        if value and not KEY.fullmatch(value):
            self.fault(key, NO_KEY, value=value[:40])
        return value

    def number(self, key: str, least: int = 1) -> int | None:
        """A whole number, or None when it is not there."""
        value = self.raw.get(key)
        if value is None:
            return None
        if type(value) is not int or value < least:
            self.fault(key, _("expected a whole number of at least %(least)s"), least=least)
            return None
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, _("expected true or false"))
        return value is True

    def keys(self, key: str, among: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of keys, each once; from a closed list when `among` is given."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, _("expected a list of texts; a number or a yes/no word: write it between quotes"))
            return ()
        for item in value:
            if among is not None and item not in among:
                self.fault(key, UNKNOWN, value=item[:40], known=", ".join(among))
            elif not KEY.fullmatch(item):
                self.fault(key, NO_KEY, value=item[:40])
        if len(set(value)) < len(value):
            self.fault(key, _("something is there twice"))
        return tuple(value)

    def child(self, key: str, allowed: str) -> Node | None:
        """The mapping under `key`, or None when it is not there."""
        if self.raw.get(key) is None:
            return None
        return Node(self.raw[key], self._at(key), allowed, self.path, self.faults)

    def items(self, key: str, allowed: str) -> Iterator[Node]:
        """Each mapping in the list under `key`."""
        value = self.raw.get(key, [])
        if not isinstance(value, list):
            self.fault(key, _("expected a list"))
            return
        for index, raw in enumerate(value):
            name = raw.get("key", index) if isinstance(raw, dict) else index
            yield Node(raw, f"{self._at(key)}[{name}]", allowed, self.path, self.faults)

    def named(self, key: str, allowed: str) -> Iterator[tuple[str, Node]]:
        """Each name and mapping in the mapping under `key`."""
        value = self.raw.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, NO_PAIRS)
            return
        for name, raw in value.items():
            if not isinstance(name, str) or not KEY.fullmatch(name):
                self.fault(key, NO_KEY, value=str(name)[:40])
                continue
            yield name, Node(raw, f"{self._at(key)}.{name}", allowed, self.path, self.faults)

    def _at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key
