"""The networks of the demo."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from akker.archive import actions, container
from akker.archive.actions.example import ANCHOR, example
from akker.archive.container import Parcel
from akker.archive.report import scenario
from akker.archive.report.nouns import NOUNS
from akker.archive.weeks import moved, whole_weeks
from akker.journey.models import Agreement, AgreementSheet, Result, StepTaken
from akker.journey.report.agreements import sheet_text
from akker.meetings.models import Meeting
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person
from akker.programmes.models import ForumDate, Office, books

pytestmark = pytest.mark.django_db


def test_the_demo_comes_back_the_same() -> None:
    actions.load(Parcel(example()))
    first = container.text(scenario(), canonical=True)
    for noun in reversed(NOUNS):
        noun.model._default_manager.all().delete()
    actions.load(Parcel(container.parse(first)))

    assert container.text(scenario(), canonical=True) == first


def test_the_demo_is_lively() -> None:
    actions.load_example(today=ANCHOR)
    dementia, absence, leaders = (
        Network.objects.with_core_count().get(slug=slug) for slug in ("dementie-thuis", "skolefravaer", "schoolleiders")
    )

    assert (dementia.core_count, dementia.ring_count, dementia.language) == (13, 3, "nl")
    assert (absence.core_count, absence.ring_count, absence.language) == (11, 2, "da")
    assert (leaders.core_count, leaders.programme.is_personal) == (7, True)
    assert not Seat.objects.current().filter(membership__network=leaders, role="leader").exists()
    assert not Seat.objects.current().filter(membership__network=dementia, role="connector").exists()
    assert (
        Seat.objects.current()
        .filter(membership__network=dementia, membership__person__name__startswith="Marijke")
        .count()
        == 2
    )
    assert dementia.results.count() == 8
    assert set(dementia.steps_taken.filter(way="skipped").values_list("step", flat=True)) == {"collection"}
    assert Membership.objects.get(person__name="Lars Holm").left_at
    assert not Membership.objects.filter(person__name__in=["Olga Petersen", "Gijs Bakker"]).exists()
    assert Office.objects.filter(forum__name="Chefforum").count() == 2
    assert not Person.objects.exclude(email__regex=r"@[a-z.]*example(\.org)?$").exclude(email=None).exists()


def test_every_handbook_on_the_shelf_drives_a_network_of_its_own() -> None:
    actions.load_example(today=ANCHOR)
    networks = Network.objects.all()

    assert {network.handbook for network in networks} == {book.pin for book in books()}
    for network in networks:
        keys = {step.key for step in network.book.steps}
        seats = Seat.objects.filter(membership__network=network)
        assert set(network.steps_taken.values_list("step", flat=True)) <= keys
        assert set(network.results.values_list("step", flat=True)) <= keys
        assert set(seats.values_list("role", flat=True)) <= set(network.book.roles)


def test_nobody_seems_to_have_changed_the_agreements_since_they_were_put_before_everybody() -> None:
    actions.load_example(today=ANCHOR)
    sheets = AgreementSheet.objects.select_related("network")

    assert sheets
    for sheet in sheets:
        found = Agreement.objects.standing().filter(network=sheet.network).order_by("place", "pk")
        assert sheet_text(found, sheet.network.language) == sheet.text


def test_the_line_on_the_page_is_its_newest_wording() -> None:
    actions.load_example(today=ANCHOR)

    for network in Network.objects.all():
        assert network.line == network.wordings.of("line")[0].text
        ambition = network.wordings.of("ambition").first()
        assert network.ambition == (ambition.text if ambition else "")


def test_the_cast_comes_first() -> None:
    actions.load_example(today=ANCHOR)
    first = [person.name.split()[0] for person in Person.objects.cast()]

    assert first == [
        "Fatma",
        "Lotte",
        "Piet",
        "Ringo",
        "Mette",
        "Rita",
        "Hanne",
        "Freja",
        "Lars",
        "Anders",
        "Joris",
        "Olga",
        "Sofie",
        "Katrien",
        "Ciara",
        "Willemijn",
    ]


def test_each_handbook_can_be_looked_at_by_somebody_of_the_cast() -> None:
    actions.load_example(today=ANCHOR)
    of_the_cast = Membership.objects.filter(person__in=list(Person.objects.cast()))

    assert {member.network.handbook for member in of_the_cast.select_related("network")} == {
        book.pin for book in books()
    }


@pytest.mark.parametrize("days", [0, 1, 6, 7, 400])
def test_the_demo_lies_around_today(days: int) -> None:
    today = ANCHOR + timedelta(days=days)
    actions.load_example(today=today)
    ahead = {meeting.network.slug for meeting in Meeting.objects.filter(on__gt=today).select_related("network")}

    assert ahead == set(Network.objects.values_list("slug", flat=True))
    assert ForumDate.objects.filter(on__gt=today).exists()
    for told in (StepTaken.objects, Result.objects):
        assert max(told.values_list("at", flat=True)).date() <= today
    dated = Meeting.objects.filter(network__slug="dementie-thuis").exclude(on=None)
    assert {meeting.on.weekday() for meeting in dated if meeting.on} == {3}


def test_dates_in_words_stay() -> None:
    by = whole_weeks(date(2026, 11, 20), date(2026, 12, 5))
    document = {"a": ["2026-11-20", "op 2026-11-20", 7], "b": "2026-11-20T08:00:00Z"}

    assert by.days == 14
    assert moved(document, by) == {"a": ["2026-12-04", "op 2026-11-20", 7], "b": "2026-12-04T08:00:00Z"}


def test_the_demo_loads_once() -> None:
    out = StringIO()
    call_command("demo", "--no-serve", stdout=out)
    call_command("demo", "--no-serve", stdout=out)

    assert out.getvalue().splitlines() == [
        "The example networks are here.",
        "People are here already; nothing was loaded.",
    ]
    assert Network.objects.count() == 8


def test_the_demo_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CommandError, match="refused"):
        call_command("demo", "--no-serve")

    assert not Person.objects.exists()
