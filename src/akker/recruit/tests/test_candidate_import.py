"""Candidates from a spreadsheet: shown first, written once, taken back; the same file again changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akker.networks.models import Network
from akker.people.models import Person
from akker.post.models import Mail
from akker.recruit import tasks
from akker.recruit.models import Announcement, Candidate, CandidateImport, Preference
from akker.recruit.tests.conftest import confirmed

pytestmark = pytest.mark.django_db
HERE, PROGRAMME = "/p/academie/zorg/candidates/", "/p/academie/programme/candidates/"
FILE = """\
Naam;E-mail;Organisatie;Ervaring;Competenties;Talen;Beschikbaar;Voorkeur;Leidinggevende;Aangemeld op
Anna Bakker;anna@example.org;Thuiszorg;7;luisteren, plannen;Nederlands;maandagochtend, donderdag middag;{};ja;{}
Bo Cool;bo@example.org;Gemeente;;;;;;nee;
""".format("Dementie thuis", "2026-11-03")


def send(client: Client, text: str, place: str = PROGRAMME) -> CandidateImport:
    """Read, take the guessed columns, and stop at the preview."""
    answer = client.post(f"{place}import/", {"file": SimpleUploadedFile("kandidaten.csv", text.encode())})
    assert answer.status_code == 302, answer.content.decode()[-2500:]
    incoming = CandidateImport.objects.latest("pk")
    columns = {f"column_{index}": key or "-" for index, key in enumerate(incoming.mapping)}
    assert client.post(answer.url, columns).status_code == 302
    incoming.refresh_from_db()
    return incoming


def bring_in(client: Client, text: str, place: str = PROGRAMME) -> CandidateImport:
    incoming = send(client, text, place)
    assert client.post(f"{place}import/{incoming.pk}/preview/").status_code == 302
    tasks.apply_candidate_import.call(str(incoming.pk))
    incoming.refresh_from_db()
    assert incoming.applied_at
    return incoming


def kinds(incoming: CandidateImport) -> list[str]:
    return [row["kind"] for row in incoming.plan]


def test_they_come_in_and_nobody_is_mailed(network: Network, mette: Person, as_: Any):
    client = as_("mette")
    bring_in(client, FILE)

    anna, bo = Candidate.objects.select_related("person").order_by("person__name")
    assert (anna.person.name, anna.organisation, anna.experience_years) == ("Anna Bakker", "Thuiszorg", 7)
    assert anna.competences == ["luisteren", "plannen"]
    assert anna.availability == ["mon-morning", "thu-afternoon"]
    assert (anna.is_manager_informed, bo.is_manager_informed) == (True, False)
    assert str(anna.applied_on) == "2026-11-03"
    assert (anna.entered_by, anna.engagement_accepted_at, anna.pool_at) == (mette, None, None)
    assert [wish.network for wish in Preference.objects.all()] == [network]
    assert not Mail.objects.exists()
    assert CandidateImport.objects.get().content == {}


def test_the_same_file_again_changes_nothing(network: Network, mette: Person, as_: Any):
    client = as_("mette")
    bring_in(client, FILE)
    before = list(Candidate.objects.order_by("pk").values())

    assert kinds(send(client, FILE)) == ["same", "same"]
    assert list(Candidate.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("language", ["nl", "da", "en"])
def test_an_export_is_taken_back_in_every_language(language: str, network: Network, mette: Person, as_: Any):
    client = as_("mette")
    bring_in(client, FILE)
    Person.objects.filter(pk=mette.pk).update(language=language)
    out = client.get(f"{PROGRAMME}export.csv").content.decode("utf-8-sig")

    assert kinds(send(client, out)) == ["same", "same"]


@pytest.mark.parametrize("language", ["nl", "da", "en"])
def test_roles_and_contributions_go_out_and_come_in(
    client: Client, language: str, announcement: Announcement, mette: Person, as_: Any
):
    confirmed(client)
    Candidate.objects.update(roles=["leader", "facilitator"], contributes=["workshop", "questions"])
    Person.objects.filter(pk=mette.pk).update(language=language)
    manager = as_("mette")
    out = manager.get(f"{PROGRAMME}export.csv").content.decode("utf-8-sig")

    assert kinds(send(manager, out)) == ["same"]
    bring_in(manager, out.replace("nora@", "nienke@"))
    copy = Candidate.objects.get(person__email="nienke@example.org")
    assert (copy.roles, copy.contributes) == (["leader", "facilitator"], ["workshop", "questions"])


def test_a_role_is_read_as_people_write_it(network: Network, mette: Person, as_: Any):
    client = as_("mette")
    bring_in(client, "Naam;E-mail;Rol;Bijdrage\nAnna;anna@example.org;procesbegeleider;presentatie, advies\n")

    anna = Candidate.objects.get()
    assert (anna.roles, anna.contributes) == (["facilitator"], ["presentation", "advice"])


def test_at_a_network_they_are_candidates_for_it(network: Network, lotte: Person, second: Announcement, as_: Any):
    bring_in(as_("lotte"), "Naam;E-mail;Voorkeur\nAnna;anna@example.org;Rust in de nacht\n", HERE)

    ranked = Preference.objects.order_by("rank").values_list("network__name", flat=True)
    assert list(ranked) == ["Rust in de nacht", "Dementie thuis"]


def test_what_candidates_told_themselves_stays(client: Client, announcement: Announcement, mette: Person, as_: Any):
    confirmed(client)
    incoming = send(as_("mette"), "Naam;E-mail;Organisatie;Regio\nN;nora@example.org;Anders;Betuwe\n")

    assert kinds(incoming) == ["changes"]
    assert incoming.plan[0]["kept"] == ["organisation"]
    assert incoming.plan[0]["changes"] == [["region", "", "Betuwe"]]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Anna;;;;", "no_email"), ("Anna;anna;;;", "bad_email"), (";anna@example.org;;;", "no_name"),
        ("Anna;anna@example.org;veel;;", "bad_years"), ("Anna;anna@example.org;;Bestaat niet;", "unknown_network"),
        ("Anna;anna@example.org;;;zondag", "unknown_daypart"), ("Anna;anna@example.org;;;;koning", "unknown_role"),
        ("Anna;anna@example.org;;;;;geld", "unknown_contribution"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_row_by_row(row: str, code: str, network: Network, mette: Person, as_: Any):
    client = as_("mette")
    incoming = send(client, f"Naam;E-mail;Ervaring;Netwerk;Beschikbaar;Rol;Bijdrage\n{row}\nBo;bo@example.org;;;\n")

    assert kinds(incoming) == ["error", "new"]
    assert [fault[0] for fault in incoming.plan[0]["faults"]] == [code]
    assert client.get(f"{PROGRAMME}import/{incoming.pk}/preview/").status_code == 200


def test_the_same_person_twice_counts_once(network: Network, mette: Person, as_: Any):
    incoming = send(as_("mette"), "Naam;E-mail\nAnna;anna@example.org\nAnna B;ANNA@example.org\n")

    assert kinds(incoming) == ["new", "error"]


@pytest.mark.parametrize("text", ["", "Naam;E-mail\n", "Naam\nAnna\n"])
def test_a_file_without_people_or_addresses_is_refused(text: str, network: Network, mette: Person, as_: Any):
    client = as_("mette")
    answer = client.post(f"{PROGRAMME}import/", {"file": SimpleUploadedFile("x.csv", text.encode())})
    if answer.status_code == 302:
        answer = client.post(answer.url, {"column_0": "name"})

    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_it_is_taken_back(network: Network, mette: Person, second: Announcement, as_: Any):
    client = as_("mette")
    bring_in(client, FILE)
    more = "Naam;E-mail;Organisatie;Voorkeur\nA;anna@example.org;Elders;Rust in de nacht\nCas;cas@example.org;;\n"
    incoming = bring_in(client, more)
    assert Candidate.objects.get(person__email="anna@example.org").organisation == "Elders"

    assert incoming.event
    assert client.post(f"/p/academie/programme/undo/{incoming.event_id}/").status_code == 302

    anna = Candidate.objects.get(person__email="anna@example.org")
    assert anna.organisation == "Thuiszorg"
    assert [wish.network for wish in anna.preferences.all()] == [network]
    assert Candidate.objects.standing().count() == 2


def test_a_plan_that_changed_is_shown_again(client: Client, announcement: Announcement, mette: Person, as_: Any):
    manager = as_("mette")
    incoming = send(manager, "Naam;E-mail\nNora;nora@example.org\n")
    confirmed(client)

    manager.post(f"{PROGRAMME}import/{incoming.pk}/preview/")

    incoming.refresh_from_db()
    assert incoming.confirmed_at is None
    assert kinds(incoming) == ["same"]


def test_unfinished_files_are_let_go(network: Network, mette: Person, as_: Any):
    incoming = send(as_("mette"), FILE)
    CandidateImport.objects.update(read_at="2026-01-01T00:00:00Z")
    tasks.sweep.call()

    incoming.refresh_from_db()
    assert (incoming.content, incoming.plan) == ({}, [])
    assert as_("mette").get(f"{PROGRAMME}import/{incoming.pk}/preview/").status_code == 302
