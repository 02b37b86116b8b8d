"""The second ring is asked for something small, answers without an account, and hears once what came of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail
from akker.programmes import actions as programmes
from akker.programmes.models import Event
from akker.recruit.actions import ring as actions
from akker.recruit.models import RingAnswer, RingRequest
from akker.recruit.report import ring as report
from tests.cast import member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/ring/"
SAID = "Vraag het de apotheker"


def post(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"once": uuid4(), **values})


def asked(network: Network, by: Person, *people: Person) -> RingRequest:
    there = Membership.objects.filter(network=network, person__in=people).select_related("person")
    day = clock.now().date() + timedelta(days=7)
    return actions.ask(
        network=network, memberships=there, kind="knowledge", question="Wie weet dit?", minutes=10, due_on=day, by=by,
        now=clock.now(),
    )  # fmt: skip


def link_of(person: Person) -> str:
    found = re.search(r"/t/[\w-]{43}/", Mail.objects.filter(person=person).latest("queued_at").text)
    assert found
    return f"{found.group()}ring/"


def answered(network: Network, lotte: Person, ringo: Person, **more: str) -> RingAnswer:
    row = asked(network, lotte, ringo)
    assert post(Client(), link_of(ringo), text=SAID, **more).status_code == 200
    return RingAnswer.objects.select_related("request__network", "membership__person").get(request=row)


def test_only_those_ticked_are_asked_after_the_mail_was_shown(
    client: Client, network: Network, lotte: Person, ringo: Person
):
    rosa = member(network, "Rosa", ring="second_ring")
    theirs = Membership.objects.get(person=ringo).pk
    client.force_login(lotte)
    day = (clock.now().date() + timedelta(days=7)).isoformat()
    data = {"kind": "think", "question": "Denk je mee?", "minutes": "15", "due_on": day, "who": [theirs]}

    shown = post(client, f"{HERE}new/", **data, look="1").content.decode()
    assert "Denk je mee?" in shown
    assert not Mail.objects.exists()
    assert not RingRequest.objects.exists()
    assert post(client, f"{HERE}new/", **data).status_code == 302

    mail = Mail.objects.get()
    assert (mail.person, mail.reply_to) == (ringo, lotte.email)  # an answer by mail reaches who asks
    assert str(lotte.email) not in mail.text
    assert not Ask.objects.filter(person=rosa).exists()
    assert Ask.objects.get().due_on.isoformat() == day


def test_members_of_the_core_are_no_choice(
    client: Client, network: Network, lotte: Person, piet: Person, ringo: Person
):
    client.force_login(lotte)

    answer = post(
        client, f"{HERE}new/", kind="think", question="Denk je mee?", minutes="15",
        due_on=clock.now().date().isoformat(), who=[Membership.objects.get(person=piet).pk],
    )  # fmt: skip

    assert answer.status_code == 422


def test_an_answer_is_read_by_leader_and_facilitator_until_its_author_widens_it(
    network: Network, lotte: Person, fatma: Person, piet: Person, ringo: Person, rita: Person
):
    row = answered(network, lotte, ringo)
    rosa = member(network, "Rosa", ring="second_ring")

    def readers() -> set[str]:
        found = set()
        for who in (lotte, fatma, piet, ringo, rosa, rita):
            reader = Client()
            reader.force_login(who)
            page = reader.get(HERE)
            assert page.status_code == 200
            if SAID in page.content.decode():
                found.add(who.name)
        return found

    assert readers() == {"Lotte", "Fatma", "Ringo"}
    mine = Client()
    mine.force_login(ringo)
    post(mine, f"{HERE}answers/{row.pk}/sight/")
    assert readers() == {"Lotte", "Fatma", "Ringo", "Piet", "Rosa", "Rita"}
    post(mine, f"{HERE}answers/{row.pk}/sight/")
    assert readers() == {"Lotte", "Fatma", "Ringo"}


def test_the_programme_reads_nothing_of_it(
    client: Client, network: Network, lotte: Person, ringo: Person, mette: Person
):
    answered(network, lotte, ringo, is_shown="on")
    client.force_login(mette)

    assert client.get(HERE).status_code == 403
    assert SAID not in client.get("/p/academie/zorg/").content.decode()


@pytest.mark.parametrize("who", ["lotte", "piet"])
def test_nobody_but_its_author_widens_an_answer(
    client: Client, network: Network, lotte: Person, ringo: Person, who: str, request: pytest.FixtureRequest
):
    row = answered(network, lotte, ringo)
    client.force_login(request.getfixturevalue(who))

    assert post(client, f"{HERE}answers/{row.pk}/sight/").status_code == 403

    row.refresh_from_db()
    assert row.shown_at is None


def test_it_can_be_shown_to_everybody_while_answering(network: Network, lotte: Person, ringo: Person):
    assert answered(network, lotte, ringo, is_shown="on").shown_at


def test_looking_changes_nothing_and_not_this_time_is_an_answer(
    client: Client, network: Network, lotte: Person, ringo: Person
):
    row = asked(network, lotte, ringo)
    path = link_of(ringo)
    assert client.get(path).status_code == 200
    assert Ask.objects.open().exists()

    post(client, path, answer="no")

    assert RingAnswer.objects.get(request=row).declined_at
    assert not Ask.objects.open().exists()
    assert client.get(path).status_code == 302


def test_an_empty_answer_is_asked_again(client: Client, network: Network, lotte: Person, ringo: Person):
    asked(network, lotte, ringo)

    assert post(client, link_of(ringo), text="").status_code == 422
    assert Ask.objects.open().exists()


def test_what_came_of_it_is_mailed_once_to_who_answered(client: Client, network: Network, lotte: Person, ringo: Person):
    rosa = member(network, "Rosa", ring="second_ring")
    row = asked(network, lotte, ringo, rosa)
    post(Client(), link_of(ringo), text=SAID)
    Mail.objects.all().delete()
    client.force_login(lotte)

    assert "Ringo" in client.get(f"{HERE}{row.pk}/use/").content.decode()
    post(client, f"{HERE}{row.pk}/use/", words="Het staat in het plan")
    post(client, f"{HERE}{row.pk}/use/", words="Nog eens")

    mail = Mail.objects.get()
    assert (mail.person, mail.kind, mail.reply_to) == (ringo, "notice", lotte.email)
    assert "Het staat in het plan" in mail.text
    assert SAID not in mail.text


def test_put_away_it_is_asked_no_more_and_can_come_back(client: Client, network: Network, lotte: Person, ringo: Person):
    row = asked(network, lotte, ringo)
    path = link_of(ringo)
    client.force_login(lotte)

    post(client, f"{HERE}{row.pk}/withdrawal/")
    assert Client().get(path).status_code == 302
    programmes.undo(event=Event.objects.get(verb="recruit.ring.withdrawn"), by=lotte, now=clock.now())

    assert Client().get(path).status_code == 200


def test_who_was_asked_longest_ago_comes_first(network: Network, lotte: Person, ringo: Person):
    member(network, "Rosa", ring="second_ring")
    asked(network, lotte, ringo)

    assert [str(one.person) for one in report.ring(network)] == ["Rosa", "Ringo"]


def test_a_large_ring_gets_a_hint_and_no_maximum(network: Network, ringo: Person):
    assert report.hint(report.ring(network)) == ""
    for number in range(report.MANY):
        member(network, f"Ring{number}", ring="second_ring")

    assert str(report.MANY + 1) in report.hint(report.ring(network))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    client: Client, network: Network, lotte: Person, ringo: Person, count: int
):
    for number in range(count):
        answered(network, lotte, member(network, f"Rosa{number}", ring="second_ring"))
    client.force_login(lotte)
    client.get(HERE)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(HERE).content.decode()

    assert page.count(SAID) == count
    assert len(queries) == 6
