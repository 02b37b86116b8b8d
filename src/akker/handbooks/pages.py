"""The files of a translator: one Markdown page per step, role or sheet, and `labels.yaml`.

A page is a title (`# ...`) and sections (`## goal`). The words after `##` are keys: they stay
English in every language. Everything else is the translator's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from akker.handbooks import node
from akker.handbooks.model import Fault, Handbook
from akker.handbooks.model import gettext_noop as _

LABELS = "labels.yaml"
MAY_LACK = ("suits",)  # labels that a pack can do without
# Kind of page -> the sections it must have, and those it may have.
SECTIONS = {
    "steps": (("goal", "why", "do", "result"), ()),
    "roles": (("short", "tasks"), ("fit",)),
    "worksheets": (("instructions",), ("labels",)),
    "checklists": (("intro", "items"), ()),
    "forms": (("purpose", "suits", "safety", "steps"), ("capture", "tips")),  # of the work-form library
}
HEADING = re.compile(r"(#{1,2}) +(.+?) *")
NUMBERED = re.compile(r"\d+\. +")
BULLET = re.compile(r"[-*] +")
WRONG_HEADING = _("one `# title` and each of these once: %(wanted)s; found %(found)r")
PAIR = re.compile(r"([a-z0-9-]+): +(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as written: its title and the text of each section."""

    title: str
    sections: Mapping[str, str]

    def bullets(self, section: str) -> tuple[str, ...]:
        """The items of the `-` list in a section; empty when there is none."""
        return items(self.sections.get(section, ""), BULLET)

    def numbered(self, section: str) -> tuple[str, ...]:
        """The items of the `1.` list in a section; empty when there is none."""
        return items(self.sections.get(section, ""), NUMBERED)

    def pairs(self, section: str) -> dict[str, str]:
        """The items `- key: words` of a section; other items are left out."""
        found = (PAIR.fullmatch(item) for item in self.bullets(section))
        return {match[1]: match[2] for match in found if match}


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that one language folder holds: labels by dotted key, pages by path."""

    labels: Mapping[str, str]
    pages: Mapping[str, Page]


def items(text: str, mark: re.Pattern[str]) -> tuple[str, ...]:
    """The items of a Markdown list; lines that go on below an item belong to it."""
    found: list[str] = []
    for line in text.splitlines():
        if start := mark.match(line):
            found.append(line[start.end() :].strip())
        elif found and line.strip():
            found[-1] += f" {line.strip()}"
    return tuple(found)


def wanted_labels(handbook: Handbook) -> tuple[str, ...]:
    """The dotted keys that `labels.yaml` needs for this structure."""
    zones = dict.fromkeys(role.zone for role in handbook.roles.values())
    return (
        *("title", "summary", "source_note", "line", "line_prompt", "origin.given", "origin.own"),
        *(f"phases.{phase.key}.{part}" for phase in handbook.phases for part in ("name", "summary")),
        *(f"zones.{zone}" for zone in zones),
        *(f"fit_criteria.{key}" for key in handbook.fit_criteria),
        *(f"needs.{key}" for key in handbook.needs),
        *(f"norms.{key}" for key in handbook.norms),
    )


def known_labels(handbook: Handbook) -> tuple[str, ...]:
    """The dotted keys that `labels.yaml` may hold: what is needed, and what an author may leave out."""
    return (*wanted_labels(handbook), *MAY_LACK)


def wanted_pages(handbook: Handbook) -> tuple[str, ...]:
    """The paths, below a language folder, of the pages this structure needs."""
    return (
        *(f"steps/{step.key}.md" for step in handbook.steps),
        *(f"roles/{key}.md" for key in handbook.roles),
        *(f"worksheets/{key}.md" for key in handbook.worksheets),
        *(f"checklists/{key}.md" for key in handbook.checklists),
    )


def gaps(handbook: Handbook, language: str, words: Mapping[str, Words]) -> Iterator[str]:
    """What `language` lacks: `da/steps/ambition.md`, `da/labels.yaml: phases.sow.name`.

    What may be left out lacks as soon as another language does have it.
    """
    said = [key for key in MAY_LACK if any(key in each.labels for each in words.values())]
    for key in (*wanted_labels(handbook), *said):
        if key not in words[language].labels:
            yield f"{language}/{LABELS}: {key}"
    for path in wanted_pages(handbook):
        if path not in words[language].pages:
            yield f"{language}/{path}"


def load(handbook: Handbook, language: str, faults: list[Fault]) -> Words:
    """Read one language folder. What lacks is left out; what is wrong goes to `faults`."""
    folder = handbook.folder / language
    labels = read_labels(folder / LABELS, f"{language}/{LABELS}", known_labels(handbook), faults)
    paths = (path for path in wanted_pages(handbook) if (folder / path).is_file())
    pages = {}
    for path in paths:
        name = f"{language}/{path}"
        page = parse((folder / path).read_text("utf-8-sig"), name, faults)
        faults.extend(_misfits(handbook, path, page, name))
        pages[path] = page
    return Words(labels=labels, pages=pages)


def parse(text: str, name: str, faults: list[Fault]) -> Page:
    """Take a page apart into its title and sections; see SECTIONS for what it must hold."""
    title, sections, at = "", {}, None  # type: str, dict[str, list[str]], str | None
    must, may = SECTIONS[name.split("/")[1]]
    for number, line in enumerate(text.splitlines(), start=1):
        heading = HEADING.fullmatch(line)
        if heading is None:
            if at is not None:
                sections[at].append(line)
            elif line.strip():
                faults.append(Fault(name, "", _("these words belong to no section"), line=number))
        elif heading[1] == "#" and not title:
            title = heading[2]
        elif heading[1] == "##" and heading[2] in must + may and heading[2] not in sections:
            at = heading[2]
            sections[at] = []
        else:
            said = {"wanted": ", ".join(must + may), "found": heading[2]}
            faults.append(Fault(name, "", WRONG_HEADING, said, number))
    bodies = {key: "\n".join(lines).strip() for key, lines in sections.items()}
    faults.extend(
        Fault(name, key, _("is missing or empty"))
        for key in ("title", *must)
        if not (title if key == "title" else bodies.get(key))
    )
    return Page(title=title, sections=bodies)


def read_labels(file: Path, name: str, known: Collection[str], faults: list[Fault]) -> dict[str, str]:
    """The words of a `labels.yaml` by dotted key; a key that is not `known` is a fault."""
    if not file.is_file():
        return {}
    raw = node.load(file.read_text("utf-8-sig"), name, faults)
    labels = {}
    for key, value in _flat(raw):
        if key not in known:
            faults.append(Fault(name, key[:80], _("unknown key: the structure asks for no such word")))
        elif not isinstance(value, str) or not value.strip():
            faults.append(Fault(name, key, _("expected words; a number or a yes/no: write it between quotes")))
        else:
            labels[key] = value.strip()
    return labels


def _flat(raw: Mapping[object, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Dotted keys of nested mappings: {phases: {sow: x}} gives phases.sow, x."""
    for key, value in raw.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _misfits(handbook: Handbook, path: str, page: Page, name: str) -> Iterator[Fault]:
    """Where a page and the structure disagree about how many or which items there are."""
    kind, _slash, key = path.removesuffix(".md").partition("/")
    if kind == "steps":
        count, found = len(handbook.step(key).activities), len(page.numbered("do"))
        if count and count != found:
            said = {"count": count, "found": found}
            yield Fault(name, "do", _("expected %(count)s numbered actions, found %(found)s"), said)
    elif kind == "roles":
        if not page.bullets("tasks"):
            yield Fault(name, "tasks", _("expected a list with - in front"))
    elif kind == "worksheets":
        sheet = handbook.worksheets[key]
        yield from key_misfits(page, "labels", sheet.fields + sheet.labels, name)
    else:
        yield from key_misfits(page, "items", handbook.checklists[key].items, name)


def key_misfits(page: Page, section: str, keys: tuple[str, ...], name: str) -> Iterator[Fault]:
    """Where the `- key: words` of a section are not those of the structure."""
    found = page.pairs(section)
    if len(found) != len(page.bullets(section)):
        yield Fault(name, section, _("expected a list of `- key: words`, each key once"))
    for key in keys:
        if key not in found:
            yield Fault(name, section, _("`- %(key)s: ...` is missing"), {"key": key})
    for key in found:
        if key not in keys:
            yield Fault(name, section, _("%(key)r is not in the structure"), {"key": key})
