"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


def difference(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Runs of words, each with SAME, GONE or NEW, in the order of reading; spaces of `after` become one."""
    old, new = before.split(), after.split()
    for _tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[i:j] == new[k:m]:
            yield SAME, " ".join(new[k:m])
            continue
        if i < j:
            yield GONE, " ".join(old[i:j])
        if k < m:
            yield NEW, " ".join(new[k:m])
