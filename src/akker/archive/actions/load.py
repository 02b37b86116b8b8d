from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import IntegrityError, transaction

from akker.archive import rules, shape
from akker.archive.actions.draft import Draft, Entry, build, draft, rows_by_model
from akker.archive.actions.meeting_place import clashes, into_programme, recognise
from akker.archive.container import Parcel
from akker.archive.faults import Fault, Refused
from akker.archive.report import named
from akker.archive.report.nouns import HANDBOOK_CHANGES, NETWORKS, NOUNS, PACKS, PROGRAMMES
from akker.handbooks import packing
from akker.handbooks.model import Handbook, HandbookFault, HandbookMissing
from akker.journey import files, picture
from akker.networks.actions import RESERVED
from akker.programmes.models import find_book

BATCH = 500  # rows in one statement
Brought = dict[tuple[UUID, str], Handbook]  # what the document brings: programme and pin -> handbook


def load(parcel: Parcel, *, into: str = "", is_trial: bool = False) -> dict[str, int]:
    """Read a scenario in, in one transaction; with `into` (a slug) its networks go to that programme.

    People who are here already, by id or by address, stay as they are; everything else must be new.
    Returns: how many rows of each list were written, or on trial would be.
    Raises: Refused, with every fault that could be found; then nothing was written.
    """
    _refuse(list(shape.faults(parcel.document)))
    _refuse([*_stray(parcel), *_missing(parcel)])
    with transaction.atomic():
        made = draft(parcel.document)
        recognise(made)
        if into:
            into_programme(made, into)
        build(made)
        made.faults.extend([*_unknown(made), *_reserved(made)])
        for rows in rows_by_model(made.everything()).values():
            made.faults.extend(rules.broken(rows))
        made.faults.extend(clashes(made))
        _refuse(made.faults)
        if not is_trial:
            for name in sorted(parcel.files):
                files.keep(parcel.content(name))  # before the rows: a file too many is swept
            _write(made)
    counts = Counter(entry.noun.name for entry in made.everything() if not entry.is_here)
    return {noun.name: counts[noun.name] for noun in NOUNS}


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Refused(faults)


def _stray(parcel: Parcel) -> Iterator[Fault]:
    for name in sorted(parcel.files - named(parcel.document).keys()):
        yield Fault(f"files/{name}", "no row refers to it")


def _missing(parcel: Parcel) -> Iterator[Fault]:
    """Files that rows name and that are neither in the ZIP nor here already, and what is no picture."""
    for name, where in named(parcel.document).items():
        if name not in parcel.files:
            if not files.place(name).exists():
                yield Fault(where, f"files/{name} is not in the ZIP")
        elif ".photos[" in where and not _is_photo(parcel.content(name)):
            yield Fault(where, f"files/{name} is no photo")


def _is_photo(data: bytes) -> bool:
    try:
        return bool(picture.look(data))
    except (picture.TooHeavy, picture.NoPicture, picture.TooManyPixels):
        return False


def _write(made: Draft) -> None:
    try:
        for model, rows in rows_by_model(made.everything()).items():
            model._default_manager.bulk_create([row for _path, row in rows], batch_size=BATCH)
    except IntegrityError as broken:
        raise Refused.whole(f"somebody wrote at the same moment; try again ({broken})") from broken


def _unknown(made: Draft) -> Iterator[Fault]:
    """Handbooks that no shelf holds, and roles and steps that no handbook of their network knows."""
    brought: Brought = {}
    yield from _packs(made, brought)
    for entry in [*made.of(PROGRAMMES), *made.of(NETWORKS)]:
        pin = entry.said.get("handbook", "")
        if pin and _book(entry, pin, brought) is None:
            yield entry.fault(f'no shelf holds the handbook "{pin}"', "handbook")
    books = {entry.id: [_book(entry, entry.said["handbook"], brought)] for entry in made.of(NETWORKS)}
    for entry in made.of(HANDBOOK_CHANGES):
        books[entry.root.id] += [_book(entry.root, entry.said[name], brought) for name in ("before", "after")]
    for noun in NOUNS:
        if noun.place.startswith(f"{NETWORKS.place}."):
            for name in {"role", "step"} & set(noun.says):
                yield from _strange_keys(made.of(noun), name, books)


def _packs(made: Draft, brought: Brought) -> Iterator[Fault]:
    """Looks the handbooks of the document through, as those that somebody brings; the sound ones go to `brought`."""
    for entry in made.of(PACKS):
        try:
            book = packing.sound(entry.said["pages"])
        except packing.PackRefused as refusal:
            yield from (entry.fault(str(fault), "pages") for fault in refusal.faults[:20])
            continue
        if book.pin != f"{entry.said['slug']}@{entry.said['pack_version']}":
            yield entry.fault(f"the pages are those of {book.pin}", "pages")
        brought[entry.root.id, book.pin] = book


def _strange_keys(entries: list[Entry], name: str, books: dict[UUID, list[Handbook | None]]) -> Iterator[Fault]:
    """What stands at a role or a step of no handbook that the network walks or walked, when all of them are known."""
    for entry in (entry for entry in entries if name in entry.said):
        known = [book for book in books[entry.root.id] if book]
        is_known = any(entry.said[name] in _keys(book, name) for book in known)
        if len(known) == len(books[entry.root.id]) and not is_known:
            yield entry.fault(f'{known[0].pin} has no {name} "{entry.said[name]}"', name)


def _reserved(made: Draft) -> Iterator[Fault]:
    for entry in made.of(NETWORKS):
        if entry.said["key"].rpartition("/")[2] in RESERVED:
            yield entry.fault("this name is kept for the pages of the programme", "key")


def _keys(book: Handbook, name: str) -> set[str]:
    return set(book.roles) if name == "role" else {step.key for step in book.steps}


def _book(entry: Entry, pin: str, brought: Brought) -> Handbook | None:
    """The handbook of a programme or a network of the document."""
    programme = entry.id if entry.noun is PROGRAMMES else entry.row.programme_id
    try:
        return brought.get((programme, pin)) or find_book(pin, programme)
    except (HandbookMissing, HandbookFault):
        return None
