"""Load, dump, load into an empty installation, dump: the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from akker.archive import actions, container, shape
from akker.archive.container import Parcel
from akker.archive.faults import Refused
from akker.archive.identity import births, numbered, slug
from akker.archive.report import scenario, schema
from akker.archive.report.nouns import NOUNS
from akker.archive.tests.documents import small
from akker.journey import actions as journey
from akker.journey.models import Result
from akker.meetings import actions as meetings
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes import actions as programmes
from akker.programmes.models import Event, Office, Organisation
from akker.question import actions as question
from akker.question.models import ThinkAlong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, 0, 123, tzinfo=UTC)


def load(document: dict[str, Any], **options: Any) -> dict[str, int]:
    return actions.load(Parcel(document), **options)


def dump(network: str = "") -> bytes:
    return container.text(scenario(network), canonical=True)


def empty() -> None:
    """Everything a scenario tells is gone."""
    for noun in reversed(NOUNS):
        noun.model._default_manager.all().delete()


def live() -> Network:
    """Rows made as people make them, with what was undone, left and withdrawn."""
    fatma = Person.objects.create_user("fatma@example.org", name="Fatma Yıldız", language="nl")
    piet = Person.objects.create_user(name="Piet", language="nl")
    Person.objects.create_user(name="Piet", language="nl")
    programme = programmes.personal(person=fatma, now=NOW)
    network = networks.start(
        programme=programme, name="Thuis", by=fatma, now=NOW, handbook="leernetwerk@2026.1", language="nl",
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    member = networks.add(network=network, person=piet, by=fatma, now=NOW, brings="Ervaring", hours_agreed=None)
    Membership.objects.filter(pk=member.pk).update(
        organisation=networks.organisation(programme=programme, name="Buurtzorg"), hours_agreed="1.5"
    )
    networks.give_seat(membership=member, role="connector", by=fatma, now=NOW)
    networks.leave(membership=member, by=fatma, now=NOW, thanks="Dank!")
    meetings.plan(network=network, on=date(2026, 12, 3), at=time(13, 30), by=fatma, now=NOW)
    question.word(network=network, kind="line", text="Hoe dan?", by=fatma, now=NOW, seen=0)
    question.divide(network=network, names=["De nacht", "De dag"], by=fatma, now=NOW, seen=[])
    question.divide(network=network, names=["De dag"], by=fatma, now=NOW, seen=["De nacht", "De dag"])
    journey.agree(
        network=network, step="ambition", text="Samen.", agreed_on=date(2026, 11, 19), by=fatma, now=NOW, seen=0
    )
    taken = journey.take(network=network, step="people", way="skipped", by=fatma, now=NOW)
    programmes.undo(event=taken, by=fatma, now=NOW)
    return network


@pytest.mark.trust
def test_small_document_comes_back_the_same() -> None:
    load(small())
    first = dump()
    empty()
    load(container.parse(first))

    assert dump() == first
    assert first.count(b'"thanks": "Tak, S\xc3\xb8ren."') == 1


def test_rows_made_by_hand_come_back_the_same() -> None:
    live()
    first = dump()
    empty()
    load(container.parse(first))

    assert dump() == first
    document = json.loads(first)
    assert [person["key"] for person in document["people"]] == ["fatma-yildiz", "piet", "piet-2"]
    assert document["networks"][0]["steps"][1]["withdrawn_at"]
    assert len(document["networks"][0]["events"]) == Event.objects.exclude(network_id=None).count() > 8


@pytest.mark.trust
def test_an_offer_that_nobody_confirmed_is_not_told() -> None:
    load(small())
    ThinkAlong.objects.update(confirmed_at=None, set_aside_at=None, decided_by=None)

    assert b"wil@example.org" not in dump()


def test_a_row_says_nothing_of_what_is_empty() -> None:
    load(small())
    person = json.loads(dump())["people"][0]

    assert sorted(person) == ["email", "id", "key", "language", "name", "time_zone"]


def test_every_field_of_the_small_document_is_used() -> None:
    """So that a new noun cannot join the format without a word in these tests."""
    load(small())
    lists = {noun.name for noun in NOUNS}
    text = dump().decode()

    assert all(f'"{name}": [' in text for name in lists)


def test_every_table_of_the_rooms_is_told_or_left_out_on_purpose() -> None:
    secret = {"meetings.CalendarFeed"}
    of_this_place = {"Mail", "Ask", "Job", "Preference", "Schedule", "Heartbeat"}
    private = {"roles.CardRead", "roles.Nomination", "recruit.IntakeNote"}
    not_yet = {"recruit.Application", "recruit.CandidateImport", "recruit.Rearrangement"}
    left_out = {
        "people.Once",
        *secret,
        "networks.PeopleImport",
        *not_yet,
        *private,
        *(f"post.{name}" for name in of_this_place),
    }
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("akker.")]
    tables = {model._meta.label for app in rooms for model in app.get_models()}

    assert {noun.model._meta.label for noun in NOUNS} == tables - left_out


def test_the_schema_in_the_package_is_the_one_of_the_table() -> None:
    """When it is not: akker dump --schema --out src/akker/archive/scenario.schema.json"""
    assert json.loads(shape.SCHEMA.read_text()) == schema()


@pytest.mark.trust
def test_secrets_stay_out() -> None:
    Person.objects.create_user("a@example.org", "a good long password", name="A")

    assert b"password" not in dump()
    assert b"md5" not in dump()


def test_loading_twice_is_refused_with_the_path() -> None:
    load(small())
    before = dump()
    with pytest.raises(Refused, match=r'programmes\[0\].key: there is already a programme "academie" here'):
        load(small())
    with pytest.raises(Refused, match=r"networks\[0\]: this network is already here"):
        load(container.parse(before))

    assert dump() == before


def test_people_who_are_here_stay_as_they_are() -> None:
    anna = Person.objects.create_user("anna@example.org", "secret secret", name="Anna B.", language="da")
    load(small())

    anna.refresh_from_db()
    assert (anna.name, anna.language, anna.has_usable_password()) == ("Anna B.", "da", True)
    assert Membership.objects.get(network__slug="thuis", ring="core").person == anna


def test_a_trial_writes_nothing() -> None:
    counts = load(small(), is_trial=True)

    assert counts["people"] == 3
    assert not Person.objects.exists()


def test_a_network_moves_to_another_programme() -> None:
    network = live()
    address = f"{network.programme.slug}/{network.slug}"
    academy = programmes.start(
        name="Academie",
        slug="academie",
        language="nl",
        time_zone="Europe/Amsterdam",
        by=Person.objects.first(),
        now=NOW,
    )
    there = Organisation.objects.create(programme=academy, name="Buurtzorg")
    events = Event.objects.filter(network_id=network.pk).count()
    document = json.loads(dump(address))
    with pytest.raises(Refused, match=r"networks\[0\]: this network is already here"):
        load(document, into="academie")
    actions.take_out(network=address, document=document)
    assert not Network.objects.exists()
    load(document, into="academie")

    moved = Network.objects.get()
    assert (moved.pk, moved.programme.slug, moved.line) == (network.pk, "academie", "Hoe dan?")
    assert Membership.objects.get(person__name="Piet").organisation == there
    assert Event.objects.filter(network_id=moved.pk, programme=academy).count() == events
    assert Result.objects.get().programme == academy


def test_a_network_goes_with_the_people_it_needs_only() -> None:
    network = live()
    document = scenario(f"{network.programme.slug}/{network.slug}")

    assert [person["key"] for person in document["people"]] == ["fatma-yildiz", "piet"]
    assert "events" not in document["programmes"][0]


def test_a_network_goes_into_an_empty_installation() -> None:
    load(small())
    alone = dump("academie/thuis")
    empty()
    load(container.parse(alone))

    assert dump() == alone
    assert Network.objects.get().reference_leader == Office.objects.get()


def test_what_changed_meanwhile_is_not_taken_out() -> None:
    network = live()
    address = f"{network.programme.slug}/{network.slug}"
    document = scenario(address)
    Network.objects.update(rhythm="elke maand")

    with pytest.raises(actions.Changed):
        actions.take_out(network=address, document=document)
    assert Network.objects.exists()


def test_rows_keep_the_order_of_the_document() -> None:
    load(small())

    assert list(Person.objects.order_by("pk").values_list("language", flat=True)) == ["nl", "da", "nl"]


def test_ids_rise_and_are_of_version_7() -> None:
    ids = [pk for pk, _ in zip(births(), range(10_000), strict=False)]

    assert ids == sorted(ids)
    assert {pk.version for pk in ids} == {7}
    assert len(set(ids)) == 10_000


def test_keys_can_be_read_and_differ() -> None:
    assert [slug("Søren Yıldız"), slug("Ærø & Åse"), slug("李")] == ["soeren-yildiz", "aeroe-aase", "x"]
    keys = numbered([(UUID(int=1), "jan-2"), (UUID(int=2), "jan"), (UUID(int=3), "jan"), (UUID(int=4), "jan")])
    assert list(keys.values()) == ["jan-2", "jan", "jan-3", "jan-4"]


def test_the_commands_write_and_read_files(tmp_path: Path) -> None:
    load(small())
    first = dump()
    call_command("dump", "--canonical", "--out", tmp_path / "all.json")
    call_command("dump", "--canonical", "--out", tmp_path / "all.zip")
    assert (tmp_path / "all.json").read_bytes() == first
    for name in ("all.json", "all.zip"):
        empty()
        call_command("load", tmp_path / name)
        assert dump() == first
    with pytest.raises(CommandError, match="was not read in"):
        call_command("load", tmp_path / "all.zip")


def test_five_thousand_people_load_in_reasonable_time() -> None:
    document = small()
    people = [
        {
            "key": f"p-{n}",
            "name": f"P {n}",
            "email": f"p{n}@example.org",
            "language": "nl",
            "time_zone": "Europe/Amsterdam",
        }
        for n in range(5000)
    ]
    document["people"] += people
    document["networks"][0]["memberships"] += [
        {"person": person["key"], "ring": "second_ring", "added_at": "2026-10-01T08:00:00Z"} for person in people
    ]
    begun = datetime.now(UTC)
    load(document)

    assert (datetime.now(UTC) - begun).total_seconds() < 20
    assert Membership.objects.count() == 5002
    assert len(scenario()["people"]) == 5003


@pytest.mark.trust
def test_nothing_is_left_of_a_load_that_failed() -> None:
    document = small()
    document["networks"][0]["events"][0]["target_kind"] = "x"
    document["networks"][0]["slug"] = "y"
    with pytest.raises(Refused):
        load(document)

    assert not Person.objects.exists()
