"""A settled proposal tells how each placing stands, and is opened again as long as nobody was told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from akker.people import clock
from akker.people.models import Person
from akker.programmes.actions import TooLate
from akker.programmes.models import Event
from akker.recruit.actions import composing, replacing
from akker.recruit.actions import invitation as actions
from akker.recruit.models import Invitation, Proposal
from akker.recruit.tasks import composing as tasks
from akker.recruit.tests.test_invitations import HERE, post
from akker.recruit.tests.test_replacing import published

pytestmark = pytest.mark.django_db
__all__ = ["published"]


def told(client: Client, proposal: Proposal) -> dict[str, int]:
    page = client.get(f"{HERE}compositions/{proposal.composition_id}/A/")
    return {str(word): count for word, _look, count in page.context["tally"]}


def test_every_state_stands_on_the_page(client: Client, published: Proposal, mette: Person):
    client.force_login(mette)
    assert told(client, published) == {"settled, not written to yet": 16}
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    assert told(client, published) == {"invitation written, not sent": 16}

    yes, no, later, *rest = Invitation.objects.select_related("network", "person", "candidate").order_by("pk")
    now = clock.now()
    actions.send(invitations=[yes, no, later, rest[0]], by=mette, now=now)
    actions.accept(invitation=yes, now=now)
    actions.decline(invitation=no, now=now)
    actions.postpone(invitation=later, on=(now + timedelta(days=9)).date(), now=now)

    assert told(client, published) == {
        "invitation written, not sent": 12, "invited": 1, "asks for later": 1, "in the network": 1, "said no": 1,
    }  # fmt: skip


def test_who_was_replaced_says_by_whom(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    gone = Invitation.objects.select_related("network", "person", "candidate").order_by("pk")[0]
    actions.send(invitations=[gone], by=mette, now=clock.now())
    actions.decline(invitation=gone, now=clock.now())
    free = published.placings.filter(network=None).select_related("proposal", "candidate__person").order_by("pk")[0]
    replacing.replace(invitation=gone, placing=free, rank=1, why=["Omdat."], by=mette, now=clock.now())
    Person.objects.filter(pk=mette.pk).update(language="en")
    client.force_login(mette)

    page = client.get(f"{HERE}compositions/{published.composition_id}/A/").content.decode()

    assert f"said no · replaced by {free.candidate.person}" in " ".join(page.split())
    assert "Omdat." in page


def test_opened_again_while_nobody_was_told(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    client.force_login(mette)

    post(client, f"{HERE}compositions/{published.composition_id}/A/reopening/")

    published.refresh_from_db()
    assert published.published_at is None
    assert not Invitation.objects.standing().exists()


def test_not_opened_again_once_somebody_was_told(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    actions.send(invitations=Invitation.objects.all()[:1], by=mette, now=clock.now())
    client.force_login(mette)

    post(client, f"{HERE}compositions/{published.composition_id}/A/reopening/")

    published.refresh_from_db()
    assert published.published_at is not None
    with pytest.raises(TooLate):
        composing.unpublish(event=Event.objects.get(verb="recruit.proposal.published"), by=mette, now=clock.now())


def test_settling_is_undone(published: Proposal, mette: Person):
    composing.unpublish(event=Event.objects.get(verb="recruit.proposal.published"), by=mette, now=clock.now())

    published.refresh_from_db()
    assert (published.published_at, published.published_by) == (None, None)


def test_who_said_yes_stands_once_with_the_reasons(client: Client, published: Proposal, mette: Person):
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    one = Invitation.objects.select_related("network", "person", "candidate").earliest("pk")
    actions.send(invitations=[one], by=mette, now=clock.now())
    before = client_page(client, published, mette)
    one.refresh_from_db()
    actions.accept(invitation=one, now=clock.now())
    published.placings.filter(candidate=one.candidate).update(reasons=["Omdat het past."])

    after = client_page(client, published, mette)
    why = client.get(f"{HERE}compositions/{published.composition_id}/A/people/{one.candidate_id}/")

    assert [side.size for side in after.sides] == [side.size for side in before.sides]
    assert "Omdat het past." in why.content.decode()
    assert "Waarom niet" not in why.content.decode()


def test_in_another_proposal_they_are_the_member_they_are(client: Client, published: Proposal, mette: Person):
    other = composing.ask(composition=published.composition, by=mette, now=clock.now())
    tasks.propose.call(str(other.pk))
    actions.draft_all(proposal=published, by=mette, now=clock.now())
    one = Invitation.objects.select_related("network", "person", "candidate").earliest("pk")
    actions.send(invitations=[one], by=mette, now=clock.now())
    one.refresh_from_db()
    actions.accept(invitation=one, now=clock.now())
    client.force_login(mette)
    path = f"{HERE}compositions/{published.composition_id}/B/"

    page = client.get(path)
    moved = post(client, f"{path}moves/", candidate=one.candidate_id, place="", seen=page.context["proposal"].version)

    placed = [row.candidate_id for side in page.context["board"].sides for row in side.placings]
    assert one.candidate_id not in [*placed, *(row.candidate_id for row in page.context["board"].bench)]
    assert moved.status_code == 422
    assert "publication" not in page.content.decode()


def client_page(client: Client, proposal: Proposal, by: Person) -> Any:
    client.force_login(by)
    return client.get(f"{HERE}compositions/{proposal.composition_id}/A/").context["board"]
