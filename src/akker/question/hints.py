"""Five things to look at in a question, of a network or of one member: hints and conversation, never a score.

What is noticed is a word or the lack of one, in Dutch, Danish and English at once; that is all it claims.
Source: the quality check of a learning question: open, ours, from practice, answerable in the time, of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _words(
    """hoe wat welke welk waar waardoor waarom wanneer wie waarmee
    hvordan hvad hvilke hvilken hvilket hvor hvorfor hvornår hvem
    hoeverre hvilke
    how what which where why when who"""
)
OURS = _words("we wij ons onze onszelf vi os vores vor our ours us")
MINE = _words("ik mij mijn mezelf jeg mig mit mine my myself")  # not the English I: Danish has it too
BROAD = _words(
    """alles iedereen altijd overal nooit alting altid overalt aldrig enhver
    always everybody everyone everything everywhere never"""
)
ABSTRACT = _words(
    """beleid visie strategie kwaliteit samenwerking optimaliseren implementeren borgen professionalisering
    politik strategi kvalitet samarbejde optimere implementere
    policy vision strategy quality collaboration optimise optimize implement professionalisation"""
)
WHEN = _words("als wanneer nadat omdat terwijl zolang sinds når hvis mens fordi siden if when while because since")
OPENS = 3  # words within which an asking one stands: "Op welke manier", "In hoeverre niet", "Med hvilke ord"
LONG = 35  # words; a line that is said in one breath has fewer


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at. `seen` is the gentle remark when something is noticed, else empty."""

    key: str
    name: Promise
    says: Promise | str
    seen: Promise | str
    talk: Promise


def hints(text: str, until: str = "") -> Iterator[Hint]:
    """The five of them, always all, in a fixed order; `until` is the day on which the network ends, as it is said."""
    words = _of(text)
    yield _open(text, _("Which answer do we expect already, and what if it is another?"))
    yield Hint(
        "ours", _("Ours"), _("We can do something about it ourselves."),
        "" if words & OURS else _("We are not in it. Who has to move: others, or also ourselves?"),
        _("What in this question is ours to change?"),
    )  # fmt: skip
    yield _practice(words, _("When did this last happen to one of us?"))
    yield _time(text, words, until, _("What would we be content with at the last meeting?"))
    yield Hint(
        "several", _("Of several"), _("More of us run into it, each in their own place."),
        _("It sounds like the question of one of you. Who else has it, and in which words?") if words & MINE else "",
        _("Who of us would miss this question if it were gone?"),
    )  # fmt: skip


def hints_of_one(text: str, until: str = "") -> Iterator[Hint]:
    """The same five for what one member wants to learn, in a fixed order: it is theirs, and of use to others."""
    words = _of(text)
    yield _open(text, _("Which answer do you expect already, and what if it is another?"))
    yield Hint(
        "mine", _("Mine"), _("It is about what you do yourself."),
        "" if words & (MINE | OURS) or re.search(r"\bI\b", text)
        else _("You are not in it. What do you do in it, or want to be able to do?"),
        _("What would you do differently tomorrow?"),
    )  # fmt: skip
    yield _practice(words, _("When did this last happen to you?"))
    yield _time(text, words, until, _("What would you be content with at the last meeting?"))
    yield Hint(
        "others", _("Of use to others"), _("Others run into it too, or can think along."), "",
        _("Who in the network would be glad of an answer as well?"),
    )  # fmt: skip


def _of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text.lower()))


def _open(text: str, talk: Promise) -> Hint:
    return Hint(
        "open", _("Open"), _("It can be answered in more ways than yes or no."),
        "" if _asks(text) else _("It does not seem to begin with how, what or which. Would it open up if it did?"),
        talk,
    )  # fmt: skip


def _practice(words: frozenset[str], talk: Promise) -> Hint:
    return Hint(
        "practice", _("From practice"), _("It comes out of the work: somebody can tell of a day on which it showed."),
        _("There is a large word in it. What would you see happen, on an ordinary day?") if words & ABSTRACT else "",
        talk,
    )  # fmt: skip


def _time(text: str, words: frozenset[str], until: str, talk: Promise) -> Hint:
    return Hint(
        "time", _("Answerable in the time"),
        _("A part of it can be answered before this network ends on %(day)s.") % {"day": until}
        if until else _("A part of it can be answered before this network ends."),
        _("It is wide. Which part of it could have an answer by the time you stop?") if _is_wide(text, words) else "",
        talk,
    )  # fmt: skip


def _asks(text: str) -> bool:
    """Whether a sentence of it begins with how, what or which; "When the night falls, how do we ..." does too."""
    return any(_begins(sentence) for sentence in re.split(r"(?<=[.!?:])\s+", text.lower()))


def _begins(sentence: str) -> bool:
    words = re.findall(r"[^\W\d_]+", sentence)
    _clause, comma, rest = sentence.partition(",")
    if words and words[0] in WHEN and comma:
        words = re.findall(r"[^\W\d_]+", rest)
    return bool(ASKING & set(words[:OPENS]))


def _is_wide(text: str, words: frozenset[str]) -> bool:
    return bool(words & BROAD) or len(text.split()) > LONG or text.count("?") > 1
