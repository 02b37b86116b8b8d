"""The way in to the handbooks: folder in, frozen `Handbook` and `Prose` out, cached.

handbook = reader.find("leernetwerk@2026.1", shelves)
words = reader.text(handbook, "da")
words.step("ambition").title
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from akker.handbooks import folder as folders
from akker.handbooks import pages, places, structure
from akker.handbooks.model import (
    POWERS,
    Fault,
    Handbook,
    HandbookFault,
    HandbookMissing,
    Prose,
)
from akker.handbooks.model import gettext_noop as _
from akker.handbooks.prose import assemble

SHELF = Path(__file__).parent / "shelf"
DEFAULT = "akker@2026.1"  # our own neutral one, for who does not know yet
PIN = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([a-z0-9]+(?:[.-][a-z0-9]+)*)")

digest = folders.digest


def find(pin: str, shelves: Iterable[Path] = ()) -> Handbook:
    """The handbook that a network keeps as `slug@version`.

    Looks on the built-in shelf first, then on `shelves` in their order, so that an added shelf
    cannot replace a released method under running networks.

    Raises: HandbookMissing when no shelf has it; HandbookFault when it cannot be used.
    """
    for place in (SHELF, *shelves):
        with suppress(HandbookMissing):
            return read(_standing(place, pin))
    raise HandbookMissing(pin)


@lru_cache(maxsize=256)  # what was found stays; what was not is looked for again, since shelves may grow
def _standing(place: Path, pin: str) -> Path:
    """Raises: HandbookMissing."""
    if match := PIN.fullmatch(pin):
        folder = place / match[1] / match[2]
        if (folder / structure.FILE).is_file():
            return folder
    raise HandbookMissing(pin)


def shelf(*extra: Path) -> Mapping[str, Path]:
    """Every `slug@version` on the built-in shelf and the `extra` ones -> its folder, sorted.

    Names only what is there, without reading it; the built-in shelf wins.
    """
    found = {
        f"{file.parent.parent.name}@{file.parent.name}": file.parent
        for place in (*reversed(extra), SHELF)
        for file in place.glob(f"*/*/{structure.FILE}")
    }
    return MappingProxyType(dict(sorted(found.items())))


def read(folder: Path) -> Handbook:
    """The structure of one handbook version; cached per folder, a release never changes.

    Raises: HandbookFault when the pack is not sound, with everything that is wrong.
    """
    return _open(folder)[0]


def text(handbook: Handbook, language: str) -> Prose:
    """The words of a handbook for a reader of `language`; cached.

    What lacks in that language comes in English or in the first language that has it, and
    says so item by item (`is_borrowed`). A language with a region, such as nl-be, is read as
    the language alone.
    """
    return _text(handbook.folder, language.partition("-")[0].lower())


def gaps(folder: Path) -> Iterator[str]:
    """Name what a language of the pack lacks: `da/steps/ambition.md`.

    A word of `labels.yaml` is named as `da/labels.yaml: phases.sow.name`. Nothing at all means
    that every language is complete. Raises: HandbookFault when the pack is not sound.
    """
    handbook, words = _open(folder)
    for language in handbook.languages:
        yield from pages.gaps(handbook, language, words)


def check(folder: Path, powers: Collection[str] = POWERS) -> list[Fault]:
    """Everything that makes a pack impossible or unsafe to use; an empty list when it is sound.

    Args:
        folder: `<shelf>/<slug>/<version>`.
        powers: what a role may act as.

    A translation that lacks is no fault as long as one language has the words; see `gaps`.
    """
    faults: list[Fault] = []
    _load(folder, powers, faults)
    return places.located(folder, faults)


def look(folder: Path) -> Handbook:
    """As `read`, of a folder that may still change: read anew each time. Raises: HandbookFault."""
    faults: list[Fault] = []
    loaded = _load(folder, POWERS, faults)
    if faults or loaded is None:
        raise HandbookFault(folder, tuple(places.located(folder, faults)))
    return loaded[0]


@cache
def _open(folder: Path) -> tuple[Handbook, Mapping[str, pages.Words]]:
    faults: list[Fault] = []
    loaded = _load(folder, POWERS, faults)
    if faults or loaded is None:
        raise HandbookFault(folder, tuple(places.located(folder, faults)))
    return loaded


@lru_cache(maxsize=256)  # the language can come from a request, so it has a ceiling
def _text(folder: Path, language: str) -> Prose:
    handbook, words = _open(folder)
    return assemble(handbook, words, language)


def _load(
    folder: Path, powers: Collection[str], faults: list[Fault]
) -> tuple[Handbook, Mapping[str, pages.Words]] | None:
    """Read a whole pack. None when its files are such that reading on makes no sense."""
    if not (folder / structure.FILE).is_file():
        faults.append(Fault(structure.FILE, "", _("there is no such file")))
        return None
    faults.extend(folders.faults(folder))
    if faults:
        return None
    content = (folder / structure.FILE).read_text("utf-8-sig")
    handbook = structure.build(folder, content, powers, faults)
    if faults:
        return None
    words = {language: pages.load(handbook, language, faults) for language in handbook.languages}
    faults.extend(_folder_faults(handbook))
    faults.extend(_silences(handbook, words))
    return handbook, MappingProxyType(words)


def _folder_faults(handbook: Handbook) -> Iterator[Fault]:
    """Where the folder and the structure disagree: its name, and files nobody asks for."""
    folder = handbook.folder
    if (folder.parent.name, folder.name) != (handbook.slug, handbook.version):
        said = {"folder": f"{handbook.slug}/{handbook.version}"}
        yield Fault(structure.FILE, "slug", _("the folder of this pack is %(folder)s"), said)
    known = {structure.FILE} | {
        f"{language}/{path}"
        for language in handbook.languages
        for path in (pages.LABELS, *pages.wanted_pages(handbook))
    }
    for path in folders.files(folder):
        name = path.relative_to(folder)
        is_note = name.suffix == ".md" and len(name.parts) == 1
        is_picture = name.suffix == ".svg" and name.parts[0] == "pictures"
        if name.as_posix() not in known and not is_note and not is_picture:
            yield Fault(name.as_posix(), "", _("the structure asks for no such file"))


def _silences(handbook: Handbook, words: Mapping[str, pages.Words]) -> Iterator[Fault]:
    """What no language at all has words for."""
    for key in pages.wanted_labels(handbook):
        if not any(key in each.labels for each in words.values()):
            yield Fault(pages.LABELS, key, _("no language has these words"))
    for path in pages.wanted_pages(handbook):
        if not any(path in each.pages for each in words.values()):
            yield Fault(path, "", _("no language has this page"))
