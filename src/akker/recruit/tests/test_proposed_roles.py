"""A role that somebody asked for, or is thought of for, stands in their invitation and settles nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from akker.networks.models import Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Programme
from akker.recruit.actions import composing
from akker.recruit.actions import invitation as actions
from akker.recruit.models import Announcement, Candidate, Invitation, Placing, Proposal, Questionnaire
from akker.recruit.report import invitation as report
from akker.recruit.tests.conftest import PAGE, confirmed
from akker.recruit.tests.pool import NOW, a_composition
from akker.recruit.tests.test_invitations import HERE, post, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(programme: Programme, mette: Person) -> Proposal:
    """One candidate in one network, placed by hand."""
    composition = a_composition(programme, mette, people=2, networks=1)
    made = composing.ask(composition=composition, by=mette, now=NOW)
    network = composition.openings.get().network_id
    placings = {str(one.pk): (str(network), 1) for one in Candidate.objects.all()}
    composing.keep(proposal=made, facts={"value": 1, "facts": {"breaches": []}}, placings=placings, now=NOW)
    made.refresh_from_db()
    return made


def address(proposal: Proposal, candidate: object) -> str:
    return f"{HERE}compositions/{proposal.composition_id}/A/people/{candidate}/"


def test_who_applies_says_which_role_they_would_take(client: Client, announcement: Announcement):
    Questionnaire.objects.create(programme=announcement.programme, asks=["roles"])
    page = client.get(PAGE).content.decode()

    path = confirmed(client, roles=["facilitator"])

    assert 'value="facilitator"' in page
    assert 'value="participant"' not in page  # everybody is one
    assert Candidate.objects.get().roles == ["facilitator"]
    assert "procesbegeleider" in client.get(path).content.decode().lower()


def test_a_role_no_handbook_knows_is_refused(client: Client, announcement: Announcement):
    Questionnaire.objects.create(programme=announcement.programme, asks=["roles"])

    assert post(client, PAGE, name="N", email="n@example.org", roles=["queen"]).status_code == 422


def test_a_role_to_think_of_goes_into_the_invitation(client: Client, proposal: Proposal, mette: Person):
    one = proposal.placings.earliest("pk")
    client.force_login(mette)

    post(client, address(proposal, one.candidate_id) + "role/", role="facilitator")
    post(client, address(proposal, one.candidate_id) + "role/", role="queen")
    shown = client.get(f"{HERE}compositions/{proposal.composition_id}/A/").content.decode()
    composing.publish(proposal=proposal, reasons={}, by=mette, now=NOW, seen=proposal.version)
    post(client, address(proposal, one.candidate_id) + "role/", role="leader")
    actions.draft_all(proposal=proposal, by=mette, now=NOW)

    one.refresh_from_db()
    made = Invitation.objects.select_related("network", "person", "candidate").get(candidate=one.candidate_id)
    assert (one.role, made.role) == ("facilitator", "facilitator")
    assert shown.count("<small>Procesbegeleider</small>") == 1
    assert "procesbegeleider" in report.letter(made, by=mette).text.lower()


def test_who_stays_keeps_the_role_in_the_next_proposal(proposal: Proposal, mette: Person):
    Placing.objects.update(role="leader")
    stays, goes = proposal.placings.order_by("pk")
    again = composing.ask(composition=proposal.composition, by=mette, now=NOW, warm=proposal)
    placings = {str(stays.candidate_id): (str(stays.network_id), 1), str(goes.candidate_id): (None, None)}
    composing.keep(proposal=again, facts={"value": 1}, placings=placings, now=NOW)

    assert dict(again.placings.values_list("candidate", "role")) == {
        stays.candidate_id: "leader",
        goes.candidate_id: "",
    }


def test_nobody_is_put_forward_without_saying_so(
    client: Client, network: Network, mette: Person, monkeypatch: pytest.MonkeyPatch
):
    nominated: list[str] = []
    monkeypatch.setattr(actions, "NOMINATES", [lambda membership, role: nominated.append(role)])
    _one, path = sent(network, mette, 1, roles=["connector", "queen"])
    _two, other = sent(network, mette, 2)
    Invitation.objects.filter(pk=_two.pk).update(role="facilitator")
    seats = Seat.objects.count()

    page = client.get(path).content.decode()
    post(client, path, answer="accepted", **{"accepted-roles": ["connector"]})
    post(client, other, answer="accepted")  # the tick was taken away

    assert 'value="connector"' in page
    assert "queen" not in page
    assert nominated == ["connector"]
    assert Seat.objects.count() == seats


def test_the_role_can_be_changed_until_it_is_sent(client: Client, network: Network, mette: Person):
    one, _path = sent(network, mette)
    Invitation.objects.filter(pk=one.pk).update(sent_at=None)
    client.force_login(mette)

    post(client, f"{HERE}invitations/{one.pk}/", role="leader", seen=1)
    answer = post(client, f"{HERE}invitations/{one.pk}/", role="facilitator", seen=1)

    one.refresh_from_db()
    assert one.role == "leader"
    assert answer.status_code == 409
    assert "Procesbegeleider" in answer.content.decode()


def test_who_contributes_once_is_asked_for_no_role(network: Network, mette: Person):
    made = actions.draft(
        network=network, person=mette, kind="contribution", contribution="advice", role="leader", by=mette,
        now=clock.now(),
    )  # fmt: skip

    assert "trekker" not in report.letter(made, by=mette).text.lower()
