"""Versions of the plan, and the plan on paper and as a spreadsheet."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from pypdf import PdfReader

from akker.meetings.models import PlanCell, PlanVersion
from akker.meetings.tests.planned import HERE, PLAN, competences, drawn, press, row, state, wanted
from akker.meetings.tests.planned import plan as shown
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Event

pytestmark = pytest.mark.django_db


def keep(client: Any, reason: str = "") -> Any:
    return client.post(f"{PLAN}versions/keeping/", {"reason": reason})


def test_a_version_has_a_number_a_who_and_if_wished_a_why(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)

    keep(as_("lotte"))
    keep(as_("lotte"), "De nachtdienst ontbreekt")

    told = list(PlanVersion.objects.order_by("number").values_list("number", "by", "reason"))
    assert told == [(1, lotte.pk, ""), (2, lotte.pk, "De nachtdienst ontbreekt")]
    assert "De nachtdienst ontbreekt" in as_("lotte").get(PLAN).content.decode()


def test_what_changed_since_is_told_in_words(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    keep(as_("lotte"))
    press(as_("lotte"), network, "Piet", 2, state="optional")
    wanted(network, lotte, "Een nachtzuster")

    changed = as_("lotte").get(f"{PLAN}versions/").context["changed"]

    assert len(changed) == 2
    assert "Een nachtzuster" in changed[0]
    assert "Piet" in changed[1]


def test_two_versions_side_by_side(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    keep(as_("lotte"))
    press(as_("lotte"), network, "Lotte", 1, state="not")
    keep(as_("lotte"))
    press(as_("lotte"), network, "Lotte", 1, state="required")

    beside = as_("lotte").get(f"{PLAN}versions/1/?with=2").context["changed"]
    now = as_("lotte").get(f"{PLAN}versions/1/").context["changed"]

    assert (len(beside), now) == (1, [])
    assert as_("lotte").get(f"{PLAN}versions/3/").status_code == 404
    assert as_("lotte").get(f"{PLAN}versions/1/?with=9").status_code == 404
    assert as_("lotte").get(f"{PLAN}versions/1/?with={'9' * 5000}").status_code == 200  # no number of a version


def test_a_version_undone_leaves_its_number(network: Network, lotte: Person, as_: Any):
    keep(as_("lotte"))
    newest = Event.objects.get(verb="meetings.plan.version_kept")
    as_("lotte").post(f"{HERE}undo/{newest.pk}/", {"once": str(uuid4())})

    keep(as_("lotte"))

    assert [each.number for each in PlanVersion.objects.standing()] == [2]


def test_a_name_changed_since_shows_as_it_is_today(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    keep(as_("lotte"))
    Person.objects.filter(pk=piet.pk).update(name="Pieter", is_anonymised=True)

    page = as_("lotte").get(f"{PLAN}versions/1/").content.decode()

    assert "Pieter" not in page
    assert "Piet" not in str(PlanVersion.objects.get().frozen)


# --- paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 20])
def test_the_planned_process_on_a3(count: int, network: Network, lotte: Person, piet: Person, as_: Any):
    competences(network, lotte, "Praktijk", "Kennis")
    meetings = drawn(network, lotte, count) if count else []
    wanted(network, lotte, "Een nachtzuster", meetings=meetings)
    keep(as_("lotte"), "De nacht ontbrak")

    answer = as_("ringo" if count == 99 else "lotte").get(f"{PLAN}sheet.pdf")

    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "")
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height > 800  # A3 on its side
    assert "/StructTreeRoot" in pdf.root_object
    assert network.line.split()[0] in text
    assert "De nacht ontbrak" in " ".join(text.split())
    if count:
        assert all(word in text for word in ("Lotte", "Piet", "nachtzuster", "Praktijk"))


# --- spreadsheet ---------------------------------------------------------------------------


def workbook(client: Any) -> Any:
    return load_workbook(io.BytesIO(client.get(f"{PLAN}plan.xlsx").content))


def sent(book: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("plan.xlsx", out.getvalue())


def bring(client: Any, book: Any) -> Any:
    """Look a sheet through, and confirm what it shows."""
    looked = client.post(f"{PLAN}import/", {"file": sent(book)})
    assert looked.status_code == 200
    if looked.context["told"]:
        said = looked.context["confirm"]["said"].value()
        assert client.post(f"{PLAN}import/", {"said": said}).status_code == 302
    return looked


def test_out_and_in_again_changes_nothing(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    competences(network, lotte, "Praktijk")
    wanted(network, lotte, "Een nachtzuster")
    press(as_("lotte"), network, "Piet", 2, state="consulted")

    looked = bring(as_("lotte"), workbook(as_("lotte")))

    assert looked.context["told"] == []
    reading = looked.context["reading"]
    assert [*reading.strange_rows, *reading.strange_columns, *reading.strange_cells] == []


def test_what_was_changed_in_the_sheet_changes_in_the_plan_and_only_once(
    network: Network, lotte: Person, piet: Person, as_: Any
):
    drawn(network, lotte)
    competences(network, lotte, "Praktijk")
    book = workbook(as_("lotte"))
    sheet = book.active
    line = next(cells for cells in sheet.iter_rows() if cells[0].value == "Piet")
    line[1].value, line[5].value = "Praktijk", "Optional"  # any of our languages will do
    before = PlanCell.objects.count()

    looked = bring(as_("lotte"), book)

    assert (before, len(looked.context["told"])) == (0, 2)
    assert state(network, "Piet", 2) == "optional"
    assert row(shown(network), "Piet").competence_name == "Praktijk"
    assert bring(as_("lotte"), book).context["told"] == []


def test_nothing_is_written_before_it_is_confirmed(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    book = workbook(as_("lotte"))
    book.active["E2"].value = "optional"

    as_("lotte").post(f"{PLAN}import/", {"file": sent(book)})

    assert not PlanCell.objects.exists()


def test_what_cannot_be_placed_is_named_and_left_out(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    book = workbook(as_("lotte"))
    sheet = book.active
    sheet["E2"].value = "misschien"
    sheet["F1"].value = "9 · 2031-01-01"
    sheet.append(["Niemand", "", "", "", "optional"])

    reading = as_("lotte").post(f"{PLAN}import/", {"file": sent(book)}).context["reading"]

    assert (reading.found, reading.strange_rows) == (len(list(sheet.rows)) - 2, ["Niemand"])
    assert reading.strange_columns == ["9 · 2031-01-01"]
    assert [text for _place, text in reading.strange_cells] == ["misschien"]


def test_what_others_changed_meanwhile_is_kept(network: Network, lotte: Person, piet: Person, as_: Any):
    """A sheet asks only for what is different from the plan as it is when it is confirmed."""
    drawn(network, lotte)
    book = workbook(as_("lotte"))
    line = next(cells for cells in book.active.iter_rows() if cells[0].value == "Lotte")
    line[4].value = "optional"
    said = as_("lotte").post(f"{PLAN}import/", {"file": sent(book)}).context["confirm"]["said"].value()
    wanted(network, lotte, "Een nachtzuster")

    as_("lotte").post(f"{PLAN}import/", {"said": said})

    assert state(network, "Lotte", 1) == "optional"
    assert [each.name for each in shown(network).vacancies] == ["Een nachtzuster"]


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"header": 3}', '{"header": ["a"], "rows": [["a", "b"]]}', '{"header": ["a"], "rows": 7}']
)
def test_a_confirmation_that_was_made_up_is_refused(said: str, network: Network, lotte: Person, as_: Any):
    assert as_("lotte").post(f"{PLAN}import/", {"said": said}).status_code == 422
