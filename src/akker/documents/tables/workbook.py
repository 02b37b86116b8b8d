"""XLSX in and out. What comes in is read as values, never as formulas; what goes out is text in every cell."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from akker.documents.tables.table import Table, UnreadableTable, gathered, guarded, is_guarded, letter

_MOST_UNPACKED = 50 * 1024 * 1024  # bytes
# What zipfile, the XML parser and openpyxl raise on a damaged or foreign file; there is no common ancestor.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, InvalidFileException, NotImplementedError, RuntimeError,
    SyntaxError, LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
_LONGEST_CELL = 32_767  # characters; Excel's own limit
_WIDTHS = (10, 60)  # characters
_LONGEST_HEADER = 20  # characters; what is longer goes on below
_ROWS_MEASURED = 200


def read_workbook(content: bytes, *, limit_rows: int, unnamed: str) -> Table:
    """The first visible sheet that holds anything; raises `UnreadableTable` when there is none or it is unsafe."""
    _refuse_bombs(content)
    try:
        for records in _sheets(content):
            try:
                return gathered(records, limit_rows=limit_rows, unnamed=unnamed)
            except UnreadableTable as refusal:
                if refusal.reason_key != "empty":
                    raise
    except _DAMAGED as error:
        raise UnreadableTable("not_a_workbook") from error
    raise UnreadableTable("empty")


def _refuse_bombs(content: bytes) -> None:
    """The sizes in the directory are what zipfile will unpack at most, so they can be trusted as a limit."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except _DAMAGED as error:
        raise UnreadableTable("not_a_workbook") from error
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise UnreadableTable("too_big")


def _sheets(content: bytes) -> Iterator[Iterable[list[str]]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()  # some programs write the whole grid as the size
            yield ([_text(value) for value in row] for row in sheet.iter_rows(values_only=True))


def _text(value: Any) -> str:
    """A cell as somebody would type it: dates as 2026-11-20, times as 13:30, whole numbers without decimals."""
    if isinstance(value, str):
        return _unescaped(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Fifteen digits are what Excel shows; the rest is binary noise.
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    return str(value)


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value.date()} {_moment(value.time())}"
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return value.isoformat()


# --- out --------------------------------------------------------------------------------------------------------------


def written(table: Table, *, title: str, frozen: int) -> bytes:
    """See `write_xlsx`, the door of this module."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Akker"
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = f"{letter(frozen)}2"
    for index, (name, *cells) in enumerate(zip(table.header, *islice(table.rows, _ROWS_MEASURED), strict=True)):
        sheet.column_dimensions[letter(index)].width = _width(name[:_LONGEST_HEADER], *cells)
    sheet.append([_cell(sheet, name, is_bold=True) for name in table.header])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def _cell(sheet: WriteOnlyWorksheet, value: str, *, is_bold: bool = False) -> WriteOnlyCell:
    # Text that is written with apostrophes of its own gets one more, because `read` takes one off.
    shown = _escaped((guarded(value) if is_guarded(value) else value)[:_LONGEST_CELL])
    cell = WriteOnlyCell(sheet, value=shown)
    cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
    cell.number_format = "@"
    if is_bold:
        cell.font, cell.alignment = _BOLD, _WRAPPED
    if guarded(value) != value:
        cell.quotePrefix = True
    return cell


def _width(*column: str) -> int:
    least, most = _WIDTHS
    return max(least, min(most, max(len(cell) for cell in column) + 2))


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:31].strip(" '") or "Akker"


# XML cannot hold most control characters, and Excel writes them as _x0007_; a text that looks like that is escaped too.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _escaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
