"""Files of the journey on the disk, named after what they hold (sha256): once there, a file never changes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Container
from datetime import datetime
from pathlib import Path

from django.conf import settings

FOLDER = "sheets"
NAME = re.compile(r"[0-9a-f]{64}")


def keep(data: bytes) -> str:
    """Write `data` and return its name; when this returns it is on the disk, whatever happens to the machine."""
    name = hashlib.sha256(data).hexdigest()
    target = place(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        os.utime(target)  # young again: the row that names it may not be written yet
        return name
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)
    _settle(target.parent)
    return name


def place(name: str) -> Path:
    """Where the file of this name is. Raises: ValueError for what is no name."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return Path(settings.MEDIA_ROOT) / FOLDER / name


def read(name: str) -> bytes:
    """Raises: FileNotFoundError."""
    return place(name).read_bytes()


def drop(name: str) -> None:
    """Away with a file that nothing names any more; it may be gone already."""
    place(name).unlink(missing_ok=True)


def sweep(wanted: Container[str], before: datetime) -> int:
    """Drop what nothing in `wanted` names and nobody wrote since `before`: left by a crash. Returns how many."""
    folder, count = Path(settings.MEDIA_ROOT) / FOLDER, 0
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name not in wanted and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
            count += 1
    return count


def _settle(folder: Path) -> None:
    """The new name is on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
