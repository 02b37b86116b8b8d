"""What a table is, once it is in: a header, rows of equal width, and where in the file they stood."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_MOST_COLUMNS = 200

Reason = Literal[
    "empty",  # no cell holds anything
    "not_a_table",  # not text, so no CSV either
    "not_a_workbook",  # says it is a workbook but is something else, or is damaged
    "old_workbook",  # .xls, from before 2007
    "locked_workbook",  # needs a password
    "too_big",  # would unpack to more than we are willing to hold
    "too_many_rows",
    "too_many_columns",
]


class UnreadableTable(Exception):
    """A file that cannot be taken in as a table; `reason_key` says why, and the caller finds the words."""

    def __init__(self, reason_key: Reason) -> None:
        super().__init__(reason_key)
        self.reason_key: Reason = reason_key


@dataclass(frozen=True, slots=True)
class Table:
    """One header (c unique names) and n rows of c cells, all text.

    `first_row_number` is the number that a spreadsheet shows beside the first of `rows`; blank rows between rows are
    kept, so that row i stands at `first_row_number + i`.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row_number: int = 2


# --- cells that a spreadsheet would run -------------------------------------------------------------------------------

_LIVE = re.compile(r"'*[=+\-@\t\r]")  # also with apostrophes before it, so that guarding can always be undone
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """`cell` with an apostrophe before it if a spreadsheet might run it, or if it looks guarded already."""
    return f"'{cell}" if _LIVE.match(cell) else cell


def is_guarded(cell: str) -> bool:
    """Whether `unguarded` would take an apostrophe off."""
    return _GUARDED.match(cell) is not None


def unguarded(cell: str) -> str:
    """The inverse of `guarded`; anything else stays as it is."""
    return cell[1:] if is_guarded(cell) else cell


# --- from records to a table ------------------------------------------------------------------------------------------


def gathered(records: Iterable[Sequence[str]], *, limit_rows: int, unnamed: str) -> Table:
    """The table in `records`, one per row of the file from row 1, of any widths and guarded.

    The first row that holds anything is the header; blank rows around the table and blank columns after it are left
    out. A cell of spaces alone is empty. Raises `UnreadableTable` when there is no table or it is too large.
    """
    filled = _filled(records)
    header_number, header = next(filled, (0, ()))
    if not header:
        raise UnreadableTable("empty")
    numbered = list(_at_most(limit_rows, filled))
    first = numbered[0][0] if numbered else header_number + 1
    width = max(len(row) for row in (header, *(row for _, row in numbered)))
    rows = [("",) * width] * (numbered[-1][0] - first + 1 if numbered else 0)
    for number, row in numbered:
        rows[number - first] = row + ("",) * (width - len(row))
    return Table(_named(header, width, unnamed), tuple(rows), first)


def _filled(records: Iterable[Sequence[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(row number, cells up to the last that holds anything) of each row that holds anything."""
    for number, record in enumerate(records, 1):
        cells = [unguarded(cell) for cell in record]
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > _MOST_COLUMNS:
            raise UnreadableTable("too_many_columns")
        if cells:
            yield number, tuple(cell if cell.strip() else "" for cell in cells)


def _at_most(limit_rows: int, numbered: Iterator[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Counts from the first row to the last, blank ones between included: they too take memory."""
    first = None
    for number, row in numbered:
        first = number if first is None else first
        if number - first >= limit_rows:
            raise UnreadableTable("too_many_rows")
        yield number, row


def _named(header: Sequence[str], width: int, unnamed: str) -> tuple[str, ...]:
    """`width` names of which no two are alike, whatever their capitals."""
    names = [" ".join(name.split()) for name in header] + [""] * (width - len(header))
    given = {name.casefold() for name in names}
    taken: set[str] = set()
    for index, name in enumerate(names):
        if not name or name.casefold() in taken:
            names[index] = _free(unnamed.format(letter=letter(index)), given | taken)
        taken.add(names[index].casefold())
    return tuple(names)


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def letter(index: int) -> str:
    """What a spreadsheet calls the column at `index`, which counts from 0: A to Z, then AA."""
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)
