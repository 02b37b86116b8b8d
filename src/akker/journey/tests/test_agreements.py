"""Working agreements: asked of who comes later, and answered through a link without an account."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from akker.journey.actions import agreements, rounds
from akker.journey.models import AgreementSheet, Consent, Round
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail
from tests.cast import member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


@pytest.fixture
def sheet(network: Network, lotte: Person, piet: Person) -> AgreementSheet:
    Membership.objects.update(added_at=clock.now() - timedelta(days=2))
    yesterday = clock.now() - timedelta(days=1)
    return agreements.put(network=network, text="- Op tijd", review_on=None, what="Lees", by=lotte, now=yesterday)


def asked(sheet: AgreementSheet) -> set[str]:
    return {str(ask.person) for ask in Ask.objects.open().filter(kind="agreements", target_id=sheet.pk)}


def link_for(person: Person) -> str:
    found = re.search(r"/t/[\w-]{43}/", Mail.objects.get(address=person.email).text)
    assert found
    return f"{found.group()}agreements/"


def test_a_newcomer_of_the_core_is_asked_once(sheet: AgreementSheet):
    nina = member(sheet.network, "Nina")
    member(sheet.network, "Rob", ring="second_ring")
    Membership.objects.filter(person__name__in=("Nina", "Rob")).update(added_at=clock.now())

    assert agreements.ask_newcomers(now=clock.now()) == 1
    assert agreements.ask_newcomers(now=clock.now()) == 0

    assert "Nina" in asked(sheet)
    assert "Rob" not in asked(sheet)
    assert Ask.objects.get(person=nina).what == "Lees de werkafspraken en zeg of je instemt"
    assert not Mail.objects.exists()


def test_of_a_closed_network_nobody_is_asked(sheet: AgreementSheet):
    member(sheet.network, "Nina")
    Membership.objects.filter(person__name="Nina").update(added_at=clock.now())
    Network.objects.filter(pk=sheet.network_id).update(closed_at=clock.now())

    assert agreements.ask_newcomers(now=clock.now()) == 0


def test_answered_through_the_link_without_an_account(sheet: AgreementSheet, piet: Person, as_: Any):
    as_("lotte").post(f"{HERE}agreements/asking/", {"mail": "1", "once": str(uuid4())})
    path, nobody = link_for(piet), Client()

    page = nobody.get(path)
    assert "Op tijd" in page.content.decode()
    assert nobody.post(path, {"answer": "yes", "seen": "", "once": str(uuid4())}).status_code == 422
    said = {"answer": "reservation", "words": "Na vijven lukt niet", "seen": str(sheet.pk), "once": str(uuid4())}
    done = nobody.post(path, said)

    assert done.status_code == 200
    consent = Consent.objects.get(target_id=sheet.pk, membership__person=piet)
    assert (consent.answer, consent.words) == ("reservation", "Na vijven lukt niet")
    assert "Piet" not in asked(sheet)
    assert nobody.get(path).status_code == 302  # used up
    assert nobody.get(f"{HERE}agreements/").status_code == 302  # it opened nothing else


def test_reservations_stay_in_sight_and_who_agrees_is_folded_once_it_is_agreed(sheet: AgreementSheet, as_: Any):
    now, client = clock.now(), as_("lotte")
    mine = Membership.objects.select_related("network", "person").get(person__name="Lotte")
    agreements.answer(
        network=sheet.network, seen=sheet.pk, membership=mine, answer="reservation", words="Niet op maandag",
        by=mine.person, now=now,
    )  # fmt: skip
    agreements.agree_aloud(network=sheet.network, seen=sheet.pk, by=mine.person, now=now)

    page = client.get(f"{HERE}agreements/").content.decode()

    folded = re.search(r'<details class="fold"><summary>1 stemt in</summary>(.*?)</details>', page, re.DOTALL)
    assert folded
    assert "Piet" in folded.group(1)
    assert "Niet op maandag" in page
    assert "Niet op maandag" not in folded.group(1)


def test_the_link_ends_with_its_sheet_and_with_the_network(sheet: AgreementSheet, lotte: Person, piet: Person):
    agreements.mail(sheet=sheet, by=lotte, now=clock.now())
    path = link_for(piet)
    Network.objects.filter(pk=sheet.network_id).update(closed_at=clock.now())
    assert Client().get(path).status_code == 410
    Network.objects.filter(pk=sheet.network_id).update(closed_at=None)
    agreements.put(network=sheet.network, text="- Anders", review_on=None, what="Lees", by=lotte, now=clock.now())

    assert Client().get(path).status_code == 302


def test_a_round_about_expectations_asks_the_members_at_its_own_page(network: Network, piet: Person, as_: Any):
    as_("lotte").post(f"{HERE}kickoff/expectations/rounds/", {"prompt": "Wat verwacht je?", "once": str(uuid4())})

    ask = Ask.objects.get(person=piet)
    assert f"{HERE}kickoff/expectations/" in as_("piet").get("/").content.decode()
    row = Round.objects.select_related("network").get()
    mine = Membership.objects.select_related("network", "person").get(person=piet)
    rounds.speak(round=row, membership=mine, text="Rust", proposal="", now=clock.now(), seen=0)
    ask.refresh_from_db()
    assert ask.done_at
