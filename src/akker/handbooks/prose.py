"""From the pages of all languages to the `Prose` of one reader, with a visible fallback."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from akker.handbooks.model import (
    ChecklistText,
    Handbook,
    Label,
    PhaseText,
    Prose,
    RoleText,
    SheetText,
    Step,
    StepText,
)
from akker.handbooks.pages import Page, Words

Value = TypeVar("Value")
MINUTES = {"da": "min."}  # how a language shortens them; the others know no full stop


def assemble(handbook: Handbook, words: Mapping[str, Words], asked: str) -> Prose:
    """All words of a handbook for a reader who asked for the language `asked`.

    Each item comes from the first language that has it: `asked`, then English, then the
    languages in the order of the pack. A sound pack has each item in at least one.
    """
    voice = Voice(words, asked, tuple(order(handbook.languages, asked)))
    return Prose(
        language=asked,
        title=voice.label("title"),
        summary=voice.label("summary"),
        suits=voice.label_or_none("suits"),
        source_note=voice.label("source_note"),
        line=voice.label("line"),
        line_prompt=voice.label("line_prompt"),
        phases=_frozen({phase.key: voice.phase(phase.key) for phase in handbook.phases}),
        zones=voice.labels("zones", {role.zone: None for role in handbook.roles.values()}),
        fit_criteria=voice.labels("fit_criteria", handbook.fit_criteria),
        needs=voice.labels("needs", handbook.needs),
        norms=voice.labels("norms", handbook.norms),
        roles=_frozen({key: voice.role(key) for key in handbook.roles}),
        steps=_frozen({step.key: voice.step(step) for step in handbook.steps}),
        worksheets=_frozen({key: voice.sheet(key) for key in handbook.worksheets}),
        checklists=_frozen({key: voice.checklist(key) for key in handbook.checklists}),
    )


def order(languages: Collection[str], asked: str) -> Iterable[str]:
    """The languages to try, the asked one first; English helps most readers after that."""
    return dict.fromkeys(language for language in (asked, "en", *languages) if language in languages)


def _frozen(items: dict[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(items)


@dataclass(frozen=True, slots=True)
class Voice:
    """Looks up each item in the first language that has it, and says which one that was."""

    words: Mapping[str, Words]
    asked: str
    order: tuple[str, ...]

    def label(self, key: str) -> Label:
        language = next(each for each in self.order if key in self.words[each].labels)
        return Label(text=self.words[language].labels[key], language=language, asked=self.asked)

    def label_or_none(self, key: str) -> Label | None:
        """A label that a pack may lack."""
        return self.label(key) if any(key in each.labels for each in self.words.values()) else None

    def labels(self, group: str, keys: Iterable[str]) -> Mapping[str, Label]:
        return _frozen({key: self.label(f"{group}.{key}") for key in keys})

    def page(self, path: str) -> tuple[Page, str]:
        """The page and the language it is in."""
        language = next(each for each in self.order if path in self.words[each].pages)
        return self.words[language].pages[path], language

    def phase(self, key: str) -> PhaseText:
        return PhaseText(name=self.label(f"phases.{key}.name"), summary=self.label(f"phases.{key}.summary"))

    def step(self, step: Step) -> StepText:
        page, language = self.page(f"steps/{step.key}.md")
        actions = page.numbered("do")
        return StepText(
            language=language,
            asked=self.asked,
            title=page.title,
            goal=page.sections["goal"],
            why=page.sections["why"],
            do=_timed(step, actions, MINUTES.get(language, "min")) if step.activities else page.sections["do"],
            actions=actions,
            needs=tuple(self.label(f"needs.{need}") for need in step.needs),
            result=page.sections["result"],
            origin=self.label("origin.given" if step.source_given else "origin.own"),
        )

    def role(self, key: str) -> RoleText:
        page, language = self.page(f"roles/{key}.md")
        return RoleText(
            language=language,
            asked=self.asked,
            name=page.title,
            short=page.sections["short"],
            tasks=page.bullets("tasks"),
            fit=page.bullets("fit"),
        )

    def sheet(self, key: str) -> SheetText:
        page, language = self.page(f"worksheets/{key}.md")
        return SheetText(
            language=language,
            asked=self.asked,
            title=page.title,
            instructions=page.sections["instructions"],
            labels=_frozen(page.pairs("labels")),
        )

    def checklist(self, key: str) -> ChecklistText:
        page, language = self.page(f"checklists/{key}.md")
        return ChecklistText(
            language=language,
            asked=self.asked,
            title=page.title,
            intro=page.sections["intro"],
            items=_frozen(page.pairs("items")),
        )


def _timed(step: Step, actions: tuple[str, ...], minutes: str) -> str:
    """The actions as one Markdown list, with the minutes of each where the pack gives them."""
    lines = []
    for number, (activity, words) in enumerate(zip(step.activities, actions, strict=True), 1):
        time = f"**{activity.minutes} {minutes}** · " if activity.minutes else ""
        lines.append(f"{number}. {time}{words}")
    return "\n".join(lines)
