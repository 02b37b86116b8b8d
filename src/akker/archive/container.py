"""A scenario as a file: JSON alone, or a ZIP of `scenario.json` and `files/<sha256>`."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn

from akker.archive.faults import Fault, Refused, path

MOST_BYTES = 100 * 2**20  # of the document
MOST_FILE_BYTES = 100 * 2**20  # of one file beside it
MOST_FILES = 10_000
DEEPEST = 12  # lists and objects inside each other; the format needs 6
DOCUMENT = "scenario.json"
FILE_NAME = re.compile(r"files/[0-9a-f]{64}")
CHUNK = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document, and the names (sha256) of the files that came with it."""

    document: dict[str, Any]
    files: frozenset[str] = field(default_factory=frozenset)
    source: Path | None = None  # the ZIP that holds them

    def content(self, name: str) -> bytes:
        """What the file of this name holds. Raises: Refused."""
        if self.source is None:
            raise Refused.whole(f"files/{name} does not come with it")
        with zipfile.ZipFile(self.source) as folder:
            return _inflate(folder, f"files/{name}", MOST_FILE_BYTES)


def read(file: Path) -> Parcel:
    """Read and check the container; nothing is unpacked to disk.

    Raises: Refused.
    """
    try:
        if zipfile.is_zipfile(file):
            return _read_zip(file)
        if file.stat().st_size > MOST_BYTES:
            raise Refused.whole(f"is larger than {MOST_BYTES // 2**20} MB")
        return Parcel(parse(file.read_bytes()))
    except OSError as broken:
        raise Refused.whole(f"cannot be read: {broken.strerror or broken}") from broken


def parse(data: bytes) -> dict[str, Any]:
    """JSON of an object, without what a database or another reader could not hold. Raises: Refused."""
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as broken:
        raise Refused.whole(f"is not UTF-8: byte {broken.start} cannot be read") from broken
    except json.JSONDecodeError as broken:
        raise Refused.whole(f"is not JSON: line {broken.lineno}, column {broken.colno}: {broken.msg}") from broken
    except RecursionError as broken:
        raise Refused.whole("is nested too deeply") from broken
    except ValueError as broken:
        raise Refused.whole(f"is not JSON: {broken}") from broken
    if not isinstance(document, dict):
        raise Refused.whole("is not a scenario: a scenario is one JSON object")
    if faults := list(_unwritable(document, ())):
        raise Refused(faults)
    return document


def text(document: Mapping[str, Any], *, canonical: bool) -> bytes:
    """The bytes of a document: two spaces, UTF-8, a newline at the end; canonical sorts the keys too."""
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=canonical) + "\n").encode()


def pack(out: IO[bytes], document: bytes, files: Mapping[str, Path]) -> None:
    """Write the ZIP; `files` by sha256. The same content gives the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        _add(folder, DOCUMENT, document)
        for name in sorted(files):
            _add(folder, f"files/{name}", files[name].read_bytes())


@contextmanager
def replacing(file: Path) -> Iterator[IO[bytes]]:
    """Write beside `file` and take its place when all of it is on the disk; else leave what was there."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it tells of people
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
        _settle(file.parent)
    finally:
        beside.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """The new name is on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _add(folder: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # 1980: the moment of packing is no content
    entry.compress_type = zipfile.ZIP_DEFLATED
    folder.writestr(entry, data)


def _read_zip(file: Path) -> Parcel:
    try:
        with zipfile.ZipFile(file) as folder:
            entries = folder.infolist()
            if faults := list(_strange_entries(entries)):
                raise Refused(faults)
            document = parse(_inflate(folder, DOCUMENT, MOST_BYTES))
            names = [entry.filename for entry in entries if entry.filename != DOCUMENT]
            return Parcel(document, frozenset(_checked(folder, name) for name in names), file)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as broken:
        raise Refused.whole(f"is a damaged or locked ZIP: {broken}") from broken


def _strange_entries(entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    names = [entry.filename for entry in entries]
    if DOCUMENT not in names:
        yield Fault("", f"is a ZIP without {DOCUMENT}")
    if len(names) > MOST_FILES:
        yield Fault("", f"holds more than {MOST_FILES} files")
    if len(set(names)) != len(names):
        yield Fault("", "holds two files of the same name")
    for name in names[:MOST_FILES]:
        if name != DOCUMENT and not FILE_NAME.fullmatch(name):
            yield Fault("", f"holds {name!r}; beside {DOCUMENT} only files/<sha256> is allowed")


def _inflate(folder: zipfile.ZipFile, name: str, most: int) -> bytes:
    """At most `most` bytes, whatever the directory of the ZIP promises."""
    with folder.open(name) as entry:
        data = entry.read(most + 1)
    if len(data) > most:
        raise Refused.whole(f"{name} is larger than {most // 2**20} MB")
    return data


def _checked(folder: zipfile.ZipFile, name: str) -> str:
    promised, digest, size = name.removeprefix("files/"), hashlib.sha256(), 0
    with folder.open(name) as entry:
        while chunk := entry.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > MOST_FILE_BYTES:
                raise Refused.whole(f"{name} is larger than {MOST_FILE_BYTES // 2**20} MB")
    if digest.hexdigest() != promised:
        raise Refused.whole(f"{name} does not hold what its name says")
    return promised


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)!r} stands twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _unwritable(value: Any, where: tuple[str | int, ...]) -> Iterator[Fault]:
    """Text that no database takes (NUL, half a character), and nesting without end."""
    if len(where) > DEEPEST:
        yield Fault(path(where), "is nested too deeply")
    elif isinstance(value, str) and not _is_text(value):
        yield Fault(path(where), "holds a character that is none")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unwritable(inner, (*where, name) if _is_text(name) else where)
            if not _is_text(name):
                yield Fault(path(where), "a name in it holds a character that is none")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unwritable(inner, (*where, number))


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
