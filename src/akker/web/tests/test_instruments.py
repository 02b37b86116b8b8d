"""A step offers the page of the product that helps with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from akker.networks.models import Network
from akker.people.models import Person
from akker.web.pages import INSTRUMENTS

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_instrument_has_a_page(name: str, network: Network, lotte: Person, as_: Any):
    address = reverse(INSTRUMENTS[name].name, args=["academie", "zorg"])

    assert as_("lotte").get(address).status_code == 200


def test_a_step_leads_to_its_page(network: Network, lotte: Person, as_: Any):
    assert f'href="{HERE}roles/"' in as_("lotte").get(f"{HERE}steps/roles/").content.decode()


def test_a_step_whose_instrument_has_no_page_works_from_its_text(network: Network, lotte: Person, as_: Any):
    step = next(each for each in network.book.steps if each.instrument not in INSTRUMENTS)

    assert as_("lotte").get(f"{HERE}steps/{step.key}/").status_code == 200


def test_the_overview_leads_there_too_for_who_may_read(network: Network, lotte: Person, mette: Person, as_: Any):
    button = f'class="btn" href="{HERE}ambition/"'

    assert button in as_("lotte").get(HERE).content.decode()
    assert button not in as_("mette").get(HERE).content.decode()
