from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID, uuid4

import pytest
from django.contrib.sessions.models import Session

from akker.people import actions
from akker.people.keys import oldest_after, uuid7
from akker.people.models import Once, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_known(client, known):
    client.force_login(known)
    return client


def words(**changes: object) -> dict[str, object]:
    start = {"name": "Jannie", "language": "nl", "time_zone": "Europe/Amsterdam", "version": 1, "once": uuid4()}
    return start | changes


def test_a_person_says_who_they_are(as_known, known):
    assert as_known.get("/me/").status_code == 200

    answer = as_known.post("/me/?next=/p/", words(name="Jannie", language="da", time_zone="Asia/Tokyo"))

    known.refresh_from_db()
    assert answer.url == "/p/"
    assert (known.name, known.language, known.time_zone, known.version) == ("Jannie", "da", "Asia/Tokyo", 2)


def test_what_is_saved_is_said_in_the_language_that_was_chosen(as_known):
    assert "Gemt." in as_known.post("/me/", words(language="da"), follow=True).content.decode()


def test_a_name_is_one_line_so_that_it_adds_nothing_to_a_mail(as_known, known):
    as_known.post("/me/", words(name="Jannie\r\n\r\nhttps://evil.example\r\n"))

    known.refresh_from_db()
    assert known.name == "Jannie https://evil.example"


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 121},
        {"language": "fy"},
        {"time_zone": "Europe/Leeuwarden"},
        {"time_zone": "../x"},
        {"version": "x"},
    ],
)
def test_what_cannot_be_kept_is_said(as_known, known, change):
    answer = as_known.post("/me/", words(**change))

    known.refresh_from_db()
    assert (answer.status_code, known.version) == (422, 1)


def test_two_windows_do_not_overwrite_each_other(as_known, known):
    as_known.post("/me/", words(name="Written first"))

    stale = as_known.post("/me/", words(name="Written later"))

    known.refresh_from_db()
    page = stale.content.decode()
    assert (stale.status_code, known.name) == (409, "Written first")
    assert "Written first" in page
    assert "Written later" in page
    assert 'name="version" value="2"' in page


def test_a_password_can_be_chosen_and_changed(as_known, known):
    chosen = as_known.post("/me/password/", {"new": "rustig lopen", "once": uuid4()})
    known.refresh_from_db()
    assert (chosen.status_code, known.check_password("rustig lopen")) == (302, True)
    assert as_known.get("/me/").status_code == 200  # still signed in

    without_old = as_known.post("/me/password/", {"new": "harder lopen", "once": uuid4()})
    assert without_old.status_code == 422
    as_known.post("/me/password/", {"old": "rustig lopen", "new": "harder lopen", "once": uuid4()})
    known.refresh_from_db()
    assert known.check_password("harder lopen")


@pytest.mark.parametrize("new", ["", "kort", "password123"])
def test_a_poor_password_is_refused(as_known, known, new):
    assert as_known.post("/me/password/", {"new": new, "once": uuid4()}).status_code == 422
    known.refresh_from_db()
    assert not known.has_usable_password()


def test_anybody_chooses_a_language(client):
    answer = client.post("/language/", {"language": "da", "next": "/sign-in/", "once": uuid4()})

    assert answer.url == "/sign-in/"
    assert 'lang="da"' in client.get("/sign-in/").content.decode()


def test_a_person_keeps_the_language_they_choose(as_known, known):
    as_known.post("/language/", {"language": "da", "once": uuid4()})

    known.refresh_from_db()
    assert (known.language, known.version) == ("da", 1)


def test_a_language_that_is_not_there_changes_nothing(as_known, known):
    assert as_known.post("/language/", {"language": "fy", "once": uuid4()}).url == "/"
    known.refresh_from_db()
    assert known.language == "nl"


def test_keys_sort_by_birth():
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    assert oldest_after(moment - timedelta(days=1)) < oldest_after(moment) < uuid7()
    born = [uuid7() for _ in range(500)]
    assert (sorted(born), {key.version for key in born}, {key.variant for key in born}) == (born, {7}, {RFC_4122})
    assert uuid7() < oldest_after(datetime.now(UTC) + timedelta(seconds=1))


def test_who_asked_for_a_code_and_never_came_is_forgotten(client, known):
    now = datetime.now(UTC)
    Once.objects.create(key=uuid4(), at=now - timedelta(days=3))
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    old = oldest_after(now - timedelta(days=3))
    Person.objects.create(id=old, email="never-came@example.org")
    Person.objects.create(email="just-asked@example.org")
    named = Person.objects.create(id=UUID(int=old.int + 1), email="named@example.org", name="Piet")
    held = Person.objects.create(id=UUID(int=old.int + 2), email="held@example.org")
    Once.objects.create(key=uuid4(), person=held, at=now)

    actions.sweep(now=now)

    left = set(Person.objects.values_list("email", flat=True))
    assert left == {known.email, "just-asked@example.org", named.email, held.email}
    assert (Once.objects.count(), Session.objects.count()) == (1, 0)
