"""Tables from outside and to outside: CSV and XLSX in, rows of text out, and back again.

The reader of workbooks is fetched when a workbook comes by: every command and process would start a second later.
"""

from akker.documents.tables.delimited import read_csv, write_csv
from akker.documents.tables.table import Reason, Table, UnreadableTable

__all__ = ["Reason", "Table", "UnreadableTable", "read", "write_csv", "write_xlsx"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream Excel keeps a workbook with a password in


def read(name: str, content: bytes, *, limit_rows: int = 20_000, unnamed: str = "Column {letter}") -> Table:
    """The table in a file somebody sent; of a workbook the first visible sheet that holds anything.

    What the file is follows from its bytes; `name` only says what it claims to be. `unnamed` names a column whose
    header is blank or taken, by the letter that a spreadsheet shows.
    Raises `UnreadableTable` with a reason, also above `limit_rows` rows or 200 columns. Costs about 1 s of CPU for
    5,000 rows x 12 columns.
    """
    if not content.strip():
        raise UnreadableTable("empty")
    if content.startswith(_ZIP):
        from akker.documents.tables.workbook import read_workbook

        return read_workbook(content, limit_rows=limit_rows, unnamed=unnamed)
    if content.startswith(_OLE):
        raise UnreadableTable("locked_workbook" if _LOCKED in content else "old_workbook")
    suffix = name.rpartition(".")[2].lower()
    if suffix == "xls":
        raise UnreadableTable("old_workbook")
    if suffix in {"xlsx", "xlsm", "ods"}:
        raise UnreadableTable("not_a_workbook")
    return read_csv(content, limit_rows=limit_rows, unnamed=unnamed)


def write_xlsx(table: Table, *, title: str, frozen: int = 0) -> bytes:
    """`table` as a workbook with one sheet, named by `title` as far as a sheet can be: bold header, frozen, text only.

    The first `frozen` columns stay in sight too.
    A cell that could be run is marked as text the way Excel marks it, so it shows as it was written. Cells are cut at
    32,767 characters, where Excel stops.
    """
    from akker.documents.tables.workbook import written

    return written(table, title=title, frozen=frozen)
