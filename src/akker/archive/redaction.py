"""Finding one person's name in what others wrote, and putting something else in its place.

Source: docs/decisions/0010-erasure.md, which also says what is not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from akker.archive.identity import slug

LEAST = 4  # letters of a word that counts as a name by itself
AROUND = 60  # characters of an excerpt on either side
PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "het", "'t", "ten", "ter", "te", "tot", "op", "in", "aan", "af", "av", "zu",
    "zum", "la", "le", "du", "da", "di", "dos", "del", "el", "al", "bin", "ibn", "ben",
})  # fmt: skip
BEGIN = r"(?<![^\W_])"  # an underscore parts words here: files are called jansen_2026.xlsx
END = r"(?=(?:['’]?s)?(?![^\W_]))"  # the s of a genitive stays
BARE_END = r"(?=(?:['’]s)?(?![^\W_]))"  # a short name with an s is another word
NOBODY = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Names:
    """The ways in which one person is written.

    whole: the address and the full name in its forms, in any case. any: that, and each word of the name that
    nobody else near them bears, when it begins with a capital. small: words that the person writes without one.
    """

    whole: re.Pattern[str]
    any: re.Pattern[str]
    words: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()

    def found(self, text: str) -> re.Match[str] | None:
        """The first place where the person is named."""
        return next(filter(self._counts, self.any.finditer(normalize("NFC", text))), None)

    def replaced(self, text: str, instead: str) -> str:
        """`text` with `instead` for every name; the same text when there is none."""
        if not self.found(text):
            return text
        return self.any.sub(lambda found: instead if self._counts(found) else found[0], normalize("NFC", text))

    def replaced_within(self, value: Any, instead: str) -> Any:
        """The same for every text inside a value of JSON; keys stay."""
        if isinstance(value, str):
            return self.replaced(value, instead)
        if isinstance(value, list):
            return [self.replaced_within(inner, instead) for inner in value]
        if isinstance(value, dict):
            return {name: self.replaced_within(inner, instead) for name, inner in value.items()}
        return value

    def excerpt(self, text: str) -> str:
        """The first name with some words around it, on one line."""
        found, text = self.found(text), normalize("NFC", text)
        if not found:
            return ""
        start, end = max(found.start() - AROUND, 0), found.end() + AROUND
        return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")

    def in_address(self, address: str) -> bool:
        """Whether a part of an address, or the name of a file, names the person; case says nothing there."""
        return not self.words.isdisjoint(re.split(r"[\W_]+", address.lower()))

    def _counts(self, found: re.Match[str]) -> bool:
        word = found["word"]
        return word is None or word[0].isupper() or word.casefold() in self.small


def names(name: str, email: str, others: Iterable[str]) -> Names:
    """How to recognise this person among `others`, the names of everybody near them."""
    words = normalize("NFC", name).split()
    taken = {part.casefold() for other in others for part in _parts(normalize("NFC", other).split())}
    own = [part for part in _parts(words) if _is_telling(part, words) and part.casefold() not in taken]
    forms = [_address(email)] if email else []
    if len(words) > 1:
        forms += [f"{BEGIN}{form}{END}" for form in _full(words)]
    single = rf"{BEGIN}{_after_particles(words)}(?P<word>{'|'.join(map(_word, own)) or '(?!)'})"
    return Names(
        re.compile("|".join(forms), re.IGNORECASE) if forms else NOBODY,
        re.compile("|".join([*forms, single]), re.IGNORECASE),
        frozenset(slug(part) for part in own),
        frozenset(part.casefold() for part in own if part[0].islower()),
    )


def _parts(words: Collection[str]) -> list[str]:
    """The words of a name without what only leads to them; a double name is two. Longest first."""
    bare = (part.strip(".,()") for word in words for part in [word, *word.split("-")])
    return sorted(
        {part for part in bare if part and part.casefold() not in PARTICLES}, key=lambda part: (-len(part), part)
    )


def _is_telling(part: str, words: Collection[str]) -> bool:
    """Short words are too often just words; when they are the whole name there is nothing else."""
    return len(part) >= (2 if len(words) == 1 else LEAST) and any(letter.isalpha() for letter in part)


def _word(part: str) -> str:
    return re.escape(part) + (END if len(part) >= LEAST else BARE_END)


def _full(words: list[str]) -> Iterable[str]:
    """First and last name together, either way round, and with one of them cut to its initial."""
    first, last = re.escape(words[0]), re.escape(words[-1])
    between = r"\s+".join(re.escape(word) for word in words[1:-1] if word.casefold() in PARTICLES)
    leading, trailing = (rf"(?:{between}\s+)?", rf"(?:\s+{between})?") if between else ("", "")
    yield r"\s+".join(map(re.escape, words))
    yield rf"{first}\s+{leading}{last}"
    yield rf"{leading}{last},\s*{first}{trailing}"
    yield rf"{leading}{last},\s*{re.escape(words[0][0])}\."
    yield rf"{re.escape(words[0][0])}\.\s*(?:\w\.\s*)*{leading}{last}"
    yield rf"{first}\s+{leading}{re.escape(words[-1][0])}\."


def _after_particles(words: list[str]) -> str:
    own = sorted({re.escape(word) for word in words if word.casefold() in PARTICLES}, key=len, reverse=True)
    return rf"(?:(?:{'|'.join(own)})\s+)*" if own else ""


def _address(email: str) -> str:
    return rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)"
