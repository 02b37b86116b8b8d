"""What each role needs: one free line, or all that somebody wants to keep of it."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from pypdf import PdfReader

from akker.networks.models import Network
from akker.programmes.models import Event
from akker.roles.models import Precondition
from akker.roles.tests.conftest import HERE
from tests.cast import NOW

pytestmark = pytest.mark.django_db
FULL = {
    "words": "Een dagdeel in de week", "kind": "time", "amount": "vier uur", "giver": "Gemeente Oost",
    "needed_on": "2026-12-01", "state": "asked", "recheck_on": "2026-11-20",
}  # fmt: skip


def note(as_: Any, role: str = "leader", **values: str) -> int:
    data = {"words": "Tijd.", **values, "once": str(uuid4())}
    return as_("piet").post(f"{HERE}roles/needs/{role}/", data).status_code


def undo(as_: Any, verb: str) -> None:
    event = Event.objects.filter(verb=verb, undone_at=None).latest("at")
    assert as_("piet").post(f"{HERE}undo/{event.pk}/").status_code == 302


def standing() -> list[tuple[str, bool]]:
    return list(Precondition.objects.standing().values_list("words", "is_none_needed"))


def test_seven_rows_in_the_order_of_the_sheet(team: Network, as_: Any):
    page = as_("ringo").get(f"{HERE}roles/needs/").content.decode().partition("<main")[2]

    assert re.findall(r'<tr id="role-([\w-]+)"', page) == [
        "participant", "leader", "project-assistant", "facilitator", "communications-adviser", "connector",
        "second-ring",
    ]  # fmt: skip
    assert page.index("Piet") < page.index("Lotte") < page.index("Fatma") < page.index("Ringo")
    assert "<form" not in page  # the second ring reads


def test_one_free_line_is_enough_and_a_full_one_is_kept(team: Network, as_: Any):
    assert note(as_) == 302
    assert note(as_, "connector", **FULL) == 302

    kept = Precondition.objects.get(role="connector")
    assert {name: str(getattr(kept, name)) for name in FULL} == FULL
    page = as_("lotte").get(f"{HERE}roles/needs/").content.decode()
    assert "Tijd." in page
    assert "vier uur" in page
    assert page.count("tag wheat") == 2  # asked, and it is time to look again


@pytest.mark.parametrize(
    "values", [{"words": "x" * 10_000}, {"words": ""}, {"kind": "gold"}, {"needed_on": "soon"}, {"giver": "x" * 121}]
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(values: dict[str, str], team: Network, as_: Any):
    answer = as_("piet").post(f"{HERE}roles/needs/leader/", {**FULL, **values})

    assert answer.status_code == 422
    assert not Precondition.objects.exists()
    assert values.get("words", "vier uur") in answer.content.decode()


def test_nothing_needed_is_an_answer_until_something_is(team: Network, as_: Any):
    for _ in range(2):
        assert as_("piet").post(f"{HERE}roles/needs/leader/nothing/").status_code == 302
    assert standing() == [("", True)]

    note(as_)
    assert standing() == [("Tijd.", False)]
    undo(as_, "roles.precondition.noted")
    assert standing() == [("", True)]
    undo(as_, "roles.precondition.not_needed")
    assert standing() == []


def test_nothing_needed_does_not_wipe_what_somebody_noted(team: Network, as_: Any):
    note(as_)

    assert as_("lotte").post(f"{HERE}roles/needs/leader/nothing/").status_code == 409
    assert standing() == [("Tijd.", False)]


def test_it_comes_off_the_table_and_back(team: Network, as_: Any):
    note(as_)
    row = Precondition.objects.get()
    as_("piet").post(f"{HERE}roles/preconditions/{row.pk}/withdrawal/")
    assert standing() == []
    as_("lotte").post(f"{HERE}roles/needs/leader/nothing/")

    undo(as_, "roles.precondition.dropped")
    assert standing() == [("Tijd.", False)]


def test_two_write_at_once_and_both_texts_stay(team: Network, as_: Any):
    note(as_)
    path = f"{HERE}roles/preconditions/{Precondition.objects.get().pk}/"
    assert as_("piet").post(path, {"words": "Meer tijd.", "version": "1"}).status_code == 302
    answer = as_("lotte").post(path, {"words": "Minder.", "version": "1"})

    assert answer.status_code == 409
    assert "Meer tijd." in answer.content.decode()
    assert "Minder." in answer.content.decode()
    assert as_("lotte").post(path, {"words": "Minder.", "state": "met", "version": "2"}).status_code == 302
    assert Precondition.objects.get().state == "met"
    assert as_("piet").get(path).status_code == 200


def test_a_letter_is_ready_in_the_language_of_the_network(team: Network, as_: Any, piet: Any):
    piet.language = "en"
    piet.save()
    note(as_, "leader", **FULL)
    path = f"{HERE}roles/preconditions/{Precondition.objects.get().pk}/letter/"
    page = as_("piet").get(path).content.decode()
    assert "Gemeente Oost" in page
    assert "Een dagdeel in de week" in page

    sent = {"to": "Gemeente Oost", "subject": "Tijd voor Lotte", "text": "Geachte,\n\nMag het?", "signed": "Piet"}
    for _ in range(2):  # nothing is kept, so it can be made again
        answer = as_("piet").post(path, {**sent, "once": "018f0000-0000-7000-8000-000000000001"})
        pdf = PdfReader(io.BytesIO(answer.content))
        assert answer["Content-Type"] == "application/pdf"
        assert "Mag het?" in pdf.pages[0].extract_text()
        assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert as_("piet").post(path, {"subject": ""}).status_code == 422
    assert as_("ringo").get(path).status_code == 403


def test_the_database_keeps_an_answer_apart_from_a_need(team: Network):
    with pytest.raises(IntegrityError):
        Precondition.objects.create(
            programme=team.programme, network=team, role="leader", words="Tijd", is_none_needed=True, at=NOW
        )
