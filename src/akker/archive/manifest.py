"""What a backup says of itself, and whether the rest of the file is what it says."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from akker.archive.faults import Fault, Refused

KIND = "akker-backup"
FORMAT = 1
NAME = "manifest.json"
MOST_BYTES = 50 * 2**20  # of the manifest
CHUNK = 2**20  # bytes
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


@dataclass(slots=True)
class Manifest:
    """members: the sha256 of each other member of the ZIP. migrations: what the database had applied."""

    migrations: list[str]
    members: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # per table
    akker: str = field(default_factory=lambda: version("akker"))
    format: int = FORMAT
    kind: str = KIND

    def text(self) -> bytes:
        return (json.dumps(asdict(self), indent=2) + "\n").encode()


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup of which every byte is as it was written. Raises: Refused, also for damage found later."""
    try:
        with zipfile.ZipFile(file) as folder:
            said = _read(folder)
            if faults := list(_damage(folder, said)):
                raise Refused(faults)
            yield folder, said
    except OSError as broken:
        raise Refused.whole(f"cannot be read: {broken.strerror or broken}") from broken
    except DAMAGE as broken:
        raise Refused.whole(f"is no backup of Akker, or damaged: {broken}") from broken


def misfit(said: Manifest, applied: list[str]) -> Fault | None:
    """Why a backup cannot go into this installation, where `applied` are the migrations."""
    if said.format > FORMAT or _number(said.akker) > _number(version("akker")):
        return Fault("", f"was made by Akker {said.akker}; this is {version('akker')}. Restore it with that version")
    if strange := sorted(set(said.migrations) - set(applied)):
        return Fault("", f"was made by a newer Akker: nothing is known here of {', '.join(strange)}")
    if missing := sorted(set(applied) - set(said.migrations)):
        return Fault(
            "", f"was made by Akker {said.akker}, before {missing[0]}. Restore it with that version and then upgrade"
        )
    return None


def _read(folder: zipfile.ZipFile) -> Manifest:
    if NAME not in folder.namelist():
        raise Refused.whole(f"is no backup of Akker: it holds no {NAME}")
    with folder.open(NAME) as entry:
        data = entry.read(MOST_BYTES)
    try:
        said = json.loads(data)
        if said["kind"] != KIND:
            raise KeyError("kind")
        made = Manifest(**said)
    except (ValueError, TypeError, KeyError, RecursionError) as broken:
        raise Refused.whole(f"is no backup of Akker: its {NAME} cannot be read") from broken
    if not _is_sound(made):
        raise Refused.whole(f"is no backup of Akker: its {NAME} cannot be read")
    return made


def _is_sound(said: Manifest) -> bool:
    def texts(values: Any, kind: type[list[Any] | dict[str, Any]]) -> bool:
        return isinstance(values, kind) and all(isinstance(value, str) for value in values)

    return (
        isinstance(said.format, int)
        and isinstance(said.akker, str)
        and texts(said.migrations, list)
        and texts(said.members, dict)
        and texts(list(said.members.values()), list)
    )


def _damage(folder: zipfile.ZipFile, said: Manifest) -> Iterator[Fault]:
    names = folder.namelist()
    if sorted(names) != sorted([NAME, *said.members]):
        strange = sorted(set(names) ^ {NAME, *said.members}) or ["a name that stands twice"]
        yield Fault("", f"holds other members than it says: {', '.join(strange)[:300]}")
        return
    for name, promised in said.members.items():
        parts = PurePosixPath(name).parts
        if name.startswith(("/", "\\")) or ".." in parts or parts[0] not in ("tables", "files"):
            yield Fault(name, "has no place in a backup")
        elif _digest(folder, name) != promised:
            yield Fault(name, "is damaged")


def _digest(folder: zipfile.ZipFile, name: str) -> str:
    """The sha256 of a member; "" when it cannot even be unpacked."""
    digest = hashlib.sha256()
    try:
        with folder.open(name) as entry:
            while chunk := entry.read(CHUNK):
                digest.update(chunk)
    except DAMAGE:
        return ""
    return digest.hexdigest()


def _number(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]
