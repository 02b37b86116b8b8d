import codecs
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from akker.documents import tables
from akker.documents.tables import Table, UnreadableTable

PEOPLE = Table(
    ("Naam", "E-mail", "Wat ik meebreng"),
    (("Søren Åkjær", "soren@example.dk", "ro; geduld"), ("Zoë IJzerman", "zoe@example.nl", "‘vragen’, – €")),
)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(name: str, content: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableTable) as refusal:
        tables.read(name, content, **limits)
    return refusal.value.reason_key


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_dress(delimiter: str, encoding: str) -> None:
    text = f"Naam{delimiter}Plaats\r\nZoë{delimiter}Ærø\r\n\r\nPiet{delimiter}\r\n"
    table = tables.read("x.csv", text.encode(encoding))
    assert table == Table(("Naam", "Plaats"), (("Zoë", "Ærø"), ("", ""), ("Piet", "")), 2)


def test_csv_big_endian_utf16_is_read() -> None:
    content = codecs.BOM_UTF16_BE + "Naam;Plaats\nZoë;Ærø".encode("utf-16-be")
    assert tables.read("x.csv", content).rows == (("Zoë", "Ærø"),)


def test_csv_delimiter_is_what_the_lines_agree_on() -> None:
    assert tables.read("x.csv", b"Name,Notes; more\nA,b\nC,d; e; f").header == ("Name", "Notes; more")
    assert tables.read("x.csv", b"Name;City, region\nA;b\nC;d, e").header == ("Name", "City, region")
    assert tables.read("x.csv", b'"a";"x,y,z"\n1;2').header == ("a", "x,y,z")
    assert tables.read("x.csv", b"Name\nJansen, Piet").rows == (("Jansen, Piet",),)


def test_csv_line_that_tells_the_delimiter_is_left_out() -> None:
    table = tables.read("x.csv", b"sep=,\r\nName,City\r\nA,b")
    assert (table.header, table.first_row_number) == (("Name", "City"), 3)


def test_csv_cell_may_hold_lines_and_quotes() -> None:
    table = tables.read("x.csv", b'Name;Note\nA;"first\nsecond ""quoted"""\n')
    assert table.rows == (("A", 'first\nsecond "quoted"'),)


# --- shape ------------------------------------------------------------------------------------------------------------


def test_header_is_the_first_row_that_holds_anything_and_rows_keep_their_number() -> None:
    table = tables.read("x.csv", b";;\n ; ;\nName;City;\n\nA;b;\n;;\nC;;\n;;\n")
    assert table == Table(("Name", "City"), (("A", "b"), ("", ""), ("C", "")), 5)


def test_blank_and_double_headers_are_named_by_their_letter() -> None:
    table = tables.read("x.csv", b"Name;name;;Column C\nA;b;c;d;e")
    assert table.header == ("Name", "Column B", "Column C (2)", "Column C", "Column E")
    assert tables.read("x.csv", b"Navn;\nA;b", unnamed="Kolonne {letter}").header == ("Navn", "Kolonne B")


def test_header_alone_is_a_table_without_rows() -> None:
    assert tables.read("x.csv", b"Name;City\n") == Table(("Name", "City"), (), 2)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", codecs.BOM_UTF8 + b";;\n;;\n", workbook(), workbook((None, " "))])
def test_nothing_is_refused_as_empty(content: bytes) -> None:
    assert refused("x.csv", content) == "empty"


def test_limits_hold_for_both_formats() -> None:
    lines = [("Name",), *((f"P{n}",) for n in range(11))]
    csv = "\n".join(line[0] for line in lines).encode()
    assert len(tables.read("x.csv", csv, limit_rows=11).rows) == 11
    assert refused("x.csv", csv, limit_rows=10) == "too_many_rows"
    assert refused("x.xlsx", workbook(*lines), limit_rows=10) == "too_many_rows"
    wide = [str(n) for n in range(201)]
    assert refused("x.csv", ";".join(wide).encode()) == "too_many_columns"
    assert refused("x.xlsx", workbook(tuple(wide))) == "too_many_columns"


# --- XLSX -------------------------------------------------------------------------------------------------------------


MIDNIGHT = datetime.fromisoformat("2026-11-20")
HALF_PAST_ONE = datetime.fromisoformat("2026-11-20T13:30")


def test_workbook_cells_read_as_somebody_would_type_them() -> None:
    row = (
        "Zoë", date(2026, 11, 20), MIDNIGHT, HALF_PAST_ONE, clock(9, 5),
        timedelta(hours=26, minutes=5), 16, 16.0, 0.1 + 0.2, True, False, None, "0612", 31612345678.0,
    )  # fmt: skip
    table = tables.read("x.xlsx", workbook(tuple(f"h{n}" for n in range(len(row))), row))
    assert table.rows[0] == (
        "Zoë", "2026-11-20", "2026-11-20", "2026-11-20 13:30", "09:05",
        "26:05", "16", "16", "0.3", "TRUE", "FALSE", "", "0612", "31612345678",
    )  # fmt: skip


