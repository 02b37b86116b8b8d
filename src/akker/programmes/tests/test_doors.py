"""Who may come in, and proof that whoever may not changed nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.programmes import actions
from akker.programmes.access import May, enter
from akker.programmes.models import Event, Forum, Office, Organisation, Programme

pytestmark = [pytest.mark.django_db, pytest.mark.trust]

STAFF = ("mette", "rita", "hanne", "freja")
READERS = [("rita", 403), ("hanne", 403), ("freja", 403), ("olga", 404)]


@pytest.fixture
def attempts(academy: Programme, municipality: Organisation, chiefs: Forum, mette: Person) -> dict[str, dict[str, str]]:
    """Every address that changes the academy, and what would change it."""

    def address(name: str, *more: object) -> str:
        return reverse(f"programmes:{name}", args=[academy.slug, *more])

    office = mette.offices.get()
    return {
        address("settings"): {
            "name": "Taken",
            "about": "",
            "language": "nl",
            "time_zone": "Europe/Paris",
            "handbook": "akker@2026.1",
            "version": "1",
        },
        address("organisations"): {"name": "Taken too"},
        address("organisation", municipality.pk): {"name": "Taken", "version": "1"},
        address("organisation-withdrawal", municipality.pk): {},
        address("forums"): {"name": "Taken too"},
        address("forum", chiefs.pk): {"name": "Taken", "version": "1"},
        address("forum-withdrawal", chiefs.pk): {},
        address("dates", chiefs.pk): {"on": "2099-01-01"},
        address("date-withdrawal", chiefs.dates.get().pk): {},
        address("offices"): {"email": "olga@example.org", "office": "reference_leader"},
        address("ending", office.pk): {},
        address("notice", office.pk): {"subject": "Hello", "text": "Hello"},
    }


def state() -> list[list[tuple[object, ...]]]:
    rooms = (Programme, Organisation, Forum, Office, Person, Event)
    dates = Forum._meta.get_field("dates").related_model
    return [sorted(model.objects.values_list(), key=str) for model in (*rooms, dates)]


@pytest.mark.parametrize(("who", "status"), READERS)
def test_changing_is_for_managers(
    who: str, status: int, client: Client, request: pytest.FixtureRequest, attempts: dict[str, dict[str, str]]
) -> None:
    client.force_login(request.getfixturevalue(who))
    before = state()
    for address, data in attempts.items():
        assert client.post(address, data).status_code == status, address

    assert state() == before


def test_the_same_attempts_work_for_the_manager(
    client: Client, mette: Person, attempts: dict[str, dict[str, str]]
) -> None:
    """So that the refusals above refuse something. What ends things comes last."""
    client.force_login(mette)
    for address, data in sorted(attempts.items(), key=lambda item: ("withdrawal" in item[0], "/dates/" not in item[0])):
        before = state()
        assert client.post(address, data).status_code == 302, address
        assert (state() == before) == ("ending" in address), address  # the last manager stays


@pytest.mark.parametrize("who", [*STAFF, "olga"])
def test_what_belongs_to_another_programme_is_not_there(
    who: str, client: Client, request: pytest.FixtureRequest, academy: Programme, olga: Person
) -> None:
    elsewhere = Programme.objects.get(slug="elsewhere")
    forum = Forum.objects.create(programme=elsewhere, name="Theirs")
    organisation = Organisation.objects.create(programme=elsewhere, name="Theirs")
    date = forum.dates.create(programme=elsewhere, on=clock.now().date())
    pairs = [
        ("forum-withdrawal", forum), ("organisation-withdrawal", organisation), ("date-withdrawal", date),
        ("ending", olga.offices.get()), ("organisation", organisation), ("forum", forum),
    ]  # fmt: skip
    client.force_login(request.getfixturevalue(who))
    for name, row in pairs:
        response = client.post(
            reverse(f"programmes:{name}", args=["academy", row.pk]), {"name": "Ours", "version": "1"}
        )
        assert response.status_code == (404 if who in ("mette", "olga") else 403), name

    assert not any(row.withdrawn_at for row in Forum.objects.filter(programme=elsewhere))
    assert Office.objects.current(clock.now().date()).filter(person=olga).exists()


@pytest.mark.parametrize(("who", "status"), [*((name, 200) for name in STAFF), ("olga", 404)])
def test_home_is_for_who_has_an_office(
    who: str, status: int, client: Client, request: pytest.FixtureRequest, academy: Programme
) -> None:
    client.force_login(request.getfixturevalue(who))

    assert client.get("/p/academy/programme/").status_code == status


@pytest.mark.parametrize("path", ["/p/academy/programme/", "/p/nowhere/programme/settings/", "/programmes/new/"])
def test_nobody_signed_in_is_sent_away(path: str, client: Client, academy: Programme) -> None:
    assert client.get(path).status_code == client.post(path).status_code == 302


def test_the_door_itself_knows_nobody(academy: Programme) -> None:
    with pytest.raises(Http404):
        enter(AnonymousUser(), "academy", May.SEE)


def test_readers_see_forums_and_dates_and_no_addresses(
    client: Client, rita: Person, freja: Person, hanne: Person, mette: Person
) -> None:
    client.force_login(rita)

    page = client.get("/p/academy/programme/").content.decode()

    assert "Chiefs" in page
    assert "next: " in page
    assert "Mette" in page
    assert "Freja" not in page
    assert "Hanne" not in page
    assert "@example.org" not in page
    assert "Add a forum" not in page


@pytest.mark.parametrize("who", ["hanne", "freja"])
def test_an_office_rests_with_what_it_was_for(
    who: str, client: Client, request: pytest.FixtureRequest, municipality: Organisation, chiefs: Forum, mette: Person
) -> None:
    client.force_login(request.getfixturevalue(who))
    row = municipality if who == "hanne" else chiefs
    event = actions.dissolve(row=row, by=mette, now=clock.now())
    assert client.get("/p/academy/programme/").status_code == 404

    actions.undo(event=event, by=mette, now=clock.now())

    assert client.get("/p/academy/programme/").status_code == 200


def test_an_ended_office_lets_nobody_in(client: Client, rita: Person, mette: Person) -> None:
    actions.release(office=rita.offices.get(), by=mette, now=clock.now())
    client.force_login(rita)

    assert client.get("/p/academy/programme/").status_code == 404
