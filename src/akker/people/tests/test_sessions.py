from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from akker.people.access import SessionStore
from akker.people.models import Person


@pytest.fixture
def reader(db: None) -> Person:
    return Person.objects.create_user("reader@example.org", name="Lotte")


@pytest.fixture
def signed_in(client: Client, reader: Person) -> Client:
    client.force_login(reader)
    return client


def test_a_session_says_who_it_is_until_it_ends(signed_in, reader):
    key = signed_in.session.session_key
    assert SessionStore(key)["_auth_user_id"] == str(reader.pk)
    assert signed_in.get("/me/").status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert SessionStore(key).load() == {}
    assert signed_in.get("/me/").status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, None])
def test_who_was_closed_or_is_gone_is_nobody(signed_in, reader, change):
    if change:
        Person.objects.update(**change)
    else:
        reader.delete()

    assert signed_in.get("/me/").status_code == 302


@pytest.mark.django_db
def test_a_key_that_was_made_up_is_nobody(client):
    client.cookies["akker_session"] = "' OR 1=1 --"

    assert client.get("/me/").status_code == 302
