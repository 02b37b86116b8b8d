"""Appointing, telling and ending."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes.models import Event, Forum, Office, Organisation, Programme

pytestmark = pytest.mark.django_db
HOME = "/p/academy/programme/"
OFFICES = f"{HOME}offices/"


def test_a_newcomer_becomes_known_and_is_not_mailed(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)
    data = {"email": "Nadia@Example.org", "name": "Nadia", "office": f"forum:{chiefs.pk}"}

    response = client.post(OFFICES, data)

    nadia = Person.objects.get(email="nadia@example.org")
    assert (response.url, nadia.name, nadia.language) == (HOME, "Nadia", "da")  # type: ignore[attr-defined]
    assert (nadia.offices.get().forum, nadia.has_usable_password()) == (chiefs, False)
    assert not Mail.objects.exists()


def test_somebody_known_keeps_their_own_name(
    client: Client, mette: Person, olga: Person, municipality: Organisation
) -> None:
    client.force_login(mette)

    client.post(OFFICES, {"email": olga.email, "name": "Not Olga", "office": f"home_manager:{municipality.pk}"})

    olga.refresh_from_db()
    assert olga.name == "Olga"
    assert olga.offices.get(programme__slug="academy").organisation == municipality


@pytest.mark.parametrize("office", ["", "forum", "owner", "forum:00000000-0000-7000-8000-000000000000"])
def test_an_office_that_is_not_there_is_asked_again(office: str, client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)

    response = client.post(OFFICES, {"email": "nadia@example.org", "office": office})

    assert response.status_code == 422
    assert "nadia@example.org" in response.content.decode()
    assert Office.objects.count() == 1


@pytest.mark.trust
def test_a_forum_of_another_programme_cannot_be_given(client: Client, mette: Person, olga: Person) -> None:
    theirs = Forum.objects.create(programme=Programme.objects.get(slug="elsewhere"), name="Theirs")
    client.force_login(mette)

    assert client.post(OFFICES, {"email": olga.email, "office": f"forum:{theirs.pk}"}).status_code == 422


def test_a_double_post_appoints_once(client: Client, mette: Person) -> None:
    client.force_login(mette)
    data = {"email": "nadia@example.org", "office": "reference_leader", "once": str(uuid4())}

    client.post(OFFICES, data)
    client.post(OFFICES, data)

    assert Event.objects.filter(verb__startswith="programmes.office").count() == 1


def test_the_form_knows_where_one_came_from(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)

    page = client.get(f"{OFFICES}?office=forum:{chiefs.pk}").content.decode()

    assert f'<option value="forum:{chiefs.pk}" selected>' in page


def test_a_mail_is_read_before_it_is_sent(client: Client, mette: Person, chiefs: Forum) -> None:
    client.force_login(mette)
    data = {"email": "nadia@example.org", "name": "Nadia", "office": f"forum:{chiefs.pk}", "tell": "on"}
    preview = client.post(OFFICES, data, follow=True)
    notice = preview.redirect_chain[-1][0]
    shown = preview.context["form"].initial
    assert "Nadia" in shown["text"]
    assert "Chiefs" in shown["text"]
    assert f"\n\nhttp://localhost:8000{HOME}" in shown["text"]
    assert not Mail.objects.exists()

    assert client.post(notice, {"subject": "", "text": "Hello"}).status_code == 422
    assert client.post(notice, {"subject": "Welcome", "text": "Hello"}).status_code == 302

    mail = Mail.objects.get()
    assert (mail.address, mail.subject, mail.text) == ("nadia@example.org", "Welcome", "Hello")
    assert Event.objects.filter(verb="programmes.office.told").count() == 1


def test_who_has_no_address_is_not_mailed(client: Client, mette: Person, rita: Person) -> None:
    Person.objects.filter(pk=rita.pk).update(email=None)
    client.force_login(mette)
    address = reverse("programmes:notice", args=["academy", rita.offices.get().pk])

    assert client.get(address).status_code == 404
    assert address not in client.get(HOME).content.decode()


def test_the_last_manager_stays(client: Client, mette: Person) -> None:
    client.force_login(mette)

    page = client.post(reverse("programmes:ending", args=["academy", mette.offices.get().pk]), follow=True)

    assert "A programme needs a manager. Appoint another first." in page.content.decode()
    assert Office.objects.current(clock.now().date()).filter(person=mette).exists()
    assert not Event.objects.exists()


def test_one_of_two_managers_can_go(client: Client, mette: Person, appoint: Callable[..., Person]) -> None:
    other = appoint("Mads", "programme_manager")
    client.force_login(mette)

    response = client.post(reverse("programmes:ending", args=["academy", other.offices.get().pk]))

    assert response.url == HOME  # type: ignore[attr-defined]
    assert not Office.objects.current(clock.now().date()).filter(person=other).exists()
