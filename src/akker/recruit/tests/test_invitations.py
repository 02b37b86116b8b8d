"""Somebody is asked, answers through a link without an account, and another comes in the place of who says no."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail
from akker.programmes import actions as programmes
from akker.programmes.models import Event
from akker.question.models import LearningQuestion
from akker.recruit.actions import invitation as actions
from akker.recruit.models import Announcement, Invitation
from akker.recruit.tests.pool import NOW, a_candidate

pytestmark = pytest.mark.django_db
HERE = "/p/academie/programme/"


def post(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"once": uuid4(), **values})


def written(network: Network, by: Person, number: int = 1, **values: Any) -> Invitation:
    candidate = a_candidate(network.programme, number, [network], competences=["luisteren"], **values)
    return actions.draft(
        network=network, person=candidate.person, candidate=candidate, why="Je koos dit netwerk.",
        competence="luisteren", by=by, now=clock.now(),
    )  # fmt: skip


def sent(network: Network, by: Person, number: int = 1, **values: Any) -> tuple[Invitation, str]:
    """The invitation and the path of its link."""
    one = written(network, by, number, **values)
    assert actions.send(invitations=[one], by=by, now=clock.now()) == 1
    one.refresh_from_db()
    return one, link_for(one)


def link_for(one: Invitation) -> str:
    text = Mail.objects.filter(address=one.person.email).latest("queued_at").text
    found = re.search(r"/t/[\w-]{43}/", text)
    assert found, text
    return f"{found.group()}invited/"


def test_a_reminder_opens_a_link_when_the_old_one_is_nowhere(client: Client, network: Network, mette: Person):
    """As after a scenario was read in, which tells no links."""
    one, _path = sent(network, mette)
    Ask.objects.all().delete()

    assert actions.remind(invitations=[one], by=mette, now=clock.now()) == 1
    assert client.get(link_for(one)).status_code == 200


# --- writing and sending -------------------------------------------------------------------


def test_nobody_is_told_by_writing(network: Network, mette: Person):
    Announcement.objects.create(
        programme=network.programme, network=network, meeting_count=6, meeting_hours=3, between_hours=1
    )

    one = written(network, mette)

    assert (one.meeting_count, one.hours) == (6, 23)
    assert not Mail.objects.exists()
    assert not Ask.objects.exists()


def test_the_mail_says_why_with_what_and_for_how_much_in_the_language_of_the_reader(
    client: Client, network: Network, mette: Person
):
    Announcement.objects.create(programme=network.programme, network=network, meeting_count=6, meeting_hours=3)
    one = written(network, mette, language="en")
    client.force_login(mette)

    page = client.get(f"{HERE}invitations/sending/").content.decode()
    assert "You put this network first" not in page
    assert "What it asks: 6 meetings, about 18 hours in all." in page
    answer = post(client, f"{HERE}invitations/sending/", who=[one.pk], words="Tot gauw!")

    assert answer.status_code == 302
    mail = Mail.objects.get()
    assert (mail.language, mail.kind, mail.person) == ("en", "invitation", one.person)
    for words in ("Je koos dit netwerk.", "luisteren", "6 meetings", "Tot gauw!", "/t/"):
        assert words in mail.text


def test_only_those_ticked_get_mail_and_looking_sends_nothing(client: Client, network: Network, mette: Person):
    one, other = written(network, mette, 1), written(network, mette, 2)
    client.force_login(mette)
    path = f"{HERE}invitations/sending/"

    shown = post(client, path, who=[one.pk], words="Hartelijk welkom", look="1", reads=other.pk)
    assert "Hartelijk welkom" in shown.content.decode()
    assert not Mail.objects.exists()
    post(client, path, who=[one.pk])

    mail = Mail.objects.get()
    assert (mail.person_id, mail.reply_to) == (
        one.person_id,
        "mette@example.org",
    )  # answers reach who sent it
    assert "mette@example.org" not in mail.text
    assert set(Invitation.objects.drafts()) == {other}


def test_somebody_is_asked_one_thing_once(network: Network, mette: Person):
    one = written(network, mette)

    with pytest.raises(actions.AskedAlready):
        actions.draft(network=network, person=one.person, by=mette, now=NOW)


def test_who_is_in_is_not_asked(network: Network, piet: Person, mette: Person):
    with pytest.raises(actions.AskedAlready):
        actions.draft(network=network, person=piet, by=mette, now=NOW)


def test_a_draft_of_an_old_page_is_refused_with_both_texts(client: Client, network: Network, mette: Person):
    one = written(network, mette)
    client.force_login(mette)
    path = f"{HERE}invitations/{one.pk}/"
    post(client, path, why="Eerst", seen=1)

    answer = post(client, path, why="Later", seen=1)

    one.refresh_from_db()
    assert (answer.status_code, one.why) == (409, "Eerst")
    assert "Later" in answer.content.decode()


def test_what_was_sent_stays_as_it_is(client: Client, network: Network, mette: Person):
    one, _path = sent(network, mette)
    client.force_login(mette)

    post(client, f"{HERE}invitations/{one.pk}/", why="Anders", seen=one.version)

    one.refresh_from_db()
    assert one.why == "Je koos dit netwerk."


# --- answering -----------------------------------------------------------------------------


def test_looking_changes_nothing(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)

    for _look in range(2):
        assert client.get(path).status_code == 200
        client.head(path)

    one.refresh_from_db()
    assert one.answer == ""
    assert Ask.objects.open().count() == 1
    assert not Membership.objects.filter(network=network, person=one.person).exists()


def test_yes_makes_a_member_of_the_core(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette, organisation="Thuiszorg Noord")

    answer = post(client, path, answer="accepted", **{"accepted-brings": "Rust"})

    assert answer.status_code == 200
    member = Membership.objects.get(network=network, person=one.person)
    assert member.is_core
    assert member.joined_at
    assert (member.brings, member.competences, str(member.organisation)) == ("Rust", ["luisteren"], "Thuiszorg Noord")
    assert client.get(path).status_code == 302  # the link has had its effect


def test_what_they_want_to_learn_waits_for_them_alone(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette, learning_question="Hoe vraag ik door?")

    post(client, path, answer="accepted")

    found = LearningQuestion.objects.get(membership__person=one.person)
    assert (found.question, found.shared_at, found.network) == ("Hoe vraag ik door?", None, network)


def test_yes_brings_somebody_of_the_ring_into_the_core(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)
    networks.add(network=network, person=one.person, ring="second_ring", by=mette, now=NOW)

    post(client, path, answer="accepted")

    assert Membership.objects.get(network=network, person=one.person).is_core


def test_no_leaves_nobody_in(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)

    post(client, path, answer="declined", **{"declined-words": "Te druk"})

    one.refresh_from_db()
    assert (one.answer, one.answer_words) == ("declined", "Te druk")
    assert not Membership.objects.filter(network=network, person=one.person).exists()


def test_later_keeps_the_link_and_is_not_reminded_before_its_day(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)
    day = clock.now().date() + timedelta(days=20)

    post(client, path, answer="later", **{"later-later_on": day.isoformat()})

    one.refresh_from_db()
    assert (one.answer, one.later_on) == ("later", day)
    assert actions.remind(invitations=[one], by=mette, now=clock.now()) == 0
    assert actions.remind(invitations=[one], by=mette, now=clock.now() + timedelta(days=21)) == 1
    path = link_for(one)
    post(client, path, answer="accepted")
    one.refresh_from_db()
    assert (one.answer, one.later_on) == ("accepted", None)


@pytest.mark.parametrize("day", ["", "2001-01-01", "2999-01-01"])
def test_later_needs_a_day_to_come(client: Client, network: Network, mette: Person, day: str):
    one, path = sent(network, mette)

    answer = post(client, path, answer="later", **{"later-later_on": day})

    one.refresh_from_db()
    assert (answer.status_code, one.answer) == (422, "")


def test_a_colleague_hears_nothing_before_somebody_releases_it(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)
    named = {"colleague-colleague_name": "Nora Smit", "colleague-colleague_email": "nora@example.org"}

    post(client, path, answer="colleague", **named)
    one.refresh_from_db()
    assert one.colleague_email == "nora@example.org"
    assert not Person.objects.filter(email="nora@example.org").exists()

    client.force_login(mette)
    post(client, f"{HERE}invitations/{one.pk}/release/")
    made = Invitation.objects.get(replaces=one)
    assert not Mail.objects.filter(address="nora@example.org").exists()
    assert (str(made.person), made.competence) == ("Nora Smit", "luisteren")
    post(client, f"{HERE}invitations/sending/", who=[made.pk])

    assert Mail.objects.filter(address="nora@example.org").count() == 1


def test_an_unknown_answer_changes_nothing(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)

    assert post(client, path, answer="perhaps").status_code == 422
    assert post(client, path).status_code == 422

    one.refresh_from_db()
    assert one.answer == ""


def test_a_closed_network_takes_no_answer(client: Client, network: Network, lotte: Person, mette: Person):
    one, path = sent(network, mette)
    networks.close(network=network, by=lotte, now=clock.now())

    assert client.get(path).status_code == 410
    assert post(client, path, answer="accepted").status_code == 410

    one.refresh_from_db()
    assert one.answer == ""


def test_a_withdrawn_one_is_asked_no_more_and_can_be_brought_back(client: Client, network: Network, mette: Person):
    one, path = sent(network, mette)
    client.force_login(mette)

    post(client, f"{HERE}invitations/{one.pk}/withdrawal/")
    assert Client().get(path).status_code == 302
    programmes.undo(event=Event.objects.get(verb="recruit.invitation.withdrawn"), by=mette, now=clock.now())

    assert Client().get(path).status_code == 200


# --- reminders and the list ----------------------------------------------------------------


def test_only_who_has_not_answered_is_reminded(client: Client, network: Network, mette: Person):
    answers = {1: "accepted", 2: "declined", 3: ""}
    made = {number: sent(network, mette, number) for number in answers}
    for number, answer in answers.items():
        if answer:
            post(Client(), made[number][1], answer=answer)
    Mail.objects.all().delete()
    client.force_login(mette)

    page = client.get(f"{HERE}invitations/reminders/").content.decode()
    post(client, f"{HERE}invitations/reminders/", who=[one.pk for one, _path in made.values()])
    assert not Mail.objects.exists()  # whoever answered is no choice
    post(client, f"{HERE}invitations/reminders/", who=[made[3][0].pk])

    assert "Kandidaat 03" in page
    assert "Kandidaat 01" not in page
    assert list(Mail.objects.values_list("person__name", "reply_to")) == [("Kandidaat 03", "mette@example.org")]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", ["invitations/", "invitations/?stage=draft", "invitations/sending/"])
def test_pages_cost_the_same_for_one_and_three(client: Client, network: Network, mette: Person, page: str, count: int):
    for number in range(count):
        written(network, mette, number)
    client.force_login(mette)
    client.get(HERE + page)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = client.get(HERE + page).content.decode()

    assert text.count("Kandidaat 0") >= count
    assert len(asked) <= 6
    assert len(asked) == {"invitations/sending/": 4}.get(page, 5)


def test_one_page_costs_a_fixed_number(client: Client, network: Network, mette: Person, django_assert_num_queries: Any):
    one, _path = sent(network, mette)
    client.force_login(mette)
    client.get(f"{HERE}invitations/{one.pk}/")

    with django_assert_num_queries(5):
        client.get(f"{HERE}invitations/{one.pk}/")


# --- in a network --------------------------------------------------------------------------


def test_who_leads_sees_the_invitations_of_their_network_alone(
    client: Client, network: Network, lotte: Person, mette: Person
):
    elsewhere = networks.start(
        programme=network.programme, name="Elders", by=mette, now=NOW, language="nl", time_zone="Europe/Amsterdam",
        is_leader=False,
    )  # fmt: skip
    here, there = written(network, mette, 1), written(elsewhere, mette, 2)
    client.force_login(lotte)

    page = client.get("/p/academie/zorg/candidates/invitations/").content.decode()

    assert "Kandidaat 01" in page
    assert "Kandidaat 02" not in page
    assert client.get(f"/p/academie/zorg/candidates/invitations/{here.pk}/").status_code == 200
    for key in (there.pk, uuid4()):
        assert client.get(f"/p/academie/zorg/candidates/invitations/{key}/").status_code == 403


def test_who_leads_writes_to_somebody_who_applied(client: Client, network: Network, lotte: Person):
    candidate = a_candidate(network.programme, 4, [network], competences=["plannen"])
    client.force_login(lotte)

    answer = post(client, f"/p/academie/zorg/candidates/{candidate.pk}/asking/", network=network.pk)

    made = Invitation.objects.get()
    assert answer.url.endswith(f"{made.pk}/")
    assert (made.competence, made.sent_at) == ("plannen", None)
    assert "eerst" in made.why or "first" in made.why
