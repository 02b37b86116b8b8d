"""The result: composed, read aloud, recorded; and the worksheets."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from akker.journey.models import Result, StepTaken
from akker.networks.models import Network, Seat
from akker.programmes.models import Event
from akker.roles import actions
from akker.roles.tests.conftest import HERE
from tests.cast import NOW

pytestmark = pytest.mark.django_db
A3 = (1191, 842)  # points, on its side


@pytest.fixture
def told(team: Network, lotte: Any) -> Network:
    """A pitch with tasks, a vacancy left knowingly, one not, something needed and something met."""
    who = {"network": team, "by": lotte, "now": NOW}
    actions.divide(**who, seat=Seat.objects.get(role="leader"), text="Belt wie er mist.\n\nOpent deuren.", seen=0)
    actions.leave_vacant(**who, role="connector")
    actions.need(
        **who, role="leader", words="Een dagdeel", amount="4 uur", giver="Gemeente Oost", state="asked",
        needed_on=date(2027, 1, 15),
    )  # fmt: skip
    actions.need(**who, role="facilitator", words="Een zaal", state="met")
    actions.need_nothing(**who, role="participant")
    return team


def test_the_text_holds_names_tasks_vacancies_and_what_is_open(told: Network, as_: Any):
    text = as_("piet").get(f"{HERE}roles/result/").context["form"].initial["text"]

    assert "Leernetwerktrekker: Lotte\n- Belt wie er mist.\n- Opent deuren." in text
    assert "Procesbegeleider: Fatma" in text
    assert "Deelnemer: Piet" in text
    vacant = [line for line in text.splitlines() if "Verbindingsfunctionaris" in line]
    assert len(vacant) == 1
    assert "Projectassistent" not in vacant[0]
    assert "Een dagdeel (4 uur" in text
    assert "Een zaal" not in text


def test_recorded_it_is_on_the_result_sheet_with_date_and_names(told: Network, as_: Any):
    sent = {"text": "Lotte trekt.", "agreed_on": "2026-11-19", "agreed_by": "iedereen", "seen": "0"}
    assert as_("piet").post(f"{HERE}roles/result/", sent).status_code == 302

    kept = Result.objects.get()
    assert (kept.step, kept.text, kept.agreed_on, kept.agreed_by) == (
        "roles", "Lotte trekt.", date(2026, 11, 19), "iedereen",
    )  # fmt: skip
    assert StepTaken.objects.get(step="roles").way == "finished"
    assert "Lotte trekt." in as_("ringo").get(f"{HERE}results/").content.decode()
    event = Event.objects.get(verb="journey.result.agreed")
    as_("piet").post(f"{HERE}undo/{event.pk}/")
    assert Result.objects.get().withdrawn_at


def test_two_record_at_once_and_both_texts_stay(told: Network, as_: Any):
    sent = {"text": "Lotte trekt.", "agreed_on": "2026-11-19", "seen": "0"}
    as_("piet").post(f"{HERE}roles/result/", sent)
    answer = as_("lotte").post(f"{HERE}roles/result/", {**sent, "text": "Fatma trekt."})

    assert answer.status_code == 409
    assert "Lotte trekt." in answer.content.decode()
    assert "Fatma trekt." in answer.content.decode()
    assert as_("lotte").post(f"{HERE}roles/result/", {**sent, "text": "Samen.", "seen": "1"}).status_code == 302
    assert Result.objects.count() == 2
    assert as_("lotte").post(f"{HERE}roles/result/", {"text": "", "seen": "2"}).status_code == 422


def words(answer: Any) -> str:
    """The words of a tagged A3 in Dutch."""
    pdf = PdfReader(io.BytesIO(answer.content))
    assert [round(side) for side in pdf.pages[0].mediabox[2:]] == list(A3)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    text = " ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "")  # where a long word may break
    return " ".join(text.split())


def test_the_worksheets_hold_what_the_pages_hold(told: Network, as_: Any):
    pitch = words(as_("ringo").get(f"{HERE}worksheets/4a.pdf"))
    table = words(as_("ringo").get(f"{HERE}worksheets/4b.pdf"))

    for name in ("Fatma", "Lotte", "Piet", "Ringo"):
        assert name in pitch
        assert name in table
    assert "Belt wie er mist. Opent deuren." in pitch  # a line each
    assert "Een dagdeel (4 uur, van Gemeente Oost, uiterlijk op 15 januari 2027; gevraagd)" in table


def test_a_blank_sheet_names_nobody(told: Network, as_: Any):
    for sheet in ("4a", "4b"):
        text = words(as_("piet").get(f"{HERE}worksheets/{sheet}.pdf?blank=1"))
        assert not any(name in text for name in ("Fatma", "Lotte", "Piet", "Ringo", "dagdeel"))


def test_there_is_no_other_sheet(told: Network, as_: Any):
    assert as_("piet").get(f"{HERE}worksheets/5c.pdf").status_code == 404
