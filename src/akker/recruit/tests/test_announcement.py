"""An announcement is written, opened, said to be full and closed; each can be taken back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.actions import motives
from akker.recruit import pace
from akker.recruit.models import Announcement
from akker.recruit.report import announcement as report
from akker.recruit.tests.conftest import PAGE, confirmed

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/announcement/"
WORDS = {"nature": "Samen zoeken", "meeting_count": "6", "meeting_hours": "2.5", "between_hours": "1.5", "version": "0"}


def test_it_begins_with_what_the_network_knows(
    network: Network, lotte: Person, as_: Any, monkeypatch: pytest.MonkeyPatch
):
    now = clock.now()
    monkeypatch.setattr(pace, "READERS", [lambda network: pace.Pace(), lambda network: pace.Pace(3, 150)])
    motives.give(network=network, kind="member", motives=[("", "Niet de enige zijn")], by=lotte, now=now, seen=[])
    Network.objects.update(rhythm="elke vier weken")

    page = as_("lotte").get(HERE).content.decode()

    assert "- Niet de enige zijn" in page
    assert "Hoe blijven mensen langer thuis?" in page
    assert "elke vier weken" in page
    assert 'name="meeting_count" value="3"' in page
    assert 'name="meeting_hours" value="2.5"' in page
    assert not Announcement.objects.exists()


def test_nothing_has_to_be_filled_in_and_it_says_what_a_reader_may_miss(network: Network, as_: Any, lotte: Person):
    assert as_("lotte").post(HERE, {"version": "0"}).status_code == 302

    row = report.found(network)
    assert row is not None
    assert len(report.lacking(row)) == 5
    assert report.numbers(row) == []


def test_numbers_are_said_as_sentences(network: Network, lotte: Person, as_: Any):
    as_("lotte").post(HERE, WORDS)
    row = Announcement.objects.get()

    assert [line.split()[0] for line in report.numbers(row)] == ["6", "1.5", "about"]
    assert report.in_all(row) == 22  # 6 × 2.5 + 5 × 1.5 = 22.5, to the even hour


def test_two_who_write_lose_nothing(network: Network, fatma: Person, lotte: Person, as_: Any):
    as_("lotte").post(HERE, WORDS)
    answer = as_("fatma").post(HERE, {**WORDS, "nature": "Iets anders"})

    assert answer.status_code == 409
    assert "Samen zoeken" in answer.content.decode()
    assert "Iets anders" in answer.content.decode()
    assert Announcement.objects.get().nature == "Samen zoeken"


def test_the_preview_follows_what_is_typed_and_keeps_nothing(network: Network, lotte: Person, as_: Any):
    page = as_("lotte").post(f"{HERE}preview/", {**WORDS, "nature": "Nog even kijken"}).content.decode()

    assert "Nog even kijken" in page
    assert "6 bijeenkomsten" in page or "6 meetings" in page
    assert not Announcement.objects.exists()


def test_opening_closing_and_taking_back(client: Client, network: Network, lotte: Person, as_: Any):
    lead = as_("lotte")
    assert lead.post(f"{HERE}opening/").status_code == 302
    assert not Announcement.objects.exists()  # nothing written, nothing opened
    lead.post(HERE, WORDS)
    lead.post(f"{HERE}opening/")
    assert client.get(PAGE).status_code == 200

    lead.post(f"{HERE}closing/")
    assert client.get(PAGE).status_code == 302
    lead.post(f"/p/academie/zorg/undo/{Event.objects.get(verb='recruit.announcement.closed').pk}/")
    assert client.get(PAGE).status_code == 200

    lead.post(f"{HERE}fullness/", {"way": "full"})
    assert b'id="apply"' not in client.get(PAGE).content
    lead.post(f"/p/academie/zorg/undo/{Event.objects.get(verb='recruit.announcement.full').pk}/")
    assert b'id="apply"' in client.get(PAGE).content

    lead.post(f"/p/academie/zorg/undo/{Event.objects.get(verb='recruit.announcement.opened').pk}/")
    assert client.get(PAGE).status_code == 302


def test_who_applied_stays_when_it_closes(client: Client, announcement: Announcement, as_: Any):
    confirmed(client)
    as_("lotte").post(f"{HERE}closing/")

    assert "Nora Smit" in as_("lotte").get("/p/academie/zorg/candidates/").content.decode()


@pytest.mark.parametrize("language", ["nl", "da", "en"])
def test_the_paper_and_the_mail_say_what_the_page_says(language: str, announcement: Announcement, as_: Any):
    Network.objects.update(language=language)
    paper = as_("lotte").get(f"{HERE}sheet.pdf")
    document = PdfReader(io.BytesIO(paper.content))
    text = "\n".join(page.extract_text() for page in document.pages)
    row = Announcement.objects.select_related("network__programme").get()

    assert document.root_object["/Lang"] == language
    assert document.root_object["/MarkInfo"]["/Marked"]
    for words in ("Dementie thuis", "Samen zoeken wat helpt", "/apply/academie/zorg/"):
        assert words in text.replace("\n", "")
        assert words in report.mail(row)
