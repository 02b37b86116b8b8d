"""Themes: proposed by anybody in the programme, talked about, decided, and then a network without typing twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks import actions
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes import actions as programmes
from akker.programmes.models import Event, ThemeCall, ThemeProposal, ThemeTalk

pytestmark = pytest.mark.django_db
HERE = "/p/academie/programme/themes/"
WORDS = {
    "puzzles": "Waarom blijven leerlingen weg van school?", "for_whom": "Leerlingen en hun ouders",
    "why_now": "Elk jaar meer", "together": "School ziet het laatst", "unknown": "Wie ziet het eerst?",
    "participants": "De schoolarts", "seen": "0", "reference_leader": "Rita, als ze wil",
}  # fmt: skip


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def theme(network: Network, piet: Person, as_: Any) -> ThemeProposal:
    assert as_("piet").post(f"{HERE}new/", WORDS).status_code == 302
    return ThemeProposal.objects.get()


def decide(client: Client, theme: ThemeProposal, decision: str = "accepted", words: str = "In januari, ja.") -> Any:
    return client.post(f"{HERE}{theme.pk}/decision/", {"decision": decision, "words": words})


@pytest.mark.trust
def test_whoever_is_in_the_programme_proposes_and_reads_and_nobody_else(
    theme: ThemeProposal, ringo: Person, rita: Person, hanne: Person, freja: Person, mette: Person, lars: Person,
    olga: Person, as_: Any,
) -> None:  # fmt: skip
    for who in ("piet", "ringo", "rita", "hanne", "freja", "mette"):
        page = read(as_(who), f"{HERE}{theme.pk}/")
        assert all(words in page for words in WORDS.values())
    for who in ("lars", "olga"):
        assert as_(who).get(HERE).status_code == 404
        assert as_(who).post(f"{HERE}new/", WORDS).status_code == 404


def test_a_network_that_ended_leaves_questions_for_another(
    network: Network, piet: Person, lotte: Person, now: Any, as_: Any
) -> None:
    actions.close(network=network, by=lotte, now=now)

    assert f'href="{HERE}"' in read(as_("piet"), network.home)
    assert as_("piet").post(f"{HERE}new/", WORDS).status_code == 302
    assert ThemeProposal.objects.get().by == piet


def test_one_line_is_a_proposal(network: Network, lotte: Person, as_: Any) -> None:
    assert as_("lotte").post(f"{HERE}new/", {"puzzles": " "}).status_code == 422
    assert as_("lotte").post(f"{HERE}new/", {"puzzles": "Waarom?", "seen": "0"}).status_code == 302

    assert ThemeProposal.objects.get().by == lotte


def test_talked_about_and_never_scored(theme: ThemeProposal, freja: Person, mette: Person, as_: Any) -> None:
    path = f"{HERE}{theme.pk}/talks/urgency/"

    as_("freja").post(path, {"words": "Boven wel, op de vloer nog niet", "seen": "0"})
    stale = as_("mette").post(path, {"words": "Overal", "seen": "0"})

    assert stale.status_code == 409
    assert "Boven wel" in stale.content.decode()
    assert "Boven wel" in read(as_("piet"), f"{HERE}{theme.pk}/")
    assert as_("piet").post(path, {"words": "Ja", "seen": "1"}).status_code == 404
    assert ThemeTalk.objects.get().words == "Boven wel, op de vloer nog niet"


def test_days_are_set_and_taken_off(network: Network, mette: Person, lotte: Person, as_: Any) -> None:
    client = as_("mette")
    assert client.post(f"{HERE}days/", {"deadline_on": "2099-12-01", "decides_on": "2099-01-01"}).status_code == 422
    client.post(f"{HERE}days/", {"deadline_on": "2099-12-01", "decides_on": "2100-01-15"})
    assert "2099" in read(as_("lotte"), HERE)

    page = client.post(f"{HERE}days/{ThemeCall.objects.get().pk}/withdrawal/", follow=True)
    assert "2099-12-01" not in page.content.decode()
    event = Event.objects.get(verb="programmes.themecall.dropped")
    client.post(f"{HERE}undo/{event.pk}/")
    assert ThemeCall.objects.get().withdrawn_at is None
    client.post(f"{HERE}undo/{Event.objects.get(verb='programmes.themecall.noted').pk}/")
    assert ThemeCall.objects.get().withdrawn_at


def test_decided_by_manager_or_forum_and_who_proposed_is_told(
    theme: ThemeProposal, mette: Person, freja: Person, rita: Person, piet: Person, as_: Any
) -> None:
    assert decide(as_("rita"), theme).status_code == 403
    decide(as_("freja"), theme, "not_now", "Eerst de zomer door.")
    theme.refresh_from_db()
    assert (theme.decision, theme.decided_by) == ("not_now", freja)
    assert "Eerst de zomer door." in Mail.objects.get(person=piet).text
    decide(as_("mette"), theme)

    theme.refresh_from_db()
    assert (theme.decision, theme.decided_by) == ("accepted", mette)


def test_the_proposer_changes_and_withdraws_until_it_is_decided(
    theme: ThemeProposal, mette: Person, lotte: Person, as_: Any
) -> None:
    client, path = as_("piet"), f"{HERE}{theme.pk}/"
    assert as_("lotte").post(f"{path}change/", {**WORDS, "seen": "1"}).status_code == 404
    client.post(f"{path}change/", {**WORDS, "why_now": "Nu", "seen": "1"})
    stale = client.post(f"{path}change/", {**WORDS, "why_now": "Straks", "seen": "1"})
    assert (stale.status_code, ThemeProposal.objects.get().why_now) == (409, "Nu")

    client.post(f"{path}withdrawal/")
    assert client.get(path).status_code == 404
    event = Event.objects.get(verb="programmes.themeproposal.withdrawn")
    assert as_("lotte").post(f"{HERE}undo/{event.pk}/").status_code == 404
    client.post(f"{HERE}undo/{event.pk}/")
    assert client.get(path).status_code == 200
    decide(as_("mette"), theme)
    assert client.post(f"{path}withdrawal/").status_code == 404
    client.post(f"{HERE}undo/{Event.objects.get(verb='programmes.themeproposal.proposed').pk}/")
    assert client.get(path).status_code == 404


def test_accepted_it_becomes_a_network_with_nothing_typed_twice(
    theme: ThemeProposal, piet: Person, rita: Person, mette: Person, as_: Any
) -> None:
    client, path = as_("mette"), f"{HERE}{theme.pk}/network/"
    assert client.get(path).status_code == 404
    decide(client, theme)
    form = client.get(path).context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert sent["reference_leader"]
    sent["handbook"] = sent["handbook"] or "leernetwerk@2026.1"

    answer = client.post(path, sent)

    made = Network.objects.get(proposal=theme)
    assert answer.url == made.home
    assert (made.line, made.reference_leader.person) == (WORDS["puzzles"], rita)
    assert WORDS["puzzles"] in read(as_("piet"), f"{made.home}question/")
    written = read(as_("piet"), f"{made.home}canvas/")
    assert all(WORDS[name] in written for name in ("for_whom", "why_now", "together", "unknown", "participants"))
    assert Membership.objects.get(network=made).person == piet
    assert f'href="{made.home}"' in read(client, f"{HERE}{theme.pk}/")
    client.post(path, sent)
    assert Network.objects.filter(proposal=theme).count() == 1


def test_a_programme_of_somebody_s_own_has_no_themes(network: Network, lotte: Person, as_: Any, now: Any) -> None:
    home = programmes.personal(person=lotte, now=now)

    assert as_("lotte").get(f"/p/{home.slug}/programme/themes/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_no_more_for_more(network: Network, lotte: Person, mette: Person, count: int, as_: Any) -> None:
    for n in range(1, count + 1):
        as_("lotte").post(f"{HERE}new/", {"puzzles": f"Thema {n}", "seen": "0"})
        theme = ThemeProposal.objects.get(puzzles=f"Thema {n}")
        for key in ("value", "urgency", "own")[:count]:
            as_("mette").post(f"{HERE}{theme.pk}/talks/{key}/", {"words": f"Gezegd {key}", "seen": "0"})
    for who, queries in (("mette", 6), ("lotte", 7)):
        client = as_(who)
        with CaptureQueriesContext(connection) as asked:
            seen = read(client, HERE)
        assert [f"Thema {n}" in seen for n in range(1, 4)] == [n <= count for n in range(1, 4)]
        assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)
        with CaptureQueriesContext(connection) as asked:
            seen = read(client, f"{HERE}{theme.pk}/")
        assert [f"Gezegd {key}" in seen for key in ("value", "urgency", "own")] == [n < count for n in range(3)]
        assert len(asked) <= 8, "\n".join(query["sql"][:200] for query in asked)


def test_a_long_list_is_read_to_its_end_and_back(
    network: Network, lotte: Person, mette: Person, as_: Any, now: Any
) -> None:
    """What is open comes before what is decided."""
    ThemeProposal.objects.bulk_create(
        ThemeProposal(
            programme=network.programme, puzzles=f"Thema {n}!", by=lotte, at=now - timedelta(hours=n),
            decision="declined" if n > 215 else "", decided_at=now if n > 215 else None,
        )
        for n in range(101, 221)
    )  # fmt: skip
    client, pages, step = as_("mette"), [], HERE
    while step:
        answer = client.get(step)
        pages.append(re.findall(r"Thema \d+!", answer.content.decode()))
        step = answer.context["later"]

    assert sum(pages, []) == [f"Thema {n}!" for n in range(101, 221)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert re.findall(r"Thema \d+!", read(client, answer.context["earlier"])) == pages[1]
