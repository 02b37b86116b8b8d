"""The attention points are two checklists, each ticked by one person for themself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from akker.handbooks import workforms
from akker.networks.models import Network

pytestmark = pytest.mark.django_db
PAGE = "/p/academie/zorg/attention/"


def test_every_point_can_be_ticked_and_no_tick_can_be_sent(network: Network, as_: Any):
    page = as_("piet").get(PAGE).content.decode()

    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    texts = [text for each in workforms.words("nl").checklists.values() for text in each.items.values()]
    assert len(boxes) == len(texts) > 0
    assert not any(" name=" in box for box in boxes)
    assert not any(box in form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) for box in boxes)


def test_two_people_at_one_browser_have_ticks_of_their_own(network: Network, as_: Any):
    keys = [set(re.findall(r'data-ticks="([^"]+)"', as_(who).get(PAGE).content.decode())) for who in ("piet", "lotte")]

    assert len(keys[0]) == len(keys[1]) == 2
    assert not keys[0] & keys[1]
