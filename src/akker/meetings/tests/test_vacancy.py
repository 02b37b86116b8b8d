"""Somebody is needed, and found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.formats import date_format

from akker.meetings.actions import vacancy
from akker.meetings.models import Competence, Meeting, PlanCell, PlanRow
from akker.meetings.tests.planned import HERE, PLAN, competences, drawn, of, plan, row, state, wanted
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes.models import Event
from akker.recruit.actions import invitation, replacing
from akker.recruit.models import Candidate, Invitation
from akker.recruit.tests.pool import NOW, a_candidate
from akker.recruit.tests.test_invitations import link_for
from tests.cast import member

pytestmark = pytest.mark.django_db


def undo(client: Any, network: Network) -> Any:
    newest = Event.objects.filter(network_id=network.pk).order_by("-at", "-pk").first()
    return client.post(f"{HERE}undo/{newest.pk}/", {"once": str(uuid4())}, follow=True)


@pytest.mark.parametrize("count", [1, 3])
def test_its_page_asks_no_more_for_more(
    count: int, network: Network, lotte: Person, as_: Any, django_assert_num_queries: Any
):
    drawn(network, lotte, count)
    keys = competences(network, lotte, *(f"Kennis {n}" for n in range(count)))
    needed = wanted(network, lotte, "Een nachtzuster")
    client = as_("lotte")
    fitting = [pooled(network, n, "nachtzuster") for n in range(count)]
    for n in range(count):
        asked_for(client, needed, pooled(network, 10 + n, "nachtzuster"))
    client.get(f"{PLAN}vacancies/{needed}/")

    with django_assert_num_queries(8):
        page = client.get(f"{PLAN}vacancies/{needed}/").content.decode()

    assert all(str(key) in page for key in (*keys.values(), *(one.pk for one in fitting)))
    assert page.count("Kandidaat 1") == count


def test_a_vacancy_is_needed_but_nobody_yet(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    keys = competences(network, lotte, "Kennis")
    data = {
        "needed": "Een nachtzuster", "competence": str(keys["Kennis"]), "ring": "second_ring",
        "meetings": [str(meetings[1].pk)],
    }  # fmt: skip

    answer = as_("lotte").post(f"{PLAN}vacancies/new/", data)

    assert answer.status_code == 302
    shown = plan(network)
    assert [len(shown.wanted(column)) for column in shown.columns] == [0, 1, 0]
    assert shown.gaps(shown.columns[1]) == ["Kennis"]  # as long as nobody is found
    page = as_("lotte").get(PLAN).content.decode()
    assert 'class="v"' in page
    assert "Een nachtzuster" in page


def test_the_meetings_to_choose_from_are_told_by_day_and_purpose(network: Network, lotte: Person, as_: Any):
    first, second, *_rest = drawn(network, lotte)
    Meeting.objects.filter(pk=first.pk).update(purpose="Kennismaken", on=NOW.date(), at=NOW.time(), starts_at=NOW)
    Meeting.objects.filter(pk=second.pk).update(purpose="", on=None, at=None, starts_at=None)

    form = as_("lotte").get(f"{PLAN}vacancies/new/").context["form"]

    labels = {str(key): label for key, label in form.fields["meetings"].choices}
    assert labels[str(first.pk)] == f"{date_format(NOW.date(), 'DATE_FORMAT')} · Kennismaken"
    assert labels[str(second.pk)] == str(second.get_kind_display())
    assert network.name not in "".join(labels.values())


def test_the_call_says_what_is_needed_when_and_why(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    key = wanted(network, lotte, "Een nachtzuster", meetings=meetings[:1])

    call = as_("lotte").get(f"{PLAN}vacancies/{key}/").context["call"]

    assert "Een nachtzuster" in call
    assert network.line in call
    assert "Keer 1" in call
    assert "Keer 2" not in call


def test_who_is_found_comes_into_the_second_ring_and_takes_the_place(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    key = wanted(network, lotte, meetings=meetings[:2])
    data = {"name": "Nadia Nacht", "email": "nadia@example.org", "ring": "second_ring"}

    assert as_("lotte").post(f"{PLAN}vacancies/{key}/filling/", data).status_code == 302

    member = Membership.objects.get(person__name="Nadia Nacht")
    assert member.ring == "second_ring"
    assert [state(network, "Nadia Nacht", n) for n in (1, 2, 3)] == ["required", "required", "not"]
    assert plan(network).vacancies == ()
    assert not Mail.objects.exists()

    undo(as_("lotte"), network)
    assert [each.name for each in plan(network).vacancies] == ["Iemand van de nacht"]
    assert Membership.objects.get(pk=member.pk).left_at is not None


@pytest.mark.parametrize("how", ["filled", "met", "closed"])
def test_who_finds_somebody_a_moment_later_sees_who_it_went_to(
    how: str, network: Network, lotte: Person, piet: Person, as_: Any
):
    key = wanted(network, lotte)
    seen = PlanRow.objects.select_related("network").get(pk=key)  # as the second of them had it before them
    if how == "met":  # by somebody who is in the plan already
        PlanRow.objects.create(programme=network.programme, network=network, membership=of(network, piet))
    first = {"name": "Nadia Nacht", "email": piet.email if how == "met" else "", "ring": "second_ring"}
    as_("lotte").post(f"{PLAN}vacancies/{key}/{'closing' if how == 'closed' else 'filling'}/", first)

    data = {"name": "Tweede", "email": "", "ring": "second_ring"}
    with pytest.raises(vacancy.Taken):
        vacancy.fill(row=seen, by=lotte, now=clock.now(), **data)
    page = as_("lotte").post(f"{PLAN}vacancies/{key}/filling/", data, follow=True).content.decode()

    assert ("Nadia Nacht is hier net voor gevonden" in page) is (how == "filled")
    assert "Tweede is er niet bij gehaald" in page
    assert not Person.objects.filter(name="Tweede").exists()
    if how == "filled":
        assert PlanRow.objects.get(pk=key).membership.person.name == "Nadia Nacht"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_in_the_same_moment_one_fills_it(network: Network, lotte: Person):
    key, start = wanted(network, lotte), Barrier(2)

    def fill(name: str) -> str:
        seen = PlanRow.objects.select_related("network").get(pk=key)
        start.wait()
        try:
            vacancy.fill(row=seen, name=name, email="", by=lotte, now=clock.now())
        except vacancy.Taken as taken:
            return f"it went to {taken.who}"
        finally:
            connection.close()
        return name

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(fill, ("Nadia", "Noor")))

    came = PlanRow.objects.get(pk=key).membership.person.name
    assert said == {came, f"it went to {came}"}
    assert Person.objects.filter(name__in=("Nadia", "Noor")).count() == 1


def test_who_is_in_the_plan_already_takes_it_on(network: Network, lotte: Person, piet: Person, as_: Any):
    meetings = drawn(network, lotte)
    keys = competences(network, lotte, "Kennis")
    mine = PlanRow.objects.create(programme=network.programme, network=network, membership=of(network, piet))
    PlanCell.objects.create(
        programme=network.programme, row=mine, meeting=meetings[0], state="not", changed_at=clock.now()
    )
    knowledge = Competence.objects.get(pk=keys["Kennis"])
    key = wanted(network, lotte, competence=knowledge, meetings=meetings[:1])

    as_("lotte").post(f"{PLAN}vacancies/{key}/filling/", {"name": "Piet", "email": piet.email, "ring": "second_ring"})

    assert state(network, "Piet", 1) == "required"
    assert row(plan(network), "Piet").competence_name == "Kennis"
    assert row(plan(network), "Piet").ring == "core"  # whoever was in stays where they were
    assert plan(network).vacancies == ()


def test_only_who_brings_people_in_fills_it(network: Network, lotte: Person, piet: Person, mette: Person, as_: Any):
    key = wanted(network, lotte)
    data = {"name": "Nadia", "email": "", "ring": "core"}

    for who in ("piet", "mette"):
        assert as_(who).post(f"{PLAN}vacancies/{key}/filling/", data).status_code == 403
    assert not Person.objects.filter(name="Nadia").exists()


def test_worded_anew_and_closed(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    data = {"needed": "Iemand van de dag", "ring": "core", "version": "1"}
    assert as_("lotte").post(f"{PLAN}vacancies/{key}/", data).status_code == 302
    assert as_("lotte").post(f"{PLAN}vacancies/{key}/", data | {"needed": "Anders"}).status_code == 409

    as_("lotte").post(f"{PLAN}vacancies/{key}/closing/")
    assert as_("lotte").get(f"{PLAN}vacancies/{key}/").status_code == 404

    undo(as_("lotte"), network)
    assert [each.name for each in plan(network).vacancies] == ["Iemand van de dag"]


def test_a_vacancy_that_was_asked_for_by_mistake(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    as_("lotte").post(f"{PLAN}vacancies/new/", {"needed": "Toch niemand", "ring": "core"})

    undo(as_("lotte"), network)

    assert plan(network).vacancies == ()


# --- asking whom the programme knows -------------------------------------------------------


def pooled(network: Network, number: int, *competences: str, **said: Any) -> Candidate:
    return a_candidate(network.programme, number, [], **{"competences": list(competences), "findable_at": NOW, **said})


def asked_for(client: Any, key: Any, candidate: Candidate) -> Invitation:
    client.post(f"{PLAN}vacancies/{key}/asking/", {"candidate": str(candidate.pk), "once": str(uuid4())})
    return Invitation.objects.select_related("person", "network__programme", "candidate").get(candidate=candidate)


def test_only_who_agreed_and_fits_is_shown_and_without_an_address(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    pooled(network, 1, "nachtzorg")
    pooled(network, 2, "nachtzorg", findable_at=None, pool_at=NOW)  # agreed to be asked by the programme alone
    pooled(network, 3, "boekhouden")
    pooled(network, 4, "nachtdienst", findable_at=None, experts_at=NOW)
    pooled(network, 5, "nachtzorg", withdrawn_at=NOW)
    inside = pooled(network, 6, "nachtzorg")
    member(network, "Inge", ring="second_ring")
    Membership.objects.filter(person__name="Inge").update(person=inside.person)

    page = as_("lotte").get(f"{PLAN}vacancies/{key}/").content.decode()

    assert [number for number in range(1, 7) if f"Kandidaat {number:02}" in page] == [1, 4]
    assert "kandidaat1@" not in page
    found = as_("lotte").get(f"{PLAN}vacancies/{key}/", {"words": "boekhouden"}).context["fits"]
    assert [str(fit.candidate) for fit in found] == ["Kandidaat 03"]


def test_a_yes_fills_the_vacancy_in_the_second_ring(network: Network, lotte: Person, as_: Any, client: Any):
    meetings = drawn(network, lotte)
    key = wanted(network, lotte, meetings=meetings[:2])
    made = asked_for(as_("lotte"), key, pooled(network, 1, "nachtzorg"))
    assert "Iemand van de nacht" in made.why
    assert made.competence == "nachtzorg"  # what they are good at, not what the vacancy is called
    assert (made.meeting_count, made.hours) == (2, 4)
    assert not Mail.objects.exists()
    sending = f"{HERE}candidates/invitations/sending/"
    assert "kandidaat1@" not in as_("lotte").get(sending).content.decode()

    as_("lotte").post(sending, {"who": [str(made.pk)], "once": str(uuid4())})
    assert "tweede schil" in Mail.objects.get().text
    client.logout()
    client.post(link_for(made), {"answer": "accepted", "once": str(uuid4())})

    assert Membership.objects.get(person=made.person).ring == "second_ring"
    assert [state(network, "Kandidaat 01", n) for n in (1, 2, 3)] == ["required", "required", "not"]
    assert plan(network).vacancies == ()


def test_an_expert_is_asked_to_contribute_and_comes_in_with_a_yes(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    expert = pooled(network, 1, "nachtzorg", findable_at=None, experts_at=NOW, contributes=["workshop"])
    made = asked_for(as_("lotte"), key, expert)
    assert (made.kind, made.contribution) == ("contribution", "workshop")

    invitation.send(invitations=[made], by=lotte, now=NOW)
    invitation.accept(invitation=made, now=NOW)

    assert row(plan(network), "Kandidaat 01").ring == "second_ring"


def test_who_comes_second_is_welcome_and_the_place_is_taken(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    asked = [asked_for(as_("lotte"), key, pooled(network, number, "nachtzorg")) for number in (1, 2)]
    invitation.send(invitations=asked, by=lotte, now=NOW)

    for each in asked:
        invitation.accept(invitation=each, now=NOW)

    assert PlanRow.objects.get(pk=key).membership.person == asked[0].person
    assert Membership.objects.filter(person=asked[1].person, ring="second_ring").exists()
    assert "Kandidaat 02" not in [each.name for each in plan(network).rows]


def test_a_colleague_who_was_named_takes_the_same_place(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    made = asked_for(as_("lotte"), key, pooled(network, 1, "nachtzorg"))
    invitation.send(invitations=[made], by=lotte, now=NOW)
    invitation.name_colleague(invitation=made, name="Coby", email="coby@example.org", now=NOW)
    instead = replacing.release(invitation=made, by=lotte, now=NOW)
    invitation.send(invitations=[instead], by=lotte, now=NOW)

    invitation.accept(invitation=instead, now=NOW)

    assert row(plan(network), "Coby").ring == "second_ring"


def test_nobody_is_asked_twice_nor_without_consent(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    first = pooled(network, 1, "nachtzorg")
    asked_for(as_("lotte"), key, first)
    silent = pooled(network, 2, "nachtzorg", findable_at=None, pool_at=NOW)

    for each in (first, silent):
        as_("lotte").post(f"{PLAN}vacancies/{key}/asking/", {"candidate": str(each.pk), "once": str(uuid4())})

    assert Invitation.objects.count() == 1


def test_the_second_ring_is_asked_with_the_words_of_the_call(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    page = as_("lotte").get(f"{PLAN}vacancies/{key}/")

    form = as_("lotte").get(page.context["to_ring"]).context["form"]

    assert form["kind"].value() == "network"
    assert "Iemand van de nacht" in form["question"].value()
