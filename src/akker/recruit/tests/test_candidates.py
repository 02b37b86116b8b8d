"""Who applied is seen by who leads and by the programme; the intake talk by nobody else but the candidate."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from akker.networks.models import Network
from akker.people.models import Person
from akker.recruit.models import Announcement, Candidate, IntakeNote, Preference
from akker.recruit.tests.conftest import confirmed

pytestmark = pytest.mark.django_db
HERE, PROGRAMME = "/p/academie/zorg/candidates/", "/p/academie/programme/candidates/"


@pytest.fixture
def nora(client: Client, announcement: Announcement) -> str:
    """Applied; the path of her own link."""
    return confirmed(client, pool="on")


@pytest.mark.trust
def test_the_intake_note_is_for_who_leads_and_the_candidate(
    client: Client, nora: str, fatma: Person, mette: Person, as_: Any
):
    pk = Candidate.objects.get().pk
    as_("fatma").post(f"{HERE}{pk}/note/", {"text": "Zoekt rust", "seen": "0"})

    assert "Zoekt rust" in as_("lotte").get(f"{HERE}{pk}/").content.decode()
    assert "Zoekt rust" in client.get(nora).content.decode()
    for path in (f"{HERE}{pk}/", f"{PROGRAMME}{pk}/", f"{HERE}export.csv", f"{PROGRAMME}export.csv"):
        assert "Zoekt rust" not in as_("mette").get(path).content.decode(), path
    assert as_("mette").post(f"{HERE}{pk}/note/", {"text": "x", "seen": "1"}).status_code == 403


def test_two_notes_at_once_are_both_kept(nora: str, fatma: Person, as_: Any):
    pk = Candidate.objects.get().pk
    as_("lotte").post(f"{HERE}{pk}/note/", {"text": "Zoekt rust", "seen": "0"})
    late = as_("fatma").post(f"{HERE}{pk}/note/", {"text": "Wil doen", "seen": "0"})

    assert late.status_code == 409
    assert "Zoekt rust" in late.content.decode()
    assert IntakeNote.objects.get().text == "Zoekt rust"


@pytest.mark.trust
def test_a_network_sees_only_who_wishes_for_it(nora: str, second: Announcement, as_: Any):
    pk = Candidate.objects.get().pk
    other = f"/p/academie/{second.network.slug}/candidates/"

    assert "Nora Smit" not in as_("lotte").get(other).content.decode()
    assert as_("lotte").get(f"{other}{pk}/").status_code == 403
    assert as_("lotte").get(f"{other}{'0' * 8}-0000-7000-8000-000000000000/").status_code == 403


@pytest.mark.trust
def test_another_programme_sees_nobody(nora: str, network: Network, mette: Person, as_: Any):
    pk = Candidate.objects.get().pk
    as_("mette").post("/programmes/new/", {"name": "Ander programma"})

    assert "Nora Smit" in as_("mette").get(PROGRAMME).content.decode()
    assert as_("mette").get(f"/p/ander-programma/programme/candidates/{pk}/").status_code == 404
    assert "Nora" not in as_("mette").get("/p/ander-programma/programme/candidates/").content.decode()


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({"words": "nora"}, True), ({"words": "thuiszorg"}, True), ({"words": "iemand"}, False),
        ({"organisation": "Thuiszorg"}, True), ({"organisation": "Gemeente"}, False),
        ({"stand": "first"}, True), ({"stand": "waiting"}, False), ({"stand": "pool"}, True),
        ({"stand": "experts"}, False), ({"from": "50"}, True), ({"from": "x"}, True),
    ],
)  # fmt: skip
def test_filters(asked: dict[str, str], is_there: bool, nora: str, mette: Person, as_: Any):
    for path in (HERE, PROGRAMME):
        page = as_("mette").get(path, asked).content.decode()
        assert ("Nora Smit" in page) == is_there, path


def test_a_place_falls_free(client: Client, announcement: Announcement, as_: Any):
    Announcement.objects.update(most=0, has_waiting_list=True)
    confirmed(client)
    row = Preference.objects.get()
    assert row.waiting_at

    as_("lotte").post(f"{HERE}{row.candidate_id}/place/")

    row.refresh_from_db()
    assert row.waiting_at is None


def test_who_withdrew_is_in_no_list(client: Client, nora: str, mette: Person, as_: Any):
    client.post(f"{nora}withdrawal/")

    assert "Nora Smit" not in as_("mette").get(PROGRAMME).content.decode()
    assert "nora@" not in as_("mette").get(f"{PROGRAMME}export.csv").content.decode()
