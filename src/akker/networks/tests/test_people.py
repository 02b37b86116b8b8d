"""People come in as typed, write their own card, are arranged with, leave with thanks and come back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from akker.networks import actions
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask, Mail

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
PEOPLE = f"{HERE}people/"
CARD = {"brings": "Soep", "needs": "Brood", "competences": "luisteren, rekenen", "function": "wijkverpleegkundige"}


def own(person: Person) -> Membership:
    return Membership.objects.select_related("network", "person").get(person=person)


# --- in ------------------------------------------------------------------------------------


def test_people_come_in_as_typed_and_nobody_is_mailed(network: Network, lotte: Person, piet: Person, as_: Any):
    typed = f"Anna Bakker <anna@example.org>\nBo\n{piet.email}\nLotte\nAnna Bakker"

    response = as_("lotte").post(f"{PEOPLE}new/", {"people": typed, "ring": "second_ring"}, follow=True)

    ring = network.memberships.filter(ring="second_ring").values_list("person__name", "person__email")
    assert set(ring) == {("Anna Bakker", "anna@example.org"), ("Bo", None)}
    assert own(piet).ring == "core"
    assert network.memberships.count() == 4
    assert (Mail.objects.count(), len(mail.outbox)) == (0, 0)
    assert "Anna Bakker" in response.content.decode()


def test_bringing_the_same_people_in_again_changes_nothing(network: Network, lotte: Person, as_: Any):
    for _again in range(2):
        as_("lotte").post(f"{PEOPLE}new/", {"people": "Bo\nanna@example.org", "ring": "core"})

    assert network.memberships.count() == 3


def test_who_was_only_a_name_gets_the_address_that_comes_with_it_later(
    network: Network, lotte: Person, piet: Person, as_: Any
):
    as_("lotte").post(f"{PEOPLE}new/", {"people": "Bo", "ring": "core"})
    bo = Person.objects.get(name="Bo")

    as_("lotte").post(f"{PEOPLE}new/", {"people": f"Bo <{piet.email}>", "ring": "core"})
    assert not Person.objects.get(pk=bo.pk).email  # that address is somebody else's

    said = as_("lotte").post(f"{PEOPLE}new/", {"people": "bo <bo@example.org>", "ring": "core"}, follow=True)
    assert Person.objects.get(pk=bo.pk).email == "bo@example.org"
    assert "stonden er al" in said.content.decode()

    as_("lotte").post(f"{PEOPLE}new/", {"people": "Bo <other@example.org>", "ring": "core"})
    assert Person.objects.filter(name="Bo").count() == 2  # two who are called the same
    assert network.memberships.count() == 4


def test_who_invites_sees_on_the_list_who_has_not_answered(network: Network, lotte: Person, piet: Person, as_: Any):
    as_("lotte").post(f"{PEOPLE}new/", {"people": "Bo\nAnna <anna@example.org>", "ring": "core"})
    network.memberships.filter(person__name="Anna").update(invited_at=clock.now())

    page = as_("lotte").get(PEOPLE).content.decode()

    assert (page.count(">weet het nog niet<"), page.count("nog geen antwoord")) == (1, 1)  # Bo and Anna
    assert "nog geen antwoord" not in as_("piet").get(PEOPLE).content.decode()


def test_a_newcomer_speaks_the_language_of_the_network(network: Network, lotte: Person, as_: Any):
    Network.objects.update(language="da", time_zone="Europe/Copenhagen")
    as_("lotte").post(f"{PEOPLE}new/", {"people": "Søren <soren@example.org>", "ring": "core"})

    soren = Person.objects.get(email="soren@example.org")
    assert (soren.language, soren.time_zone, soren.has_usable_password()) == ("da", "Europe/Copenhagen", False)


def test_more_than_a_hundred_come_from_a_spreadsheet(network: Network, lotte: Person, as_: Any):
    typed = "\n".join(f"Lid {n}" for n in range(101))

    assert as_("lotte").post(f"{PEOPLE}new/", {"people": typed, "ring": "core"}).status_code == 422
    assert network.memberships.count() == 1


# --- cards and arrangements ----------------------------------------------------------------


def test_a_card_is_its_owners_to_write(piet: Person, lotte: Person, as_: Any):
    path = f"{PEOPLE}{own(piet).pk}/card/"

    assert as_("lotte").post(path, {**CARD, "version": "1"}).status_code == 403
    assert as_("piet").post(path, {**CARD, "version": "1"}).status_code == 302

    card = own(piet)
    assert (card.brings, card.needs, card.competences) == ("Soep", "Brood", ["luisteren", "rekenen"])
    assert "wijkverpleegkundige" in as_("lotte").get(f"{PEOPLE}{card.pk}/").content.decode()


def in_every_language(kind: str) -> set[str]:
    """How pages could say this kind, in small letters."""
    said = {kind}
    for language in ("nl", "da", "en"):
        with translation.override(language):
            said |= {str(each.label).casefold() for each in Membership.Kind if each == kind}
    return said


@pytest.mark.trust
@pytest.mark.parametrize("kept", ["kind_words", "kind"])
def test_nobody_sees_a_kind_without_consent(
    kept: str, network: Network, piet: Person, cast: dict[str, Person], as_: Any
):
    """Planted words show on no page and in no export, for nobody but their owner; until the owner consents."""
    secret, shown = ("zelfhonger", "zelfhonger") if kept == "kind_words" else ("expert_by_experience", "expert")
    said = in_every_language(secret)
    choice = {"kind": "", "kind_words": "", kept: secret}
    path = f"{PEOPLE}{own(piet).pk}/"
    assert as_("piet").post(f"{path}card/", {**CARD, **choice, "version": "1"}).status_code == 302
    assert shown in as_("piet").get(f"{path}card/").content.decode()

    pages = ["", "people/", "journey/", "results/", "question/", "people/export.csv", "invitations/", "settings/"]
    found = []
    for who in cast:
        client = as_(who)
        for page in [*(f"{HERE}{page}" for page in pages), path, f"{path}arrangements/", f"{path}departure/", "/"]:
            text = client.get(page).content.decode(errors="replace").casefold()
            found += [(who, page) for word in said if word in text]
    assert found == []

    as_("piet").post(f"{path}card/", {**CARD, **choice, "show_kind": "on", "version": "2"})
    assert [word for word in said if word in as_("lotte").get(path).content.decode().casefold()] != []
    as_("piet").post(f"{path}card/", {**CARD, **choice, "version": "3"})
    assert own(piet).shown_kind == ""


@pytest.mark.trust
def test_an_export_never_holds_a_kind(network: Network, piet: Person, lotte: Person, as_: Any):
    Membership.objects.filter(person=piet).update(kind_words="zelfhonger", kind_shown_at=clock.now(), brings="Soep")

    text = as_("lotte").get(f"{PEOPLE}export.csv").content.decode()

    assert "Soep" in text
    assert "zelfhonger" not in text


def test_consent_without_a_kind_is_no_consent(piet: Person, as_: Any):
    as_("piet").post(f"{PEOPLE}{own(piet).pk}/card/", {"show_kind": "on", "version": "1"})

    assert own(piet).kind_shown_at is None


def test_a_leader_arranges_place_organisation_and_hours(piet: Person, lotte: Person, as_: Any):
    data = {"ring": "second_ring", "organisation": " Thuiszorg  Noord ", "hours_agreed": "2,5", "version": "1"}

    assert as_("lotte").post(f"{PEOPLE}{own(piet).pk}/arrangements/", data).status_code == 302

    arranged = Membership.objects.select_related("organisation").get(person=piet)
    assert (arranged.ring, arranged.organisation.name, str(arranged.hours_agreed)) == (
        "second_ring", "Thuiszorg Noord", "2.5"
    )  # fmt: skip
    assert as_("piet").post(f"{HERE}steps/ambition/taken/", {"way": "begun"}).status_code == 403


# --- out and back --------------------------------------------------------------------------


def test_leaving_withdraws_what_was_asked(network: Network, piet: Person, lotte: Person):
    Membership.objects.filter(person=piet).update(joined_at=None)
    actions.invite(memberships=[own(piet)], subject="Kom", text="[link]", minutes=2, by=lotte, now=clock.now())

    actions.leave(membership=own(piet), by=piet, now=clock.now())

    assert Ask.objects.get().withdrawn_at
    assert not Seat.objects.current().filter(membership__person=piet).exists()


def test_who_left_comes_back_without_their_roles(piet: Person, lotte: Person, as_: Any):
    client = as_("lotte")
    client.post(f"{PEOPLE}{own(piet).pk}/departure/", {"thanks": ""})

    assert client.post(f"{PEOPLE}{own(piet).pk}/return/").status_code == 302

    assert as_("piet").get(HERE).status_code == 200
    assert not Seat.objects.current().filter(membership__person=piet).exists()
    assert Membership.objects.filter(person=piet).count() == 1


@pytest.mark.parametrize("page", ["arrangements/", "departure/", "seats/"])
def test_nothing_is_arranged_with_who_left(page: str, piet: Person, lotte: Person, as_: Any):
    actions.leave(membership=own(piet), by=lotte, now=clock.now())

    assert as_("lotte").post(f"{PEOPLE}{own(piet).pk}/{page}", {"role": "leader"}).status_code == 404
    assert as_("lotte").get(f"{PEOPLE}{own(piet).pk}/").status_code == 200


def test_no_role_is_given_to_who_left(piet: Person, lotte: Person):
    actions.leave(membership=own(piet), by=lotte, now=clock.now())

    with pytest.raises(actions.NotHere):
        actions.give_seat(membership=own(piet), role="leader", by=lotte, now=clock.now())


def test_people_of_another_network_are_not_here(network: Network, piet: Person, lotte: Person, olga: Person, as_: Any):
    other = actions.start(
        programme=network.programme,
        name="Elders",
        by=olga,
        now=clock.now(),
        language="nl",
        time_zone="Europe/Amsterdam",
    )
    stranger = Membership.objects.get(network=other, person=olga)

    for page in ("", "arrangements/", "departure/"):
        assert as_("lotte").get(f"{PEOPLE}{stranger.pk}/{page}").status_code == 404
    assert as_("lotte").post(f"{PEOPLE}{stranger.pk}/seats/", {"role": "leader"}).status_code == 404
    seat = Seat.objects.get(membership=stranger)
    assert as_("lotte").post(f"{HERE}seats/{seat.pk}/end/", {"to": ""}).status_code == 404


def test_the_longest_here_come_first_on_the_overview(network: Network, lotte: Person, piet: Person, as_: Any):
    Membership.objects.filter(person=piet).update(added_at=clock.now() - timedelta(days=900))

    page = as_("lotte").get(HERE).content.decode()

    assert 0 < page.index('aria-label="Piet"') < page.index('aria-label="Lotte"')
