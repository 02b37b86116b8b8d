"""What others see of me, and the page with the downloads."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post import actions as post
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.trust]


def own(person: Person) -> Membership:
    return Membership.objects.get(person=person)


@pytest.fixture
def card(network: Network, piet: Person) -> Membership:
    Membership.objects.filter(person=piet).update(
        function="wijkverpleegkundige", brings="twintig jaar nachtdienst", competences=["luisteren"],
        kind="expert_by_experience", kind_words="mantelzorger van mijn moeder", hours_agreed="2.5",
    )  # fmt: skip
    return own(piet)


def test_the_page_shows_what_the_others_see(card: Membership, as_: Any) -> None:
    page = as_("piet").get("/me/seen/").content.decode()

    for words in ("Dementie thuis", "wijkverpleegkundige", "twintig jaar nachtdienst", "luisteren", "piet@example.org"):
        assert words in page
    assert reverse("networks:card", args=["academie", "zorg", card.pk]) in page
    assert reverse("post:preferences") in page


def test_a_kind_without_consent_is_not_among_what_others_see(card: Membership, as_: Any) -> None:
    page = as_("piet").get("/me/seen/").content.decode()
    assert "mantelzorger" not in page

    Membership.objects.filter(pk=card.pk).update(kind_shown_at=NOW)
    assert "mantelzorger" in as_("piet").get("/me/seen/").content.decode()


def test_who_left_sees_what_stays_of_them(network: Network, lars: Person, as_: Any) -> None:
    page = as_("lars").get("/me/seen/").content.decode()

    assert "Dank voor alles." in page
    assert reverse("networks:card", args=["academie", "zorg", own(lars).pk]) not in page


def test_an_office_is_told(rita: Person, mette: Person, as_: Any) -> None:
    assert "Academie Zorg" in as_("mette").get("/me/seen/").content.decode()


def test_the_way_of_mail_is_told(piet: Person, as_: Any) -> None:
    before = as_("piet").get("/me/seen/").content.decode()
    post.set_preference(person=piet, kind="reminder", way="off", now=NOW)

    assert as_("piet").get("/me/seen/").content.decode() != before


@pytest.mark.parametrize("count", [1, 3])
def test_seen_takes_six_queries(
    count: int, network: Network, piet: Person, as_: Any, django_assert_num_queries: Any
) -> None:
    for number in range(1, count):
        other = networks.start(
            programme=network.programme, name=f"Netwerk {number}", by=piet, now=NOW, language="nl",
            time_zone="Europe/Amsterdam",
        )  # fmt: skip
        networks.give_seat(membership=own_in(other, piet), role="connector", by=piet, now=NOW)
    client = as_("piet")
    with django_assert_num_queries(6):
        page = client.get("/me/seen/").content.decode()

    assert page.count('id="network-') == count


def own_in(network: Network, person: Person) -> Membership:
    return Membership.objects.get(network=network, person=person)


def test_the_download_grows_without_more_queries(network: Network, piet: Person, as_: Any) -> None:
    """However many nouns there are, more rows of one ask for nothing more."""
    client, costs = as_("piet"), []
    for number in range(40):
        post.ask(person=piet, kind="join", what=f"Vraag {number}.", minutes=1, now=NOW, network_id=network.pk)
        if number in (0, 39):
            with CaptureQueriesContext(connection) as asked:
                said = client.get("/me/data.json").json()
            assert len(said["post.ask"]) == number + 1
            costs.append(len(asked))

    assert costs[0] == costs[1]


def test_nobody_downloads_somebody_else(card: Membership, as_: Any) -> None:
    assert "nachtdienst" in as_("piet").get("/me/data.json").content.decode()
    assert "nachtdienst" not in as_("lotte").get("/me/data.json").content.decode()
    assert "nachtdienst" not in as_("fatma").get("/me/data.html").content.decode()


def test_texts_are_quoted_only_to_who_may_read_them(network: Network, piet: Person, lotte: Person, as_: Any) -> None:
    """Who left hears that a text names them, and where; what it says is no longer theirs to read."""
    membership = own(lotte)
    networks.end_seat(seat=membership.seats.get(), by=lotte, now=NOW, note="Vraag Piet naar de sleutel")
    assert "naar de sleutel" in as_("piet").get("/me/data.json").content.decode()

    networks.leave(membership=own(piet), by=piet, now=NOW)
    said = as_("piet").get("/me/data.json").json()

    assert [row["where"].partition(":")[0] for row in said["mentions"]] == ["Dementie thuis"]
    assert "sleutel" not in str(said)


def test_a_file_to_read_needs_nothing_else(card: Membership, as_: Any) -> None:
    page = as_("piet").get("/me/data.html").content.decode()

    assert not [tag for tag in ("<script", "<link", "<style", "<img", "src=") if tag in page]
    assert '<html lang="nl">' in page


def test_the_menu_leads_here(piet: Person, as_: Any) -> None:
    assert reverse("archive:seen") in as_("piet").get("/me/").content.decode()


def test_who_is_not_signed_in_learns_nothing(client: Client, db: None) -> None:
    for path in ("/me/seen/", "/me/data/", "/me/data.json", "/me/data.html", "/me/erasure/"):
        assert client.get(path).status_code == 302
    assert client.post("/me/erasure/", {"once": uuid4()}).status_code == 302
