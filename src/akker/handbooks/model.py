"""What a handbook is: its structure (`Handbook` and parts) and its words in one language (`Prose`).

Structure holds keys, numbers and order; prose holds every word a participant reads. Keys join
them. Everything is frozen, so one copy can serve every request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

POWERS = frozenset(
    {
        *("leader", "facilitator", "member", "second_ring", "programme_manager"),
        *("reference_leader", "home_manager", "forum", "guest", "applicant"),
    }
)
PHASES = ("sow", "cultivate", "harvest")
ZONES = ("staff", "players", "spectators")
MODES = ("conversation", "individual", "together")
EVIDENCE = ("seed", "src", "infer", "proposal")
LINE_KINDS = ("vraagstuk", "kennisgebied", "domein", "tema")
SHEET_KINDS = ("pitch", "table", "matrix", "canvas", "form")
MOMENTS = ("start", "meeting", "phase", "end")


def gettext_noop(message: str) -> str:
    """The message as it is, marked for the translators: a page says it in the language of its reader."""
    return message


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a pack: the file, the place in it (a key, a section or ""), and what to do.

    `message` has places for `values`, such as `%(most)s`, so that it can be translated. `line` is counted from 1; 0
    when no line can be pointed at.
    """

    path: str
    where: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    line: int = 0

    def __str__(self) -> str:
        at = self.where or (f"line {self.line}" if self.line else "")
        said = ": ".join(part for part in (self.path, at, self.message % self.values) if part)
        return f"{said} (line {self.line})" if self.line and self.where else said


class HandbookFault(Exception):
    """A pack cannot be used as it is; `faults` says why, one by one."""

    def __init__(self, folder: Path, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join([f"{folder} is not a sound handbook:", *map(str, faults)]))
        self.faults = faults


class HandbookMissing(LookupError):
    """No shelf holds the `slug@version` that was asked for."""


