"""Files that will not do, or hardly."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akker.documents.tables import Table, write_xlsx
from akker.networks.models import Network, PeopleImport
from akker.networks.tests.people_import.pages import address, csv_file, keep_columns, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("people.csv", b"\xef\xbb\xbf \n", "nothing in this file"),
        ("people.csv", b"Name;Mail\n", "nobody in it"),
        ("people.xlsx", b"PK\x03\x04 not really", "cannot be read"),
        ("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "holds no table"),
        ("people.csv", b"Name\n" + b"Bo\n" * 20_001, "too many rows"),
        ("people.csv", b"Name\n" + b"x" * (5 * 2**20), "too large"),
    ],
)
def test_wrong_file_is_refused(signed_in: Client, care: Network, name: str, content: bytes, says: str) -> None:
    response = signed_in.post(address(care, "import/"), {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not PeopleImport.objects.exists()


def test_no_file_is_refused(signed_in: Client, care: Network) -> None:
    assert signed_in.post(address(care, "import/")).status_code == 422


def test_columns_need_a_name_and_no_field_twice(signed_in: Client, care: Network) -> None:
    people_import = upload(signed_in, care, csv_file(["A", "B"], ["Bo", "Cas"]))
    columns = address(care, f"import/{people_import.pk}/columns/")

    for chosen, says in (
        ({"column_0": "email", "column_1": "-"}, "which column holds the names"),
        ({"column_0": "name", "column_1": "name"}, "cannot both be this"),
        ({"column_0": "king", "column_1": "name"}, "king"),
        ({}, "required"),
    ):
        response = signed_in.post(columns, chosen)
        assert response.status_code == 422
        assert says in response.content.decode()
    assert signed_in.get(address(care, f"import/{people_import.pk}/preview/")).url == columns


def test_cells_of_ten_thousand_characters_and_strange_signs(signed_in: Client, care: Network) -> None:
    content = write_xlsx(
        Table(("Name", "What I bring"), (("Bo\x07\x00", "x" * 10_000), ("<b>Cas", "a\r\nb"))), title="P"
    )
    people_import = upload(signed_in, care, SimpleUploadedFile("people.xlsx", content))
    preview = keep_columns(signed_in, care, people_import)
    page = signed_in.get(preview).content.decode()

    assert "it has 10000 characters, and 1000 fit." in page
    assert "<b>Cas" not in page

    signed_in.post(preview)

    assert care.memberships.get(person__name="<b>Cas").brings == "a\nb"
