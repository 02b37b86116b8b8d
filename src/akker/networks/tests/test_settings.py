"""Name, rhythm, dates, language and zone of a network are its leaders' to change."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Office, Programme

pytestmark = pytest.mark.django_db
SETTINGS = "/p/academie/zorg/settings/"
FORM = {
    "name": "Dementie", "rhythm": "elke drie weken", "starts_on": "2026-11-20", "ends_on": "2027-11-20",
    "language": "da", "time_zone": "Europe/Copenhagen", "version": "1",
}  # fmt: skip


def test_settings_are_saved(network: Network, lotte: Person, as_: Any):
    assert as_("lotte").post(SETTINGS, FORM).status_code == 302

    network.refresh_from_db()
    assert {name: str(getattr(network, name)) for name in FORM} == FORM | {"version": "2"}
    assert network.slug == "zorg"


@pytest.mark.parametrize(
    "wrong", [{"ends_on": "2026-11-19"}, {"language": "xx"}, {"time_zone": "Mars/Base"}, {"name": ""}, {"version": "x"}]
)
def test_nonsense_is_refused(wrong: dict[str, str], network: Network, lotte: Person, as_: Any):
    assert as_("lotte").post(SETTINGS, FORM | wrong).status_code == 422

    network.refresh_from_db()
    assert network.name == "Dementie thuis"


def test_a_reference_leader_is_one_of_the_programmes(network: Network, lotte: Person, rita: Person, as_: Any):
    elsewhere = Programme.objects.create(slug="elders", name="Elders")
    foreign = Office.objects.create(programme=elsewhere, person=lotte, role="reference_leader", from_on="2026-01-01")
    office = Office.objects.get(person=rita)
    assert as_("lotte").post(SETTINGS, FORM | {"reference_leader": str(foreign.pk)}).status_code == 422

    as_("lotte").post(SETTINGS, FORM | {"reference_leader": ""})
    assert as_("rita").get("/p/academie/zorg/").status_code == 404
    as_("lotte").post(SETTINGS, FORM | {"reference_leader": str(office.pk), "version": "2"})
    assert as_("rita").get("/p/academie/zorg/").status_code == 200


def test_a_stale_reference_leader_shows_who_is_there_now(network: Network, lotte: Person, rita: Person, as_: Any):
    same = {"name": network.name, "language": network.language, "time_zone": network.time_zone, "version": "1"}
    as_("lotte").post(SETTINGS, same | {"reference_leader": ""})

    response = as_("lotte").post(SETTINGS, same | {"reference_leader": str(Office.objects.get(person=rita).pk)})

    assert response.status_code == 409
    assert "Rita" in response.content.decode().partition('id="conflict"')[2]
