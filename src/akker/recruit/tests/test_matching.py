"""Facilitators, and others with a role, are matched to networks: proposed, noted, and chosen by a person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks import actions as networks
from akker.networks.models import Membership
from akker.people.models import Person
from akker.programmes import actions as programmes
from akker.programmes.models import Event, Programme
from akker.recruit import verdict
from akker.recruit.actions import composing
from akker.recruit.actions import matching as actions
from akker.recruit.models import Candidate, Composition, Match, Opening, PlacingRule
from akker.recruit.report import board
from akker.recruit.report import matching as report
from akker.recruit.tasks import composing as tasks
from akker.recruit.tasks import matching
from akker.recruit.tests.pool import NOW, a_composition
from akker.recruit.tests.test_invitations import HERE, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def composition(programme: Programme, mette: Person) -> Composition:
    """Four candidates for two networks; the first three would facilitate, and wish for network 0, 1 and 0 first."""
    made = a_composition(programme, mette, people=4, least=1, most=4)
    first = Candidate.objects.order_by("pk")[:3]
    Candidate.objects.filter(pk__in=[one.pk for one in first]).update(roles=["facilitator"])
    return made


def page(composition: Composition, *parts: object) -> str:
    return f"{HERE}compositions/{composition.pk}/matching/" + "".join(f"{part}/" for part in parts)


def suggested(composition: Composition) -> dict[str, list[str]]:
    sides = report.sides(composition, report.openings(composition), "facilitator")
    matching.suggest(sides)
    return {it.opening.network.slug: [str(r.candidate.person) for r in it.rows if r.is_suggested] for it in sides}


def there(composition: Composition, number: int, network: int) -> tuple[Candidate, Opening]:
    return Candidate.objects.order_by("pk")[number], report.openings(composition)[network]


def test_each_network_is_offered_who_wishes_for_it(composition: Composition):
    assert suggested(composition) == {"netwerk-0": ["Kandidaat 00"], "netwerk-1": ["Kandidaat 01"]}


def test_a_fit_note_weighs_more_than_a_wish(client: Client, composition: Composition, mette: Person):
    client.force_login(mette)
    (third, first), (best, _second) = there(composition, 2, 0), there(composition, 0, 0)

    post(client, page(composition, "facilitator", first.pk, third.pk), fit="2", note="Deed dit eerder", seen="0")
    post(client, page(composition, "facilitator", first.pk, best.pk), fit="0", seen="0")
    shown = client.get(page(composition)).content.decode()

    assert suggested(composition)["netwerk-0"] == ["Kandidaat 02"]
    assert "Deed dit eerder" in shown
    assert "Kandidaat 03" not in shown


def test_a_stale_note_shows_both(client: Client, composition: Composition, mette: Person):
    who, where = there(composition, 0, 0)
    client.force_login(mette)
    path = page(composition, "facilitator", where.pk, who.pk)
    post(client, path, fit="1", note="Eerst", seen="0")
    post(client, path, fit="1", note="Toen", seen="1")

    answer = post(client, path, fit="2", note="Later", seen="1")

    assert answer.status_code == 409
    assert all(word in answer.content.decode() for word in ("Toen", "Later", "past goed", "zou het kunnen"))
    assert Match.objects.get().note == "Toen"


def test_choosing_keeps_them_there_until_it_is_undone(client: Client, composition: Composition, mette: Person):
    who, where = there(composition, 0, 1)
    client.force_login(mette)

    post(client, page(composition, "facilitator", where.pk, who.pk, "choice"))
    made = composing.ask(composition=composition, by=mette, now=NOW)
    composing.keep(proposal=made, facts={"value": 1}, placings={str(who.pk): (str(where.network_id), 2)}, now=NOW)

    assert PlacingRule.objects.standing().filter(kind="pin", candidate=who, network=where.network).exists()
    assert made.placings.get().role == "facilitator"
    assert suggested(composition) == {"netwerk-0": ["Kandidaat 02"], "netwerk-1": []}

    programmes.undo(event=Event.objects.get(verb="recruit.match.chosen"), by=mette, now=NOW)

    assert not PlacingRule.objects.standing().filter(kind="pin").exists()
    assert made.placings.get().role == ""
    assert Match.objects.get().chosen_at is None


def test_nobody_is_chosen_twice_but_can_be_let_go(client: Client, composition: Composition, mette: Person):
    who, where = there(composition, 0, 0)
    _same, other = there(composition, 0, 1)
    client.force_login(mette)
    post(client, page(composition, "facilitator", where.pk, who.pk, "choice"))
    post(client, page(composition, "facilitator", other.pk, who.pk, "choice"))

    assert list(Match.objects.filter(chosen_at__isnull=False).values_list("network", flat=True)) == [where.network_id]

    post(client, page(composition, "facilitator", where.pk, who.pk, "choice"), way="not")

    assert not Match.objects.filter(chosen_at__isnull=False).exists()
    assert not PlacingRule.objects.standing().filter(kind="pin").exists()


def test_a_network_that_has_somebody_is_offered_nobody(composition: Composition, mette: Person):
    network = report.openings(composition)[0].network
    member = networks.add(network=network, person=mette, by=mette, now=NOW, ring=Membership.Ring.CORE)
    networks.give_seat(membership=member, role="facilitator", by=mette, now=NOW)

    assert suggested(composition)["netwerk-0"] == []
    assert report.sides(composition, report.openings(composition), "facilitator")[0].holders == ["Mette"]


def test_a_rule_asks_for_somebody_who_can_facilitate(composition: Composition, mette: Person):
    composing.rule(composition=composition, kind="facilitator", count=2, by=mette, now=NOW)

    clash = tasks.clashes(composition)[0]
    said = verdict.conflict(clash, board.words(composition))

    assert clash["kind"] == "too-few-who-can"
    assert "+" not in said
    assert "4" in said
    Candidate.objects.update(roles=["facilitator"])
    assert tasks.clashes(composition) == []


def test_who_was_chosen_and_said_yes_counts_for_that_rule(composition: Composition, mette: Person):
    who, where = there(composition, 0, 0)
    composing.rule(composition=composition, kind="facilitator", count=2, by=mette, now=NOW)
    networks.add(network=where.network, person=who.person, by=mette, now=NOW, ring=Membership.Ring.CORE)
    before = tasks.clashes(composition)[0]["facts"]["people"]

    actions.choose(composition=composition, network=where.network, candidate=who, role="facilitator", by=mette, now=NOW)

    assert tasks.clashes(composition)[0]["facts"]["people"] == before + 1


def test_another_role_a_stranger_and_a_strange_network_are_not_there(
    client: Client, composition: Composition, mette: Person
):
    who, where = there(composition, 0, 0)
    client.force_login(mette)

    assert client.get(page(composition, "queen", where.pk, who.pk)).status_code == 404
    assert client.get(page(composition, "facilitator", who.pk, who.pk)).status_code == 404
    assert client.get(page(composition, "facilitator", where.pk, where.pk)).status_code == 404
    assert client.get(page(composition) + "?role=queen").status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_no_more_for_more(client: Client, programme: Programme, mette: Person, people: int):
    made = a_composition(programme, mette, people=people, networks=people)
    Candidate.objects.update(roles=["facilitator"])
    for one in Candidate.objects.all():
        actions.note(
            composition=made, network=report.openings(made)[0].network, candidate=one, role="facilitator", fit=2,
            words=f"Noot {one.pk}", by=mette, now=NOW, seen=0,
        )  # fmt: skip
    client.force_login(mette)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = client.get(page(made)).content.decode()

    assert shown.count("Noot ") == people
    assert len(asked) <= 8
