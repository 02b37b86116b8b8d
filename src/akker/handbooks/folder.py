"""What may lie in a pack's folder, and its fingerprint. Packs can come from outside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from akker.handbooks.model import Fault
from akker.handbooks.model import gettext_noop as _

SUFFIXES = (".md", ".yaml", ".svg")
MOST_BYTES = 1_000_000
NO_LINKS = _("links are not allowed in a pack: put the file itself here")
OTHER_KIND = _("a pack holds only %(kinds)s files")
TOO_LARGE = _("the file is larger than 1 MB")
NO_TEXT = _("the file is not text in UTF-8")
EXPRESSIONS = re.compile(r"\{\{|\{%|\$\{|<%")
TAG = re.compile(r"<[a-zA-Z/!?]")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*<?(\S+)")
SAFE_LINK = re.compile(r"https://|mailto:|#|[a-z0-9-]+(/[a-z0-9-]+)*\.(md|svg)$")
# What a drawing needs; no script, no foreign object, no animation, no style sheet.
DRAWING = frozenset(
    {
        *("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs", "clipPath", "use"),
        *("linearGradient", "radialGradient", "stop"),
    }
)


def files(folder: Path) -> list[Path]:
    """Every file and link below `folder`, sorted by its path; folders left out."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def digest(folder: Path) -> str:
    """The sha256 (hex) of names and contents of everything in `folder`.

    Two folders have the same digest when every file has the same name and the same bytes.
    """
    total = hashlib.sha256()
    for path in files(folder):
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def faults(folder: Path) -> Iterator[Fault]:
    """What may not be in a pack: other kinds of files, links out, markup, code.

    A file with a fault here is not safe or not possible to read any further.
    """
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
            yield Fault(name, "", NO_LINKS)
        elif not path.is_file() or path.suffix not in SUFFIXES:
            yield Fault(name, "", OTHER_KIND, {"kinds": ", ".join(SUFFIXES)})
        elif path.stat().st_size > MOST_BYTES:
            yield Fault(name, "", TOO_LARGE)
        else:
            yield from _content_faults(path, name)


def _content_faults(path: Path, name: str) -> Iterator[Fault]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        yield Fault(name, "", NO_TEXT)
        return
    if path.suffix == ".svg":
        yield from _drawing_faults(text, name)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if path.suffix == ".yaml" and line.lstrip().startswith("#"):
            continue  # a comment, read by nobody but the next author
        for message in _line_faults(line):
            yield Fault(name, "", message, line=number)


def _line_faults(line: str) -> Iterator[str]:
    if EXPRESSIONS.search(line):
        yield _("a pack holds no templates or expressions")
    if TAG.search(line):
        yield _("HTML is not allowed; write Markdown, and links as [words](https://...)")
    for match in LINK.finditer(line):
        if not SAFE_LINK.match(match[1] or match[2] or ""):
            yield _("a link goes to https://, mailto: or a file inside this pack")


def _drawing_faults(text: str, name: str) -> Iterator[Fault]:
    if "<!" in text.replace("<!--", ""):
        yield Fault(name, "", _("a drawing has no document type or entities"))
        return
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 (no entities: refused above)
    except ElementTree.ParseError as error:
        yield Fault(name, "", _("this is not sound SVG"), line=error.position[0])
        return
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag not in DRAWING:
            yield Fault(name, tag, _("this element is not allowed in a drawing"))
        for attribute, value in element.attrib.items():
            if _is_active(attribute.rpartition("}")[2], value):
                yield Fault(name, f"{tag} {attribute}", _("a drawing may not act, load or link"))


def _is_active(attribute: str, value: str) -> bool:
    """Whether an attribute runs something or reaches out of the drawing."""
    if attribute == "href":
        return not value.startswith("#")
    return attribute.startswith("on") or attribute == "style" or "url(" in value.replace("url(#", "")
