"""The day comes to look at the working agreements again: who leads is asked, and one of them is enough."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from akker.journey.actions import agreements, reviews
from akker.journey.models import AgreementReview, AgreementSheet
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


@pytest.fixture
def sheet(network: Network, lotte: Person, fatma: Person, piet: Person) -> AgreementSheet:
    """Put before everybody ten days ago, to look again today."""
    return put(network, lotte, days=0)


def put(network: Network, lotte: Person, days: int) -> AgreementSheet:
    now = clock.now()
    told: dict[str, Any] = {"by": lotte, "now": now - timedelta(days=10)}
    day = now.astimezone(network.zone).date() + timedelta(days=days)
    row = agreements.put(network=network, text="- Op tijd", review_on=day, what="Lees", **told)
    agreements.agree_aloud(network=network, seen=row.pk, **told)
    return row


def asked() -> set[str]:
    return {str(ask.person) for ask in Ask.objects.open().filter(kind=reviews.ASK)}


def stand(sheet: AgreementSheet, by: Person, days: int | None = None) -> None:
    look_on = None if days is None else clock.now().date() + timedelta(days=days)
    reviews.stand(network=sheet.network, seen=sheet.pk, looked=None, look_on=look_on, by=by, now=clock.now())


def test_from_that_day_who_leads_or_facilitates_is_asked_once(sheet: AgreementSheet):
    assert reviews.ask(now=clock.now() - timedelta(days=1)) == 0
    assert [reviews.ask(now=clock.now()), reviews.ask(now=clock.now())] == [2, 0]

    assert asked() == {"Lotte", "Fatma"}
    assert Ask.objects.filter(kind=reviews.ASK)[0].what == "Kijk opnieuw naar de werkafspraken"
    assert not Mail.objects.exists()


def test_the_day_is_that_of_the_network(sheet: AgreementSheet):
    """In Auckland it is tomorrow for half of our day."""
    Network.objects.update(time_zone="Pacific/Auckland")
    AgreementSheet.objects.update(review_on="2026-11-21")
    noon = clock.now().replace(year=2026, month=11, day=20, hour=12)

    assert reviews.ask(now=noon.replace(hour=10)) == 0
    assert reviews.ask(now=noon) == 2


def test_one_answer_is_enough_and_the_next_day_asks_again(sheet: AgreementSheet, lotte: Person):
    reviews.ask(now=clock.now())

    stand(sheet, lotte, days=90)

    assert asked() == set()
    assert reviews.ask(now=clock.now() + timedelta(days=80)) == 0
    assert reviews.ask(now=clock.now() + timedelta(days=91)) == 2


def test_without_a_next_day_nobody_is_asked_again(sheet: AgreementSheet, lotte: Person):
    stand(sheet, lotte)

    assert reviews.ask(now=clock.now() + timedelta(days=900)) == 0


def test_other_words_end_the_question(sheet: AgreementSheet, lotte: Person):
    reviews.ask(now=clock.now())
    agreements.put(network=sheet.network, text="- Anders", review_on=None, what="Lees", by=lotte, now=clock.now())

    assert asked() == set()
    assert reviews.ask(now=clock.now()) == 0


def test_of_a_closed_network_nobody_is_asked(sheet: AgreementSheet):
    Network.objects.update(closed_at=clock.now())

    assert reviews.ask(now=clock.now()) == 0


def test_the_line_at_now_leads_to_the_page_and_the_page_ends_it(sheet: AgreementSheet, as_: Any):
    reviews.ask(now=clock.now())
    client = as_("lotte")
    assert f"{HERE}agreements/again/" in client.get("/").content.decode()
    page = client.get(f"{HERE}agreements/again/").content.decode()
    assert "Op tijd" in page

    sent = {"seen": str(sheet.pk), "looked": "", "look_on": "2140-05-01", "once": str(uuid4())}
    done = client.post(f"{HERE}agreements/again/", sent, follow=True).content.decode()

    row = AgreementReview.objects.get()
    assert (row.way, str(row.by), str(row.look_on)) == ("stands", "Lotte", "2140-05-01")
    assert "genoteerd door Lotte" in done
    assert "1 mei 2140" in done
    assert f"{HERE}agreements/again/" not in client.get("/").content.decode()


def test_a_day_that_has_gone_is_refused(sheet: AgreementSheet, as_: Any):
    sent = {"seen": str(sheet.pk), "looked": "", "look_on": "2001-05-01", "once": str(uuid4())}

    assert as_("lotte").post(f"{HERE}agreements/again/", sent).status_code == 422
    assert not AgreementReview.objects.exists()


def test_who_answers_second_sees_what_the_first_said(sheet: AgreementSheet, fatma: Person, as_: Any):
    stand(sheet, fatma, days=90)

    sent = {"seen": str(sheet.pk), "looked": "", "look_on": "2140-05-01", "once": str(uuid4())}
    refused = as_("lotte").post(f"{HERE}agreements/again/", sent)

    assert refused.status_code == 409
    assert "genoteerd door Fatma" in refused.content.decode()
    assert "2140-05-01" in refused.content.decode()  # and what was typed is still there
    assert AgreementReview.objects.count() == 1