def test_workbook_blank_rows_and_columns_after_the_table_are_left_out() -> None:
    table = tables.read("x.xlsx", workbook((), ("Name", "City", None, " "), ("A", "b"), (), ("C",), (), (None,)))
    assert table == Table(("Name", "City"), (("A", "b"), ("", ""), ("C", "")), 3)


def test_workbook_first_visible_sheet_that_holds_anything_is_read() -> None:
    book = Workbook()
    book.active.append(("Secret",))
    book.active.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.create_sheet("People").append(("Name",))
    assert tables.read("x.xlsx", saved(book)).header == ("Name",)


def test_workbook_formula_is_read_as_its_value_and_never_as_itself() -> None:
    table = tables.read("x.xlsx", workbook(("Name", "Sum"), ("A", "=1+1")))
    assert table.rows == (("A", ""),)


def test_workbook_under_another_name_is_still_a_workbook() -> None:
    assert tables.read("people.csv", workbook(("Name",))).header == ("Name",)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.xlsx", PNG, "not_a_workbook"),
        ("x.csv", PNG, "not_a_table"),
        ("x.xlsx", b"Name;City", "not_a_workbook"),
        ("x.xlsx", zipped(notes=b"hello"), "not_a_workbook"),
        ("x.xlsx", workbook(("Name",))[:400], "not_a_workbook"),
        ("x.xlsx", zipped(bomb=b"0" * (51 * 1024 * 1024)), "too_big"),
        ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked_workbook"),
        ("x.xls", OLE, "old_workbook"),
        ("x.xls", b"<html><table>", "old_workbook"),
    ],
)
def test_file_that_is_no_table_is_refused_with_its_reason(name: str, content: bytes, reason: str) -> None:
    assert refused(name, content) == reason


@pytest.mark.trust
def test_large_workbook_is_read_whole(record_property: Callable[[str, object], None]) -> None:
    people = ((*(f"person {n} cell {c} åøé" for c in range(11)), n) for n in range(5_000))
    content = workbook(tuple(f"h{c}" for c in range(12)), *people)
    started = time.process_time()
    table = tables.read("x.xlsx", content)
    record_property("measured", f"{time.process_time() - started:.1f} CPU s")
    assert (len(table.rows), table.rows[-1][-1]) == (5_000, "4999")


# --- there and back ---------------------------------------------------------------------------------------------------

LIVE = (
    "=1+1",
    "+31 6 12",
    "-5",
    "@SUM(A1)",
    "\tx",
    "\r=1",
    "'=1",
    "''+1",
    "'t Gooi",
    "#N/A",
    "_x0041_",
    "a\x07b",
    "12",
)


def test_csv_starts_with_the_mark_that_excel_needs() -> None:
    content = tables.write_csv(PEOPLE)
    assert content.startswith(codecs.BOM_UTF8 + b'"Naam";"E-mail";')
    assert tables.read("x.csv", content) == PEOPLE


def test_csv_cells_are_never_live() -> None:
    content = tables.write_csv(Table(LIVE, ())).decode("utf-8-sig")
    cells = content.removesuffix("\r\n")[1:-1].split('";"')
    assert len(cells) == len(LIVE)
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]


def test_xlsx_cells_are_text_and_never_live() -> None:
    book = load_workbook(io.BytesIO(tables.write_xlsx(Table(("Value",), tuple((v,) for v in LIVE)), title="T")))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [value.lstrip("'")[0] in "=+-@\t\r" for value in LIVE]


def test_xlsx_header_is_bold_and_stays_in_sight() -> None:
    book = load_workbook(io.BytesIO(tables.write_xlsx(PEOPLE, title="Mensen: [alle] / 'iedereen' in het netwerk")))
    sheet = book.active
    assert [sheet["A1"].font.bold, sheet["A2"].font.bold] == [True, False]
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "Mensen   alle    'iedereen' in"
    assert sheet.column_dimensions["B"].width == 18
    assert sheet["A1"].alignment.wrap_text
    wide = load_workbook(io.BytesIO(tables.write_xlsx(Table(("Name", "x" * 90), (("a", "b"),)), title="T", frozen=1)))
    assert (wide.active.column_dimensions["B"].width, wide.active.freeze_panes) == (22, "B2")
    assert tables.read("x.xlsx", tables.write_xlsx(PEOPLE, title="")) == PEOPLE


cells = st.one_of(
    st.sampled_from(LIVE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.text("'=+-@\t\r\n\";, ax", max_size=6),
).map(lambda cell: cell if cell.strip() else "")
lines = st.lists(st.tuples(cells, cells, cells), max_size=4).map(lambda rows: tuple(row for row in rows if any(row)))


@settings(max_examples=150, deadline=None)
@pytest.mark.trust
@given(rows=lines, header=cells)
def test_what_goes_out_comes_in_again(rows: tuple[tuple[str, ...], ...], header: str) -> None:
    table = Table(("first", " ".join(header.split()) or "x", "last"), rows)
    if len({name.casefold() for name in table.header}) < 3:
        return
    assert tables.read("x.csv", tables.write_csv(table)) == table
    assert tables.read("x.csv", tables.write_csv(table, delimiter=",")) == table
    assert tables.read("x.xlsx", tables.write_xlsx(table, title="T")) == table
