"""Roles are given, handed over with a note, and a network may run without a leader."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks import actions
from akker.networks.access import enter, entry
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.programmes import actions as programmes

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


def own(person: Person) -> Membership:
    return Membership.objects.select_related("network", "person").get(person=person)


def seat_of(person: Person) -> Seat:
    return Seat.objects.current().get(membership__person=person)


def powers(person: Person, network: Network) -> frozenset[str]:
    return enter(person, network.programme.slug, network.slug, "see").powers  # type: ignore[arg-type]


def test_a_role_is_given_and_shown(piet: Person, lotte: Person, as_: Any):
    as_("lotte").post(f"{HERE}people/{own(piet).pk}/seats/", {"role": "facilitator"})

    assert powers(piet, own(piet).network) == {"member", "facilitator"}
    assert as_("piet").get(f"{HERE}settings/").status_code == 200


@pytest.mark.trust
@pytest.mark.parametrize("role", ["second-ring", "programme_manager", "owner", ""])
def test_only_a_role_of_the_pack_can_be_given(role: str, piet: Person, lotte: Person, as_: Any):
    as_("lotte").post(f"{HERE}people/{own(piet).pk}/seats/", {"role": role})

    assert set(own(piet).seats.values_list("role", flat=True)) == {"participant"}
    assert 'value="second-ring"' not in as_("lotte").get(f"{HERE}people/{own(piet).pk}/").content.decode()


def test_a_leader_hands_over_with_a_note_and_leaves(network: Network, lotte: Person, piet: Person, as_: Any):
    client = as_("lotte")
    client.post(f"{HERE}seats/{seat_of(lotte).pk}/end/", {"to": str(own(piet).pk), "note": "Bel eerst de wijk."})
    client.post(f"{HERE}people/{own(lotte).pk}/departure/", {"thanks": "Tot ziens"})

    assert client.get(HERE).status_code == 404
    assert "leader" in powers(piet, network)
    assert "Bel eerst de wijk." in as_("piet").get(f"{HERE}people/{own(lotte).pk}/").content.decode()


def test_who_leaves_is_offered_to_hand_over_first(lotte: Person, as_: Any):
    page = as_("lotte").get(f"{HERE}people/{own(lotte).pk}/departure/").content.decode()

    assert f"{HERE}seats/{seat_of(lotte).pk}/end/" in page


@pytest.mark.trust
def test_a_role_is_its_holders_or_the_leaders_to_end(lotte: Person, piet: Person, ringo: Person, as_: Any):
    path = f"{HERE}seats/{seat_of(lotte).pk}/end/"

    assert as_("piet").post(path, {"to": str(own(piet).pk)}).status_code == 403
    assert as_("piet").post(f"{HERE}seats/{seat_of(piet).pk}/end/", {"to": ""}).status_code == 302
    assert seat_of(lotte).role == "leader"


def test_the_second_ring_does_not_take_over(lotte: Person, ringo: Person, as_: Any):
    response = as_("lotte").post(f"{HERE}seats/{seat_of(lotte).pk}/end/", {"to": str(own(ringo).pk)})

    assert response.status_code == 422


def test_without_a_leader_the_facilitator_manages(
    network: Network, fatma: Person, lotte: Person, piet: Person, as_: Any
):
    actions.leave(membership=own(lotte), by=lotte, now=clock.now())

    assert as_("fatma").get(f"{HERE}settings/").status_code == 200
    assert as_("piet").get(f"{HERE}settings/").status_code == 403
    assert as_("piet").get(HERE).status_code == 200


def test_without_anybody_in_charge_the_programme_manages(
    network: Network, lotte: Person, piet: Person, mette: Person, as_: Any
):
    actions.leave(membership=own(lotte), by=lotte, now=clock.now())

    response = as_("mette").post(f"{HERE}people/{own(piet).pk}/seats/", {"role": "leader"})

    assert response.status_code == 302
    assert as_("piet").get(f"{HERE}settings/").status_code == 200


def test_who_leaves_the_network_they_started_has_left_it(olga: Person, piet: Person, as_: Any):
    """Also when it stands in their personal programme; so they hand over leading before they go."""
    home = programmes.personal(person=olga, now=clock.now())
    network = actions.start(
        programme=home, name="Thuis", by=olga, now=clock.now(), language="nl", time_zone="Europe/Amsterdam"
    )
    heir = actions.add(network=network, person=piet, by=olga, now=clock.now())
    mine = Membership.objects.get(network=network, person=olga)
    here, client = f"/p/{home.slug}/{network.slug}/", as_("olga")
    assert client.post(f"{here}people/{heir.pk}/seats/", {"role": "leader"}).status_code == 302

    actions.leave(membership=mine, by=olga, now=clock.now())

    assert {client.get(f"{here}{page}").status_code for page in ("", "people/", "results/", "settings/")} == {404}
    assert not Network.objects.visible_to(olga, clock.now().date()).exists()
    assert "leader" in powers(piet, network)


def test_a_role_that_the_pack_does_not_know_is_a_members(network: Network, piet: Person, lotte: Person, as_: Any):
    Seat.objects.filter(membership__person=piet).update(role="wizard")

    assert powers(piet, network) == {"member"}
    for page in ("", "people/", f"people/{own(piet).pk}/", f"seats/{seat_of(piet).pk}/end/", "people/export.csv"):
        assert as_("lotte").get(f"{HERE}{page}").status_code == 200
    assert "wizard" in as_("lotte").get(f"{HERE}people/").content.decode()


@pytest.mark.trust
def test_the_door_and_the_list_let_the_same_people_in(network: Network, cast: dict[str, Person]):
    """The door asks by hand what `visible_to` asks in the ORM."""
    today = clock.now().date()
    for human in cast.values():
        rows = entry(human, "academie", "zorg", today)
        listed = Network.objects.visible_to(human, today).filter(pk=network.pk).first()
        try:
            inside = enter(human, "academie", "zorg", "see").powers  # type: ignore[arg-type]
        except Exception:
            inside = frozenset()
        assert bool(inside) == bool(listed), human
        assert rows
        if listed:
            assert ("programme_manager" in inside, "reference_leader" in inside) == (
                listed.is_managed,
                listed.is_referred,
            )
