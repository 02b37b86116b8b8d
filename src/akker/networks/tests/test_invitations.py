"""An invitation is shown before it leaves, and its personal link does one thing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from akker.networks import actions, report
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail
from tests.cast import member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
LETTER = {"subject": "Kom je?", "text": "Dag,\n\n[link]\n\nLotte"}


def waiting(network: Network, name: str, ring: str = "core") -> Membership:
    human = member(network, name, ring=ring)
    Membership.objects.filter(person=human).update(joined_at=None)
    return Membership.objects.select_related("person", "network").get(person=human)


def link_in(mail: Mail) -> str:
    found = re.search(r"/t/[\w-]{43}/", mail.text)
    assert found
    return f"{found.group()}join/"


@pytest.fixture
def nina(network: Network) -> Membership:
    return waiting(network, "Nina")


@pytest.fixture
def link(nina: Membership, lotte: Person, as_: Any) -> str:
    """The address of Nina's personal link."""
    as_("lotte").post(f"{HERE}invitations/", {**LETTER, "who": [str(nina.pk)]})
    return link_in(Mail.objects.get())


def test_the_preview_says_who_gets_which_words(network: Network, nina: Membership, lotte: Person, as_: Any):
    Person.objects.create_user(name="Zonder")
    Network.objects.update(language="da")

    page = as_("lotte").get(f"{HERE}invitations/").content.decode()

    assert "Nina &lt;nina@example.org&gt;" in page
    assert "[link]" in page
    assert network.line in page
    assert not Mail.objects.exists()


def test_who_is_asked_reads_when_the_network_meets_and_can_write_back(
    network: Network, nina: Membership, lotte: Person, as_: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(report, "NEXT_MEETINGS", [lambda _network: "do 3 dec, De Hoek & <b>Zo</b>"])

    page = as_("lotte").get(f"{HERE}invitations/").content.decode()
    as_("lotte").post(f"{HERE}invitations/", {**LETTER, "who": [str(nina.pk)]})
    mail = Mail.objects.get()
    asked = Client().get(link_in(mail)).content.decode()
    done = Client().post(link_in(mail), {"answer": "yes"}).content.decode()

    assert mail.reply_to == lotte.email
    assert all("do 3 dec, De Hoek &amp; &lt;b&gt;Zo&lt;/b&gt;" in text for text in (page, asked, done))


def test_only_those_ticked_get_a_link_of_their_own(network: Network, nina: Membership, lotte: Person, as_: Any):
    eva, cas = waiting(network, "Eva"), waiting(network, "Cas")

    as_("lotte").post(f"{HERE}invitations/", {**LETTER, "who": [str(nina.pk), str(eva.pk)]})

    mails = list(Mail.objects.order_by("address"))
    assert [mail.address for mail in mails] == ["eva@example.org", "nina@example.org"]
    assert link_in(mails[0]) != link_in(mails[1])
    assert {mail.language for mail in mails} == {"nl"}
    assert set(Membership.objects.exclude(invited_at=None)) == {nina, eva}
    assert cas.pk not in set(Ask.objects.values_list("target_id", flat=True))


def test_a_message_without_its_link_is_not_sent(nina: Membership, lotte: Person, as_: Any):
    data = {"who": [str(nina.pk)], "subject": "Kom", "text": "Zonder"}

    assert as_("lotte").post(f"{HERE}invitations/", data).status_code == 422
    assert not Mail.objects.exists()


def test_looking_changes_nothing(link: str, nina: Membership):
    """Mail scanners open links."""
    for _again in range(2):
        response = Client().get(link)
        assert response.status_code == 200
        assert "Kom je?" not in response.content.decode()

    nina.refresh_from_db()
    assert (nina.joined_at, nina.left_at, Ask.objects.get().is_open) == (None, None, True)


def test_yes_with_what_i_bring(link: str, nina: Membership):
    visitor = Client()
    response = visitor.post(link, {"answer": "yes", "brings": "Twintig jaar nachtdienst"})

    nina.refresh_from_db()
    assert response.status_code == 200
    assert nina.joined_at
    assert nina.brings == "Twintig jaar nachtdienst"
    assert visitor.get(HERE).status_code == 302
    assert "sessionid" not in visitor.cookies


def test_yes_does_not_write_over_a_card(link: str, nina: Membership):
    Membership.objects.filter(pk=nina.pk).update(brings="Mijn eigen woorden")
    Client().post(link, {"answer": "yes", "brings": "Iets anders"})

    nina.refresh_from_db()
    assert nina.brings == "Mijn eigen woorden"


def test_no_and_nothing_more_is_asked(link: str, nina: Membership):
    Client().post(link, {"answer": "no"})

    nina.refresh_from_db()
    assert nina.left_at
    assert not Ask.objects.open().exists()


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_spent_link_says_so_and_does_nothing(answer: str, link: str, nina: Membership):
    Client().post(link, {"answer": answer})
    before = Membership.objects.filter(pk=nina.pk).values().get()

    again = Client().post(link, {"answer": "no" if answer == "yes" else "yes"}, follow=True)

    assert again.status_code == 410
    assert Membership.objects.filter(pk=nina.pk).values().get() == before


def test_a_new_invitation_ends_the_link_before(link: str, nina: Membership, lotte: Person, as_: Any):
    as_("lotte").post(f"{HERE}invitations/", {**LETTER, "who": [str(nina.pk)]})

    assert Client().get(link, follow=True).status_code == 410
    assert Ask.objects.open().count() == 1


def test_who_left_finds_the_link_withdrawn(link: str, nina: Membership, lotte: Person):
    actions.leave(membership=nina, by=lotte, now=clock.now())

    assert Client().get(link, follow=True).status_code == 410


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_network_takes_nobody_in(method: str, link: str, nina: Membership, network: Network, lotte: Person):
    actions.close(network=network, by=lotte, now=clock.now())

    assert getattr(Client(), method)(link, {"answer": "yes"}).status_code == 410

    nina.refresh_from_db()
    assert nina.joined_at is None


def test_the_second_ring_is_asked_for_less(network: Network, link: str, lotte: Person, as_: Any):
    Network.objects.update(language="en")
    nora = waiting(network, "Nora", ring="second_ring")
    as_("lotte").post(f"{HERE}invitations/", {**LETTER, "who": [str(nora.pk)]})

    core, ring = (Client().get(link_in(mail)).content.decode() for mail in Mail.objects.order_by("address"))

    assert core != ring
    assert "you are not expected at every meeting" in ring
    assert "you take part in the meetings" in core


@pytest.mark.trust
def test_a_link_that_nobody_made_is_not_there(link: str):
    assert Client().get(f"/t/{'x' * 43}/join/").status_code == 404


def test_a_word_that_is_too_long_is_kept(link: str, nina: Membership):
    response = Client().post(link, {"answer": "yes", "brings": "z" * 1001})

    assert response.status_code == 422
    assert "z" * 1001 in response.content.decode()
    nina.refresh_from_db()
    assert nina.joined_at is None
