"""What people type in a plain text box, as paragraphs and lists."""

import re
from itertools import groupby
from typing import Literal, TypedDict

_BULLET = re.compile(r"\s*[-*•]\s+(?=\S)")


class Part(TypedDict):
    """A paragraph with its lines, or a list with its items."""

    kind: Literal["paragraph", "list"]
    lines: list[str]


def parts(text: str) -> list[Part]:
    """`text` in reading order: a blank line ends a paragraph, lines that start with "- " (or * or •) are a list."""
    found: list[Part] = []
    for kind, lines in groupby(text.splitlines(), key=_kind):
        if kind:
            found.append({"kind": kind, "lines": [_BULLET.sub("", line, count=1).strip() for line in lines]})
    return found


def _kind(line: str) -> Literal["paragraph", "list"] | None:
    if not line.strip():
        return None
    return "list" if _BULLET.match(line) else "paragraph"
