"""Who left keeps no access; what they made stays, without their hand in it."""

from __future__ import annotations

from typing import Any

import pytest

from akker.journey import actions as journey
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
PEOPLE = f"{HERE}people/"


@pytest.mark.trust
def test_who_left_finds_nothing_any_more_and_what_they_made_stays(
    network: Network, piet: Person, lotte: Person, as_: Any
):
    now = clock.now()
    journey.agree(
        network=network, step="ambition", text="Eén nummer", agreed_on=now.date(), by=piet, now=now, seen=0
    )  # fmt: skip
    member = Membership.objects.get(person=piet)
    client = as_("piet")

    response = client.post(f"{PEOPLE}{member.pk}/departure/", {"thanks": "Dank voor alles."})

    assert response.url == "/"
    pages = ["", "people/", "journey/", "results/", "question/", "steps/ambition/", f"people/{member.pk}/card/"]
    assert {client.get(f"{HERE}{page}").status_code for page in pages} == {404}
    assert {client.post(f"{HERE}{page}").status_code for page in ("joining/", "steps/ambition/result/")} == {404}
    assert HERE not in client.get("/").content.decode()
    assert "Eén nummer" in as_("lotte").get(f"{HERE}results/").content.decode()
    assert "Piet" in as_("lotte").get(f"{HERE}results/").content.decode()
    assert "Dank voor alles." in as_("lotte").get(PEOPLE).content.decode()
