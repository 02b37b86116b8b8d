"""Forty words of one person are found everywhere before, are all in the download, and are nowhere after."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from akker.archive import container
from akker.archive.actions import load
from akker.archive.actions.erase import LastManager, erase
from akker.archive.container import Parcel
from akker.archive.report import farewell, scenario
from akker.archive.report.nouns import NOUNS
from akker.archive.report.reach import reach
from akker.archive.report.traces import TRACES
from akker.archive.tests import planted
from akker.archive.tests.planted import ALL, EMAIL, NOW, STAYS, everywhere, found, plant, post
from akker.journey import files
from akker.journey.models import Result, SheetPhoto
from akker.meetings.models import Meeting, Paper
from akker.networks import actions as networks
from akker.networks.models import Membership, Network, PeopleImport, Seat
from akker.people.models import Person
from akker.post.models import Ask, Mail
from akker.programmes.models import Event, Office, Programme
from akker.question.models import Subtheme, Wording
from akker.roles.models import Precondition, SeatTasks
from tests.server import place

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
FORMER = "een oud-deelnemer"


@pytest.fixture
def person(db: None) -> Person:
    return plant()


@pytest.fixture
def client_of(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def forgotten(person: Person) -> Person:
    """By the button on the page."""
    answer = post(person, "/me/erasure/")
    assert answer.url == "/sign-in/"
    person.refresh_from_db()
    return person


def test_all_words_are_found_before(person: Person) -> None:
    """Or the search after would prove nothing."""
    places = everywhere()
    where = found(places)

    assert len(ALL) >= 40
    assert set(where) == ALL
    assert {"Plantsoen", "Quirijn"} <= {word for word, names in where.items() if "dump" in names}
    for seen in ("/p/academie/thuis/result sheet", "/p/academie/thuis/people/", "post.mail", "networks.peopleimport"):
        assert any(seen in names for names in where.values()), seen


@pytest.mark.parametrize("kind", ["json", "html"])
def test_all_words_are_in_the_download(kind: str, client_of: Client) -> None:
    answer = client_of.get(f"/me/data.{kind}")
    text = unescape(answer.content.decode()).lower()

    assert [word for word in ALL if word.lower() not in text] == []
    assert answer["Content-Disposition"] == f'attachment; filename="akker.{kind}"'
    assert "script" not in text


def test_the_download_opens_nothing(client_of: Client, person: Person) -> None:
    said = json.loads(client_of.get("/me/data.json").content)
    text = json.dumps(said)

    assert person.password not in text
    assert client_of.session.session_key not in text
    assert "BCD-FGH" not in text  # the code of a mail that waits
    assert not [ask for ask in Ask.objects.filter(person=person) if ask.token_hash in text]
    assert said["sessions.session"]
    assert {row["network"] for row in said["networks.membership"]} >= {"Thuis"}


def test_all_words_are_gone_after(forgotten: Person, caplog: pytest.LogCaptureFixture) -> None:
    assert found(everywhere()) == {}
    assert found({"log": caplog.text}) == {}
    with override("nl"):
        assert str(forgotten) == FORMER


def test_what_they_made_stays_without_their_name(forgotten: Person) -> None:
    result = Result.objects.get(network__slug="thuis", step="ambition")

    assert (result.text, result.agreed_by, result.by) == (STAYS, f"Lotte de Wit en {FORMER}", forgotten)
    assert Result.objects.get(step="people", number=1).text.count(FORMER) == 9
    assert Result.objects.get(step="people", number=2).text == f"Bel {FORMER}"  # taken back, and still a row
    assert Result.objects.exclude(network__slug="thuis").get().text == "en tidligere deltagers idé"
    assert Wording.objects.get(kind="line").text == f"Wat {FORMER} vroeg"
    assert Network.objects.get(slug="thuis").line == f"Wat {FORMER} vroeg"
    assert Subtheme.objects.get(place=0).name == f"Het plan {FORMER}"
    assert f"Bij {FORMER}" in Meeting.objects.values_list("place", flat=True)
    assert SeatTasks.objects.get().text == f"{FORMER} belt de gemeente"
    assert Precondition.objects.get().giver == FORMER
    assert Mail.objects.get().text == f"{FORMER} vraagt iets."
    assert Ask.objects.get().what == f"Help {FORMER}"


def test_a_network_named_after_them_gets_another_address(forgotten: Person) -> None:
    network = Network.objects.get(language="da")

    assert network.name == "Kreds en tidligere deltager"
    assert "plantsoen" not in network.slug


def test_who_was_there_stays_countable(forgotten: Person) -> None:
    thuis = Membership.objects.get(person=forgotten, network__slug="thuis")

    assert thuis.left_at
    assert not Seat.objects.current().filter(membership=thuis).exists()
    assert Event.objects.filter(verb="archive.membership.erased", by=None).count() == 2
    assert Event.objects.filter(by=forgotten).exists()


def test_what_was_theirs_alone_goes_whole(forgotten: Person) -> None:
    assert not Programme.objects.exclude(slug="academie").exists()
    assert Network.objects.count() == 3


def test_their_row_leaves_the_spreadsheet_and_the_rest_waits(forgotten: Person) -> None:
    waiting = PeopleImport.objects.get(file_name="elders.csv")

    assert waiting.content["rows"] == [["Anna Bakker", "anna@example.org", "", f"Kent {FORMER}", "", ""], [""] * 6]
    assert [row["name"] for row in waiting.plan] == ["Anna Bakker"]
    assert "plantsoen" not in PeopleImport.objects.get(outcome__written=1).file_name


def test_others_are_untouched(person: Person) -> None:
    lotte, other = Person.objects.get(name="Lotte de Wit"), Person.objects.create_user("jo@example.org", name="Jo Vos")
    before = scenario("academie/elders")
    post(person, "/me/erasure/")

    assert scenario("academie/elders") == before
    lotte.refresh_from_db()
    assert (lotte.name, lotte.email, lotte.is_active) == ("Lotte de Wit", "lotte@example.org", True)
    assert Person.objects.get(pk=other.pk).name == "Jo Vos"


def test_the_same_address_is_somebody_new(forgotten: Person, client: Client) -> None:
    client.post("/sign-in/", {"once": uuid4(), "email": EMAIL})
    newcomer = Person.objects.get(email=EMAIL)

    assert newcomer.pk != forgotten.pk
    assert not Membership.objects.filter(person=newcomer).exists()
    assert (forgotten.is_active, forgotten.has_usable_password(), forgotten.email) == (False, False, None)


def test_every_session_ends(person: Person, client_of: Client) -> None:
    post(person, "/me/erasure/")

    assert client_of.get("/me/").status_code == 302


def test_pressing_twice_is_pressing_once(client_of: Client, person: Person) -> None:
    form = {"once": uuid4()}
    first, second = client_of.post("/me/erasure/", form), client_of.post("/me/erasure/", form)
    erase(person=person, now=NOW)

    assert first.url == "/sign-in/"
    assert second.url.startswith("/sign-in/")
    assert Event.objects.filter(verb="archive.membership.erased").count() == 2


def test_the_preview_tells_all_and_changes_nothing(client_of: Client, django_assert_max_num_queries: Any) -> None:
    before = scenario()
    with django_assert_max_num_queries(2 * len(TRACES) + 30):
        page = client_of.get("/me/erasure/").content.decode()

    assert scenario() == before
    assert planted.WORDS["network"] in page  # goes whole
    assert "Lotte de Wit en Q. van der Plantsoen" in page
    assert Person.objects.filter(email=EMAIL).exists()


def test_a_last_manager_hands_over_first(person: Person, client_of: Client) -> None:
    programme = Programme.objects.get(slug="academie")
    Office.objects.filter(programme=programme).update(person=person)
    page = client_of.get("/me/erasure/").content.decode()
    answer = client_of.post("/me/erasure/", {"once": uuid4()})

    assert "/p/academie/programme/offices/" in page
    assert 'action="/me/erasure/"' not in page
    assert answer.url == "/me/erasure/"
    assert Person.objects.filter(email=EMAIL, is_active=True).exists()
    with pytest.raises(LastManager):
        erase(person=person, now=NOW)


def test_a_leader_may_go_and_the_page_says_so(client_of: Client, person: Person) -> None:
    mine = Membership.objects.get(person=person, network__slug="thuis")
    lead = Seat.objects.get(membership__network=mine.network, role="leader")
    Seat.objects.filter(pk=lead.pk).update(membership=mine)

    assert farewell.of(reach(person)).leaderless == [mine.network]
    assert client_of.get("/me/erasure/").status_code == 200
    erase(person=person, now=NOW)
    assert Network.objects.filter(pk=mine.network_id).exists()


def test_photos_from_when_they_were_there_go(person: Person, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    thuis = Network.objects.get(slug="thuis")
    row = {"programme_id": thuis.programme_id, "network": thuis, "width": 1, "height": 1, "bytes": 1}
    there = SheetPhoto.objects.create(file=files.keep(b"there"), uploaded_at=NOW + timedelta(days=1), **row)
    before = SheetPhoto.objects.create(file=files.keep(b"before"), uploaded_at=NOW - timedelta(days=1), **row)
    erase(person=person, now=NOW + timedelta(days=2))

    assert list(SheetPhoto.objects.all()) == [before]
    assert there.file


def test_a_place_with_forgotten_people_is_dumped_and_loaded_the_same(forgotten: Person) -> None:
    Paper.objects.all().delete()  # what has a file comes in a ZIP, which test_files does
    first = container.text(scenario(), canonical=True)
    for noun in reversed(NOUNS):
        noun.model._default_manager.all().delete()
    Event.objects.all().delete()
    load(Parcel(container.parse(first)))

    assert container.text(scenario(), canonical=True) == first
    assert b'"is_anonymised": true' in first


def test_who_is_forgotten_is_not_brought_back(forgotten: Person, client: Client) -> None:
    lotte = Person.objects.get(email="lotte@example.org")
    mine = Membership.objects.get(person=forgotten, network__slug="thuis")
    client.force_login(lotte)

    assert f"{mine.pk}/return/" not in client.get("/p/academie/thuis/people/").content.decode()
    with pytest.raises(networks.NotHere):
        networks.add(network=mine.network, person=forgotten, by=lotte, now=NOW)


@pytest.mark.slow
@pytest.mark.sqlite
def test_no_byte_of_any_file_holds_them_after(tmp_path: Path) -> None:
    """In a place of its own, on SQLite: the database, what lies beside it, and mail in its folder."""
    where = place(tmp_path, "sqlite")

    def run(what: str) -> str:
        command = [sys.executable, "-m", "akker.archive.tests.planted", what]
        done = subprocess.run(command, env=where.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def inside() -> dict[str, str]:
        return {str(file): file.read_bytes().decode("latin-1") for file in where.data.rglob("*") if file.is_file()}

    run("plant")
    words = {word for word in found(inside()) if word != "qxfunctionzz"}
    said = run("erase")

    assert len(words) >= 40
    assert found(inside()) == {}
    assert found({"log": said}) == {}
