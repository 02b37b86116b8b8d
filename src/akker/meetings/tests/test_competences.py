"""The competences of a network: written, changed, and read from a framework."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akker.meetings.actions.competence import seen
from akker.meetings.models import Competence
from akker.meetings.tests.planned import PLAN, competences, drawn, of, plan, row
from akker.networks.models import Network
from akker.people.models import Person

pytestmark = pytest.mark.django_db
ADDRESS = f"{PLAN}competences/"


def standing(network: Network) -> list[Competence]:
    return list(Competence.objects.standing().filter(network=network))


def form(network: Network, *names: str) -> dict[str, str]:
    """As the page sends it: what has a key keeps it."""
    rows = standing(network)
    data = {"seen": seen(rows), "framework": ""} | {f"name_{place}": name for place, name in enumerate(names)}
    return data | {f"key_{place}": str(each.pk) for place, each in enumerate(rows)}


def test_an_example_is_offered_and_not_kept(network: Network, lotte: Person, as_: Any):
    page = as_("lotte").get(f"{ADDRESS}?start=1").content.decode()

    assert 'value="Praktijk"' in page or 'value="Practice"' in page
    assert standing(network) == []


def test_another_name_for_the_same_keeps_who_brings_it(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    keys = competences(network, lotte, "Praktijk", "Kennis")
    mine = f"row-{of(network, piet).pk}"
    as_("lotte").post(f"{PLAN}people/competences/", {mine: str(keys["Kennis"])})

    assert as_("lotte").post(ADDRESS, form(network, "Praktijk", "Onderzoek")).status_code == 302

    assert [each.name for each in standing(network)] == ["Praktijk", "Onderzoek"]
    assert row(plan(network), "Piet").competence_name == "Onderzoek"


def test_one_that_is_left_out_is_withdrawn(network: Network, lotte: Person, as_: Any):
    competences(network, lotte, "Praktijk", "Kennis")
    data = form(network, "Praktijk", "")

    as_("lotte").post(ADDRESS, data)

    assert [each.name for each in standing(network)] == ["Praktijk"]


def test_the_second_of_two_sees_both_sets(network: Network, lotte: Person, as_: Any):
    mine = form(network, "Mijn eigen")
    competences(network, lotte, "Van een ander")

    answer = as_("lotte").post(ADDRESS, mine)

    assert answer.status_code == 409
    assert all(text in answer.content.decode() for text in ("Mijn eigen", "Van een ander"))
    assert [each.name for each in standing(network)] == ["Van een ander"]


@pytest.mark.parametrize("names", [(), ("Praktijk", "praktijk")])
def test_none_or_twice_the_same_is_refused(names: tuple[str, ...], network: Network, lotte: Person, as_: Any):
    assert as_("lotte").post(ADDRESS, form(network, *names)).status_code == 422
    assert standing(network) == []


def test_a_framework_fills_in_the_form_and_keeps_nothing(network: Network, lotte: Person, as_: Any):
    lines = "\n".join(["Naam;Betekenis", *(f"Kunde {n};Wat {n} is" for n in range(9))])
    file = SimpleUploadedFile("beroepscode.csv", lines.encode())

    page = as_("lotte").post(f"{ADDRESS}import/", {"file": file})

    assert page.status_code == 200
    assert page.context["form"]["name_7"].value() == "Kunde 7"
    assert page.context["form"]["framework"].value() == "beroepscode"
    assert page.context["left_out"] == [("Kunde 8", "Wat 8 is")]
    assert standing(network) == []


def test_what_is_no_table_is_refused(network: Network, lotte: Person, as_: Any):
    file = SimpleUploadedFile("x.xlsx", b"no")

    assert as_("lotte").post(f"{ADDRESS}import/", {"file": file}).status_code == 422
