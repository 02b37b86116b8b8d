"""From `handbook.yaml` to a frozen `Handbook`, with every fault on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from akker.handbooks import node
from akker.handbooks.model import (
    EVIDENCE,
    LINE_KINDS,
    MODES,
    MOMENTS,
    PHASES,
    SHEET_KINDS,
    ZONES,
    Activity,
    Checklist,
    Fault,
    Handbook,
    Norm,
    Phase,
    Role,
    Size,
    Source,
    Step,
    Worksheet,
)
from akker.handbooks.model import gettext_noop as _
from akker.handbooks.node import Node

Keyed = TypeVar("Keyed", Worksheet, Checklist, Source, Norm)

FILE = "handbook.yaml"
VERSION = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")

TOP = (
    "slug version languages line_kind core_size ring_size sources norms fit_criteria roles worksheets checklists phases"
)
ROLE = "acts_as zone per evidence source"
STEP = "key number minutes modes activities needs worksheets instrument result owner repeats evidence source"
SHEET = "key kind paper landscape roles fields labels blanks"


def build(folder: Path, text: str, powers: Collection[str], faults: list[Fault]) -> Handbook:
    """Build the handbook that `text` describes; what is wrong goes to `faults`."""
    top = Node(node.load(text, FILE, faults), "", TOP, FILE, faults)
    handbook = Handbook(
        slug=top.key("slug"),
        version=top.text("version"),
        folder=folder,
        languages=_languages(top),
        line_kind=top.one_of("line_kind", LINE_KINDS),
        phases=tuple(_phase(item) for item in top.items("phases", "key steps")),
        roles=MappingProxyType({name: _role(name, item, powers) for name, item in top.named("roles", ROLE)}),
        worksheets=_by_key(top, "worksheets", [_sheet(n) for n in top.items("worksheets", SHEET)]),
        checklists=_by_key(
            top,
            "checklists",
            [_checklist(n) for n in top.items("checklists", "key moment items owner")],
        ),
        sources=_by_key(top, "sources", [_source(n) for n in top.items("sources", "key title address")]),
        norms=_by_key(top, "norms", [_norm(n) for n in top.items("norms", "key evidence source")]),
        fit_criteria=top.keys("fit_criteria"),
        core_size=_size(top.child("core_size", "least most")),
        ring_size=_size(top.child("ring_size", "least most")),
    )
    _cross_check(handbook, top)
    return handbook


def _languages(top: Node) -> tuple[str, ...]:
    languages = top.keys("languages")
    if not languages or not all(map(LANGUAGE.fullmatch, languages)):
        top.fault("languages", _("expected at least one language code, such as [nl, da, en]"))
    return languages


def _by_key(top: Node, name: str, items: Iterable[Keyed]) -> Mapping[str, Keyed]:
    listed = list(items)
    _refuse_doubles(top, name, [item.key for item in listed])
    return MappingProxyType({item.key: item for item in listed})


def _refuse_doubles(top: Node, name: str, keys: Iterable[object]) -> None:
    for key, count in Counter(keys).items():
        if key and count > 1:
            top.fault(name, _("%(key)r is there %(count)s times"), key=key, count=count)


def _size(item: Node | None) -> Size | None:
    if item is None:
        return None
    least, most = item.number("least", least=0), item.number("most")
    if most is not None and most < (least or 0):
        item.fault("most", _("is smaller than least"))
    return Size(least=least or 0, most=most)


def _source(item: Node) -> Source:
    address = item.text("address", "")
    if address and not address.startswith("https://"):
        item.fault("address", _("expected an address that starts with https://"))
    return Source(key=item.key("key"), title=item.text("title"), address=address)


def _norm(item: Node) -> Norm:
    return Norm(
        key=item.key("key"),
        evidence=item.one_of("evidence", EVIDENCE),
        source=item.key("source", ""),
    )


def _role(name: str, item: Node, powers: Collection[str]) -> Role:
    return Role(
        key=name,
        acts_as=item.one_of("acts_as", powers),
        zone=item.one_of("zone", ZONES),
        per=item.one_of("per", ("organisation",), ""),
        evidence=item.one_of("evidence", EVIDENCE, "proposal"),
        source=item.key("source", ""),
    )


def _phase(item: Node) -> Phase:
    return Phase(
        key=item.one_of("key", PHASES),
        steps=tuple(_step(step) for step in item.items("steps", STEP)),
    )


def _step(item: Node) -> Step:
    step = Step(
        key=item.key("key"),
        number=item.number("number"),
        minutes=item.number("minutes"),
        modes=item.keys("modes", MODES),
        activities=tuple(_activity(each) for each in item.items("activities", "minutes mode")),
        needs=item.keys("needs"),
        worksheets=item.keys("worksheets"),
        instrument=item.key("instrument", ""),
        result=item.key("result", item.key("key")),
        owner=item.key("owner", ""),
        repeats=item.flag("repeats"),
        evidence=item.one_of("evidence", EVIDENCE, "proposal"),
        source=item.key("source", ""),
    )
    _check_activities(step, item)
    return step


def _activity(item: Node) -> Activity:
    return Activity(mode=item.one_of("mode", MODES), minutes=item.number("minutes"))


def _check_activities(step: Step, item: Node) -> None:
    """The numbered actions fit in the step: their minutes add up, their modes are announced."""
    minutes = [activity.minutes for activity in step.activities]
    total = sum(filter(None, minutes))
    if minutes and None not in minutes and total != step.minutes:
        message = _("add up to %(total)s minutes, the step says %(minutes)s")
        item.fault("activities", message, total=total, minutes=step.minutes)
    used = {activity.mode for activity in step.activities}
    if used and used != set(step.modes):
        item.fault("modes", _("are not the modes of the activities"))


def _sheet(item: Node) -> Worksheet:
    return Worksheet(
        key=item.key("key"),
        kind=item.one_of("kind", SHEET_KINDS),
        paper=item.one_of("paper", ("A3", "A4"), "A4"),
        landscape=item.flag("landscape"),
        roles=item.keys("roles"),
        fields=item.keys("fields"),
        labels=item.keys("labels"),
        blanks=item.number("blanks", least=0) or 0,
    )


def _checklist(item: Node) -> Checklist:
    return Checklist(
        key=item.key("key"),
        moment=item.one_of("moment", MOMENTS),
        items=item.keys("items"),
        owner=item.key("owner", ""),
    )


def _cross_check(handbook: Handbook, top: Node) -> None:
    """What no single entry can see: doubles, and keys that point at nothing."""
    if not VERSION.fullmatch(handbook.version):
        top.fault("version", _("use digits, small letters, points and hyphens, such as 2026.1"))
    if not handbook.steps:
        top.fault("phases", _("a handbook has at least one step"))
    _refuse_doubles(top, "phases", [phase.key for phase in handbook.phases])
    _refuse_doubles(top, "steps", [step.key for step in handbook.steps])
    _refuse_doubles(top, "step numbers", [step.number for step in handbook.steps])
    _refuse_doubles(top, "results", [step.result for step in handbook.steps])
    for where, key, known in _pointers(handbook):
        if key and key not in known:
            message = _("%(key)r is not in this pack; known are: %(known)s")
            top.fault(where, message, key=key, known=", ".join(known))


def _pointers(handbook: Handbook) -> Iterable[tuple[str, str, Collection[str]]]:
    """Every (place, key, keys that exist) in which one part names another."""
    for step in handbook.steps:
        yield f"steps.{step.key}.owner", step.owner, handbook.roles
        yield f"steps.{step.key}.source", step.source, handbook.sources
        for sheet in step.worksheets:
            yield f"steps.{step.key}.worksheets", sheet, handbook.worksheets
    for role in handbook.roles.values():
        yield f"roles.{role.key}.source", role.source, handbook.sources
    for norm in handbook.norms.values():
        yield f"norms.{norm.key}.source", norm.source, handbook.sources
    for checklist in handbook.checklists.values():
        yield f"checklists.{checklist.key}.owner", checklist.owner, handbook.roles
    for worksheet in handbook.worksheets.values():
        for role_key in worksheet.roles:
            yield f"worksheets.{worksheet.key}.roles", role_key, handbook.roles
