"""Somebody without an account applies: nothing is made before their mailbox says yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.recruit import tasks
from akker.recruit.actions import application as actions
from akker.recruit.models import Announcement, Application, Candidate, Preference, Questionnaire
from akker.recruit.tests.conftest import PAGE, WEEK, apply, begun, confirmed, filled_in, mailed

pytestmark = pytest.mark.django_db


def test_nothing_is_made_before_the_mailbox_says_yes(client: Client, announcement: Announcement):
    people = Person.objects.count()
    path = apply(client)

    assert client.get(path).status_code == 200
    assert (Person.objects.count(), Candidate.objects.count()) == (people, 0)

    client.post(f"{path}confirmation/")

    candidate = Candidate.objects.get()
    assert candidate.person.email == "nora@example.org"
    assert candidate.competences == ["luisteren", "plannen"]
    assert (candidate.is_manager_informed, candidate.experience_years) == (True, 7)
    assert candidate.engagement_accepted_at
    assert candidate.composing_at
    assert candidate.pool_at is None
    assert not Application.objects.exists()
    assert Preference.objects.get().rank == 1


def test_the_answer_is_the_same_whether_the_mail_is_known_or_not(client: Client, announcement: Announcement, olga: Any):
    known = client.post(PAGE, filled_in(email="olga@example.org"))
    unknown = client.post(PAGE, filled_in())

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert client.get(known.url).status_code == 200


def test_a_known_person_stays_who_they_are(client: Client, announcement: Announcement, olga: Person):
    confirmed(client, email="olga@example.org", name="Iemand Anders")

    assert Candidate.objects.get().person == olga
    assert Person.objects.get(pk=olga.pk).name == "Olga"


def test_applying_again_gives_new_answers_and_keeps_the_place(client: Client, announcement: Announcement):
    confirmed(client)
    first = Candidate.objects.get()
    path = confirmed(client, motive="Toch iets anders")

    again = Candidate.objects.get()
    assert (again.pk, again.motive, again.applied_at) == (first.pk, "Toch iets anders", first.applied_at)
    assert "Toch iets anders" in client.get(path).content.decode()


@pytest.mark.parametrize("field", ["name", "email", "openness", "engagement"])
def test_what_has_to_be_there(client: Client, announcement: Announcement, field: str):
    answer = client.post(PAGE, filled_in(**{field: ""}))

    assert answer.status_code == 422
    assert "Ik wil leren" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_draft_asks_nothing_and_has_its_own_link(client: Client, announcement: Announcement):
    answer = client.post(PAGE, {"email": "nora@example.org", "motive": "Misschien", "save": "1"})
    path = mailed()

    assert answer.status_code == 200
    assert path in answer.content.decode()
    assert "Misschien" in client.get(path).content.decode()
    version = Application.objects.get().version
    assert client.post(path, {"motive": "Zeker", "save": "1", "version": version}).status_code == 302
    assert Application.objects.get().answers["motive"] == "Zeker"

    stale = client.post(path, {"motive": "Andere tab", "save": "1", "version": version})
    assert stale.status_code == 409
    assert "Zeker" in stale.content.decode()

    sent = client.post(path, filled_in(version=version + 1))
    assert sent.status_code == 302
    confirm = mailed()
    assert confirm != path
    assert client.post(f"{path}confirmation/").status_code == 404  # the browser's link confirms no mailbox
    assert client.post(f"{confirm}confirmation/").status_code == 302


def test_a_draft_is_thrown_away_with_its_mail(client: Client, announcement: Announcement):
    client.post(PAGE, {"email": "nora@example.org", "motive": "Misschien", "save": "1"})

    assert client.post(f"{mailed()}disposal/").status_code == 200

    assert not Application.objects.exists()
    assert not Mail.objects.filter(address="nora@example.org").exists()


def test_a_stranger_writes_nothing_into_the_mail_to_an_address(client: Client, announcement: Announcement):
    apply(client, name="Je wint\n\nhttps://evil.example/\n", motive="Kijk op https://evil.example/")

    sent = Mail.objects.get(address="nora@example.org")
    assert "evil" not in sent.text + sent.subject
    assert "Je wint" not in sent.text + sent.subject
    assert Application.objects.get().name == "Je wint https://evil.example/"


def test_what_nobody_confirms_is_dropped_after_a_week(client: Client, announcement: Announcement):
    apply(client)
    apply(client, email="laat@example.org")
    Application.objects.filter(email="nora@example.org").update(saved_at=clock.now() - WEEK)

    assert tasks.sweep.call() == 1

    assert [row.email for row in Application.objects.all()] == ["laat@example.org"]
    assert not Mail.objects.filter(address="nora@example.org").exists()


def test_withdrawing_and_coming_back_by_ones_own_link(client: Client, announcement: Announcement):
    path = confirmed(client)

    assert client.post(f"{path}withdrawal/").status_code == 302
    assert Candidate.objects.standing().count() == 0
    assert client.get(path).status_code == 200
    client.post(f"{path}return/")
    assert Candidate.objects.standing().count() == 1

    client.post(f"{path}withdrawal/")
    Candidate.objects.update(withdrawn_at=clock.now() - timedelta(days=31))
    tasks.sweep.call()
    assert not Candidate.objects.exists()
    assert client.get(path).status_code == 404


def test_consent_is_given_for_each_use_and_taken_back(client: Client, announcement: Announcement):
    path = confirmed(client, pool="on")
    assert Candidate.objects.pooled().count() == 1

    client.post(f"{path}consents/", {"experts": "on"})

    candidate = Candidate.objects.get()
    assert (candidate.pool_at, candidate.experts_at is not None) == (None, True)
    assert Candidate.objects.composable().count() == 1


def test_who_said_yes_to_the_programme_is_not_found_by_its_networks(client: Client, announcement: Announcement):
    """Another use is another consent: an earlier yes to later questions never comes to mean more."""
    path = confirmed(client, pool="on")
    assert not Candidate.objects.findable().exists()

    client.post(f"{path}consents/", {"pool": "on", "findable": "on"})

    assert Candidate.objects.findable().get().pool_at
    assert client.get(path).context["form"]["findable"].value()


def test_wishes_are_ranked_over_the_open_questions(
    client: Client, announcement: Announcement, second: Announcement, network: Network
):
    other = str(second.network_id)
    page = client.get(PAGE).content.decode()
    assert "Rust in de nacht" in page

    twice = client.post(PAGE, filled_in(wish_0=other, wish_1=other))
    assert twice.status_code == 422
    confirmed(client, wish_0=other, wish_1=str(network.pk))

    ranked = Preference.objects.order_by("rank").values_list("network__name", flat=True)
    assert list(ranked) == ["Rust in de nacht", "Dementie thuis"]


def test_a_closed_question_is_no_wish(client: Client, announcement: Announcement, second: Announcement):
    strange = client.post(PAGE, filled_in(wish_0="0192f0c8-0000-7000-8000-000000000000"))
    assert strange.status_code == 422

    path = apply(client, wish_0=str(announcement.network_id), wish_1=str(second.network_id))
    Announcement.objects.filter(pk=second.pk).update(closed_at=clock.now())
    client.post(f"{path}confirmation/")
    assert Preference.objects.get().network_id == announcement.network_id

    other = apply(client, email="laat@example.org")
    Announcement.objects.update(closed_at=clock.now())
    answer = client.post(f"{other}confirmation/")
    assert answer.status_code == 410
    assert Candidate.objects.count() == 1


def test_who_comes_when_it_is_full_waits_in_order(client: Client, announcement: Announcement):
    Announcement.objects.update(most=1, has_waiting_list=True)
    confirmed(client)
    second = confirmed(client, email="twee@example.org")
    third = confirmed(client, email="drie@example.org")
    confirmed(client, email="twee@example.org", motive="Nog steeds")

    waiting = Preference.objects.exclude(waiting_at=None).order_by("waiting_at")
    assert [row.candidate.person.email for row in waiting] == ["twee@example.org", "drie@example.org"]
    assert client.get(second).status_code == 404  # the newest mail holds the link now
    assert "1 " in client.get(third).content.decode()


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"most": 0, "has_waiting_list": False}, b'id="apply"'), ({"apply_until": "2020-01-01"}, b'id="apply"')],
)
def test_full_or_over_there_is_nothing_to_fill_in(
    client: Client, announcement: Announcement, changes: Any, word: bytes
):
    Announcement.objects.update(**changes)

    assert word not in client.get(PAGE).content
    assert client.post(PAGE, filled_in()).status_code == 422
    assert not Application.objects.exists()


def test_machines_are_held_off_without_a_word(client: Client, announcement: Announcement):
    caught = client.post(PAGE, filled_in(website="https://koop.example"))
    quick = client.post(PAGE, filled_in(begun=begun(1)))
    forged = client.post(PAGE, filled_in(begun="nonsense"))

    assert caught.status_code == 302
    assert (quick.status_code, forged.status_code) == (422, 422)
    assert not Application.objects.exists()


def test_floods_are_held_off(client: Client, announcement: Announcement, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "FROM_ONE_PLACE", 3)
    monkeypatch.setattr(actions, "TO_ONE_ADDRESS", 2)
    statuses = [client.post(PAGE, filled_in()).status_code for _each in range(4)]

    assert statuses == [302, 302, 302, 429]
    assert Mail.objects.filter(address="nora@example.org").count() == 2
    assert "127.0.0.1" not in str(list(Application.objects.values_list()))


def test_only_what_the_programme_chose_is_asked(client: Client, announcement: Announcement, network: Network):
    Questionnaire.objects.create(programme=network.programme, asks=["region"])
    page = client.get(PAGE).content.decode()

    assert 'name="region"' in page
    assert 'name="motive"' not in page
    confirmed(client, region="Gelderland")
    assert (Candidate.objects.get().region, Candidate.objects.get().motive) == ("Gelderland", "")


def test_other_sites_show_it_well(client: Client, announcement: Announcement):
    Announcement.objects.update(added_value="Wat het brengt:\n\n- nieuwe mensen\n- rust")
    page = client.get(PAGE).content.decode()

    assert '<meta property="og:description" content="Wat het brengt: nieuwe mensen rust">' in page
    assert '<meta property="og:locale" content="nl_NL">' in page


def test_the_page_is_read_in_the_language_of_the_network_or_as_chosen(client: Client, announcement: Announcement):
    Network.objects.update(language="da")
    danish = client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    client.cookies["akker_language"] = "en"
    english = client.get(PAGE).content.decode()

    assert '<html lang="da"' in danish
    assert '<html lang="en"' in english
    assert '<meta property="og:title" content="Dementie thuis">' in english
