"""An import that is sent twice, overtaken or cut off half-way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akker.networks import actions
from akker.networks.actions import people_import as importing
from akker.networks.models import Network, PeopleImport
from akker.networks.tasks import apply_people_import
from akker.networks.tests.people_import.pages import address, bring_in, csv_file, keep_columns, outcome, upload
from akker.people.models import Person
from akker.programmes.models import Event

pytestmark = pytest.mark.django_db


def test_confirming_twice_acts_once(signed_in: Client, care: Network) -> None:
    people_import = upload(signed_in, care, csv_file(["Name"], ["Bo"]))
    preview = keep_columns(signed_in, care, people_import)
    form = {"once": "0b0e7a52-7a3a-4bb5-8d9b-5a3b4ac1f0aa"}

    first, second, third = (signed_in.post(preview, form) for form in (form, form, {}))

    assert first.url == second.url == third.url == address(care, f"import/{people_import.pk}/")
    assert Event.objects.filter(verb=importing.APPLIED).count() == 1
    assert Person.objects.filter(name="Bo").count() == 1


def test_uploading_the_same_form_twice_reads_once(signed_in: Client, care: Network) -> None:
    for _time in range(2):
        form = {"once": "0b0e7a52-7a3a-4bb5-8d9b-5a3b4ac1f0ab", "file": csv_file(["Name"], ["Bo"])}
        assert signed_in.post(address(care, "import/"), form).status_code == 302

    assert PeopleImport.objects.count() == 1


def test_preview_that_no_longer_holds_is_shown_again(signed_in: Client, care: Network, lotte: Person) -> None:
    people_import = upload(signed_in, care, csv_file(["Name", "E-mail"], ["Bo", "bo@example.org"]))
    preview = keep_columns(signed_in, care, people_import)
    person = Person.objects.create_user("bo@example.org", name="Bo")
    actions.add(network=care, person=person, by=lotte, now=timezone.now())

    response = signed_in.post(preview, follow=True)

    assert "People were added or changed in the meantime." in response.content.decode()
    people_import.refresh_from_db()
    assert (people_import.confirmed_at, people_import.plan[0]["kind"]) == (None, "same")


def test_another_file_takes_the_place_of_an_unfinished_one(signed_in: Client, care: Network) -> None:
    first = upload(signed_in, care, csv_file(["Name"], ["Bo"]))
    upload(signed_in, care, csv_file(["Name"], ["Cas"]))
    first.refresh_from_db()

    assert (first.content, first.withdrawn_at is not None) == ({}, True)
    response = signed_in.get(address(care, f"import/{first.pk}/columns/"), follow=True)
    assert "This file was put aside" in response.content.decode()


def test_import_that_stopped_goes_on_where_it_was(
    signed_in: Client, care: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    write, portions = importing._write, []

    def stumble(*args: Any) -> None:
        portions.append(args)
        if len(portions) == 2:
            raise RuntimeError("the power went")
        write(*args)

    monkeypatch.setattr(importing, "_write", stumble)
    people_import = bring_in(signed_in, care, ["Name"], ["Bo"], ["Cas"], ["Dora"])
    done = address(care, f"import/{people_import.pk}/")

    assert people_import.applied_at is None
    assert "This stopped half-way" in signed_in.get(done).content.decode()

    signed_in.post(done)
    people_import.refresh_from_db()

    assert outcome(people_import) == (3, 0, 0)
    assert care.memberships.present().count() == 5


def test_progress_is_shown_until_it_is_over(signed_in: Client, care: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(apply_people_import), "enqueue", lambda *_args: None)
    people_import = bring_in(signed_in, care, ["Name"], ["Bo"])
    done = address(care, f"import/{people_import.pk}/")

    assert "0 of 1 rows are written" in signed_in.get(done).content.decode()
    assert "<html" not in signed_in.get(done, headers={"HX-Request": "true"}).content.decode()

    apply_people_import.func(str(people_import.pk))

    assert "Done. Nobody has been mailed." in signed_in.get(done).content.decode()


def test_closed_network_takes_nobody_in(signed_in: Client, care: Network, lotte: Person) -> None:
    people_import = upload(signed_in, care, csv_file(["Name"], ["Bo"]))
    preview = keep_columns(signed_in, care, people_import)
    actions.close(network=care, by=lotte, now=timezone.now())

    assert signed_in.post(preview).status_code == 403
    assert care.memberships.count() == 2


def test_cells_of_a_file_that_nobody_went_on_with_are_let_go(signed_in: Client, care: Network) -> None:
    people_import = upload(signed_in, care, csv_file(["Name"], ["Bo"]))

    assert importing.sweep(now=timezone.now()) == 0
    assert importing.sweep(now=timezone.now() + timedelta(days=2)) == 1
    people_import.refresh_from_db()
    assert people_import.content == {}
