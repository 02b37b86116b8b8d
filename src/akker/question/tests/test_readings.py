"""Half-way, at the end and months after it, who leads is asked how the indicators stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask
from akker.question.actions import readings
from akker.question.models import Indicator, IndicatorReading

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/indicators/"


@pytest.fixture
def today() -> date:
    return clock.now().date()


def runs(network: Network, starts_on: date, ends_on: date) -> None:
    Network.objects.filter(pk=network.pk).update(starts_on=starts_on, ends_on=ends_on)
    network.refresh_from_db()


@pytest.fixture
def indicator(network: Network, lotte: Person, fatma: Person, piet: Person) -> Indicator:
    return Indicator.objects.create(
        network=network, programme=network.programme, words="Oproepen", by=lotte, at=clock.now()
    )


def asked() -> set[str]:
    return set(Ask.objects.open().filter(kind="reading").values_list("person__name", flat=True))


def read(client: Any, indicator: Indicator, moment: str) -> int:
    data = {"moment": moment, "value": "Veertien", "on": str(clock.now().date())}
    return int(client.post(f"{HERE}{indicator.pk}/readings/", data).status_code)


def test_half_way_who_leads_is_asked_once_and_one_reading_is_enough(
    network: Network, indicator: Indicator, today: date, as_: Any
) -> None:
    runs(network, today - timedelta(days=100), today + timedelta(days=90))

    assert readings.ask_all(clock.now()) == 2
    assert readings.ask_all(clock.now()) == 0
    assert asked() == {"Lotte", "Fatma"}
    assert HERE in as_("fatma").get("/").content.decode()

    assert read(as_("fatma"), indicator, "halfway") == 302
    assert asked() == set()


@pytest.mark.parametrize(("began", "ends"), [(-5, 200), (-400, -60), (None, None)])
def test_nobody_is_asked_before_or_long_after(
    network: Network, indicator: Indicator, today: date, began: int | None, ends: int | None
) -> None:
    if began is not None and ends is not None:
        runs(network, today + timedelta(days=began), today + timedelta(days=ends))

    assert readings.ask_all(clock.now()) == 0


def test_what_was_read_already_is_not_asked(network: Network, indicator: Indicator, today: date, as_: Any) -> None:
    runs(network, today - timedelta(days=100), today + timedelta(days=90))
    read(as_("lotte"), indicator, "halfway")

    assert readings.ask_all(clock.now()) == 0


@pytest.mark.trust
def test_months_after_the_end_a_closed_network_takes_the_last_reading_from_who_led_it(
    network: Network, indicator: Indicator, lotte: Person, today: date, as_: Any
) -> None:
    runs(network, today - timedelta(days=400), today - timedelta(days=95))
    networks.close(network=network, by=lotte, now=clock.now())

    assert readings.ask_all(clock.now()) == 2
    assert f"{HERE}{indicator.pk}/readings/" in as_("lotte").get(HERE).content.decode()
    assert read(as_("piet"), indicator, "after") == 403
    assert read(as_("lotte"), indicator, "end") == 403
    assert read(as_("lotte"), indicator, "after") == 302

    assert IndicatorReading.objects.get().moment == "after"
    assert asked() == set()
