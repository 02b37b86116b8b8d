import io
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from akker.documents import pdf, prose, result_sheet
from akker.documents.tests import sheets

# Every letter our three languages use, and the signs around them.
LETTERS = "æøå ÆØÅ éëïóüö ÉËÏ ij IJ ij IJ € – — “ ” ‘ ’ „ … · ½ é̈ Łódź Yıldız Şahin"


def data(**changes: Any) -> dict[str, Any]:
    return result_sheet.content(sheets.RESULTS) | changes


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages).replace("\u200b", "")


def test_pdf_says_title_language_and_reading_order() -> None:
    document = read(pdf.compile("result_sheet", data(title="Résultats – “æøå”", language="da")))
    root = document.root_object
    assert document.metadata is not None
    assert document.metadata.title == "Résultats – “æøå”"
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_pdf_without_title_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        pdf.compile("result_sheet", data(title=""))


def test_pdf_of_the_same_words_is_the_same_bytes() -> None:
    assert pdf.compile("result_sheet", data()) == pdf.compile("result_sheet", data())


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("x") #read("data.json") *bold* _it_ $x$ @ref <label> `raw` = no // no',
        "= no heading",
        '"); #import "/etc/passwd" \\ ~ [ ] {',
        "{on} {by} {0} %s",
    ],
)
def test_what_people_type_is_never_markup(typed: str) -> None:
    text = words(pdf.compile("result_sheet", data(network=typed, ambition=[{"kind": "list", "lines": [typed]}])))
    assert typed.replace("\n", " ") in text.replace("\n", " ")


def test_letters_of_our_languages_come_from_our_own_fonts() -> None:
    document = read(
        pdf.compile("result_sheet", data(title=LETTERS, ambition=[{"kind": "paragraph", "lines": [LETTERS]}]))
    )
    names = {font["/BaseFont"].split("+")[1] for page in document.pages for font in _fonts(page)}
    assert names == {"Fraunces-SemiBold", "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Привет Ελλάδα", "Привет Ελλάδα"),
        ("goed 👍🏽 zo ✅", "goed □ zo □"),
        ("Ελ 漢字", "Ελ □"),
        ("a\x00b\u202ec\ufe0f", "abc"),
        ("family 👩‍👩‍👧 \U000f0000", "family □ □"),
    ],
)
def test_character_that_cannot_be_drawn_becomes_a_box(typed: str, shown: str) -> None:
    assert shown in words(pdf.compile("result_sheet", data(network="", line=typed)))


def test_fonts_stay_small() -> None:
    fonts = list((pdf._HERE / "fonts").glob("*.ttf"))
    assert len(fonts) == 3
    assert sum(font.stat().st_size for font in fonts) < 400_000
    assert len(list((pdf._HERE / "fonts").glob("OFL-*.txt"))) == 2


@settings(max_examples=60, deadline=None)
@pytest.mark.trust
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_typed_there_is_a_document(typed: str) -> None:
    told = data(line=typed, footer=typed, network=typed, ambition=prose.parts(f"{typed}\n- {typed}"))
    assert pdf.compile("result_sheet", told).startswith(b"%PDF")
