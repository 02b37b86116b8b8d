"""The people go out as they can come in."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from akker.networks.models import Network
from akker.networks.tests.people_import.pages import address, bring_in, keep_columns, upload
from akker.people.models import Person
from akker.programmes import actions as programmes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "da", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_comes_back_and_changes_nothing(
    signed_in: Client, care: Network, lotte: Person, kind: str, language: str
) -> None:
    bring_in(
        signed_in, care, ["Name", "E-mail", "Ring", "Role", "Hours", "Competences", "What I bring", "Organisation"],
        ["Bo", "bo@example.org", "second ring", "Deelnemer, Projectassistent", "2,5", "a, b", "=HYPERLINK(1)",
         "-De Linde"],
        ["Cas", "", "", "", "12", "lezen, schrijven;", "two\nlines", ""],
    )  # fmt: skip
    Person.objects.filter(pk=lotte.pk).update(language=language)
    response = signed_in.get(address(care, f"export.{kind}"))

    assert response.headers["Content-Disposition"].startswith('attachment; filename="dementie-thuis-')

    again = upload(signed_in, care, SimpleUploadedFile(f"people.{kind}", response.content))
    keep_columns(signed_in, care, again)
    again.refresh_from_db()

    assert "" not in again.mapping
    assert [(row["kind"], row["kept"]) for row in again.plan] == [("same", [])] * 4


def test_export_holds_no_live_formula_and_no_kind_of_member(signed_in: Client, care: Network, piet: Person) -> None:
    care.memberships.filter(person=piet).update(
        brings="=cmd()", kind="expert_by_experience", kind_words="ervaringsdeskundige", kind_shown_at=timezone.now()
    )
    text = signed_in.get(address(care, "export.csv")).content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(signed_in.get(address(care, "export.xlsx")).content))

    assert '"\'=cmd()"' in text
    assert "ervaring" not in text
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=cmd()" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_export_for_who_runs_the_programme_leaves_out_own_words(client: Client, care: Network, piet: Person) -> None:
    care.memberships.filter(person=piet).update(brings="my own words")
    mette = Person.objects.create_user("mette@example.org", name="Mette", language="en")
    programmes.appoint(programme=care.programme, person=mette, role="programme_manager", by=None, now=timezone.now())
    client.force_login(mette)
    text = client.get(address(care, "export.csv")).content.decode("utf-8-sig")

    assert "piet@example.org" in text
    assert "my own words" not in text
    assert "What I bring" not in text


def test_export_knows_two_kinds(signed_in: Client, care: Network) -> None:
    assert signed_in.get(address(care, "export.pdf")).status_code == 404
