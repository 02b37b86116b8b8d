"""A published proposal becomes invitations, and the best of the bench takes the place of who says no."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes.models import Event, Programme
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

    assert actions.draft_all(proposal=published, by=mette, now=NOW)[0] == 15


# --- taken back ----------------------------------------------------------------------------


def take_back(client: Client, verb: str, came_from: str = "") -> Any:
    """Press Undo in the message of this verb."""
    event = Event.objects.filter(verb=verb).latest("at", "pk")
    programme = "/p/academie/programme/" if event.network_id is None else f"/p/academie/{_slug(event)}/"
    return client.post(f"{programme}undo/{event.pk}/", {"once": uuid4()}, headers={"Referer": came_from})


def _slug(event: Event) -> str:
    return Network.objects.get(pk=event.network_id).slug


def said_no(published: Proposal, by: Person) -> Invitation:
    actions.draft_all(proposal=published, by=by, now=NOW)
    actions.send(invitations=Invitation.objects.all(), by=by, now=clock.now())
    gone = Invitation.objects.select_related("network", "person", "candidate").earliest("pk")
    actions.decline(invitation=gone, now=clock.now())
    return gone


def seats(published: Proposal) -> list[tuple[Any, ...]]:
    return list(published.placings.order_by("pk").values_list("candidate", "network", "rank", "reasons"))


def test_writing_all_invitations_is_taken_back_at_once(client: Client, published: Proposal, mette: Person):
    client.force_login(mette)
    path = f"{HERE}compositions/{published.composition_id}/A/"
    written = client.post(f"{path}invitations/", {"once": uuid4()}, follow=True).content.decode()

    take_back(client, "recruit.proposal.invited")

    assert "/undo/" in written
    assert not Invitation.objects.standing().exists()
    post(client, f"{path}invitations/")
    assert Invitation.objects.standing().count() == 16


def test_what_was_sent_is_not_taken_back(client: Client, published: Proposal, mette: Person):
    client.force_login(mette)
    post(client, f"{HERE}compositions/{published.composition_id}/A/invitations/")
    actions.send(invitations=[Invitation.objects.earliest("pk")], by=mette, now=clock.now())

    take_back(client, "recruit.proposal.invited")

    assert Invitation.objects.standing().count() == 16


def test_a_place_that_was_filled_is_free_again(client: Client, published: Proposal, mette: Person):
    gone, client_path = said_no(published, mette), f"{HERE}invitations/"
    before = seats(published)
    client.force_login(mette)
    path = f"{client_path}{gone.pk}/replacement/"
    first = client.get(path).context["offered"][0].placing.candidate_id
    answer = client.post(path, {"once": uuid4(), "candidate": first}, follow=True)
    made = Invitation.objects.get(replaces=gone)
    assert seats(published) != before

    back = take_back(client, "recruit.place.refilled", f"http://testserver{client_path}{made.pk}/")

    assert "/undo/" in answer.content.decode()
    assert seats(published) == before
    assert not Invitation.objects.standing().filter(replaces=gone).exists()
    assert client.get(back.url).url == client_path
    assert client.get(path).context["offered"][0].placing.candidate_id == first


def test_a_place_is_not_free_again_once_the_mail_is_gone(client: Client, published: Proposal, mette: Person):
    gone = said_no(published, mette)
    client.force_login(mette)
    path = f"{HERE}invitations/{gone.pk}/replacement/"
    post(client, path, candidate=client.get(path).context["offered"][0].placing.candidate_id)
    actions.send(invitations=[Invitation.objects.get(replaces=gone)], by=mette, now=clock.now())
    before = seats(published)

    take_back(client, "recruit.place.refilled")

    assert seats(published) == before
    assert Invitation.objects.standing().filter(replaces=gone).exists()


def test_writing_to_a_colleague_is_taken_back(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=NOW)
    actions.send(invitations=Invitation.objects.all(), by=mette, now=clock.now())
    gone = Invitation.objects.select_related("network", "person", "candidate").earliest("pk")
    actions.name_colleague(invitation=gone, name="Noor", email="noor@example.org", now=clock.now())
    client.force_login(mette)
    written = client.post(f"{HERE}invitations/{gone.pk}/release/", {"once": uuid4()}, follow=True).content.decode()

    take_back(client, "recruit.invitation.written")

    assert "/undo/" in written
    assert not Invitation.objects.standing().filter(replaces=gone).exists()
    assert "Noor" in client.get(f"{HERE}invitations/{gone.pk}/").content.decode()
