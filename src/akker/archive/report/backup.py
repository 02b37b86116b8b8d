"""Everything in one file: all rows of one moment and all files, while others go on writing."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings

from akker.archive import manifest, tables
from akker.archive.manifest import Manifest
from akker.archive.snapshot import snapshot

CHUNK = 2**20  # bytes


def backup(out: IO[bytes]) -> Manifest:
    """Write the ZIP: a table per member, then the files, then what the file says of itself.

    Holds password hashes and mail: keep it as you keep the database.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder, snapshot():
        said = Manifest(tables.migrations())
        for name, model in tables.tables().items():
            said.rows[name] = _add(folder, said, f"tables/{name}.jsonl", tables.lines(model)) - 1  # its columns
        for name, file in _files().items():
            with suppress(FileNotFoundError), file.open("rb") as content:  # what goes meanwhile, no row needs
                _add(folder, said, f"files/{name}", iter(partial(content.read, CHUNK), b""))
        folder.writestr(manifest.NAME, said.text())
    return said


def _add(folder: zipfile.ZipFile, said: Manifest, name: str, parts: Iterable[bytes]) -> int:
    """Write one member and note its sha256; returns of how many parts it was made."""
    digest, count = hashlib.sha256(), 0
    with folder.open(name, "w", force_zip64=True) as member:
        for part in parts:
            member.write(part)
            digest.update(part)
            count += 1
    said.members[name] = digest.hexdigest()
    return count


def _files() -> dict[str, Path]:
    root = Path(settings.MEDIA_ROOT)
    return {file.relative_to(root).as_posix(): file for file in sorted(root.rglob("*")) if file.is_file()}
