"""The way in to the work-form library: folder in, frozen `Library` and `Words` out, cached.

form = workforms.form("incident-short")
form.minutes  # 65
workforms.text(form, "da").title
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from akker.handbooks import folder as folders
from akker.handbooks import places
from akker.handbooks.model import Fault, HandbookFault
from akker.handbooks.pages import LABELS
from akker.handbooks.pages import Words as Pages
from akker.handbooks.workforms import pages, structure
from akker.handbooks.workforms.model import FormText, Library, Words, WorkForm

LIBRARY = Path(__file__).parents[1] / "library/2026.1"


def library(folder: Path = LIBRARY) -> Library:
    """Every work form, agenda, clause and checklist; cached per folder, a release never changes.

    Raises: HandbookFault when the library is not sound, with everything that is wrong.
    """
    return _open(folder)[0]


def form(key: str) -> WorkForm:
    """The work form with this key. Raises: FormMissing."""
    return library().form(key)


def words(language: str, folder: Path = LIBRARY) -> Words:
    """The words of the library for a reader of `language`; cached.

    What lacks in that language comes in English or in the first language that has it, and
    says so item by item (`is_borrowed`). A language with a region, such as nl-be, is read as
    the language alone.
    """
    return _words(folder, language.partition("-")[0].lower())


def text(form: WorkForm, language: str) -> FormText:
    """One work form in words, with the same visible fallback. Raises: FormMissing when it is of another library."""
    library().form(form.key)
    return words(language).forms[form.key]


def gaps(folder: Path = LIBRARY) -> Iterator[str]:
    """Name what a language lacks: `da/forms/troika.md`. Raises: HandbookFault when the library is not sound."""
    found, each = _open(folder)
    for language in found.languages:
        yield from pages.gaps(found, language, each[language])


def check(folder: Path = LIBRARY) -> list[Fault]:
    """Everything that makes a library impossible or unsafe to use; an empty list when it is sound.

    A translation that lacks is no fault as long as one language has the words; see `gaps`.
    """
    faults: list[Fault] = []
    _load(folder, faults)
    return places.located(folder, faults)


@cache
def _open(folder: Path) -> tuple[Library, Mapping[str, Pages]]:
    faults: list[Fault] = []
    loaded = _load(folder, faults)
    if faults or loaded is None:
        raise HandbookFault(folder, tuple(places.located(folder, faults)))
    return loaded


@lru_cache(maxsize=64)  # the language can come from a request, so it has a ceiling
def _words(folder: Path, language: str) -> Words:
    found, each = _open(folder)
    return pages.assemble(found, each, language)


def _load(folder: Path, faults: list[Fault]) -> tuple[Library, Mapping[str, Pages]] | None:
    """Read a whole library. None when its files are such that reading on makes no sense."""
    file = folder / structure.FILE
    if not file.is_file():
        faults.append(Fault(structure.FILE, "", "there is no such file"))
        return None
    faults.extend(folders.faults(folder))
    if faults:
        return None
    found = structure.build(folder, file.read_text("utf-8-sig"), faults)
    if faults:
        return None
    each = {language: pages.load(found, language, faults) for language in found.languages}
    faults.extend(_strays(found))
    faults.extend(_silences(found, each))
    return found, each


def _strays(library: Library) -> Iterator[Fault]:
    """Files that the structure does not ask for."""
    wanted = (LABELS, *pages.wanted_pages(library))
    known = {structure.FILE, "README.md"} | {f"{each}/{path}" for each in library.languages for path in wanted}
    for path in folders.files(library.folder):
        name = path.relative_to(library.folder).as_posix()
        if name not in known:
            yield Fault(name, "", "the structure asks for no such file")


def _silences(library: Library, words: Mapping[str, Pages]) -> Iterator[Fault]:
    """What no language at all has words for."""
    for key in pages.wanted_labels(library):
        if not any(key in each.labels for each in words.values()):
            yield Fault(LABELS, key, "no language has these words")
    for path in pages.wanted_pages(library):
        if not any(path in each.pages for each in words.values()):
            yield Fault(path, "", "no language has this page")
