"""What a network still lacks in a proposal becomes a call, in the language of the network."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Programme
from akker.recruit.actions import composing
from akker.recruit.models import Announcement, Proposal
from akker.recruit.tests.pool import NOW, a_composition
from akker.recruit.tests.test_invitations import HERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(programme: Programme, mette: Person) -> Proposal:
    composition = a_composition(programme, mette, people=2, networks=1)
    Network.objects.filter(slug="netwerk-0").update(language="da", line="Hvad hjælper om natten?")
    where = str(composition.openings.get().network_id)
    gaps = [
        {"network": where, "kind": "competence", "what": "jura", "count": 0, "wanted": 2},
        {"network": where, "kind": "sector", "what": "boliger", "count": 0, "wanted": 1},
        {"network": where, "kind": "role", "what": "+facilitator", "count": 0, "wanted": 1},
        {"network": where, "kind": "seat", "what": "", "count": 2, "wanted": 12},
        {"network": "another", "kind": "competence", "what": "regne", "count": 0, "wanted": 2},
    ]
    made = composing.ask(composition=composition, by=mette, now=NOW)
    composing.keep(proposal=made, facts={"value": 1, "facts": {"gaps": gaps}}, placings={}, now=NOW)
    return made


def page(proposal: Proposal) -> str:
    opening = proposal.composition.openings.get()
    return f"{HERE}compositions/{proposal.composition_id}/A/calls/{opening.pk}/"


def test_every_gap_is_a_chip_that_leads_to_a_call(client: Client, proposal: Proposal, mette: Person):
    client.force_login(mette)

    shown = client.get(f"{HERE}compositions/{proposal.composition_id}/A/").content.decode()

    assert [shown.count(f'{page(proposal)}?gap={place}"') for place in range(5)] == [1, 1, 1, 1, 0]


def test_a_call_speaks_the_language_of_the_network(client: Client, proposal: Proposal, mette: Person):
    client.force_login(mette)

    call = client.get(page(proposal)).context["call"]

    for words in ("Læringsnetværket ”Netwerk-0”", "Hvad hjælper om natten?", "2 personer, der er gode til jura",
                  "sektoren boliger", "der kan facilitere", "10"):  # fmt: skip
        assert words in call
    assert "regne" not in call
    assert "+" not in call


def test_one_chip_is_one_line_and_none_at_all_can_be_chosen(client: Client, proposal: Proposal, mette: Person):
    client.force_login(mette)

    one = client.get(page(proposal) + "?gap=1").context["call"]
    none = client.get(page(proposal) + "?chosen=1").context["call"]

    assert one.count("–") == 1
    assert "boliger" in one
    assert "–" not in none


def test_who_can_apply_reads_where(client: Client, proposal: Proposal, mette: Person):
    network = proposal.composition.openings.get().network
    row = Announcement.objects.create(
        programme=network.programme, network=network, opened_at=NOW, meeting_count=6, meeting_hours=3,
        apply_until=clock.now().date() + timedelta(days=9),
    )  # fmt: skip
    client.force_login(mette)
    with CaptureQueriesContext(connection) as asked:
        call = client.get(page(proposal)).context["call"]

    assert "/apply/academie/netwerk-0/" in call
    assert "6 møder" in call
    assert len(asked) <= 8
    Announcement.objects.filter(pk=row.pk).update(apply_until=clock.now().date() - timedelta(days=1))
    assert "/apply/" not in client.get(page(proposal)).context["call"]
