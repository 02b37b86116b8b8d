"""From rules to a proposal that explains itself, moved by hand, settled on."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Membership
from akker.people.models import Person
from akker.programmes.models import Event, Organisation, Programme
from akker.recruit.actions import composing as actions
from akker.recruit.models import Candidate, Composition, Placing, PlacingRule, Proposal
from akker.recruit.tasks import composing as tasks
from akker.recruit.tests.pool import NOW, a_composition

pytestmark = pytest.mark.django_db
HERE = "/p/academie/programme/compositions/"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "budget", lambda people: {"steps": 400})  # the same on every machine


@pytest.fixture
def composition(programme: Programme, mette: Person, quick: None) -> Composition:
    return a_composition(programme, mette)


def proposed(composition: Composition, by: Person, **how: Any) -> Proposal:
    made = actions.ask(composition=composition, by=by, now=NOW, **how)
    tasks.propose.call(str(made.pk))
    made.refresh_from_db()
    made.composition = composition
    return made


def post(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"once": uuid4(), **values})


@pytest.mark.parametrize(("people", "networks"), [(6, 1), (9, 3), (48, 16)])
@pytest.mark.parametrize("page", ["", "rules/"])
def test_before_a_proposal_the_pages_ask_no_more_for_more(
    client: Client,
    programme: Programme,
    mette: Person,
    page: str,
    people: int,
    networks: int,
    django_assert_num_queries: Any,
):
    made = a_composition(programme, mette, people=people, networks=networks)
    PlacingRule.objects.create(programme=programme, composition=made, kind="facilitator", by=mette, at=NOW)
    client.force_login(mette)

    with django_assert_num_queries({"": 8, "rules/": 7}[page]):
        answer = client.get(f"{HERE}{made.pk}/{page}")

    assert answer.status_code == 200
    assert len(answer.context["openings"]) == networks
    if not page:
        assert answer.context["candidate_count"] == people


def test_a_proposal_places_everybody_within_the_rules(composition: Composition, mette: Person):
    proposal = proposed(composition, mette)

    placed = list(proposal.placings.seated().values_list("network", "candidate__organisation"))
    assert proposal.solved_at
    assert len(placed) == 24
    assert proposal.facts["breaches"] == []
    assert max(placed.count(pair) for pair in placed) <= 2  # of one organisation in one network


def test_the_page_tells_how_good_it_is(client: Client, composition: Composition, mette: Person):
    proposal = proposed(composition, mette)
    client.force_login(mette)

    page = client.get(f"{HERE}{composition.pk}/{proposal.letter}/").content.decode()

    assert "Kandidaat 00" in page
    assert page.count("data-move") == 24


def test_the_second_ring_is_beside_the_seats(client: Client, composition: Composition, mette: Person):
    network = composition.openings.order_by("network__name").first().network  # type: ignore[union-attr]
    made = proposed(composition, mette)
    client.force_login(mette)
    before = client.get(f"{HERE}{composition.pk}/A/").context["board"].sides[0].size
    networks.add(network=network, person=mette, by=mette, now=NOW, ring=Membership.Ring.SECOND)

    page = client.get(f"{HERE}{made.composition_id}/A/")
    side = page.context["board"].sides[0]

    assert ([str(one.person) for one in side.ring], side.size) == (["Mette"], before)
    assert "1 in de tweede schil" in page.content.decode()


def test_the_numbers_are_there_for_who_wants_them(client: Client, composition: Composition, mette: Person):
    made = proposed(composition, mette)
    client.force_login(mette)

    page = client.get(f"{HERE}{composition.pk}/A/")
    found, said = page.context["found"], page.content.decode()

    assert sum(points for _name, points in found["parts"]) == pytest.approx(float(made.value or 0), abs=0.001)
    assert (found["kept"], found["rules"]) == (2, 2)
    assert 0 <= found["gap"] < 100
    assert f"{made.steps}" in said
    assert "startgetal 1" in said


def test_the_parts_stay_when_somebody_became_a_member(client: Client, composition: Composition, mette: Person):
    made = proposed(composition, mette)
    one = made.placings.seated().select_related("candidate__person", "network").earliest("pk")
    networks.add(network=one.network, person=one.candidate.person, by=mette, now=NOW)
    Proposal.objects.update(facts={})  # as it comes out of a scenario
    client.force_login(mette)

    found = client.get(f"{HERE}{composition.pk}/A/").context["found"]

    assert sum(points for _name, points in found["parts"]) == pytest.approx(float(made.value or 0), abs=0.001)


def test_a_move_and_its_undo_take_the_parts_along(client: Client, composition: Composition, mette: Person):
    made = proposed(composition, mette)
    one = made.placings.seated().earliest("pk")
    client.force_login(mette)
    post(client, f"{HERE}{composition.pk}/A/moves/", candidate=one.candidate_id, place="", seen=made.version)
    moved = Proposal.objects.get()

    assert sum(map(float, moved.parts.values())) == pytest.approx(float(moved.value or 0), abs=0.001)
    actions.move_back(event=Event.objects.get(verb="recruit.placing.moved"), by=mette, now=NOW)
    assert Proposal.objects.get().parts == made.parts


def test_names_change_places_with_a_sentence_and_back(client: Client, composition: Composition, mette: Person):
    proposal = proposed(composition, mette)
    one, other = proposal.placings.seated().order_by("network", "pk").first(), None
    other = proposal.placings.seated().exclude(network=one.network).first()
    client.force_login(mette)

    answer = post(
        client, f"{HERE}{composition.pk}/A/moves/", candidate=one.candidate_id, partner=other.candidate_id,
        seen=proposal.version,
    )  # fmt: skip

    assert answer.status_code == 302
    assert Placing.objects.get(pk=one.pk).network_id == other.network_id
    moved = Event.objects.get(verb="recruit.placing.moved")
    actions.move_back(event=moved, by=mette, now=NOW)
    assert Placing.objects.get(pk=one.pk).network_id == one.network_id


@pytest.mark.parametrize("seen", [0, None])
def test_the_focus_stays_in_what_is_swapped(client: Client, composition: Composition, mette: Person, seen: int | None):
    """With the name that was moved, or with what went wrong."""
    proposal = proposed(composition, mette)
    one = proposal.placings.seated().select_related("candidate__person").earliest("pk")
    client.force_login(mette)
    values = {"candidate": one.candidate_id, "place": "", "seen": proposal.version if seen is None else seen}

    text = client.post(
        f"{HERE}{composition.pk}/A/moves/", {"once": uuid4(), **values}, headers={"HX-Request": "true"}
    ).content.decode()

    found = re.findall(
        r'<(?:details[^>]*id="name-([^"]+)"[^>]*>\s*<summary|div class="(summary)"[^>]*) autofocus>', text
    )
    assert found == [(str(one.candidate_id), "") if seen is None else ("", "summary")]


def test_a_move_of_an_old_page_is_refused(client: Client, composition: Composition, mette: Person):
    proposal = proposed(composition, mette)
    one = proposal.placings.seated().first()
    client.force_login(mette)

    answer = post(client, f"{HERE}{composition.pk}/A/moves/", candidate=one.candidate_id, place="", seen=0)

    assert answer.status_code == 409
    assert Placing.objects.get(pk=one.pk).network_id == one.network_id


def test_a_pin_stays_in_the_next_proposal(composition: Composition, mette: Person):
    first = proposed(composition, mette)
    one = first.placings.seated().select_related("candidate").first()
    elsewhere = composition.openings.exclude(network=one.network_id).get().network
    actions.rule(composition=composition, kind="pin", candidate=one.candidate, network=elsewhere, by=mette, now=NOW)

    second = proposed(composition, mette, warm=first)

    assert second.letter == "B"
    assert second.placings.get(candidate=one.candidate).network_id == elsewhere.pk


def test_clashing_rules_are_explained(client: Client, composition: Composition, mette: Person):
    composition.openings.update(least=20, most=20)
    proposal = proposed(composition, mette)
    client.force_login(mette)

    page = client.get(f"{HERE}{composition.pk}/{proposal.letter}/search/").content.decode()

    assert proposal.solved_at is None
    assert not proposal.placings.exists()
    assert "16" in page  # short


def test_a_search_given_up_changes_nothing(composition: Composition, mette: Person):
    made = actions.ask(composition=composition, by=mette, now=NOW)
    actions.put_away(proposal=made, by=mette, now=NOW)

    tasks.propose.call(str(made.pk))

    made.refresh_from_db()
    assert (made.solved_at, made.placings.count()) == (None, 0)


def test_why_here_and_why_not_there(client: Client, composition: Composition, mette: Person):
    proposal = proposed(composition, mette)
    one = proposal.placings.seated().first()
    other = composition.openings.exclude(network=one.network_id).get()
    client.force_login(mette)

    path = f"{HERE}{composition.pk}/A/people/{one.candidate_id}/?network={other.network_id}"
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.context["why"]
    assert answer.context["answer"]


def test_settling_keeps_the_reasons(client: Client, composition: Composition, mette: Person):
    proposal = proposed(composition, mette)
    client.force_login(mette)

    post(client, f"{HERE}{composition.pk}/A/publication/", seen=proposal.version)

    proposal.refresh_from_db()
    assert proposal.published_by == mette
    assert all(reasons for reasons in proposal.placings.seated().values_list("reasons", flat=True))
    with pytest.raises(actions.Published):
        actions.put_away(proposal=proposal, by=mette, now=NOW)


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    client: Client, programme: Programme, mette: Person, quick: None, people: int, django_assert_num_queries: Any
):
    composition = a_composition(programme, mette, people=people, networks=1, least=0, most=5)
    proposed(composition, mette)
    client.force_login(mette)
    client.get(f"{HERE}{composition.pk}/A/")

    with django_assert_num_queries(8):
        page = client.get(f"{HERE}{composition.pk}/A/").content.decode()

    assert page.count("data-move") == people


def test_who_withdrew_is_not_divided(composition: Composition, mette: Person):
    Candidate.objects.filter(person__name="Kandidaat 05").update(withdrawn_at=NOW)

    proposal = proposed(composition, mette)

    assert proposal.placings.count() == 23


def test_who_is_in_already_stays_and_breaks_no_rule(composition: Composition, mette: Person):
    network = composition.openings.earliest("pk").network
    office = Organisation.objects.create(programme=network.programme, name="Huis 1")
    for number in range(3):  # more than the two that the rule lets in
        human = Person.objects.create_user(f"lid{number}@example.org", name=f"Lid {number}", language="nl")
        inside = networks.add(network=network, person=human, by=mette, now=NOW)
        Membership.objects.filter(pk=inside.pk).update(organisation=office)

    proposal = proposed(composition, mette)

    placed = proposal.placings.filter(network=network).values_list("candidate__organisation", flat=True)
    assert proposal.facts["breaches"] == []
    assert len(placed) <= 9  # of twelve
    assert "Huis 1" not in placed
