"""Undo: once, within ten minutes, by who did it, and only while they may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.programmes import actions
from akker.programmes.models import Event, Forum, ForumDate, Office, Organisation, Programme

pytestmark = pytest.mark.django_db
HOME = "/p/academy/programme/"


def undo_of(response: object) -> str:
    """Where the Undo button of the page leads to; empty without one."""
    return next((message.extra_tags for message in response.context["messages"]), "")  # type: ignore[attr-defined]


def take_back(event: Event, client: Client, **data: str) -> int:
    return client.post(reverse("programmes:undo", args=["academy", event.pk]), data).status_code


@pytest.mark.parametrize("kind", [Organisation, Forum])
def test_adding_is_undone(kind: type[Organisation] | type[Forum], client: Client, mette: Person) -> None:
    client.force_login(mette)
    noun = f"programmes:{kind._meta.model_name}s"
    page = client.post(reverse(noun, args=["academy"]), {"name": "North"}, follow=True)
    assert kind.objects.standing().filter(name="North").exists()

    response = client.post(undo_of(page))

    assert response.status_code == 302
    assert not kind.objects.standing().filter(name="North").exists()


def test_withdrawing_is_undone(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)
    page = client.post(reverse("programmes:forum-withdrawal", args=["academy", chiefs.pk]), follow=True)
    assert not Forum.objects.standing().exists()

    client.post(undo_of(page))

    assert Forum.objects.standing().get() == chiefs


def test_a_date_is_withdrawn_and_comes_back(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)
    date = chiefs.dates.get()
    page = client.post(reverse("programmes:date-withdrawal", args=["academy", date.pk]), follow=True)
    assert not ForumDate.objects.filter(withdrawn_at=None).exists()

    client.post(undo_of(page))

    assert ForumDate.objects.get(withdrawn_at=None) == date


def test_ending_an_office_is_undone(client: Client, mette: Person, rita: Person) -> None:
    client.force_login(mette)
    page = client.post(reverse("programmes:ending", args=["academy", rita.offices.get().pk]), follow=True)
    assert not Office.objects.current(clock.now().date()).filter(person=rita).exists()

    client.post(undo_of(page))

    assert Office.objects.current(clock.now().date()).filter(person=rita).exists()


def test_what_was_there_already_has_no_undo(client: Client, mette: Person, rita: Person, chiefs: Forum) -> None:
    """Or taking back the second would take the first away."""
    client.force_login(mette)
    again = client.post(reverse("programmes:forums", args=["academy"]), {"name": "Chiefs"}, follow=True)
    appointed = client.post(
        reverse("programmes:offices", args=["academy"]),
        {"email": rita.email, "office": "reference_leader"},
        follow=True,
    )

    assert (undo_of(again), undo_of(appointed)) == ("", "")
    assert (Forum.objects.count(), rita.offices.count()) == (1, 1)


def test_undo_works_once(client: Client, mette: Person, rita: Person) -> None:
    client.force_login(mette)
    event = actions.release(office=rita.offices.get(), by=mette, now=clock.now())
    assert take_back(event, client) == 302
    actions.release(office=rita.offices.get(), by=mette, now=clock.now())

    page = client.post(reverse("programmes:undo", args=["academy", event.pk]), follow=True)

    assert "This can no longer be undone" in page.content.decode()
    assert not Office.objects.current(clock.now().date()).filter(person=rita).exists()


def test_ten_minutes_later_it_stands(client: Client, mette: Person, rita: Person) -> None:
    client.force_login(mette)
    event = actions.release(office=rita.offices.get(), by=mette, now=clock.now() - timedelta(minutes=11))

    assert take_back(event, client) == 302
    assert not Office.objects.current(clock.now().date()).filter(person=rita).exists()


@pytest.mark.trust
def test_only_your_own_doing_and_only_here(
    client: Client, appoint: Callable[..., Person], mette: Person, rita: Person, olga: Person
) -> None:
    other = appoint("Mads", "programme_manager")
    by_other = actions.release(office=rita.offices.get(), by=other, now=clock.now())
    elsewhere = Programme.objects.get(slug="elsewhere")
    abroad = actions.found(programme=elsewhere, kind=Forum, name="Theirs", by=mette, now=clock.now())
    client.force_login(mette)

    assert (take_back(by_other, client), take_back(abroad, client)) == (404, 404)
    assert Event.objects.filter(undone_at=None).count() == 2


@pytest.mark.trust
def test_who_lost_the_office_cannot_undo(
    client: Client, appoint: Callable[..., Person], mette: Person, rita: Person
) -> None:
    other = appoint("Mads", "programme_manager")
    event = actions.release(office=rita.offices.get(), by=other, now=clock.now())
    actions.release(office=other.offices.get(), by=mette, now=clock.now())
    client.force_login(other)

    assert take_back(event, client) == 404
    assert not Office.objects.current(clock.now().date()).filter(person=rita).exists()


def test_stepping_down_can_be_taken_back(client: Client, appoint: Callable[..., Person], mette: Person) -> None:
    other = appoint("Mads", "programme_manager")
    client.force_login(other)
    response = client.post(reverse("programmes:ending", args=["academy", other.offices.get().pk]))
    assert (response.url, client.get(HOME).status_code) == ("/", 404)  # type: ignore[attr-defined]

    take_back(Event.objects.get(verb="programmes.office.ended"), client)

    assert client.get(HOME).status_code == 200


def test_an_appointment_of_the_last_manager_stands(
    client: Client, mette: Person, academy: Programme, olga: Person
) -> None:
    event = actions.appoint(programme=academy, person=olga, role="programme_manager", by=olga, now=clock.now())
    actions.release(office=mette.offices.get(), by=olga, now=clock.now())
    client.force_login(olga)

    page = client.post(reverse("programmes:undo", args=["academy", event.pk]), follow=True)

    assert "A programme needs a manager" in page.content.decode()
    assert client.get(HOME).status_code == 200


def test_a_name_that_was_taken_meanwhile_stays_with_who_has_it(client: Client, mette: Person, chiefs: Forum) -> None:
    event = actions.dissolve(row=chiefs, by=mette, now=clock.now())
    actions.found(programme=chiefs.programme, kind=Forum, name="Chiefs", by=mette, now=clock.now())
    client.force_login(mette)

    page = client.post(reverse("programmes:undo", args=["academy", event.pk]), follow=True)

    assert "already another with this name" in page.content.decode()
    assert Forum.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [(f"{HOME}offices/", f"{HOME}offices/"), ("https://evil.example/", HOME), ("//evil.example", HOME), ("", HOME)],
)
def test_undo_leads_back_only_within_the_house(
    came_from: str, leads_to: str, client: Client, mette: Person, rita: Person
) -> None:
    client.force_login(mette)
    event = actions.release(office=rita.offices.get(), by=mette, now=clock.now())

    response = client.post(reverse("programmes:undo", args=["academy", event.pk]), {"next": came_from})

    assert response.url == leads_to  # type: ignore[attr-defined]
