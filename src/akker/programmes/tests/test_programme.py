"""A manager begins a programme, arranges it, and meets what can go wrong."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.programmes import actions
from akker.programmes.models import Event, Forum, Office, Organisation, Programme

pytestmark = pytest.mark.django_db
HOME = "/p/academy/programme/"
SETTINGS = f"{HOME}settings/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Læring i Århus", "laering-i-aarhus"), ("New", "new-2"), ("Academy", "academy-2"), ("永", "programma")],
)
def test_anybody_signed_in_begins_a_programme(
    name: str, slug: str, client: Client, academy: Programme, olga: Person
) -> None:
    client.force_login(olga)

    response = client.post("/programmes/new/", {"name": f" {name} "})

    assert response.url == f"/p/{slug}/programme/"  # type: ignore[attr-defined]
    assert client.get(response.url).status_code == 200  # type: ignore[attr-defined]
    assert Programme.objects.get(slug=slug).name == name


def test_a_programme_needs_a_name(client: Client, olga: Person) -> None:
    client.force_login(olga)

    assert client.post("/programmes/new/", {"name": "  "}).status_code == 422
    assert Programme.objects.count() == 1


def test_a_double_post_begins_one_programme(client: Client, olga: Person) -> None:
    client.force_login(olga)
    data = {"name": "North", "once": str(uuid4())}

    first, second = client.post("/programmes/new/", data), client.post("/programmes/new/", data)

    assert first.url == second.url == "/p/north/programme/"  # type: ignore[attr-defined]
    assert Programme.objects.filter(name="North").count() == 1


SEEN = {"handbook": "akker@2026.1", "version": 1}


def test_settings_are_saved(client: Client, mette: Person, academy: Programme) -> None:
    client.force_login(mette)
    data = {"name": "Our Academy", "about": "More.", "language": "nl", "time_zone": "Europe/Amsterdam", **SEEN}

    assert client.post(SETTINGS, data).status_code == 302

    academy.refresh_from_db()
    assert (academy.name, academy.language, academy.version) == ("Our Academy", "nl", 2)


def test_settings_that_are_wrong_keep_what_was_typed(client: Client, mette: Person) -> None:
    client.force_login(mette)
    data = {"name": "", "about": "Long thoughts.", "language": "xx", "time_zone": "Mars/Base", "version": 1}

    response = client.post(SETTINGS, data)

    assert response.status_code == 422
    assert "Long thoughts." in response.content.decode()


def test_a_stale_save_shows_both_texts_and_can_be_sent_again(client: Client, mette: Person, academy: Programme) -> None:
    client.force_login(mette)
    academy.revise(seen=1, about="Theirs")
    data = {"name": academy.name, "about": "Mine", "language": "da", "time_zone": "Europe/Amsterdam", **SEEN}

    response = client.post(SETTINGS, data)

    page = response.content.decode()
    assert (response.status_code, response.context["pairs"][0][1:]) == (409, ("Mine", "Theirs"))
    assert "Theirs" in page
    assert 'name="version" value="2"' in page
    assert client.post(SETTINGS, {**data, "version": 2}).status_code == 302
    assert Programme.objects.get(slug="academy").about == "Mine"


@pytest.mark.parametrize("kind", ["organisation", "forum"])
def test_renaming(kind: str, client: Client, mette: Person, municipality: Organisation, chiefs: Forum) -> None:
    client.force_login(mette)
    row = municipality if kind == "organisation" else chiefs
    type(row).objects.create(programme=row.programme, name="Taken")
    address = reverse(f"programmes:{kind}", args=["academy", row.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "", "version": 1}).status_code == 422
    taken = client.post(address, {"name": "Taken", "version": 1})
    assert client.post(address, {"name": "West", "version": 1}).status_code == 302
    stale = client.post(address, {"name": "East", "version": 1})

    row.refresh_from_db()
    assert (taken.status_code, stale.status_code, row.name) == (422, 409, "West")
    assert "already another" in taken.content.decode()
    assert {"East", "West"} <= set(stale.context["pairs"][0])


def test_an_empty_name_is_asked_again_where_it_was_typed(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)

    response = client.post(f"{HOME}forums/", {"name": " "})

    assert response.status_code == 422
    assert 'id="forum_name_error"' in response.content.decode()
    assert Forum.objects.count() == 1


def test_a_date_in_the_past_is_refused(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)
    yesterday, later = clock.now() - timedelta(days=2), clock.now() + timedelta(days=9)
    address = reverse("programmes:dates", args=["academy", chiefs.pk])

    refused = client.post(address, {"on": f"{yesterday:%F}"})
    assert client.post(address, {"on": f"{later:%F}"}).status_code == 302

    assert refused.status_code == 422
    assert f'value="{yesterday:%F}"' in refused.content.decode()
    assert Forum.objects.with_next_date(clock.now().date()).get().next_on == later.date()


def test_a_personal_programme_becomes_an_ordinary_one(client: Client, olga: Person, rita: Person) -> None:
    personal = actions.personal(person=olga, now=clock.now())
    home = reverse("programmes:home", args=[personal.slug])
    client.force_login(olga)
    page = client.get(home).content.decode()
    assert "Make this a programme" in page
    assert client.get(reverse("programmes:settings", args=[personal.slug])).status_code == 404
    assert client.post(reverse("programmes:opening", args=[personal.slug]), {"name": ""}).status_code == 422

    response = client.post(reverse("programmes:opening", args=[personal.slug]), {"name": "Ours"})

    personal.refresh_from_db()
    assert (response.url, personal.name, personal.is_personal) == (home, "Ours", False)  # type: ignore[attr-defined]
    assert "Make this a programme" not in client.get(home).content.decode()
    assert actions.personal(person=olga, now=clock.now()) != personal


@pytest.mark.trust
@pytest.mark.parametrize("who", ["rita", "mette"])
def test_a_personal_programme_is_nobody_elses(
    who: str, client: Client, request: pytest.FixtureRequest, olga: Person
) -> None:
    personal = actions.personal(person=olga, now=clock.now())
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("programmes:home", args=[personal.slug])).status_code == 404
    assert client.post(reverse("programmes:opening", args=[personal.slug]), {"name": "Mine"}).status_code == 404
    personal.refresh_from_db()
    assert personal.is_personal


def test_opening_an_ordinary_programme_changes_nothing(client: Client, mette: Person, academy: Programme) -> None:
    client.force_login(mette)

    client.post(f"{HOME}opening/", {"name": "Other"})

    academy.refresh_from_db()
    assert (academy.name, Event.objects.count()) == ("The Academy", 0)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_with_one_and_three(
    count: int, client: Client, mette: Person, academy: Programme, django_assert_num_queries: object
) -> None:
    for number in range(count):
        forum = Forum.objects.create(programme=academy, name=f"Forum {number}")
        organisation = Organisation.objects.create(programme=academy, name=f"House {number}")
        today = clock.now().date()
        for day in range(count):
            forum.dates.create(programme=academy, on=today + timedelta(days=day))
        for role, what in (
            ("forum", {"forum": forum}),
            ("home_manager", {"organisation": organisation}),
            ("reference_leader", {}),
        ):
            someone = Person.objects.create_user(f"{role}{number}@example.org", name=f"{role} {number}")
            Office.objects.create(programme=academy, person=someone, role=role, from_on=today, **what)
    client.force_login(mette)
    last = count - 1
    pages = {
        HOME: (
            6,
            [f"Forum {last}", f"House {last}", f"forum {last}", f"home_manager {last}", f"reference_leader {last}"],
        ),
        f"{HOME}forums/{forum.pk}/": (6, [f"forum {last}"]),
        f"{HOME}organisations/{organisation.pk}/": (5, [f"home_manager {last}"]),
        f"{HOME}offices/": (5, [f"Forum {last}", f"House {last}"]),
        SETTINGS: (4, ["The Academy"]),
    }
    for path, (queries, things) in pages.items():
        with django_assert_num_queries(queries):  # type: ignore[operator]
            page = client.get(path).content.decode()
        assert [thing for thing in things if thing not in page] == [], path
