"""A network chooses its handbook, and goes over to another one without losing anything."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from akker.handbooks import reader
from akker.journey import actions as journey
from akker.journey.models import Result
from akker.networks import mapping
from akker.networks.actions import handbook as actions
from akker.networks.models import DEFAULT_HANDBOOK, HandbookChange, Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person, Stale
from akker.programmes import actions as programmes
from akker.programmes.models import Event, books
from tests.cast import NOW, member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
OLD, NEW = "leernetwerk@2026.1", "akker@2026.1"


def plain(answer: Any) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.fixture
def worked(network: Network, lotte: Person, piet: Person) -> Network:
    """A result at a step of this handbook alone, one at a step that both have, and a role of this one alone."""
    for step, text in (("ambition", "Elke straat."), ("question", "Hoe dan?")):
        journey.agree(network=network, step=step, text=text, agreed_on=NOW.date(), by=lotte, now=NOW, seen=0)
    member(network, "Corrie", "connector")
    return network


def change(network: Network, by: Person, pin: str = NEW) -> Event:
    return actions.change(network=network, pin=pin, seen=network.handbook, by=by, now=clock.now())


def test_everybody_can_lay_them_side_by_side(olga: Person, as_: Any):
    page = as_("olga").get("/handbooks/")

    assert page.status_code == 200
    assert [card.book.pin for card in page.context["cards"]][0] == reader.DEFAULT
    assert {card.book.pin for card in page.context["cards"]} == set(reader.shelf())


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("pin", reader.shelf())
def test_the_whole_journey_can_be_read_before_choosing(pin: str, language: str, olga: Person, as_: Any):
    Person.objects.filter(pk=olga.pk).update(language=language)
    page = as_("olga").get(f"/handbooks/{pin.replace('@', '/')}/")

    prose = reader.text(reader.find(pin), language)
    assert str(prose.title) in page.content.decode()
    assert all(step.title in plain(page).replace("&#x27;", "'") for step in prose.steps.values())


def test_nobody_reads_what_is_not_there(olga: Person, as_: Any):
    assert as_("olga").get("/handbooks/nothing/1.0/").status_code == 404


def test_the_choice_shows_sources_and_which_one_is_in_use(network: Network, lotte: Person, as_: Any):
    page = as_("lotte").get(f"{HERE}handbook/").content.decode()

    for book in books():
        assert all(source.address in page for source in book.sources.values() if source.address.count("&") == 0)
    assert page.count('<article class="card now"') == 1


def test_a_new_network_begins_with_the_neutral_one_or_the_one_chosen(olga: Person, as_: Any):
    assert DEFAULT_HANDBOOK == NEW
    first = as_("olga").post("/start/", {"about": "Hoe dan?"})
    second = as_("olga").post("/start/", {"about": "Waarom?", "handbook": "lcop@2026.1"})

    pins = [Network.objects.get(slug=answer.url.split("/")[3]).handbook for answer in (first, second)]
    assert pins == [NEW, "lcop@2026.1"]
    assert as_("olga").post("/start/", {"about": "Zo?", "handbook": "nothing@1"}).status_code == 422


def test_mapping_goes_by_key_then_by_instrument():
    ways = {crossing.key: (crossing.to, crossing.way) for crossing in mapping.steps(reader.find(OLD), reader.find(NEW))}

    assert ways["question"] == ("question", "key")
    assert ways["ambition"] == ("", "parked")
    card = {
        crossing.key: crossing for crossing in mapping.steps(reader.find("lerend-netwerk@2026.1"), reader.find(NEW))
    }
    assert (card["agreements"].to, card["agreements"].way, card["agreements"].is_parked) == (
        "start",
        "instrument",
        True,
    )


def test_the_preview_tells_what_goes_along_and_what_is_parked(worked: Network, lotte: Person, as_: Any):
    page = as_("lotte").get(f"{HERE}handbook/akker/2026.1/")

    assert [row[0].key for row in page.context["kept"]] == ["question"]
    assert [row[0].key for row in page.context["parked"]] == ["ambition"]
    held = {name: after for name, after, _people in page.context["roles"]}
    old = reader.text(reader.find(OLD), "nl").roles
    new = reader.text(reader.find(NEW), "nl").roles
    assert (held[old["connector"].name], held[old["leader"].name]) == ("", new["leader"].name)
    assert Network.objects.get().handbook == OLD


def test_changing_loses_nothing(worked: Network, lotte: Person, as_: Any):
    client = as_("lotte")
    rows = list(Result.objects.order_by("pk").values())

    assert client.post(f"{HERE}handbook/", {"pin": NEW, "seen": OLD}).status_code == 302

    worked.refresh_from_db()
    assert (worked.handbook, HandbookChange.objects.get().before) == (NEW, OLD)
    assert list(Result.objects.order_by("pk").values()) == rows
    assert Seat.objects.current().filter(role="connector").exists()
    sheet = client.get(f"{HERE}results/")
    assert [block["step"].key for block in sheet.context["blocks"]] == ["question"]
    assert [(block["key"], block["title"]) for block in sheet.context["parked"]] == [
        ("ambition", reader.text(reader.find(OLD), "nl").steps["ambition"].title)
    ]
    assert client.get(f"{HERE}steps/ambition/").url == f"{HERE}results/"
    assert client.get(f"{HERE}steps/ambition/versions/").status_code == 200
    for path in ("", "journey/", "people/", "results/sheet.pdf", "photos/", "settings/", "roles/"):
        assert client.get(f"{HERE}{path}").status_code == 200, path


def test_it_is_undone_within_ten_minutes(worked: Network, lotte: Person, as_: Any):
    event = change(worked, lotte)

    as_("lotte").post(f"{HERE}undo/{event.pk}/")

    worked.refresh_from_db()
    assert worked.handbook == OLD
    assert HandbookChange.objects.get().withdrawn_at
    assert as_("lotte").get(f"{HERE}results/").context["parked"] == []


def test_it_is_not_undone_later(worked: Network, lotte: Person):
    event = change(worked, lotte)

    with pytest.raises(programmes.TooLate):
        programmes.undo(event=event, by=lotte, now=clock.now() + timedelta(minutes=11))


def test_what_was_left_in_between_keeps_its_title_after_undo(worked: Network, lotte: Person, as_: Any):
    event = change(worked, lotte, "lcop@2026.1")
    journey.agree(network=worked, step="experiment", text="Samen.", agreed_on=NOW.date(), by=lotte, now=NOW, seen=0)
    programmes.undo(event=event, by=lotte, now=clock.now())

    parked = as_("lotte").get(f"{HERE}results/").context["parked"]
    assert [(block["key"], block["title"]) for block in parked] == [
        ("experiment", reader.text(reader.find("lcop@2026.1"), "nl").steps["experiment"].title)
    ]


def test_a_choice_made_meanwhile_is_shown_first(worked: Network, lotte: Person, fatma: Person, as_: Any):
    change(worked, fatma, "lcop@2026.1")

    answer = as_("lotte").post(f"{HERE}handbook/", {"pin": NEW, "seen": OLD})

    assert answer.status_code == 409
    assert answer.context["before"].book.pin == "lcop@2026.1"
    with pytest.raises(Stale):
        actions.change(network=worked, pin=NEW, seen=OLD, by=lotte, now=NOW)


def test_who_chooses_leads_when_nobody_would(network: Network, as_: Any):
    fatma = member(network, "Fatma", "facilitator")
    event = change(network, fatma, "laeringsnetvaerk@2026.1")  # knows no facilitator

    assert set(Seat.objects.current().values_list("role", flat=True)) == {"facilitator", "leader"}
    programmes.undo(event=event, by=fatma, now=clock.now())
    assert set(Seat.objects.current().values_list("role", flat=True)) == {"facilitator"}
    assert Membership.objects.get().left_at is None


@pytest.mark.parametrize("form", [{}, {"pin": OLD, "seen": OLD}, {"pin": "nothing@1", "seen": OLD}])
def test_nonsense_is_refused(form: dict[str, str], network: Network, lotte: Person, as_: Any):
    assert as_("lotte").post(f"{HERE}handbook/", form).status_code == 422
    assert not HandbookChange.objects.exists()


def test_a_built_in_handbook_costs_no_question(network: Network, django_assert_num_queries: Any):
    fresh = Network.objects.get()
    with django_assert_num_queries(0):
        assert fresh.book.pin == OLD
