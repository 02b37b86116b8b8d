"""The boxes of the ambition, the canvas and the conditions, and the motives to choose from. No database.

Where the handbook words them itself (a worksheet `theme-canvas` or `motives`, a checklist `conditions` or
`research-conditions`), its words are used; otherwise those of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from akker.handbooks.model import Handbook, Prose, Step

Words = Any  # a text, or one that is translated when it is shown


@dataclass(frozen=True, slots=True)
class Box:
    """A place to write in: its key, its name, and what to think of. `group` stands above the first of several."""

    key: str
    name: Words
    ask: Words = ""
    group: Words = ""


# The way to an ambition and its minutes, 55 in all.
WAY: tuple[tuple[Words, int], ...] = (
    (_("Each writes one sentence, alone"), 5),
    (_("In pairs: make two sentences into one"), 15),
    (_("Put them all up and move together what is alike"), 10),
    (_("Hold the best one against five questions"), 15),
    (_("Write one line, and ask round the table who can go on with it"), 10),
)
_AMBITION = (
    Box("pairs", _("What the pairs made of it"), _("One sentence to a line.")),
    Box("clusters", _("What belongs together"), _("Which words keep coming back?")),
    Box("notices", _("Who notices it?"), group=_("Five questions to the ambition")),
    Box("different", _("What is different then?")),
    Box("by-when", _("By when, roughly?")),
    Box("left-out", _("What do we leave out?")),
    Box("nothing", _("What if we do nothing?")),
)  # fmt: skip
DIRECTION = "direction"
_CANVAS = (
    Box("wonder", _("What makes us wonder"), _("What do we not understand yet?")),
    Box("possibilities", _("Possibilities"), _("What could be done that nobody does?")),
    Box("potentials", _("Potentials"), _("What is there already, and not used?")),
    Box("touched", _("Whom it touches"), _("Who lives with it, who works with it?")),
    Box("missing", _("Perspectives we miss"), _("Whom have we not heard?")),
    Box("known", _("What is known already"), _("And where it comes from.")),
    Box("talks", _("Talks we had"), _("And what they shifted.")),
    Box("subthemes", _("Subthemes"), _("Smaller parts to take up one by one.")),
    Box(DIRECTION, _("Direction for now"), _("Where do we begin? It may change.")),
)
WIDER = _("The wider theme")
_FOUR, _RESEARCH = _("From the start"), _("What research adds")
_CONDITIONS = (
    Box("diversity", _("Enough difference"), _("Do we differ enough to learn something from each other?"), _FOUR),
    Box("practice", _("Practice in the middle"), _("Does each meeting begin with what happens at work?")),
    Box("trust", _("Trust and fellowship"), _("Is it safe to say what went wrong?")),
    Box("influence", _("Everybody active, with a say"), _("Do members steer the goals and what we do?")),
    Box("leading", _("Leadership"), _("Does somebody go first, with time for it?"), _RESEARCH),
    Box("shared-goal", _("A shared goal"), _("Can each of us say what it is for?")),
    Box("activities", _("Activities with a plan"), _("Do we know what we do next time, and why?")),
    Box("together", _("Working together"), _("Do we find things out together, not only tell each other?")),
    Box("support", _("Guidance and support"), _("Is there help when we are stuck?")),
    Box("fixed-group", _("A steady, safe group"), _("Are the same people there each time?")),
    Box("equal-input", _("Everybody puts something in"), _("Do giving and taking go round?")),
    Box("yield", _("A clear yield and date"), _("Is it clear what there will be, and when?")),
    Box("managers", _("Managers stand behind it"), _("Do members get the room they were promised?")),
    Box("colleagues", _("Colleagues are drawn in"), _("Does anybody ask us to bring it home?")),
)
# Between two poles, and never a figure: where somebody stands is the beginning of a talk.
_HALFWAY = (
    Box("daily-work", _("Part of the daily work, or beside it"),
        _("How close is what we do here to our ordinary work, and where do we want it?"),
        _("Half-way: where are we, and where do we want to be?")),
    Box("lasting", _("For a while, or to stay"), _("Is it for one task, or may it go on? What do we want ourselves?")),
    Box("value", _("What we work on, and what it brings"), _("Is it still the right subject, and worth our time?")),
    Box("belonging", _("Belonging together"), _("Do we say “we”? What would make that stronger?")),
    Box("own-ways", _("How we arranged things"), _("Do rhythm, roles and agreements help us, or are they in the way?")),
)  # fmt: skip
_MOTIVES: dict[str, tuple[Box, ...]] = {
    "organisation": (
        Box("sharing", _("Sharing, and giving each other ideas, inside and outside our own walls")),
        Box("competences", _("Growing what the work asks of people")),
        Box("know-how", _("Looking at what we and others do, and passing on what we know how to do")),
        Box("change", _("Learning to deal with the unforeseen, with uncertainty and change")),
    ),
    "member": (
        Box("ideas", _("Fresh ideas")),
        Box("contacts", _("New contacts")),
        Box("soil", _("Soil in which new knowledge can grow")),
        Box("safe-place", _("A safe place to solve what we all run into, and to be open to criticism")),
        Box("own-case", _("Seeing one's own case from some distance, by talking it through")),
    ),
}


def boxes(page: str, prose: Prose) -> tuple[Box, ...]:
    """The boxes of a page ("ambition", "canvas", "conditions"), in their order, in the words of the handbook."""
    if page == "conditions":
        return _checked(prose)
    return _AMBITION if page == "ambition" else _named(_CANVAS, prose, "theme-canvas")


def theme_word(prose: Prose) -> Words:
    """What the theme of a network is called beside its line; a handbook may call the line itself so."""
    word = canvas_word("theme", _("Theme"), prose)
    return WIDER if str(word).casefold() == str(prose.line).casefold() else word


def canvas_word(key: str, ours: Words, prose: Prose) -> Words:
    """A word at the top of the theme canvas, as the handbook has it."""
    text = prose.worksheets.get("theme-canvas")
    return text.labels.get(key, ours) if text else ours


def motives(kind: str, prose: Prose) -> tuple[Box, ...]:
    """What there is to choose from, "organisation" or "member"."""
    return _named(_MOTIVES[kind], prose, "motives")


def known(page: str, key: str) -> Words:
    """Our own name of a box that the handbook lacks; its key when we never had it either."""
    every = {"ambition": _AMBITION, "canvas": _CANVAS, "conditions": _CONDITIONS + _HALFWAY}[page]
    return next((box.name for box in every if box.key == key), key.replace("-", " "))


def step_for(book: Handbook, *instruments: str) -> Step | None:
    """The first step of the pack with one of these instruments, the first instrument first."""
    found = {step.instrument: step for step in reversed(book.steps)}
    return next((found[name] for name in instruments if name in found), None)


def _checked(prose: Prose) -> tuple[Box, ...]:
    """What a handbook asks beside ours, then ours: a condition that it words too stands there in its words."""
    lists = [prose.checklists[name] for name in ("conditions", "research-conditions") if name in prose.checklists]
    words = {key: text for each in lists for key, text in each.items.items()}
    ours = tuple(_worded(box, words.pop(box.key, "")) for box in (*_CONDITIONS, *_HALFWAY))
    theirs = tuple(Box(key, text) for key, text in words.items())
    if theirs:
        theirs = (replace(theirs[0], group=prose.title.text), *theirs[1:])
    return (*theirs, *ours)


def _worded(box: Box, words: str) -> Box:
    return replace(box, name=words, ask="") if words else box


def _named(ours: tuple[Box, ...], prose: Prose, sheet: str) -> tuple[Box, ...]:
    text = prose.worksheets.get(sheet)
    labels: Mapping[str, str] = text.labels if text else {}
    return tuple(Box(box.key, labels.get(box.key, box.name), box.ask, box.group) for box in ours)
