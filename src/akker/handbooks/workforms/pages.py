"""The words of the library: one Markdown page per form and checklist, and `labels.yaml`, for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from akker.handbooks import pages
from akker.handbooks.model import Fault
from akker.handbooks.pages import LABELS, NUMBERED, Page
from akker.handbooks.prose import Voice, order
from akker.handbooks.workforms.model import (
    CAPTURES,
    DOES,
    AgendaText,
    ClauseText,
    FormStepText,
    FormText,
    Library,
    Words,
    WorkForm,
)

TITLED = re.compile(r"\*\*(.+?)\.?\*\*\s+(.+)", re.DOTALL)

Value = TypeVar("Value")


def wanted_labels(library: Library) -> tuple[str, ...]:
    """The dotted keys that `labels.yaml` needs for this structure."""
    return (
        *("title", "summary", "source_note"),
        *(f"kinds.{kind}" for kind in library.kinds),
        *(f"does.{does}" for does in DOES),
        *(f"captures.{capture}" for capture in CAPTURES),
        *(f"materials.{key}" for key in library.materials),
        *(f"agendas.{agenda.key}.{part}" for agenda in library.agendas for part in ("name", "summary")),
        *(f"clauses.{clause.key}.{part}" for clause in library.clauses for part in ("name", "ask", "text")),
    )


def wanted_pages(library: Library) -> tuple[str, ...]:
    """The paths, below a language folder, of the pages this structure needs."""
    return (
        *(f"forms/{form.key}.md" for form in library.forms),
        *(f"checklists/{key}.md" for key in library.checklists),
    )


def gaps(library: Library, language: str, words: pages.Words) -> Iterator[str]:
    """What `language` lacks: `da/forms/troika.md`, `da/labels.yaml: kinds.harvest`."""
    for key in wanted_labels(library):
        if key not in words.labels:
            yield f"{language}/{LABELS}: {key}"
    for path in wanted_pages(library):
        if path not in words.pages:
            yield f"{language}/{path}"


def load(library: Library, language: str, faults: list[Fault]) -> pages.Words:
    """Read one language folder. What lacks is left out; what is wrong goes to `faults`."""
    folder = library.folder / language
    labels = pages.read_labels(folder / LABELS, f"{language}/{LABELS}", wanted_labels(library), faults)
    found = {}
    for path in wanted_pages(library):
        if (folder / path).is_file():
            name = f"{language}/{path}"
            page = found[path] = pages.parse((folder / path).read_text("utf-8-sig"), name, faults)
            faults.extend(_misfits(library, path, page, name))
    return pages.Words(labels=labels, pages=found)


def steps(page: Page) -> tuple[FormStepText, ...]:
    """The numbered steps: `1. **Title.** What happens.`, and below it `> Words to say.` when there are some."""
    found: list[tuple[list[str], list[str]]] = []
    for line in page.sections.get("steps", "").splitlines():
        if start := NUMBERED.match(line):
            found.append(([line[start.end() :].strip()], []))
        elif found and line.strip():
            said = line.strip().startswith(">")
            found[-1][said].append(line.strip().removeprefix(">").strip())
    return tuple(_step(" ".join(text), " ".join(say)) for text, say in found)


def assemble(library: Library, words: Mapping[str, pages.Words], asked: str) -> Words:
    """All words for a reader of `asked`: each from that language, else English, else the first that has it."""
    voice = Voice(words, asked, tuple(order(library.languages, asked)))
    return Words(
        language=asked,
        title=voice.label("title"),
        summary=voice.label("summary"),
        source_note=voice.label("source_note"),
        kinds=voice.labels("kinds", library.kinds),
        does=voice.labels("does", DOES),
        captures=voice.labels("captures", CAPTURES),
        materials=voice.labels("materials", library.materials),
        forms=_frozen({form.key: _form(form, voice) for form in library.forms}),
        agendas=_frozen({agenda.key: _agenda(agenda.key, voice) for agenda in library.agendas}),
        clauses=_frozen({clause.key: _clause(clause.key, voice) for clause in library.clauses}),
        checklists=_frozen({key: voice.checklist(key) for key in library.checklists}),
    )


def _frozen(items: dict[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(items)


def _form(form: WorkForm, voice: Voice) -> FormText:
    page, language = voice.page(f"forms/{form.key}.md")
    return FormText(
        language=language,
        asked=voice.asked,
        title=page.title,
        purpose=page.sections["purpose"],
        suits=page.sections["suits"],
        safety=page.sections["safety"],
        materials=tuple(voice.label(f"materials.{key}") for key in form.materials),
        steps=steps(page),
        capture=page.sections.get("capture", ""),
        tips=page.bullets("tips"),
    )


def _agenda(key: str, voice: Voice) -> AgendaText:
    return AgendaText(name=voice.label(f"agendas.{key}.name"), summary=voice.label(f"agendas.{key}.summary"))


def _clause(key: str, voice: Voice) -> ClauseText:
    name, ask, text = (voice.label(f"clauses.{key}.{part}") for part in ("name", "ask", "text"))
    return ClauseText(name=name, ask=ask, text=text)


def _step(text: str, say: str) -> FormStepText:
    titled = TITLED.fullmatch(text)
    return FormStepText(title=titled[1] if titled else "", text=titled[2] if titled else text, say=say)


def _misfits(library: Library, path: str, page: Page, name: str) -> Iterator[Fault]:
    """Where a page and the structure disagree."""
    kind, _, key = path.removesuffix(".md").partition("/")
    if kind == "checklists":
        yield from pages.key_misfits(page, "items", library.checklists[key].items, name)
        return
    form, told = library.form(key), steps(page)
    if len(told) != len(form.steps):
        said = {"count": len(form.steps), "found": len(told)}
        yield Fault(name, "steps", "expected %(count)s numbered steps, found %(found)s", said)
    if form.captures and not page.sections.get("capture"):
        yield Fault(name, "capture", "is missing or empty: something is written down in this form")
    if not all(step.title for step in told):
        yield Fault(name, "steps", "each step begins with its title: `1. **Title.** What happens.`")
