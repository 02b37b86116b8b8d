"""How a test walks the pages of an import."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akker.documents.tables import Table, write_csv
from akker.networks.models import Network, PeopleImport


def address(network: Network, rest: str = "") -> str:
    return f"/p/{network.programme.slug}/{network.slug}/people/{rest}"


def csv_file(*rows: Sequence[str], name: str = "people.csv") -> SimpleUploadedFile:
    header, *cells = rows
    return SimpleUploadedFile(name, write_csv(Table(tuple(header), tuple(map(tuple, cells)))))


def upload(client: Client, network: Network, file: SimpleUploadedFile) -> PeopleImport:
    response = client.post(address(network, "import/"), {"file": file})
    assert response.status_code == 302, response.content.decode()
    return PeopleImport.objects.latest("read_at")


def keep_columns(client: Client, network: Network, people_import: PeopleImport) -> str:
    """Agree to the guess; the address of the preview."""
    columns = {f"column_{index}": field or "-" for index, field in enumerate(people_import.mapping)}
    response = client.post(address(network, f"import/{people_import.pk}/columns/"), columns)
    assert response.status_code == 302, response.content.decode()
    return str(response.url)


def bring_in(client: Client, network: Network, *rows: Sequence[str]) -> PeopleImport:
    people_import = upload(client, network, csv_file(*rows))
    preview = keep_columns(client, network, people_import)
    assert client.post(preview).status_code == 302
    people_import.refresh_from_db()
    return people_import


def outcome(people_import: PeopleImport) -> tuple[int, int, int]:
    """How many are new, changed and left out."""
    written = people_import.outcome
    return len(written.get("added", [])), len(written.get("changed", {})), len(people_import.plan)
