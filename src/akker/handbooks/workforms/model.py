"""What the work-form library is: its structure (`Library`, `WorkForm`) and its words in one language (`Words`).

As with a handbook, structure holds keys, numbers and order, and keys join it to the prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from akker.handbooks.model import Checklist, ChecklistText, Label, Size, Source, Text

KINDS = (
    *("check-in", "kickoff", "acquaintance", "exchange", "consultation", "idea", "decision", "external"),
    *("harvest", "review", "leadership", "energiser", "break", "check-out"),
)
EXCHANGE = frozenset({"exchange", "consultation", "idea"})  # learning from and with each other
DOES = ("talk", "write", "move")
CAPTURES = (
    *("question", "expectation", "case", "insight", "idea", "agreement", "decision", "to-do"),
    *("experiment", "story", "answer", "source", "offer", "contact"),
)
ELEMENTS = ("acquaintance", "expectations", "agreements")  # what a kickoff makes room for at least

Keyed = TypeVar("Keyed", "WorkForm", "Agenda")


class FormMissing(LookupError):
    """The library has no work form, agenda or clause with the key that was asked for."""


# --- structure -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormStep:
    """One numbered step of a work form, of one round.

    `mode` is one of MODES (who with whom); `does` one of DOES (what most people do meanwhile).
    """

    minutes: int
    mode: str
    does: str


@dataclass(frozen=True, slots=True)
class LicensedSource(Source):
    """A source of the library; `licence` is what it says about its use, "" when it says nothing."""

    licence: str = ""


@dataclass(frozen=True, slots=True)
class WorkForm:
    """A way of working together for a part of a meeting.

    `size` is the people who take part, `subgroup` how many sit together in each small group
    (None: everybody together, or it does not matter). The steps are walked `rounds` times;
    `minutes` is the whole. `works_on_case`: there is a practice case in the middle. `is_online`:
    works through a screen as it is written. `needs_trust`: not for people who just met.
    `room_for` names ELEMENTS of a kickoff. `evidence` and `minutes_evidence` are of EVIDENCE.
    """

    key: str
    kind: str
    size: Size
    minutes: int
    steps: tuple[FormStep, ...]
    evidence: str
    minutes_evidence: str
    licence: str
    source: LicensedSource | None = None
    rounds: int = 1
    subgroup: int | None = None
    phases: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    room_for: tuple[str, ...] = ()
    works_on_case: bool = False
    is_online: bool = False
    needs_trust: bool = False

    @property
    def modes(self) -> tuple[str, ...]:
        """Each mode of the steps once, in the order of the steps."""
        return tuple(dict.fromkeys(step.mode for step in self.steps))

    @property
    def is_exchange(self) -> bool:
        """Whether its minutes count as learning from and with each other."""
        return self.kind in EXCHANGE

    @property
    def is_external(self) -> bool:
        """Whether it brings something in from outside the network."""
        return self.kind == "external"

    def minutes_of(self, does: str) -> int:
        """How many of its minutes people talk, write or move; together they are `minutes`."""
        return self.rounds * sum(step.minutes for step in self.steps if step.does == does)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A work form in an agenda, and how long it takes there."""

    form: WorkForm
    minutes: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """A ready agenda to start from; times are for who uses it to change."""

    key: str
    items: tuple[AgendaItem, ...]
    evidence: str = "proposal"
    source: LicensedSource | None = None

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True, slots=True)
class Clause:
    """One working agreement to accept, edit or drop."""

    key: str
    evidence: str = "proposal"
    source: LicensedSource | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """One version of the library. `licence` (SPDX) is that of its words. Mappings keep the order of the file."""

    version: str
    folder: Path
    languages: tuple[str, ...]
    licence: str
    forms: tuple[WorkForm, ...]
    agendas: tuple[Agenda, ...]
    clauses: tuple[Clause, ...]
    checklists: Mapping[str, Checklist] = field(hash=False)
    sources: Mapping[str, LicensedSource] = field(hash=False)

    @property
    def materials(self) -> tuple[str, ...]:
        """Everything that some form asks to have at hand, each once."""
        return tuple(dict.fromkeys(each for form in self.forms for each in form.materials))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that have forms, in the order of KINDS."""
        return tuple(kind for kind in KINDS if self.of_kind(kind))

    def of_kind(self, kind: str) -> tuple[WorkForm, ...]:
        """The forms of one kind, in order; may be empty."""
        return tuple(form for form in self.forms if form.kind == kind)

    def form(self, key: str) -> WorkForm:
        """The form with this key. Raises: FormMissing."""
        return _with_key(self.forms, key)

    def agenda(self, key: str) -> Agenda:
        """The agenda with this key. Raises: FormMissing."""
        return _with_key(self.agendas, key)


def _with_key(among: tuple[Keyed, ...], key: str) -> Keyed:
    for each in among:
        if each.key == key:
            return each
    raise FormMissing(key)


# --- prose ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormStepText:
    """A step in words: a short title, what happens (Markdown), and words to say aloud ("" when none are given)."""

    title: str
    text: str
    say: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormText(Text):
    """A work form in words. Title, materials and words to say are plain; the rest is Markdown.

    `steps` has one for each of `WorkForm.steps`. `capture` says what to write down, "" when nothing is.
    """

    title: str
    purpose: str
    suits: str
    safety: str
    materials: tuple[Label, ...]
    steps: tuple[FormStepText, ...]
    capture: str
    tips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaText:
    """An agenda in words."""

    name: Label
    summary: Label


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause in words: what it is about, the question to talk about, and a wording to start from."""

    name: Label
    ask: Label
    text: Label


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the library for a reader of `language`; mappings by key.

    A word that lacks in this language comes in another one and says so (`is_borrowed`).
    """

    language: str
    title: Label
    summary: Label
    source_note: Label
    kinds: Mapping[str, Label] = field(hash=False)
    does: Mapping[str, Label] = field(hash=False)
    captures: Mapping[str, Label] = field(hash=False)
    materials: Mapping[str, Label] = field(hash=False)
    forms: Mapping[str, FormText] = field(hash=False)
    agendas: Mapping[str, AgendaText] = field(hash=False)
    clauses: Mapping[str, ClauseText] = field(hash=False)
    checklists: Mapping[str, ChecklistText] = field(hash=False)
