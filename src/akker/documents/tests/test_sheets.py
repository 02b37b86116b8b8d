import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from akker.documents import pdf, result_sheet, step_sheet
from akker.documents.tests.sheets import RESULTS, STEP


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(content).pages)
    return " ".join(text.replace("\u200b", "").split())


def tags(content: bytes) -> list[str]:
    """The structure of the document in reading order."""
    return list(_tags(read(content).root_object["/StructTreeRoot"]))


def _tags(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield element["/S"]
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child.get_object(), "get"):
            yield from _tags(child.get_object())


def headings(content: bytes) -> list[str]:
    return [tag for tag in tags(content) if tag[:2] == "/H" and tag[2:].isdigit()]


# --- the result sheet -------------------------------------------------------------------------------------------------


def test_result_sheet_says_what_was_agreed_when_and_by_whom() -> None:
    text = words(result_sheet.to_pdf(RESULTS))
    assert "Afgesproken op 12 september 2026 door Lotte de Vries · 2 eerdere versies" in text
    assert "Afgesproken op 3 oktober 2026 door Fatma Yıldız · 1 eerdere versie" in text
    assert "Werkboek: Leernetwerk 2026.1 · Afgedrukt op 20 november 2026" in text
    assert "Begroot: € 1.200 – te krap" in text


def test_result_sheet_leaves_out_a_step_without_a_result() -> None:
    text = words(result_sheet.to_pdf(RESULTS))
    assert "De rollen" in text
    assert "Wie doen er mee" not in text


def test_result_sheet_has_real_headings_and_lists() -> None:
    content = result_sheet.to_pdf(RESULTS)
    assert headings(content) == ["/H1", "/H2", "/H3", "/H3", "/H2", "/H3"]
    assert tags(content).count("/LI") == 5


def test_result_sheet_without_phases_skips_no_level() -> None:
    content = result_sheet.to_pdf(replace(RESULTS, blocks=tuple(replace(b, phase="") for b in RESULTS.blocks)))
    assert headings(content) == ["/H1", "/H2", "/H2", "/H2"]


def test_result_sheet_of_a_network_that_just_began_says_so() -> None:
    text = words(result_sheet.to_pdf(replace(RESULTS, line="", ambition="", handbook="", blocks=())))
    assert "Er is nog niets afgesproken." in text
    assert "Onze ambitie" not in text
    assert "Het vraagstuk" not in text.title()


LONG = ("Een lange zin over zorg. " * 400, "a" * 10_000, "- punt\n" * 1_400, "regel\n\n" * 1_400)


@pytest.mark.parametrize("text", LONG)
def test_result_sheet_holds_ten_thousand_characters(text: str) -> None:
    block = replace(RESULTS.blocks[0], text=text, title="Zeer" + "lang" * 60)
    sheet = replace(RESULTS, title="t" * 200, line="w" * 300, network="n" * 200, blocks=(block, *RESULTS.blocks[1:]))
    content = result_sheet.to_pdf(sheet)
    pages = [page.extract_text().replace("\u200b", "") for page in read(content).pages]
    assert len(pages) >= 3
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "".join(pages).count(text[2]) >= text.count(text[2])
    for page in pdf.preview("result_sheet", result_sheet.content(sheet), pixels_per_inch=30):
        assert _has_white_margins(page)


def _has_white_margins(png: bytes) -> bool:
    """Whether nothing runs off the paper: 20 mm at both sides are empty, of the 24 that they should be."""
    page = Image.open(io.BytesIO(png)).convert("L")
    margin = round(20 / 25.4 * 30)
    sides = (page.crop((0, 0, margin, page.height)), page.crop((page.width - margin, 0, page.width, page.height)))
    return all(side.getextrema()[0] == 255 for side in sides)


# --- the step sheet ---------------------------------------------------------------------------------------------------


def test_step_sheet_says_what_to_do_in_order() -> None:
    content = step_sheet.to_pdf(STEP)
    text = words(content)
    assert "60 minutter · samtale · alene · sammen" in text
    assert (
        text.index("Mål".upper()) < text.index("HVORFOR") < text.index("DET SKAL I BRUGE") < text.index("Sådan gør I")
    )
    assert "1 Læs rollerne" in text
    assert "3 Sæt navnene" in text
    assert headings(content) == ["/H1", "/H2", "/H2"]


@pytest.mark.parametrize(("paper", "millimetres"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_step_sheet_fits_one_upright_page(paper: Any, millimetres: tuple[int, int]) -> None:
    pages = read(step_sheet.to_pdf(STEP, paper=paper)).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == millimetres


def test_step_sheet_keeps_lines_to_write_on_with_their_heading() -> None:
    content = step_sheet.to_pdf(replace(STEP, what_to_do=STEP.what_to_do * 4))
    pages = [page.extract_text() for page in read(content).pages]
    assert len(pages) == 2
    assert "Det aftaler vi" in pages[1]


def test_step_sheet_with_only_a_title_is_still_a_sheet() -> None:
    bare = replace(STEP, phase="", step="", goal="", why="", minutes="", modes=(), needs=(), what_to_do=())
    text = words(step_sheet.to_pdf(bare))
    assert "Det aftaler vi" in text
    assert "HVORFOR" not in text
