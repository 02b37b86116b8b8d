"""Sizes, weights and a role to think of are taken back as they were, unless somebody changed them since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from akker.people.models import Person
from akker.programmes import actions as programmes
from akker.programmes.models import Event, Programme
from akker.recruit.actions import composing, matching
from akker.recruit.models import Candidate, Composition, Match, Placing, PlacingRule
from akker.recruit.tests.pool import a_composition
from akker.recruit.tests.test_invitations import post

pytestmark = pytest.mark.django_db
PROGRAMME = "/p/academie/programme/"
MATTERS = ("organisation", "function", "sector", "region", "experience_years", "wishes", "stability")


@pytest.fixture
def composition(programme: Programme, mette: Person, client: Client) -> Composition:
    client.force_login(mette)
    return a_composition(programme, mette, people=2, networks=1)


def undo(client: Client, verb: str) -> Any:
    return post(client, f"{PROGRAMME}undo/{Event.objects.filter(verb=verb).latest('pk').pk}/")


def resize(client: Client, row: Any, least: int) -> Any:
    row.refresh_from_db()
    said = {f"{row.pk}-least": least, f"{row.pk}-most": 12, f"{row.pk}-times": [], f"{row.pk}-version": row.version}
    return client.post(f"{PROGRAMME}openings/{row.pk}/", said, follow=True)


def weigh(client: Client, row: Composition, sector: int) -> Any:
    row.refresh_from_db()
    said = {f"weights-{name}": 1 for name in MATTERS}
    said |= {"weights-sector": sector, "weights-version": row.version}
    return client.post(f"{PROGRAMME}compositions/{row.pk}/weights/", said, follow=True)


def placed(composition: Composition, by: Person) -> Placing:
    made = composing.ask(composition=composition, by=by, now=composition.at)
    network, who = str(composition.openings.get().network_id), str(Candidate.objects.earliest("pk").pk)
    composing.keep(proposal=made, facts={"value": 1, "facts": {"breaches": []}}, placings={who: (network, 1)},
                   now=composition.at)  # fmt: skip
    return made.placings.get()


def suggest(client: Client, row: Placing, role: str) -> Any:
    path = f"{PROGRAMME}compositions/{row.proposal.composition_id}/A/people/{row.candidate_id}/role/"
    return client.post(path, {"role": role}, follow=True)


def test_sizes_go_back(client: Client, composition: Composition):
    row = composition.openings.get()
    assert b"/undo/" in resize(client, row, 8).content
    undo(client, "recruit.opening.changed")

    row.refresh_from_db()
    assert (row.least, row.most) == (5, 12)


def test_weights_go_back(client: Client, composition: Composition):
    weigh(client, composition, 2)
    assert b"/undo/" in weigh(client, composition, 3).content
    undo(client, "recruit.composition.weighed")

    composition.refresh_from_db()
    assert composition.weights["sector"] == "2"


def test_a_role_to_think_of_goes_back(client: Client, composition: Composition, mette: Person):
    row = placed(composition, mette)
    suggest(client, row, "leader")
    assert b"/undo/" in suggest(client, row, "facilitator").content
    undo(client, "recruit.placing.role_suggested")

    row.refresh_from_db()
    assert row.role == "leader"


def test_what_was_changed_since_stays(client: Client, composition: Composition, mette: Person):
    row, seat = composition.openings.get(), placed(composition, mette)
    resize(client, row, 8)
    weigh(client, composition, 2)
    suggest(client, seat, "leader")
    first = list(Event.objects.filter(verb__in=CHANGES).values_list("pk", flat=True))
    resize(client, row, 9)
    weigh(client, composition, 3)
    suggest(client, seat, "facilitator")

    for key in first:
        assert_refused(key, mette)
    for changed in (row, composition, seat):
        changed.refresh_from_db()
    assert (row.least, composition.weights["sector"], seat.role) == (9, "3", "facilitator")


CHANGES = ("recruit.opening.changed", "recruit.composition.weighed", "recruit.placing.role_suggested")


def assert_refused(key: UUID, by: Person) -> None:
    event = Event.objects.get(pk=key)
    with pytest.raises(programmes.TooLate):
        programmes.undo(event=event, by=by, now=event.at)


def test_after_settling_a_role_stays(client: Client, composition: Composition, mette: Person):
    seat = placed(composition, mette)
    suggest(client, seat, "leader")
    proposal = seat.proposal
    proposal.refresh_from_db()
    composing.publish(proposal=proposal, reasons={}, by=mette, now=composition.at, seen=proposal.version)

    assert_refused(Event.objects.get(verb="recruit.placing.role_suggested").pk, mette)


def test_who_was_let_go_is_chosen_again(client: Client, composition: Composition, mette: Person):
    seat, now = placed(composition, mette), composition.at
    where = composition.openings.get().network
    matching.choose(
        composition=composition, network=where, candidate=seat.candidate, role="facilitator", by=mette, now=now
    )
    matching.let_go(match=Match.objects.get(), by=mette, now=now)

    programmes.undo(event=Event.objects.get(verb="recruit.match.let_go"), by=mette, now=now)

    seat.refresh_from_db()
    assert (seat.role, Match.objects.get().chosen_at) == ("facilitator", now)
    assert PlacingRule.objects.standing().filter(kind="pin", candidate=seat.candidate).count() == 1
