"""Who stands where: every move, who may make it, and how it is taken back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from akker.networks import actions as networks
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.roles.models import LeftVacant, SeatTasks, SignalAside
from akker.roles.tests.conftest import HERE, form, holding
from tests.cast import NOW, member

pytestmark = pytest.mark.django_db


def undo(client: Any, verb: str) -> int:
    event = Event.objects.filter(verb=verb, undone_at=None).latest("at")
    return client.post(f"{HERE}undo/{event.pk}/", {"once": str(uuid4())}).status_code


def test_the_pitch_shows_who_stands_where_and_what_is_vacant(team: Network, as_: Any):
    page = as_("piet").get(f"{HERE}roles/").content.decode()
    staff, players, spectators = (
        page.index(f'aria-labelledby="zone-{zone}"') for zone in ("staff", "players", "spectators")
    )

    assert staff < page.index("<b>Fatma</b>") < page.index("<b>Lotte</b>") < players
    assert players < page.index("<b>Piet</b>") < spectators < page.index("<b>Ringo</b>")
    assert page.count('class="vacant"') == 3
    assert page.count('class="free"') == 4


def test_the_list_says_the_same_and_has_the_same_acts(team: Network, as_: Any):
    pitch, listed = (as_("lotte").get(f"{HERE}roles/{path}").content.decode() for path in ("", "list/"))

    for name in ("Fatma", "Lotte", "Piet", "Ringo"):
        assert name in pitch
        assert name in listed
    assert pitch.count("data-move") == listed.count("data-move") == 4
    assert pitch.count('name="way" value="leave"') == listed.count('name="way" value="leave"') == 3


def test_the_list_says_from_where_somebody_comes(team: Network, as_: Any):
    Membership.objects.filter(person__name="Piet").update(function="mantelzorger")

    for path in ("", "list/"):
        assert "mantelzorger" in as_("lotte").get(f"{HERE}roles/{path}").content.decode()


def test_somebody_moves_and_moves_back(team: Network, move: Any, as_: Any):
    assert move("piet", "piet", role="connector", of="participant").status_code == 302
    assert holding("piet") == {"connector"}

    assert undo(as_("piet"), "roles.seat.moved") == 302
    assert holding("piet") == {"participant"}
    assert Seat.objects.filter(membership__person__name="Piet", withdrawn_at=None).count() == 1


def test_several_roles_for_one_and_several_names_in_one(team: Network, move: Any):
    move("piet", "piet", role="connector", of="participant", way="add")
    member(team, "Noor", "connector")

    assert holding("piet") == {"participant", "connector"}
    assert Seat.objects.current().filter(role="connector").count() == 2


def test_a_role_is_put_down_and_taken_up_again(team: Network, move: Any, as_: Any):
    move("lotte", "piet", of="participant", way="end")
    assert holding("piet") == set()
    assert "<b>Piet</b>" in as_("piet").get(f"{HERE}roles/").content.decode()

    undo(as_("lotte"), "networks.seat.ended")
    assert holding("piet") == {"participant"}


def test_into_the_second_ring_and_back(team: Network, move: Any, as_: Any):
    move("lotte", "piet", role="second-ring-of-the-network", of="participant")
    piet = Membership.objects.get(person__name="Piet")
    assert (piet.ring, holding("piet")) == ("second_ring", set())

    undo(as_("lotte"), "roles.ring.joined")
    piet.refresh_from_db()
    assert (piet.ring, holding("piet")) == ("core", {"participant"})

    move("lotte", "ringo", role="participant")
    assert Membership.objects.get(person__name="Ringo").ring == "core"
    undo(as_("lotte"), "roles.ring.left")
    assert Membership.objects.get(person__name="Ringo").ring == "second_ring"
    assert holding("ringo") == set()


@pytest.mark.trust
@pytest.mark.parametrize(
    ("by", "whose", "values"),
    [
        ("piet", "piet", {"role": "leader", "of": "participant"}),
        ("piet", "piet", {"role": "facilitator", "way": "add"}),
        ("piet", "lotte", {"role": "participant", "of": "leader"}),
        ("piet", "lotte", {"of": "leader", "way": "end"}),
        ("piet", "ringo", {"role": "participant"}),
        ("piet", "piet", {"role": "second-ring-of-the-network"}),
        ("ringo", "piet", {"role": "connector", "of": "participant"}),
        ("rita", "piet", {"role": "connector", "of": "participant"}),
        ("mette", "piet", {"role": "connector", "of": "participant"}),
    ],
)
def test_nobody_takes_power_by_dragging(by: str, whose: str, values: Any, team: Network, move: Any, request: Any):
    request.getfixturevalue(by)
    before = {name: holding(name) for name in ("fatma", "lotte", "piet", "ringo")}

    assert move(by, whose, **values).status_code == 403
    assert {name: holding(name) for name in before} == before
    assert Membership.objects.get(person__name="Ringo").ring == "second_ring"


def test_a_leader_hands_power_on_and_lays_down_their_own(team: Network, move: Any):
    assert move("lotte", "piet", role="leader", way="add").status_code == 302
    assert move("lotte", "lotte", role="participant", of="leader").status_code == 302
    assert (holding("piet"), holding("lotte")) == ({"participant", "leader"}, {"participant"})


@pytest.mark.parametrize("htmx", [True, False])
def test_two_move_the_same_name_at_once(htmx: bool, team: Network, as_: Any):
    first, second = form("piet", "connector", "participant"), form("piet", "project-assistant", "participant")
    headers = {"HX-Request": "true"} if htmx else {}

    assert as_("lotte").post(f"{HERE}roles/moves/", first).status_code == 302
    answer = as_("fatma").post(f"{HERE}roles/moves/", second, headers=headers)

    assert answer.status_code == 409
    assert holding("piet") == {"connector"}
    assert 'id="conflict"' in answer.content.decode()
    assert 'value="core:connector"' in answer.content.decode()  # and the form there acts on what is


def test_sent_twice_it_moves_once(team: Network, as_: Any):
    values, client = form("piet", "connector", "participant", "add"), as_("piet")

    assert [client.post(f"{HERE}roles/moves/", values).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(verb="roles.seat.moved").count() == 1


def test_with_htmx_one_region_comes_back(team: Network, move: Any):
    answer = move("piet", "piet", role="connector", of="participant", htmx=True).content.decode()

    assert answer.lstrip().startswith('<div id="pitch"')
    assert "<html" not in answer
    assert 'hx-swap-oob="true"' in answer
    assert "autofocus" in answer


@pytest.mark.parametrize("values", [{}, {"role": "king"}, {"way": "fly"}, {"membership": "x"}, {"seen": ""}])
def test_a_broken_form_moves_nobody(values: Any, team: Network, as_: Any):
    sent = form("piet", "connector", "participant") | values if values else {}

    assert as_("piet").post(f"{HERE}roles/moves/", sent).status_code == 422
    assert holding("piet") == {"participant"}


def test_somebody_of_another_network_is_not_moved(team: Network, move: Any):
    other = Network.objects.create(programme=team.programme, slug="anders", name="Anders", started_at=NOW, line="")
    member(other, "Vera", "participant")

    assert move("lotte", "vera", role="connector", of="participant").status_code == 404
    assert holding("vera") == {"participant"}


def test_a_role_is_left_vacant_until_somebody_takes_it(team: Network, as_: Any, move: Any):
    client = as_("piet")
    for _ in range(2):
        client.post(f"{HERE}roles/vacancies/connector/", {"way": "leave", "once": str(uuid4())})
    assert LeftVacant.objects.filter(withdrawn_at=None).count() == 1
    assert 'class="vacant left"' in client.get(f"{HERE}roles/").content.decode()

    move("piet", "piet", role="connector", way="add")
    assert not LeftVacant.objects.filter(withdrawn_at=None).exists()
    undo(client, "roles.seat.moved")
    assert LeftVacant.objects.filter(withdrawn_at=None).count() == 1
    undo(client, "roles.role.left_vacant")
    assert not LeftVacant.objects.filter(withdrawn_at=None).exists()

    client.post(f"{HERE}roles/vacancies/connector/", {"way": "leave"})
    client.post(f"{HERE}roles/vacancies/connector/", {"way": "look"})
    assert not LeftVacant.objects.filter(withdrawn_at=None).exists()
    assert client.post(f"{HERE}roles/vacancies/nonsense/", {"way": "leave"}).status_code == 404


def test_signals_advise_and_are_put_aside(team: Network, as_: Any, move: Any):
    for role in ("connector", "project-assistant"):
        move("lotte", "lotte", role=role, way="add")
    client = as_("piet")
    page = client.get(f"{HERE}roles/").content.decode()
    key = f"load-{Membership.objects.get(person__name='Lotte').pk}"
    assert 'id="signal-core-small"' in page
    assert f'id="signal-{key}"' in page

    client.post(f"{HERE}roles/signals/{key}/", {"way": "aside"})
    assert f'id="signal-{key}"' not in client.get(f"{HERE}roles/").content.decode()
    undo(client, "roles.signal.put_aside")
    assert f'id="signal-{key}"' in client.get(f"{HERE}roles/").content.decode()
    client.post(f"{HERE}roles/signals/core-small/", {"way": "aside"})
    client.post(f"{HERE}roles/signals/core-small/", {"way": "show"})
    assert not SignalAside.objects.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize(("count", "shown"), [(19, False), (20, True)])
def test_the_core_can_be_large(count: int, shown: bool, team: Network, as_: Any):
    for number in range(count - 2):
        member(team, f"Lid{number}")

    assert ('id="signal-core-large"' in as_("piet").get(f"{HERE}roles/").content.decode()) == shown


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_a_ring_grows_beyond_its_places(count: int, shown: bool, team: Network, as_: Any):
    for number in range(count):
        member(team, f"Kring{number}", ring="second_ring")

    assert ('id="signal-ring-large"' in as_("piet").get(f"{HERE}roles/").content.decode()) == shown


def test_tasks_begin_with_those_of_the_handbook(team: Network, as_: Any):
    seat = Seat.objects.get(role="leader")
    path = f"{HERE}roles/seats/{seat.pk}/tasks/"
    assert as_("piet").get(path).content.decode().count("tag sky") == 1
    assert not SeatTasks.objects.exists()

    assert as_("piet").post(path, {"text": "Belt wie er mist.", "seen": "0"}).status_code == 302
    answer = as_("lotte").post(path, {"text": "Iets anders.", "seen": "0"})
    assert answer.status_code == 409
    assert "Iets anders." in answer.content.decode()
    assert SeatTasks.objects.get().text == "Belt wie er mist."
    assert as_("lotte").post(path, {"text": "Iets anders.", "seen": "1"}).status_code == 302
    assert "Iets anders." in as_("ringo").get(f"{HERE}roles/list/").content.decode()
    assert as_("piet").post(path, {"text": "x" * 2001, "seen": "2"}).status_code == 422


def test_who_leaves_stands_nowhere(team: Network, piet: Person, as_: Any):
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert "<b>Piet</b>" not in as_("lotte").get(f"{HERE}roles/").content.decode()


def test_history_tells_from_until_and_the_note(team: Network, as_: Any):
    seat = Seat.objects.select_related("membership__network").get(role="leader")
    networks.hand_over(
        seat=seat,
        to=Membership.objects.get(person__name="Piet"),
        by=seat.membership.person,
        now=clock.now(),
        note="Bel Marga.",
    )
    page = as_("ringo").get(f"{HERE}roles/history/").content.decode()

    assert "Bel Marga." in page
    assert page.index("Piet") < page.index("Lotte")


def test_history_leaves_out_who_was_only_tried_out(team: Network, move: Any, as_: Any):
    move("lotte", "piet", role="connector", way="add")
    move("lotte", "piet", role="project-assistant", of="connector")
    page = as_("ringo").get(f"{HERE}roles/history/").content.decode()

    assert "Projectassistent" in page
    assert "Verbindingsfunctionaris" not in page


def test_words_of_who_put_themselves_forward_are_folded_away_on_a_screen_that_others_see(team: Network, as_: Any):
    as_("piet").post(f"{HERE}roles/cards/connector/nomination/", {"note_place": "Bij de balie.", "seen": "0"})

    for path in ("", "list/", "cards/"):
        before, _, _ = as_("lotte").get(f"{HERE}roles/{path}").content.decode().partition("Bij de balie.")
        opened = before.rpartition("<details")[2]
        assert opened.startswith(' class="fold">')
        assert "</details>" not in opened
        assert before.rpartition("<ul")[2].startswith(
            ' class="plain screen-only">'
        )  # nor do they come out of a printer


def test_who_put_themselves_forward_gets_the_role_with_one_press(team: Network, as_: Any):
    as_("piet").post(f"{HERE}roles/cards/connector/nomination/", {"seen": "0"})
    page = as_("lotte").get(f"{HERE}roles/").content.decode()
    assert page.count("data-move") == 4
    assert page.count(f'action="{HERE}roles/moves/"') == 5

    sent = form("piet", "connector", way="add")
    assert as_("lotte").post(f"{HERE}roles/moves/", sent).status_code == 302
    assert holding("piet") == {"participant", "connector"}
