"""Steps are begun, skipped, reopened and finished; what was agreed stays on the result sheet, version by version."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from akker.journey import actions, report
from akker.journey.models import Result, StepTaken
from akker.networks.actions import NetworkClosed, close
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
STEP = f"{HERE}steps/ambition/"
AGREED = {"agreed_on": "2026-11-20", "agreed_by": "", "seen": "0"}


def state(network: Network, step: str = "ambition") -> str:
    taken = network.steps_taken.filter(step=step, withdrawn_at=None).order_by("at", "pk").last()
    return taken.way if taken else "open"


def test_skip_reopen_begin_and_finish(network: Network, piet: Person, as_: Any):
    for way in ("begun", "skipped", "reopened", "finished"):
        assert as_("piet").post(f"{STEP}taken/", {"way": way}).status_code == 302
        assert state(network) == way


@pytest.mark.parametrize("way", ["", "done", "begun " * 9])
def test_a_step_is_taken_in_a_known_way(way: str, network: Network, piet: Person, as_: Any):
    assert as_("piet").post(f"{STEP}taken/", {"way": way}).status_code == 422
    assert not StepTaken.objects.exists()


def test_any_step_can_be_taken_at_any_time(network: Network, piet: Person, as_: Any):
    last = network.book.steps[-1].key

    assert as_("piet").post(f"{HERE}steps/{last}/taken/", {"way": "finished"}).status_code == 302
    assert as_("piet").get(f"{HERE}journey/").status_code == 200


@pytest.mark.parametrize("page", ["", "versions/", "sheet.pdf"])
def test_a_step_that_is_not_in_the_pack_is_not_there(page: str, piet: Person, as_: Any):
    assert as_("piet").get(f"{HERE}steps/nowhere/{page}").status_code == 404


def test_a_result_finishes_its_step_and_stands_on_the_sheet(network: Network, piet: Person, as_: Any):
    as_("piet").post(f"{STEP}result/", {**AGREED, "text": "Eén nummer dat ’s nachts opneemt"})

    sheet = as_("piet").get(f"{HERE}results/").content.decode()
    assert state(network) == "finished"
    assert "Eén nummer dat ’s nachts opneemt" in sheet
    assert "Piet" in sheet


def test_who_agreed_may_be_written_down(network: Network, piet: Person, as_: Any):
    as_("piet").post(f"{STEP}result/", {**AGREED, "text": "Ja", "agreed_by": "de hele kern"})

    assert "de hele kern" in as_("piet").get(STEP).content.decode()


def test_every_version_is_kept(network: Network, piet: Person, as_: Any):
    for number, text in enumerate(["Eerst", "Dan", "Nu"]):
        as_("piet").post(f"{STEP}result/", {**AGREED, "text": text, "seen": str(number)})

    page = as_("piet").get(f"{STEP}versions/").content.decode()
    newest, counts = report.newest(network)
    assert page.index("Nu") < page.index("Dan") < page.index("Eerst")
    assert (newest["ambition"].text, counts["ambition"]) == ("Nu", 3)


@pytest.mark.parametrize("length", [10_000, 10_001])
def test_ten_thousand_characters_fit(length: int, piet: Person, as_: Any):
    text = ("lang " * 2001)[:length]
    text = text[:-1] + "."

    response = as_("piet").post(f"{STEP}result/", {**AGREED, "text": text})

    assert response.status_code == (302 if length == 10_000 else 422)
    assert text in as_("piet").get(STEP).content.decode() or text in response.content.decode()
    assert Result.objects.count() == (length == 10_000)


def test_the_sheets_say_it_in_the_language_of_the_network(network: Network, piet: Person, as_: Any):
    Person.objects.update(language="en")
    as_("piet").post(f"{STEP}result/", {**AGREED, "text": "Één nummer"})

    sheet = as_("piet").get(f"{HERE}results/sheet.pdf")
    step = as_("piet").get(f"{STEP}sheet.pdf")

    said = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.content)).pages)
    assert "Één nummer" in said
    assert report.result_sheet(network, on=clock.now().date()).language == "nl"
    assert {answer["Content-Type"] for answer in (sheet, step)} == {"application/pdf"}


def test_closing_in_the_meantime_is_noticed(network: Network, piet: Person):
    """Whoever read the network before it was closed writes nothing any more."""
    close(network=network, by=piet, now=clock.now())

    with pytest.raises(NetworkClosed):
        actions.agree(
            network=Network(pk=network.pk, programme_id=network.programme_id), step="ambition", text="Toch",
            agreed_on=clock.now().date(), by=piet, now=clock.now(), seen=0,
        )  # fmt: skip
