"""The planned process on A3: tagged, whole, and read in order."""

import io

import pytest
from pypdf import PdfReader

from akker.documents import process_plan
from akker.documents.tests.plans import plan


def text(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


@pytest.mark.parametrize(("rows", "meetings"), [(1, 1), (13, 7), (40, 20), (5, 40)])
def test_everybody_and_every_meeting_is_on_paper(rows: int, meetings: int) -> None:
    made = process_plan.to_pdf(plan(rows, meetings))
    found = text(made)

    assert all(f"Persoon {row}" in found for row in range(rows))
    assert all(f"Wat we de {n + 1}e keer" in found for n in range(meetings))
    page = PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (round(page.width), round(page.height)) == (1191, 842)


def test_more_meetings_than_fit_side_by_side_come_below_each_other() -> None:
    pages = PdfReader(io.BytesIO(process_plan.to_pdf(plan(3, 21)))).pages

    assert ["Kernteam".upper() in page.extract_text() for page in pages][:2] == [True, True]


def test_on_each_page_it_says_again_whose_rows_these_are() -> None:
    first, second, *_rest = PdfReader(io.BytesIO(process_plan.to_pdf(plan(40, 7)))).pages

    assert all("Wie" in page.extract_text() and "KERNTEAM" in page.extract_text() for page in (first, second))


def test_every_sign_says_what_it_means() -> None:
    """Signs are drawn; whoever listens hears the word."""
    root = PdfReader(io.BytesIO(process_plan.to_pdf(plan()))).root_object
    words = [element.get("/Alt") for element in _elements(root["/StructTreeRoot"])]

    assert root["/MarkInfo"]["/Marked"]
    assert {"erbij", "welkom", "schriftelijk", "niet", "gezocht"} <= set(words)


def _elements(element: object) -> list[dict[str, object]]:
    found = [element] if isinstance(element, dict) and "/S" in element else []
    children = element.get("/K", []) if isinstance(element, dict) else []
    for child in children if isinstance(children, list) else [children]:
        known = child.get_object() if hasattr(child, "get_object") else child
        found += _elements(known) if isinstance(known, dict) else []
    return found


def test_a_plan_without_meetings_is_a_title() -> None:
    assert "Het geplande proces" in text(process_plan.to_pdf(plan(3, 0)))
