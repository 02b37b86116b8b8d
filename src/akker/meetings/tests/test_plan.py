"""The grid: drawn in a minute, changed by a press, seen by both who change the same."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.models import Meeting, PlanCell
from akker.meetings.tests.planned import (
    HERE,
    PLAN,
    competences,
    crowd,
    drawn,
    of,
    plan,
    press,
    row,
    state,
    wanted,
)
from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question import actions as question
from tests.cast import member

pytestmark = pytest.mark.django_db
MOST_BYTES = 120_000  # of HTML, before compression


def undo(client: Any, network: Network) -> Any:
    newest = Event.objects.filter(network_id=network.pk).order_by("-at", "-pk").first()
    return client.post(f"{HERE}undo/{newest.pk}/", {"once": str(uuid4())}, follow=True)


def test_a_first_plan_needs_no_dates_and_no_hours(network: Network, lotte: Person, as_: Any):
    page = as_("lotte").get(PLAN).content.decode()
    assert f"{PLAN}drawing/" in page

    as_("lotte").post(
        f"{PLAN}drawing/", {"count": "4", "purposes": "Kennismaken\nDe nacht", "starts_with_kickoff": "on"}
    )

    told = [(each.kind, each.purpose, each.on) for each in network.meetings.in_order()]
    assert told == [
        ("kickoff", "Kennismaken", None), ("meeting", "De nacht", None), ("meeting", "", None), ("meeting", "", None),
    ]  # fmt: skip
    page = as_("lotte").get(PLAN).content.decode()
    assert page.count('name="cell"') == 4
    assert "Kennismaken" in page
    assert f"{PLAN}drawing/" in page  # who began with one date can still draw the others
    assert "checked" not in as_("lotte").get(f"{PLAN}drawing/").content.decode()  # there is a kickoff already


def test_drawing_is_undone_as_one(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)

    undo(as_("lotte"), network)

    assert not network.meetings.standing().exists()


def test_more_purposes_than_meetings_make_more_meetings(network: Network, lotte: Person, as_: Any):
    as_("lotte").post(f"{PLAN}drawing/", {"count": "1", "purposes": "Een\nTwee\n\nDrie"})

    assert network.meetings.count() == 3


def test_a_meeting_added_later_fits_everybody_without_a_word(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    as_("lotte").post(f"{PLAN}meetings/new/", {"kind": "extra", "minutes": "90", "purpose": "Nog eens"})

    assert [state(network, name, 4) for name in ("Lotte", "Piet")] == ["required", "required"]
    assert not PlanCell.objects.exists()


def test_to_a_talk_with_the_reference_leader_comes_who_leads(network: Network, lotte: Person, piet: Person, as_: Any):
    as_("lotte").post(f"{PLAN}meetings/new/", {"kind": "reference", "minutes": "60"})

    assert [state(network, name, 1) for name in ("Lotte", "Piet")] == ["required", "not"]


@pytest.mark.parametrize("wrong", [{"on": "2027-02-01"}, {"at": "13:30"}, {"minutes": "0"}, {"kind": "party"}])
def test_half_a_date_is_no_date(wrong: dict[str, str], network: Network, lotte: Person, as_: Any):
    answer = as_("lotte").post(f"{PLAN}meetings/new/", {"kind": "meeting", "minutes": "90", **wrong})

    assert (answer.status_code, Meeting.objects.count()) == (422, 0)


def test_one_press_after_the_other(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    seen = []
    for _turn in range(4):
        assert press(as_("piet"), network, "Piet", 2).status_code == 302
        seen.append(state(network, "Piet", 2))

    assert seen == ["optional", "consulted", "not", "required"]
    assert PlanCell.objects.count() == 1


def test_a_letter_says_which_state(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    answer = press(as_("lotte"), network, "Lotte", 1, state="not", htmx=True)

    assert answer.status_code == 200
    assert 'value="0.0.1"' in answer.content.decode()
    assert "<table" not in answer.content.decode()
    assert state(network, "Lotte", 1) == "not"


def test_every_change_is_undone_for_itself(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 1, state="optional")
    press(as_("lotte"), network, "Lotte", 1, state="not")

    undo(as_("lotte"), network)

    assert state(network, "Lotte", 1) == "optional"


def test_undo_leaves_what_somebody_else_changed_since(network: Network, lotte: Person, fatma: Person, as_: Any):
    drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 1, state="optional")
    mine = Event.objects.filter(verb="meetings.plan.cell_set").get()
    press(as_("fatma"), network, "Lotte", 1, state="consulted")

    as_("lotte").post(f"{HERE}undo/{mine.pk}/", {"once": str(uuid4())})

    assert state(network, "Lotte", 1) == "consulted"


@pytest.mark.parametrize("htmx", [True, False])
def test_the_second_of_two_sees_both(htmx: bool, network: Network, lotte: Person, fatma: Person, as_: Any):
    drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 1, state="optional")

    answer = press(as_("fatma"), network, "Lotte", 1, state="not", seen=0, htmx=htmx)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert state(network, "Lotte", 1) == "optional"
    assert "optional" in page or "welkom" in page
    assert 'value="0.0.1"' in page  # and with that one more press keeps mine


def test_two_who_want_the_same_are_of_one_mind(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 1, state="optional")
    before = Event.objects.count()

    assert press(as_("lotte"), network, "Lotte", 1, state="optional", seen=0).status_code == 302
    assert Event.objects.count() == before


@pytest.mark.parametrize("cell", ["9.0.0", "0.9.0", "x", "0.0", "-1.0.0", "0.0.99999999999"])
def test_a_cell_that_is_not_there(cell: str, network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)

    assert press(as_("lotte"), network, "Lotte", 1, cell=cell).status_code == 422
    assert press(as_("lotte"), network, "Lotte", 1, cell=cell, htmx=True)["HX-Reswap"] == "none"  # the button stays


@pytest.mark.trust
def test_a_row_of_another_network_is_not_found(network: Network, lotte: Person, olga: Person, as_: Any):
    drawn(network, lotte)
    other = networks.start(
        programme=network.programme, name="Elders", by=olga, now=clock.now(), language="nl",
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    theirs = of(other, olga).pk.hex

    assert press(as_("lotte"), network, "Lotte", 1, rows=theirs).status_code == 404
    assert press(as_("lotte"), network, "Lotte", 1, columns=drawn(other, olga)[0].pk.hex).status_code == 404
    assert not PlanCell.objects.exists()


def test_the_second_ring_reads_and_does_not_write(network: Network, lotte: Person, ringo: Person, as_: Any):
    drawn(network, lotte)
    page = as_("ringo").get(PLAN).content.decode()

    assert 'name="cell"' not in page
    assert 'class="r"' in page
    assert press(as_("ringo"), network, "Lotte", 1).status_code == 403


# --- the list of one meeting ---------------------------------------------------------------


def wishes(network: Network, meeting: Meeting, **states: str) -> dict[str, str]:
    shown = plan(network)
    column = next(column for column in shown.columns if column.key == meeting.pk)
    data = {}
    for each in shown.rows:
        data[f"state-{each.key}"] = states.get(each.name, shown.state(each, column))
        data[f"seen-{each.key}"] = str(shown.cell(each, column).version)
    return data


def test_the_list_of_a_meeting_does_all_that_the_grid_does(network: Network, lotte: Person, piet: Person, as_: Any):
    first, *_rest = drawn(network, lotte)
    address = f"{PLAN}meetings/{first.pk}/people/"

    assert as_("lotte").post(address, wishes(network, first, Lotte="optional", Piet="consulted")).status_code == 302
    assert [state(network, name, 1) for name in ("Lotte", "Piet")] == ["optional", "consulted"]

    undo(as_("lotte"), network)
    assert [state(network, name, 1) for name in ("Lotte", "Piet")] == ["required", "required"]


def test_who_is_late_with_the_list_sees_both(network: Network, lotte: Person, piet: Person, as_: Any):
    first, *_rest = drawn(network, lotte)
    mine = wishes(network, first, Piet="not")
    press(as_("piet"), network, "Piet", 1, state="optional")

    answer = as_("lotte").post(f"{PLAN}meetings/{first.pk}/people/", mine)

    assert answer.status_code == 409
    assert "Piet" in answer.content.decode()
    assert state(network, "Piet", 1) == "optional"


def test_what_a_meeting_is_for_is_kept_from_being_overwritten(network: Network, lotte: Person, as_: Any):
    first, *_rest = drawn(network, lotte)
    address = f"{PLAN}meetings/{first.pk}/description/"
    words = {"purpose": "Van mij", "kind": "meeting", "minutes": "90", "version": "1"}
    assert as_("lotte").post(address, words).status_code == 302

    answer = as_("lotte").post(address, {**words, "purpose": "Van een ander"})

    assert answer.status_code == 409
    assert all(text in answer.content.decode() for text in ("Van mij", "Van een ander"))


def test_meetings_change_places_and_keep_everything(network: Network, lotte: Person, as_: Any):
    first, second, third = drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 3, state="optional")

    as_("lotte").post(f"{PLAN}meetings/{third.pk}/place/", {"way": "earlier"})

    assert [each.pk for each in network.meetings.in_order()] == [first.pk, third.pk, second.pk]
    assert state(network, "Lotte", 2) == "optional"
    undo(as_("lotte"), network)
    assert [each.pk for each in network.meetings.in_order()] == [first.pk, second.pk, third.pk]

    as_("lotte").post(f"{PLAN}meetings/{first.pk}/place/", {"way": "later"})
    assert [each.pk for each in network.meetings.in_order()] == [second.pk, first.pk, third.pk]
    undo(as_("lotte"), network)
    assert [each.pk for each in network.meetings.in_order()] == [first.pk, second.pk, third.pk]


def test_a_meeting_that_gets_a_date_keeps_who_comes(network: Network, lotte: Person, as_: Any):
    _first, second, _third = drawn(network, lotte)
    press(as_("lotte"), network, "Lotte", 2, state="optional")

    as_("lotte").post(
        f"{HERE}meetings/{second.pk}/change/",
        {"on": "2027-02-01", "at": "13:30", "minutes": "90", "version": second.version},
    )

    assert state(network, "Lotte", 1) == "optional"  # the only one with a date comes first


def test_dropped_and_brought_back(network: Network, lotte: Person, as_: Any):
    first, *_rest = drawn(network, lotte)

    as_("lotte").post(f"{PLAN}meetings/{first.pk}/dropping/")
    assert as_("lotte").get(f"{PLAN}meetings/{first.pk}/").status_code == 404

    undo(as_("lotte"), network)
    assert as_("lotte").get(f"{PLAN}meetings/{first.pk}/").status_code == 200


# --- rows ----------------------------------------------------------------------------------


def test_the_second_ring_comes_in_and_goes_out(network: Network, lotte: Person, ringo: Person, as_: Any):
    drawn(network, lotte)
    key = of(network, ringo).pk
    assert [each.name for each in plan(network).rows] == ["Lotte"]

    as_("lotte").post(f"{PLAN}people/{key}/bringing/")
    undo(as_("lotte"), network)
    assert [each.name for each in plan(network).rows] == ["Lotte"]

    as_("lotte").post(f"{PLAN}people/{key}/bringing/")
    press(as_("lotte"), network, "Ringo", 2, state="required")
    as_("lotte").post(f"{PLAN}people/{key}/taking-out/")
    assert [each.name for each in plan(network).rows] == ["Lotte"]

    as_("lotte").post(f"{PLAN}people/{key}/bringing/")
    assert state(network, "Ringo", 2) == "required"  # as it was


def test_who_left_stands_in_no_plan(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    press(as_("lotte"), network, "Piet", 1, state="optional")
    networks.leave(membership=of(network, piet), by=piet, now=clock.now())

    assert [each.name for each in plan(network).rows] == ["Lotte"]
    assert as_("lotte").get(PLAN).status_code == 200


def test_who_brings_what(network: Network, lotte: Person, piet: Person, as_: Any):
    drawn(network, lotte)
    keys = competences(network, lotte, "Praktijk", "Kennis")
    data = {f"row-{each.key}": "" for each in plan(network).rows} | {f"row-{of(network, piet).pk}": str(keys["Kennis"])}

    assert as_("lotte").post(f"{PLAN}people/competences/", data).status_code == 302
    assert row(plan(network), "Piet").competence_name == "Kennis"
    assert plan(network).gaps(plan(network).columns[0]) == ["Praktijk"]

    stale = data | {f"row-{of(network, piet).pk}": str(keys["Praktijk"]), f"seen-{of(network, piet).pk}": "1"}
    assert as_("lotte").post(f"{PLAN}people/competences/", stale).status_code == 409


# --- size ----------------------------------------------------------------------------------


def test_forty_people_by_twenty_meetings(network: Network, lotte: Person, as_: Any):
    """The whole page within eight questions to the database and 120 kB."""
    question.divide(network=network, names=["De nacht", "De dag"], by=lotte, now=clock.now(), seen=[])
    keys = list(competences(network, lotte, "Praktijk", "Kennis", "Ervaring", "Ruimte", "Verbinding").values())
    crowd(network, 38)
    wanted(network, lotte, "Iemand die vrijwilligers in de nacht begeleidt")
    meetings = drawn(network, lotte, purposes=[f"Wat we in bijeenkomst {n} samen willen doen" for n in range(20)])
    night, day = network.subthemes.values_list("pk", flat=True)
    for number, meeting in enumerate(meetings):
        Meeting.objects.filter(pk=meeting.pk).update(subtheme=(night, day)[number % 2])
    told = {"network": network, "by": lotte, "now": clock.now()}
    for number, each in enumerate(plan(network).rows):
        if not each.is_vacancy:
            planning.divide(competences={each.key: (keys[number % 5], each.version)}, **told)
        for meeting in meetings[number % 4 :: 4]:
            planning.take_part(key=each.key, meeting=meeting.pk, state="optional", seen=0, **told)
    client = as_("lotte")
    client.get(PLAN)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(PLAN)

    assert len(plan(network).rows) == 40
    assert page.content.count(b'name="cell"') == 800
    head = page.content.decode().partition("<tbody>")[0]
    assert (head.count("samen willen doen"), head.count("De nacht"), head.count("De dag")) == (20, 10, 10)
    assert len(asked) <= 8, [query["sql"] for query in asked]
    assert len(page.content) <= MOST_BYTES


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_as_for_three(count: int, network: Network, lotte: Person, as_: Any):
    crowd(network, count)
    for n in range(count):
        ring = of(network, member(network, f"Ring{n}", ring="second_ring"))
        planning.bring_in(member=ring, by=lotte, now=clock.now())
        wanted(network, lotte, f"Iemand {n}")
    first, *_rest = drawn(network, lotte, count)
    actions.version.keep(network=network, reason="", by=lotte, now=clock.now())
    client = as_("lotte")
    pages = {PLAN: 8, f"{PLAN}sums/": 7, f"{PLAN}meetings/{first.pk}/": 8, f"{PLAN}people/": 8, f"{PLAN}versions/": 8}
    for address in pages:
        client.get(address)

    asked = {}
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        asked[address] = len(queries)
        assert address.endswith("versions/") or f"Lid{count - 1}" in page or "sums" in address

    assert asked == pages
