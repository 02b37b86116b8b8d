"""What a page shows of one handbook, so that people can lay several side by side."""

from __future__ import annotations

from dataclasses import dataclass

from akker.handbooks.model import Handbook, Phase, PhaseText, Prose, Source, Step, StepText
from akker.handbooks.reader import text


@dataclass(frozen=True, slots=True)
class Furrow:
    """One phase in words, with its steps in order."""

    phase: Phase
    text: PhaseText
    steps: tuple[tuple[Step, StepText], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One handbook and its words for one reader; counts and names are worked out, nothing is queried."""

    book: Handbook
    text: Prose

    @property
    def minutes(self) -> int:
        """Of all steps that are taken once and say how long they are."""
        return sum(step.minutes or 0 for step in self.book.steps if not step.repeats)

    @property
    def open_count(self) -> int:
        """Steps taken once that leave their time open."""
        return sum(step.minutes is None and not step.repeats for step in self.book.steps)

    @property
    def repeat_count(self) -> int:
        """Steps that come back at every meeting."""
        return sum(step.repeats for step in self.book.steps)

    @property
    def furrows(self) -> tuple[Furrow, ...]:
        return tuple(
            Furrow(phase, self.text.phases[phase.key], tuple((step, self.text.steps[step.key]) for step in phase.steps))
            for phase in self.book.phases
        )

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.text.roles[role].name for role in self.book.roles)

    @property
    def worksheets(self) -> tuple[str, ...]:
        return tuple(self.text.worksheets[sheet].title for sheet in self.book.worksheets)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self.book.sources.values())

    def role_name(self, key: str, otherwise: str | None = None) -> str:
        """The name of a role, else `otherwise`, else the key itself."""
        role = self.text.roles.get(key)
        return role.name if role else key if otherwise is None else otherwise

    def title_of(self, step: str) -> str:
        """The title of a step; empty for one that is not in this handbook."""
        words = self.text.steps.get(step)
        return words.title if words else ""


def card(book: Handbook, language: str) -> Card:
    """`book` for a reader of `language`; no query."""
    return Card(book, text(book, language))
