"""CSV as it really comes: commas, semicolons or tabs, in whatever encoding the machine of the sender had."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from akker.documents.tables.table import Table, UnreadableTable, gathered, guarded

_DELIMITERS = ";,\t"  # in this order when nothing tells them apart
_SAMPLE_CHARACTERS, _SAMPLE_LINES = 65_536, 20
_LONGEST_CELL = 1_000_000  # characters; more is a quote that was never closed
_QUOTED = re.compile(r'"[^"]*"')
_SEP = re.compile(r"\Asep=([;,\t])\r?\n", re.IGNORECASE)  # how some programs tell Excel the delimiter


def read_csv(content: bytes, *, limit_rows: int, unnamed: str) -> Table:
    """The table in `content`; raises `UnreadableTable` when it is no text or holds no table."""
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableTable("not_a_table")
    told = _SEP.match(text)
    delimiter = told[1] if told else _delimiter(text[:_SAMPLE_CHARACTERS])
    return gathered(_records(text, delimiter, is_told=bool(told)), limit_rows=limit_rows, unnamed=unnamed)


def write_csv(table: Table, *, delimiter: str = ";") -> bytes:
    """`table` as UTF-8 with a byte order mark, which Dutch and Danish Excel open as columns with a double click.

    Every cell is quoted, so that no reader which splits elsewhere finds a formula inside one; a cell that could be
    run starts with an apostrophe, which `read` takes off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(cell) for cell in row] for row in (table.header, *table.rows))
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _decoded(content: bytes) -> str:
    """UTF-16 only with its mark, UTF-8 if it is that, else the Western European of old Windows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(sample: str) -> str:
    """The one that stands equally often on most lines, and most often on the first, outside quotes."""
    lines = [line for line in _QUOTED.sub("", sample).splitlines() if line.strip()][:_SAMPLE_LINES]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return (sum(count == counts[0] for count in counts), counts[0]) if counts and counts[0] else (0, 0)

    return max(_DELIMITERS, key=fit)


def _records(text: str, delimiter: str, *, is_told: bool) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        if is_told:
            yield from ([] for _ in (next(records),))  # the line counts, what it says does not
        yield from records
    except csv.Error as error:
        raise UnreadableTable("not_a_table") from error
