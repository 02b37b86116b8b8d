"""Somebody with whom the theme was talked over is asked to take part."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.question.models import Conversation, LearningQuestion
from akker.recruit.actions import invitation
from akker.recruit.actions import talk as actions
from akker.recruit.models import Invitation
from akker.recruit.tests.pool import a_candidate

pytestmark = pytest.mark.django_db
CANVAS = "/p/academie/zorg/canvas/"


@pytest.fixture
def talk(network: Network, lotte: Person) -> Conversation:
    return Conversation.objects.create(
        programme=network.programme, network=network, who="De nachtzuster", on=clock.now().date(),
        shifted="Zij wordt nooit gebeld", by=lotte, at=clock.now(),
    )  # fmt: skip


def test_a_talk_leads_to_an_invitation_with_the_name(talk: Conversation, as_: Any):
    client, path = as_("lotte"), f"/p/academie/zorg/candidates/talks/{talk.pk}/"
    assert path in client.get(CANVAS).content.decode()
    page = client.get(path).content.decode()
    assert 'value="De nachtzuster"' in page
    assert "Zij wordt nooit gebeld" in page

    answer = client.post(path, {"name": "Els Blok", "email": "els@example.org"})

    made = Invitation.objects.get()
    assert answer.url == f"/p/academie/zorg/candidates/invitations/{made.pk}/"
    assert (made.person.name, made.person.email, made.sent_at) == ("Els Blok", "els@example.org", None)
    assert "Zij wordt nooit gebeld" not in made.why
    assert not Mail.objects.exists()
    assert client.get(answer.url).status_code == 200
    again = client.post(path, {"name": "Els Blok", "email": "els@example.org"})
    assert (again.status_code, Invitation.objects.count()) == (422, 1)


def test_who_had_applied_finds_their_learning_question_too(talk: Conversation, lotte: Person):
    candidate = a_candidate(talk.programme, 1, [], learning_question="Hoe vraag ik door?")
    told: dict[str, Any] = {"by": lotte, "now": clock.now()}
    made = actions.invite(conversation=talk, name="", email=candidate.person.email or "", **told)
    invitation.send(invitations=[made], **told)
    made.refresh_from_db()

    invitation.accept(invitation=made, now=clock.now())

    found = LearningQuestion.objects.get(membership__person=candidate.person)
    assert (found.question, found.shared_at) == ("Hoe vraag ik door?", None)


def test_who_may_not_invite_sees_no_way_to_it(talk: Conversation, piet: Person, mette: Person, as_: Any):
    assert "candidates/talks/" not in as_("piet").get(CANVAS).content.decode()
    assert [as_(who).get(f"/p/academie/zorg/candidates/talks/{talk.pk}/").status_code for who in ("piet", "mette")] == [
        403, 403,
    ]  # fmt: skip
