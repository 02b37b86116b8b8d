"""The sheet of a work form: what it says, and that each form makes one in each language."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from akker.documents import form_sheet as pdf
from akker.handbooks import workforms
from akker.handbooks.workforms.model import WorkForm
from akker.meetings.report import work_form
from akker.networks.models import Network

FORMS = workforms.library().forms


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
def danish() -> Network:
    return Network(name="Nærhed", language="da")


def test_a_sheet_says_steps_minutes_and_what_to_say(danish: Network) -> None:
    sheet = work_form.form_sheet(danish, workforms.form("incident-short"))

    text = words(pdf.to_pdf(sheet))

    assert "Hændelsesmetoden, kort" in text
    assert sheet.language == "da"
    for step in sheet.steps:
        assert step.title in text
    assert len(sheet.steps) == 7
    assert "Hvad tager du med dig til i morgen?" in text
    assert "EUPL-1.2" in text


def test_a_sheet_of_a_form_without_anything_to_write_has_no_lines(danish: Network) -> None:
    sheet = work_form.form_sheet(danish, workforms.form("line-up"))

    assert sheet.capture == ""
    assert pdf.content(sheet)["lines"] == 0
    assert pdf.content(replace(sheet, capture="A line."))["lines"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "da", "en"])
def test_every_form_makes_a_tagged_sheet_of_two_pages_at_most(language: str) -> None:
    network = Network(name="Dementie thuis", language=language)
    for form in FORMS:
        reader = PdfReader(io.BytesIO(pdf.to_pdf(work_form.form_sheet(network, form))))

        assert len(reader.pages) <= 2, form.key
        assert "/StructTreeRoot" in reader.root_object
        assert reader.root_object["/Lang"].startswith(language)


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("troika", ("30 minutes", "from 3 people", "in groups of 3", "3 rounds")),
        ("gossip", ("50 minutes", "5 to 9 people", "only when you trust each other")),
        ("walk-and-talk", ("30 minutes", "4 to 40 people", "in pairs")),
    ],
)
def test_facts_are_what_one_wants_to_know_before_choosing(key: str, facts: tuple[str, ...]) -> None:
    assert work_form.facts(workforms.form(key)) == facts


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("welcome", "A work form of our own. All words are ours: EUPL-1.2."),
        ("incident-short", "After Incidentmethode, https://www.fotoscholing.nl/index.php/incidentmethode/. All"),
        ("gossip", "The minutes are ours. All words"),
        ("walk-and-talk", "In the spirit of Leren in een netwerk"),
        ("one-two-four-all", "After 1-2-4-All (Liberating Structures), CC BY-NC 3.0, https://"),
    ],
)
def test_origin_names_source_and_licence(key: str, said: str) -> None:
    assert said in work_form.origin(form_of(key))


def form_of(key: str) -> WorkForm:
    return next(form for form in FORMS if form.key == key)
