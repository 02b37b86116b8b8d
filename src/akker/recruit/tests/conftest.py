"""An open announcement, and what somebody fills in on its page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import signing
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.recruit.forms.application import SALT
from akker.recruit.models import Announcement

PAGE = "/apply/academie/zorg/"


@pytest.fixture
def announcement(network: Network, lotte: Person) -> Announcement:
    return open_for(network, lotte, nature="Samen zoeken wat helpt", meeting_count=6, meeting_hours=3, most=12)


@pytest.fixture
def second(network: Network, lotte: Person) -> Announcement:
    """Another open question of the same programme."""
    other = networks.start(
        programme=network.programme, name="Rust in de nacht", by=lotte, now=clock.now(), language="nl",
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    return open_for(other, lotte, nature="Slapen")


def open_for(network: Network, by: Person, **words: Any) -> Announcement:
    return Announcement.objects.create(
        programme=network.programme, network=network, opened_at=clock.now(), opened_by=by, **words
    )


def begun(seconds: int = 60) -> str:
    """As the hidden field of a form that was shown so long ago."""
    with patch("django.core.signing.time.time", return_value=clock.now().timestamp() - seconds):
        return signing.TimestampSigner(salt=SALT).sign("")


def filled_in(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Nora Smit", "email": "nora@example.org", "begun": begun(), "send": "1", "organisation": "Thuiszorg",
        "competences": "luisteren, plannen", "motive": "Ik wil leren", "openness": "on", "engagement": "on",
        "is_manager_informed": "yes", "experience_years": "7", **changes,
    }  # fmt: skip


def mailed(address: str = "nora@example.org") -> str:
    """The path of the link in the newest mail to this address."""
    text = Mail.objects.filter(address=address).latest("queued_at").text
    found = re.search(r"/application/t/[\w-]{43}/", text)
    assert found, text
    return found.group()


def apply(client: Client, **changes: Any) -> str:
    """Fill in and send; the path of the link that confirms."""
    answer = client.post(PAGE, filled_in(**changes))
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return mailed(changes.get("email", "nora@example.org"))


def confirmed(client: Client, **changes: Any) -> str:
    path = apply(client, **changes)
    assert client.post(f"{path}confirmation/").status_code == 302
    return path


WEEK = timedelta(days=7, minutes=1)