# --- structure -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """How many people; a signal, never a lock. `most` None: there is no maximum."""

    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a method comes from: a title as printed there, and an address when it has one."""

    key: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """A number or rule of thumb that the product shows, with how well it is founded.

    `evidence` is one of EVIDENCE: seed (the source of the pack), src (another public source),
    infer (our reading), proposal (our own). `source` is a key of `Handbook.sources`, or "".
    """

    key: str
    evidence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that the pack names. It invents no powers: `acts_as` is one of POWERS.

    `zone` is a part of the pitch (one of ZONES); `per` is "organisation" when each home
    organisation has one of its own, else "".
    """

    key: str
    acts_as: str
    zone: str
    per: str = ""
    evidence: str = "proposal"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One numbered action of a step; `minutes` None when the pack leaves the time open."""

    mode: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journey.

    `number` is the number people use for it, None in packs without numbers. `minutes` is the
    whole step (of one time, when it `repeats`), None when open. `owner` is the key of the role
    that owes it, "" when nobody in particular. `instrument` names the page of the product that
    helps, "" or unknown when there is none: the step works from its text. `result` is the key
    of its block on the result sheet, "" when it writes nothing there.
    """

    key: str
    number: int | None = None
    minutes: int | None = None
    modes: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    needs: tuple[str, ...] = ()
    worksheets: tuple[str, ...] = ()
    instrument: str = ""
    result: str = ""
    owner: str = ""
    repeats: bool = False
    evidence: str = "proposal"
    source: str = ""

    @property
    def source_given(self) -> bool:
        """Whether the source of the pack gives this step; if not, it is our own."""
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class Phase:
    """One furrow of the journey; `key` is one of PHASES."""

    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet to print and fill in by hand.

    `kind` is one of SHEET_KINDS: pitch (roles drawn by zone), table (one row per role, `fields`
    are columns), matrix (empty rows, `fields` are columns), canvas (`fields` are boxes), form
    (`fields` one under another). `roles` are role keys in the order of this sheet. `labels`
    are the other words printed on it. `blanks` counts empty rows, or places in the outer zone.
    """

    key: str
    kind: str
    paper: str = "A4"
    landscape: bool = False
    roles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Checklist:
    """Attention points to run through. `owner` is a role key, "" for everybody together."""

    key: str
    moment: str
    items: tuple[str, ...]
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Handbook:
    """The structure of one version of one method. Mappings keep the order of the pack.

    `roles` are in the order of the pitch; another order (rows of a table) is a worksheet's.
    `fit_criteria` are keys of what to think of when a person and a role are matched.
    """

    slug: str
    version: str
    folder: Path
    languages: tuple[str, ...]
    line_kind: str
    phases: tuple[Phase, ...]
    roles: Mapping[str, Role] = field(hash=False)
    worksheets: Mapping[str, Worksheet] = field(hash=False)
    checklists: Mapping[str, Checklist] = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)
    norms: Mapping[str, Norm] = field(hash=False)
    fit_criteria: tuple[str, ...] = ()
    core_size: Size | None = None
    ring_size: Size | None = None

    @property
    def pin(self) -> str:
        """What a network keeps: `slug@version`."""
        return f"{self.slug}@{self.version}"

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of every phase, in the order of the journey."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @property
    def needs(self) -> tuple[str, ...]:
        """Every thing that some step asks to have at hand, each once."""
        return tuple(dict.fromkeys(need for step in self.steps for need in step.needs))

    def step(self, key: str) -> Step:
        """The step with this key. Raises KeyError when the pack has none."""
        return {step.key: step for step in self.steps}[key]

    def phase_of(self, key: str) -> Phase:
        """The phase that holds the step `key`. Raises KeyError when the pack has none."""
        return {step.key: phase for phase in self.phases for step in phase.steps}[key]

    def role(self, key: str) -> Role:
        """The role with this key. Raises KeyError when the pack has none."""
        return self.roles[key]

    def zone(self, zone: str) -> tuple[Role, ...]:
        """The roles in one part of the pitch, in the order of the pack; may be empty."""
        return tuple(role for role in self.roles.values() if role.zone == zone)

    def acting_as(self, power: str) -> tuple[Role, ...]:
        """The roles that act as `power`, in the order of the pack; may be empty."""
        return tuple(role for role in self.roles.values() if role.acts_as == power)


# --- prose ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words in `language`, given to a reader who asked for `asked`."""

    language: str
    asked: str

    @property
    def is_borrowed(self) -> bool:
        """Whether the page should say "shown in ...: not yet translated"."""
        return self.language != self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Text):
    """A word or a short sentence, plain text; prints as its text."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText(Text):
    """A step in words. Title is plain; the rest is Markdown.

    `actions` are the numbered actions, one for each of `Step.activities`; `do` is the same as
    one Markdown list with the minutes in it. `needs` are the things to have at hand. `result`
    asks in a sentence or two what to write down. `origin` says whether the source gives the
    step or it is our own.
    """

    title: str
    goal: str
    why: str
    do: str
    actions: tuple[str, ...]
    needs: tuple[Label, ...]
    result: str
    origin: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleText(Text):
    """A role in words: its name, one line, its tasks, and what to think of for the fit."""

    name: str
    short: str
    tasks: tuple[str, ...]
    fit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetText(Text):
    """The words of a worksheet; `labels` by key of `Worksheet.fields` and `.labels`."""

    title: str
    instructions: str
    labels: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistText(Text):
    """The words of a checklist; `items` by key of `Checklist.items`."""

    title: str
    intro: str
    items: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class PhaseText:
    """A furrow in words."""

    name: Label
    summary: Label


@dataclass(frozen=True, slots=True)
class Prose:
    """All words of one handbook for a reader of `language`; mappings by key.

    A word that lacks in this language comes in another one and says so (`is_borrowed`). `suits`
    says for whom the handbook is meant; None when the pack does not say.
    """

    language: str
    title: Label
    summary: Label
    suits: Label | None
    source_note: Label
    line: Label
    line_prompt: Label
    phases: Mapping[str, PhaseText] = field(hash=False)
    zones: Mapping[str, Label] = field(hash=False)
    fit_criteria: Mapping[str, Label] = field(hash=False)
    needs: Mapping[str, Label] = field(hash=False)
    norms: Mapping[str, Label] = field(hash=False)
    roles: Mapping[str, RoleText] = field(hash=False)
    steps: Mapping[str, StepText] = field(hash=False)
    worksheets: Mapping[str, SheetText] = field(hash=False)
    checklists: Mapping[str, ChecklistText] = field(hash=False)

    def phase(self, key: str) -> PhaseText:
        """The words of one phase. Raises KeyError when the pack has none."""
        return self.phases[key]

    def step(self, key: str) -> StepText:
        """The words of one step. Raises KeyError when the pack has none."""
        return self.steps[key]

    def role(self, key: str) -> RoleText:
        """The words of one role. Raises KeyError when the pack has none."""
        return self.roles[key]

    def worksheet(self, key: str) -> SheetText:
        """The words of one worksheet. Raises KeyError when the pack has none."""
        return self.worksheets[key]
