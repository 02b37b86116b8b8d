"""The public shelf: shown on purpose, read by anybody, and whoever wants to think along says so twice."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.links import IN_ADDRESS
from akker.post.models import Mail
from akker.programmes.models import Event
from akker.question.actions import shelf
from akker.question.forms.shelf import SALT
from akker.question.models import ShownQuestion, ThinkAlong
from akker.question.views import public

pytestmark = pytest.mark.django_db
VERBS = {
    "question.shownquestion.shown", "question.shownquestion.taken_off", "question.thinkalong.taken_in",
    "question.thinkalong.set_aside",
}  # fmt: skip
HERE, ANYBODY = "/p/academie/zorg/shelf/", "/questions/academie/"
WORDS = {"question": "Hoe blijven mensen thuis?", "theme": "Dementie", "contact": "Bel 012", "seen": "0"}


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def shown(network: Network, lotte: Person, as_: Any) -> ShownQuestion:
    assert as_("lotte").post(f"{HERE}showing/", {**WORDS, "way": "show"}).status_code == 302
    return ShownQuestion.objects.select_related("network__programme", "by").get()


def mark(seconds: float = 10) -> str:
    return signing.dumps(time.time() - seconds, salt=SALT)


def offered(row: ShownQuestion, email: str = "Wil@Example.org", **more: str) -> Any:
    sent = {"words": "Ik werkte er tien jaar.", "name": "Wil Bos", "email": email, "opened": mark(), **more}
    return Client().post(f"{ANYBODY}{row.pk}/", sent)


def link() -> str:
    """The way to confirm, out of the last mail."""
    text = Mail.objects.filter(address="wil@example.org").latest("queued_at").text
    return next(line for line in text.splitlines() if "/yes/" in line).partition("localhost:8000")[2]


def undo(client: Client, verb: str) -> None:
    event = Event.objects.filter(verb=verb).latest("at")
    assert client.post(f"/p/academie/zorg/undo/{event.pk}/").status_code == 302


# --- showing -------------------------------------------------------------------------------


def test_first_how_it_looks_then_it_is_shown(network: Network, lotte: Person, as_: Any) -> None:
    client = as_("lotte")
    looked = client.post(f"{HERE}showing/", {**WORDS, "way": "look"})

    assert looked.status_code == 200
    assert "Bel 012" in looked.content.decode()
    assert not ShownQuestion.objects.exists()
    assert Client().get(ANYBODY).status_code == 302

    client.post(f"{HERE}showing/", {**WORDS, "way": "show"})

    seen = Client().get(ANYBODY)
    assert seen.status_code == 200
    assert all(text in seen.content.decode() for text in ("Hoe blijven mensen thuis?", "Dementie", "Bel 012"))
    assert "Dementie thuis" not in seen.content.decode()  # the name stays inside
    client.post(f"{HERE}showing/", {**WORDS, "seen": "1", "is_named": "on", "way": "show"})
    assert "Dementie thuis" in Client().get(ANYBODY).content.decode()


@pytest.mark.trust
def test_nobody_reads_who_is_in_the_network(shown: ShownQuestion, piet: Person, ringo: Person, fatma: Person) -> None:
    pages = [Client().get(ANYBODY), Client().get(f"{ANYBODY}{shown.pk}/"), Client().get(f"{ANYBODY}{shown.pk}/sent/")]

    for page in pages:
        assert page.status_code == 200
        for name in ("Lotte", "Piet", "Ringo", "Fatma", "example.org", "/p/academie"):
            assert name not in page.content.decode()


def test_a_long_shelf_is_read_to_its_end(shown: ShownQuestion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "PAGE", 1)
    other = Network.objects.create(
        programme=shown.network.programme, slug="rust", name="Rust", handbook="leernetwerk@2026.1",
        started_at=shown.at,
    )  # fmt: skip
    ShownQuestion.objects.create(
        programme=shown.programme, network=other, question="Hoe komt de nacht tot rust?", by=shown.by, at=shown.at
    )
    first = Client().get(ANYBODY)
    second = Client().get(f"{ANYBODY}{first.context['later']}")

    read = [page.context["rows"][0].question for page in (first, second)]
    assert sorted(read) == sorted([shown.question, "Hoe komt de nacht tot rust?"])
    assert (second.context["later"], second.context["earlier"]) == ("", "?from=0")


@pytest.mark.trust
def test_taken_off_it_is_as_if_it_never_was(shown: ShownQuestion, as_: Any) -> None:
    here = f"{ANYBODY}{shown.pk}/"
    assert Client().get(here).status_code == 200

    as_("lotte").post(f"{HERE}withdrawal/")

    for path in (ANYBODY, here, f"{here}sent/", "/questions/nowhere/"):
        answer = Client().get(path)
        assert (answer.status_code, answer.url) == (302, f"/sign-in/?{urlencode({'next': path})}")
    assert Client().post(here, {}).status_code == 302
    undo(as_("lotte"), "question.shownquestion.taken_off")
    assert Client().get(here).status_code == 200


def test_the_programme_leads_to_its_shelf_while_something_is_on_it(
    shown: ShownQuestion, mette: Person, as_: Any
) -> None:
    link = 'href="/questions/academie/"'
    assert link in as_("mette").get("/p/academie/").content.decode()

    as_("lotte").post(f"{HERE}withdrawal/")
    assert link not in as_("mette").get("/p/academie/").content.decode()


def test_shown_by_mistake_is_undone(shown: ShownQuestion, as_: Any) -> None:
    undo(as_("lotte"), "question.shownquestion.shown")

    assert Client().get(ANYBODY).status_code == 302


def test_a_new_wording_changes_nothing_outside_until_somebody_shows_it(shown: ShownQuestion, as_: Any) -> None:
    as_("lotte").post("/p/academie/zorg/question/line/", {"text": "Iets heel anders", "reason": "", "seen": "0"})

    assert "Iets heel anders" not in Client().get(ANYBODY).content.decode()
    assert 'lang="nl"' in as_("lotte").get(HERE).content.decode()
    stale = as_("lotte").post(f"{HERE}showing/", {**WORDS, "theme": "Toch zo", "seen": "7", "way": "show"})
    assert stale.status_code == 409


def test_a_closed_network_shows_nothing(shown: ShownQuestion, lotte: Person) -> None:
    networks.close(network=shown.network, by=lotte, now=clock.now())

    assert Client().get(ANYBODY).status_code == 302


@pytest.mark.trust
def test_only_who_leads_or_facilitates_shows(
    network: Network, fatma: Person, lotte: Person, piet: Person, ringo: Person, mette: Person, as_: Any
) -> None:
    for who in ("piet", "ringo", "mette"):
        assert as_(who).post(f"{HERE}showing/", {**WORDS, "way": "show"}).status_code == 403
    assert as_("fatma").post(f"{HERE}showing/", {**WORDS, "way": "show"}).status_code == 302


# --- thinking along ------------------------------------------------------------------------


def test_from_the_shelf_into_the_second_ring(shown: ShownQuestion, lotte: Person, as_: Any) -> None:
    assert offered(shown).url == f"{ANYBODY}{shown.pk}/sent/"
    assert "Wil Bos" not in as_("lotte").get(HERE).content.decode()
    assert not Person.objects.filter(email="wil@example.org").exists()
    path = link()

    visitor = Client()
    assert "Ik werkte er tien jaar." in visitor.get(path).content.decode()
    assert ThinkAlong.objects.get().confirmed_at is None  # a mailbox that opens links confirms nothing
    visitor.post(path)
    visitor.post(path)

    offer = ThinkAlong.objects.get()
    assert offer.confirmed_at
    assert Mail.objects.filter(person=lotte, kind="notice").count() == 1
    assert "Wil Bos" in as_("lotte").get(HERE).content.decode()
    as_("lotte").post(f"{HERE}{offer.pk}/taking-in/")

    member = Membership.objects.get(person__email="wil@example.org")
    assert (member.ring, member.brings, member.joined_at) == ("second_ring", "Ik werkte er tien jaar.", None)
    undo(as_("lotte"), "question.thinkalong.taken_in")
    assert not shown.network.memberships.present().filter(pk=member.pk).exists()
    assert "Wil Bos" in as_("lotte").get(HERE).content.decode()


def test_set_aside_and_back(shown: ShownQuestion, as_: Any) -> None:
    offered(shown)
    Client().post(link())
    offer, client = ThinkAlong.objects.get(), as_("lotte")

    client.post(f"{HERE}{offer.pk}/setting-aside/")

    assert "Wil Bos" not in client.get(HERE).content.decode()
    undo(client, "question.thinkalong.set_aside")
    assert "Wil Bos" in client.get(HERE).content.decode()


@pytest.mark.trust
def test_who_offers_is_read_by_who_leads_alone(shown: ShownQuestion, piet: Person, rita: Person, as_: Any) -> None:
    offered(shown)
    Client().post(link())

    for who in ("piet", "rita"):
        assert "Wil Bos" not in as_(who).get(HERE).content.decode()
        assert as_(who).post(f"{HERE}{ThinkAlong.objects.get().pk}/taking-in/").status_code == 403


@pytest.mark.trust
def test_machines_are_kept_out_without_telling_them(shown: ShownQuestion) -> None:
    assert offered(shown, website="http://buy.example").url == f"{ANYBODY}{shown.pk}/sent/"
    rushed = offered(shown, opened=mark(0))

    assert rushed.status_code == 422
    assert "Ik werkte er tien jaar." in rushed.content.decode()
    assert offered(shown, opened="x").status_code == 422
    assert offered(shown, opened=mark(100_000)).status_code == 422
    assert not ThinkAlong.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.trust
def test_nobody_s_mailbox_is_filled_through_us(shown: ShownQuestion) -> None:
    answers = [offered(shown) for _ in range(5)]

    assert {answer.url for answer in answers} == {f"{ANYBODY}{shown.pk}/sent/"}
    assert Mail.objects.count() == shelf.PER_ADDRESS


@pytest.mark.trust
def test_a_flood_is_held_off(shown: ShownQuestion) -> None:
    answers = [offered(shown, f"wil{n}@example.org").status_code for n in range(25)]

    assert answers == [302] * 20 + [429] * 5
    cache.clear()
    more = [offered(shown, f"wim{n}@example.org").status_code for n in range(15)]
    assert more.count(302) == shelf.PER_QUESTION - 20


@pytest.mark.trust
def test_the_link_is_kept_nowhere(shown: ShownQuestion) -> None:
    offered(shown)

    assert IN_ADDRESS.search(link())
    assert len(ThinkAlong.objects.get().token_hash) == 64
    assert Client().get(f"{ANYBODY}yes/nonsense/").status_code == 302


def test_what_has_had_its_time_is_forgotten(shown: ShownQuestion, now: Any) -> None:
    offered(shown)
    assert shelf.sweep(now=clock.now() + timedelta(days=1)) == 0
    assert shelf.sweep(now=clock.now() + timedelta(days=3)) == 1
