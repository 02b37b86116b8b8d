"""What is wrong in a document, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN = 100  # faults told at once


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be: its path in the document, "" for the whole of it, and what is the matter."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class Refused(Exception):
    """Nothing was read in; `faults` say why, one by one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    @classmethod
    def whole(cls, message: str) -> Refused:
        """For what is wrong with the file as such."""
        return cls([Fault("", message)])

    def __str__(self) -> str:
        more = len(self.faults) - SHOWN
        lines = [str(fault) for fault in self.faults[:SHOWN]]
        return "\n".join([*lines, *([f"... and {more} more"] if more > 0 else [])])


def path(parts: Iterable[str | int]) -> str:
    """Where something stands: `networks[0].memberships[3].person`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")
