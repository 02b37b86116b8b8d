"""Files with candidates that are wrong: told row by row, and nothing half done."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.recruit.models import Announcement, Candidate, CandidateImport
from akker.recruit.tests.test_candidate_import import PROGRAMME, bring_in, send

pytestmark = pytest.mark.django_db
SENTENCES = {
    "nl": "‘Rust in de nacht’ is geen lopend netwerk van dit programma.",
    "da": "”Rust in de nacht” er ikke et netværk i gang i dette program.",
    "en": "“Rust in de nacht” is not a network of this programme that runs.",
}


def test_a_hundred_thousand_rows_are_refused_and_nothing_is_kept(network: Network, mette: Person, as_: Any):
    crowd = "Naam;E-mail\n" + "".join(f"P{number};p{number}@example.org\n" for number in range(100_000))

    answer = as_("mette").post(f"{PROGRAMME}import/", {"file": SimpleUploadedFile("crowd.csv", crowd.encode())})

    assert answer.status_code == 422
    assert "20.000" in answer.content.decode()
    assert not CandidateImport.objects.exists()


@pytest.mark.parametrize("language", ["nl", "da", "en"])
def test_a_wish_for_a_closed_question_is_told_in_its_row(
    language: str, network: Network, second: Announcement, lotte: Person, mette: Person, as_: Any
):
    Person.objects.filter(pk=mette.pk).update(language=language)
    networks.close(network=second.network, by=lotte, now=clock.now())
    client = as_("mette")
    incoming = send(client, "Naam;E-mail;Netwerk\nA;a@example.org;Rust in de nacht\nB;b@example.org;Dementie thuis\n")

    page = client.get(f"{PROGRAMME}import/{incoming.pk}/preview/").content.decode()

    assert [row["kind"] for row in incoming.plan] == ["error", "new"]
    assert "Rust in de nacht" in page
    assert SENTENCES[language] in page
    assert not Candidate.objects.exists()


def test_only_the_sound_rows_come_in(network: Network, mette: Person, as_: Any):
    rows = ("Anna;anna@example.org;rood", "Anna;ANNA@example.org;", ";leeg@example.org;", "Bo;bo@example.org;")
    text = "\n".join(["Naam;E-mail;Kleur", *rows])

    incoming = bring_in(as_("mette"), text)

    assert sorted(Candidate.objects.values_list("person__name", flat=True)) == ["Anna", "Bo"]
    assert [row["kind"] for row in incoming.plan] == ["error", "error"]
