"""A published proposal becomes invitations, and the best of the bench takes the place of who says no."""

from __future__ import annotations

import pytest
from django.test import Client

from akker.networks.models import Membership
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes.models import Programme
from akker.recruit.actions import composing
from akker.recruit.actions import invitation as actions
from akker.recruit.models import Candidate, Invitation, Proposal
from akker.recruit.tasks import composing as tasks
from akker.recruit.tests.pool import NOW, a_composition
from akker.recruit.tests.test_invitations import HERE, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(programme: Programme, mette: Person, monkeypatch: pytest.MonkeyPatch) -> Proposal:
    """Twenty-four people for two networks of at most eight, so that eight are on the bench."""
    monkeypatch.setattr(tasks, "budget", lambda people: {"steps": 400})
    composition = a_composition(programme, mette, least=5, most=8)
    made = composing.ask(composition=composition, by=mette, now=NOW)
    tasks.propose.call(str(made.pk))
    made.refresh_from_db()
    composing.publish(proposal=made, reasons={}, by=mette, now=NOW, seen=made.version)
    return made


def test_a_published_proposal_becomes_invitations_once(client: Client, published: Proposal, mette: Person):
    client.force_login(mette)
    path = f"{HERE}compositions/{published.composition_id}/A/invitations/"

    post(client, path)
    post(client, path)

    assert Invitation.objects.count() == published.placings.seated().count() == 16
    assert all(Invitation.objects.values_list("why", flat=True))
    assert not Mail.objects.exists()


def test_a_proposal_that_is_not_settled_invites_nobody(client: Client, published: Proposal, mette: Person):
    Proposal.objects.update(published_at=None)
    client.force_login(mette)

    post(client, f"{HERE}compositions/{published.composition_id}/A/invitations/")

    assert not Invitation.objects.exists()


def test_who_says_no_is_replaced_by_the_best_of_the_bench(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=NOW)
    actions.send(invitations=Invitation.objects.all(), by=mette, now=clock.now())
    gone, stays = Invitation.objects.select_related("network", "person", "candidate").order_by("pk")[:2]
    actions.accept(invitation=stays, now=clock.now())
    actions.decline(invitation=gone, now=clock.now())
    bench = set(published.placings.filter(network=None).values_list("candidate", flat=True))
    client.force_login(mette)
    path = f"{HERE}invitations/{gone.pk}/replacement/"

    page = client.get(path)
    offered = page.context["offered"]
    assert len(offered) == 3
    assert {one.placing.candidate_id for one in offered} <= bench
    assert all(one.why for one in offered)
    assert [one.share for one in offered] == sorted((one.share for one in offered), reverse=True)
    answer = post(client, path, candidate=offered[0].placing.candidate_id)

    made = Invitation.objects.get(replaces=gone)
    assert answer.url == f"{HERE}invitations/{made.pk}/"
    assert (made.network, made.sent_at, made.placing_id) == (gone.network, None, offered[0].placing.pk)
    assert published.placings.get(candidate=made.candidate).network_id == gone.network_id
    assert published.placings.get(candidate=gone.candidate).network_id is None
    assert Membership.objects.filter(network=stays.network, person=stays.person).exists()


def test_nobody_from_outside_the_list_takes_the_place(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=NOW)
    actions.send(invitations=Invitation.objects.all(), by=mette, now=clock.now())
    gone = Invitation.objects.select_related("network", "person", "candidate").earliest("pk")
    actions.decline(invitation=gone, now=clock.now())
    client.force_login(mette)

    answer = post(client, f"{HERE}invitations/{gone.pk}/replacement/", candidate=gone.candidate_id)

    assert answer.status_code == 422
    assert not Invitation.objects.filter(replaces=gone).exists()


def test_a_place_that_is_not_free_is_not_given_away(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=NOW)
    one = Invitation.objects.earliest("pk")
    client.force_login(mette)

    assert client.get(f"{HERE}invitations/{one.pk}/replacement/").status_code == 404


def test_who_withdrew_is_not_invited(published: Proposal, mette: Person):
    one = published.placings.seated().earliest("pk")
    Candidate.objects.filter(pk=one.candidate_id).update(withdrawn_at=NOW)

    assert actions.draft_all(proposal=published, by=mette, now=NOW) == 15
