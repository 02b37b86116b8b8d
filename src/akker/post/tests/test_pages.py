from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from akker.people import clock
from akker.people.models import Person
from akker.post import actions, kinds
from akker.post.models import Job, Preference

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_reader(client, reader):
    client.force_login(reader)
    return client


def test_preferences_are_shown_and_kept(as_reader, reader):
    page = as_reader.get(reverse("post:preferences"))
    assert page.status_code == 200

    choices = {kinds.INVITATION: "now", kinds.REMINDER: "daily", kinds.NOTICE: "off"}
    response = as_reader.post(reverse("post:preferences"), {**choices, "once": uuid4()})

    assert response.status_code == 302
    assert dict(Preference.objects.values_list("kind", "way")) == choices


def test_a_way_that_does_not_exist_is_refused(as_reader):
    response = as_reader.post(reverse("post:preferences"), {kinds.NOTICE: "twice", "once": uuid4()})

    assert (response.status_code, Preference.objects.count()) == (422, 0)


def begin(person: Person) -> Job:
    return actions.begin(person=person, kind="import", now=clock.now(), total=50)


def test_a_job_shows_how_far_it_is_and_looks_again(as_reader, reader):
    job = begin(reader)
    job.advance(12)
    address = reverse("post:job", args=[job.pk])

    page, part = as_reader.get(address), as_reader.get(address, headers={"HX-Request": "true"})

    assert b"<html" in page.content
    assert b"<html" not in part.content
    for answer in (page, part):
        assert 'max="50" value="12"' in answer.content.decode()
        assert f'hx-get="{address}"' in answer.content.decode()


def test_a_job_that_is_over_says_so_and_stops_asking(as_reader, reader):
    with actions.at_work(job=begin(reader), clock=clock.now) as job:
        job.result = {"said": "16 people came in", "address": "/p/a/b/"}

    page = as_reader.get(reverse("post:job", args=[job.pk])).content.decode()

    assert "16 people came in" in page
    assert 'href="/p/a/b/"' in page
    assert "hx-get" not in page.partition("<main")[2].partition("</main")[0]


def test_a_job_that_fails_says_so_and_lets_the_fault_rise(as_reader, reader):
    job = begin(reader)
    with pytest.raises(ZeroDivisionError), actions.at_work(job=job, clock=clock.now):
        _ = 1 / 0

    job.refresh_from_db()
    assert (job.failed_at is not None, job.finished_at, job.is_over) == (True, None, True)
    assert "ZeroDivisionError" in job.failure
    assert b"hx-get" not in as_reader.get(reverse("post:job", args=[job.pk])).content.partition(b"<main")[2]


@pytest.mark.trust
def test_a_job_of_somebody_else_is_not_there(as_reader):
    job = begin(Person.objects.create_user("olga@example.org"))

    assert as_reader.get(reverse("post:job", args=[job.pk])).status_code == 404
