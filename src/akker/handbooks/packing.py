"""A pack on its way in and out: a ZIP from somebody, its pages as plain text, a folder to read them from.

A ZIP can come from anybody. Nothing of it reaches the disk under a name or of a size that was not looked at first.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from akker.handbooks import folder as folders
from akker.handbooks import pages, places, reader, structure
from akker.handbooks.model import POWERS, Fault, Handbook
from akker.handbooks.model import gettext_noop as _

Pages = Mapping[str, str]  # path inside the folder of the pack -> its text
MOST_PACKED = 2_000_000  # bytes of the ZIP
MOST_FILES = 200
MOST_IN_ALL = 8_000_000  # bytes of all files together, unpacked
LEFT_BY_MACHINES = ("__MACOSX", ".DS_Store", "Thumbs.db")
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OUTSIDE = _("this path leads outside the folder of the pack")
LOCKED = _("the file is locked or packed in an unusual way: make an ordinary ZIP")
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError)


class PackRefused(Exception):
    """A pack cannot be kept; `faults` says why, one by one."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


# --- in ------------------------------------------------------------------------------------


def unpack(data: bytes) -> dict[str, str]:
    """The text files of a ZIP, their paths counted from the folder that holds `handbook.yaml`.

    Costs at most MOST_IN_ALL bytes of memory, whatever the ZIP says of itself. Raises: PackRefused.
    """
    if len(data) > MOST_PACKED:
        raise PackRefused([Fault("", "", _("the ZIP is larger than %(most)s MB"), {"most": MOST_PACKED // 1_000_000})])
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
            _refuse(list(_outside(entries)))
            found = {entry.filename: _content(archive, entry) for entry in entries}
    except DAMAGED as broken:
        raise PackRefused([Fault("", "", _("this is not a ZIP file, or it is damaged"))]) from broken
    return _from_the_top(found)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise PackRefused(faults)


def _is_litter(name: str) -> bool:
    return bool(set(LEFT_BY_MACHINES) & set(name.split("/")))


def _outside(entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """What can be said of a ZIP before anything in it is unpacked."""
    if len(entries) > MOST_FILES:
        said = {"count": len(entries), "most": MOST_FILES}
        yield Fault("", "", _("the ZIP holds %(count)s files; a pack has at most %(most)s"), said)
        return
    for entry in entries:
        name, kind = entry.filename, stat.S_IFMT(entry.external_attr >> 16)
        if not _is_inside(name):
            yield Fault(name[:200], "", OUTSIDE)
        elif kind not in (0, stat.S_IFREG):
            yield Fault(name, "", folders.NO_LINKS)
        elif PurePosixPath(name).suffix not in folders.SUFFIXES:
            yield Fault(name, "", folders.OTHER_KIND, {"kinds": ", ".join(folders.SUFFIXES)})
        elif entry.file_size > folders.MOST_BYTES:
            yield Fault(name, "", folders.TOO_LARGE)
        elif entry.flag_bits & 1 or entry.compress_type not in WAYS:
            yield Fault(name, "", LOCKED)
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield Fault(name[:200], "", _("the ZIP holds this file %(count)s times"), {"count": count})
    if sum(entry.file_size for entry in entries) > MOST_IN_ALL:
        said = {"most": MOST_IN_ALL // 1_000_000}
        yield Fault("", "", _("the files are larger than %(most)s MB together"), said)


def _is_inside(name: str) -> bool:
    """Whether a path stays below the folder it is unpacked in, on any machine."""
    is_plain = name.isprintable() and not set(name) & set('\\:*?"<>|') and len(name) <= 200
    return is_plain and all(part not in ("", ".", "..") for part in name.split("/"))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """The text of one file; never more of it than a pack may hold is unpacked, whatever its size is said to be."""
    with archive.open(entry) as file:
        data = file.read(folders.MOST_BYTES + 1)
    if len(data) > folders.MOST_BYTES:
        raise PackRefused([Fault(entry.filename, "", folders.TOO_LARGE)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise PackRefused([Fault(entry.filename, "", folders.NO_TEXT)]) from broken


def _from_the_top(found: dict[str, str]) -> dict[str, str]:
    """Paths as they are inside the folder of the pack; a ZIP often holds that folder, or its slug and version."""
    tops = sorted((name for name in found if name.split("/")[-1] == structure.FILE), key=len)
    if not tops:
        raise PackRefused([Fault(structure.FILE, "", _("there is no such file in the ZIP"))])
    top = tops[0].removesuffix(structure.FILE)
    beside = _("stands beside the pack, not in %(folder)s")
    _refuse([Fault(name, "", beside, {"folder": top}) for name in found if not name.startswith(top)])
    return {name.removeprefix(top): text for name, text in sorted(found.items())}


def sound(kept: Pages) -> Handbook:
    """The structure of a pack that is sound in every way. Raises: PackRefused, with all that is not.

    Reads it in a folder that is gone afterwards, so the words cannot be asked of what comes back.
    """
    with tempfile.TemporaryDirectory(prefix="akker-pack-") as place:
        raw = Path(place) / ".raw"  # no slug begins with a point
        _lay(kept, raw)
        _refuse(list(folders.faults(raw)))
        faults: list[Fault] = []
        handbook = structure.build(raw, kept.get(structure.FILE, ""), POWERS, faults)
        _refuse(places.located(raw, faults))
        folder = Path(place) / handbook.slug / handbook.version
        folder.parent.mkdir()
        raw.rename(folder)
        _refuse(check(folder))
    return handbook


def check(folder: Path) -> list[Fault]:
    """All that `reader.check` says, and every page that a language of the pack lacks.

    A folder that somebody works in may be halfway; what is handed over to others is whole.
    """
    faults = reader.check(folder)
    return faults or [*_leaderless(folder), *_missing(folder)]


def _leaderless(folder: Path) -> Iterator[Fault]:
    handbook = reader.look(folder)
    if not handbook.acting_as("leader") and not handbook.acting_as("facilitator"):
        message = _("none acts as leader or facilitator: nobody could run a network with it")
        yield Fault(structure.FILE, "roles", message)


def _missing(folder: Path) -> Iterator[Fault]:
    handbook = reader.look(folder)
    for language in handbook.languages:
        for path in (pages.LABELS, *pages.wanted_pages(handbook)):
            if not (folder / language / path).is_file():
                message = _("is missing: translate it, or take %(language)s out of `languages`")
                yield Fault(f"{language}/{path}", "", message, {"language": language})


# --- kept ----------------------------------------------------------------------------------


def digest(kept: Pages) -> str:
    """The sha256 (hex) of all paths and texts, in whatever order they come."""
    return hashlib.sha256(json.dumps(dict(kept), sort_keys=True).encode()).hexdigest()


def lay_out(kept: Pages, folder: Path) -> None:
    """Write a pack that was found sound to a folder, all of it or nothing; what stands there already stays."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=".half-", dir=folder.parent))
    try:
        _lay(kept, half / "pack")
        (half / "pack").rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was first, with the same pages
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _lay(kept: Pages, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, text in kept.items():
        if not _is_inside(name):
            raise PackRefused([Fault(name[:200], "", OUTSIDE)])
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        except (FileExistsError, NotADirectoryError, IsADirectoryError, UnicodeEncodeError) as broken:
            raise PackRefused([Fault(name, "", _("a file and a folder cannot share this name"))]) from broken


# --- out -----------------------------------------------------------------------------------


def zipped(folder: Path) -> bytes:
    """The pack as a ZIP with its folder `<slug>/<version>`, the same bytes every time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folders.files(folder):
            name = f"{folder.parent.name}/{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
