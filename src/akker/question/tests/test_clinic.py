"""From a draft to a question that is agreed: alone first, together then, and a reservation stops nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.journey.actions import rounds
from akker.journey.models import Consent, Round, Voice
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.models import State, Wording, state_of
from akker.question.tests.clinic import a_line, a_round

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/question/clinic/"
PEOPLE = ("lotte", "fatma", "piet")


@pytest.fixture
def line(network: Network, lotte: Person, fatma: Person, piet: Person, now: datetime) -> Wording:
    return a_line(network, lotte, now)


def page(client: Any) -> str:
    answer = client.get(HERE)
    assert answer.status_code == 200
    return answer.content.decode()


def state(network: Network) -> State | None:
    return state_of(list(network.wordings.of("line")))


def undo(client: Any) -> None:
    event = Event.objects.filter(undone_at=None).order_by("at", "pk").last()
    assert event
    assert client.post(f"/p/academie/zorg/undo/{event.pk}/").status_code == 302


def agree(client: Any, line: Wording, answer: str = "yes", words: str = "") -> Any:
    return client.post(f"{HERE}consent/", {"seen": str(line.pk), "answer": answer, "words": words})


def test_before_there_is_a_question_the_page_asks_for_one(network: Network, piet: Person, as_: Any) -> None:
    Network.objects.filter(pk=network.pk).update(line="")

    assert "/question/" in page(as_("piet"))
    assert as_("piet").post(f"{HERE}rounds/", {"prompt": "Wat vind je?"}).status_code == 404


@pytest.mark.trust
def test_nobody_reads_a_voice_before_it_is_revealed(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now, piet=("Te vaag voor mij", "Hoe houden we het vol?"), fatma=("Mooi begin", ""))

    assert "Te vaag voor mij" in page(as_("piet"))
    for who in ("lotte", "fatma"):
        seen = page(as_(who))
        assert "Te vaag voor mij" not in seen
        assert ">2 " in seen  # how many, and no more
    assert not Event.objects.filter(by__name="Piet").exists()

    as_("lotte").post(f"{HERE}rounds/{row.pk}/revelation/")

    for who in PEOPLE:
        seen = page(as_(who))
        assert all(text in seen for text in ("Te vaag voor mij", "Hoe houden we het vol?", "Mooi begin"))


@pytest.mark.trust
def test_an_office_reads_no_voice_and_no_reservation(
    network: Network, line: Wording, lotte: Person, rita: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now, piet=("Te vaag voor mij", ""))
    rounds.reveal(round=row, by=lotte, now=now)
    agree(as_("piet"), line, "reservation", "Niet zonder de familie")

    assert "Te vaag voor mij" in page(as_("lotte"))
    assert "Niet zonder de familie" in page(as_("lotte"))
    seen = page(as_("rita"))
    assert "Te vaag voor mij" not in seen
    assert "Niet zonder de familie" not in seen


def test_only_who_opened_it_or_leads_reveals(
    network: Network, line: Wording, lotte: Person, fatma: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now)
    assert as_("piet").post(f"{HERE}rounds/{row.pk}/revelation/").status_code == 403
    assert as_("fatma").post(f"{HERE}rounds/{row.pk}/revelation/").status_code == 302
    as_("fatma").post(f"{HERE}rounds/{row.pk}/revelation/")

    row.refresh_from_db()
    assert row.revealed_by == fatma
    assert Event.objects.filter(verb="journey.round.revealed").count() == 1


def test_ones_voice_is_changed_and_taken_back_without_a_trace(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now)
    client, path = as_("piet"), f"{HERE}rounds/{row.pk}/voice/"

    client.post(path, {"text": "Eerst", "proposal": "", "seen": "0"})
    client.post(path, {"text": "Toen", "proposal": "Hoe?", "seen": "1"})
    stale = client.post(path, {"text": "Uit een ander venster", "proposal": "", "seen": "1"})

    assert stale.status_code == 409
    assert 'id="conflict"' in stale.content.decode()
    assert Voice.objects.get().text == "Toen"
    client.post(path, {"text": "", "proposal": "", "seen": "2"})
    assert not Voice.objects.exists()


def test_after_the_reveal_nobody_adds_and_one_may_take_back(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now, piet=("Eerst", ""))
    rounds.reveal(round=row, by=lotte, now=now)
    voice = Voice.objects.get()

    as_("piet").post(f"{HERE}rounds/{row.pk}/voice/", {"text": "Toch anders", "proposal": "", "seen": "1"})
    assert Voice.objects.get().text == "Eerst"
    assert as_("lotte").post(f"{HERE}voices/{voice.pk}/withdrawal/").status_code == 403
    as_("piet").post(f"{HERE}voices/{voice.pk}/withdrawal/")
    assert "Eerst" not in page(as_("lotte"))
    undo(as_("piet"))
    assert "Eerst" in page(as_("lotte"))


def test_a_proposal_becomes_the_question_in_one_act(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    row = a_round(network, lotte, now, piet=("", "Hoe houden we dementie thuis vol?"))
    rounds.reveal(round=row, by=lotte, now=now)
    voice, client = Voice.objects.get(), as_("fatma")
    sent = {"text": voice.proposal, "reason": "Nu staan wij erin", "seen": "1"}

    assert client.post(f"{HERE}voices/{voice.pk}/proposal/", {**sent, "seen": "7"}).status_code == 409
    assert client.post(f"{HERE}voices/{voice.pk}/proposal/", sent).status_code == 302

    network.refresh_from_db()
    row.refresh_from_db()
    newest = network.wordings.of("line")[0]
    assert (network.line, newest.number, newest.round, newest.reason) == (voice.proposal, 2, row, "Nu staan wij erin")
    assert (state(network), row.closed_by and row.closed_by.name) == (State.SHARPENED, "Fatma")
    seen = page(client)
    assert "<del>" in seen
    assert "<ins>" in seen
    undo(client)
    row.refresh_from_db()
    network.refresh_from_db()
    assert (network.line, row.is_open) == ("Dementie thuis", True)


def test_agreed_when_the_core_has_answered_and_a_reservation_stops_nobody(
    network: Network, line: Wording, ringo: Person, as_: Any
) -> None:
    assert state(network) == State.DRAFT
    as_("lotte").post(f"{HERE}sharpening/", {"seen": str(line.pk)})
    assert state(network) == State.SHARPENED
    undo(as_("lotte"))
    assert state(network) == State.DRAFT
    as_("lotte").post(f"{HERE}sharpening/", {"seen": str(line.pk)})

    assert agree(as_("piet"), line, "reservation").status_code == 422
    agree(as_("piet"), line, "reservation", "Niet zonder de familie")
    agree(as_("fatma"), line)
    assert state(network) == State.SHARPENED
    agree(as_("lotte"), line)
    assert state(network) == State.AGREED
    undo(as_("lotte"))
    assert state(network) == State.SHARPENED
    assert Consent.objects.standing().count() == 2


def test_one_answer_each_and_the_earlier_one_comes_back(network: Network, line: Wording, as_: Any) -> None:
    agree(as_("piet"), line)
    agree(as_("piet"), line, "reservation", "Bij nader inzien")

    assert Consent.objects.standing().get().words == "Bij nader inzien"
    undo(as_("piet"))
    assert Consent.objects.standing().get().answer == "yes"


def test_agreed_aloud_is_noted_by_somebody_for_those_who_did_not_answer(
    network: Network, line: Wording, as_: Any
) -> None:
    agree(as_("piet"), line, "reservation", "Niet zonder de familie")

    as_("fatma").post(f"{HERE}agreement/", {"seen": str(line.pk)})

    assert state(network) == State.AGREED
    noted = Consent.objects.standing().exclude(noted_by=None).values_list("membership__person__name", "noted_by__name")
    assert set(noted) == {("Lotte", "Fatma"), ("Fatma", "Fatma")}
    assert "Niet zonder de familie" in page(as_("lotte"))
    as_("fatma").post(f"{HERE}agreement/", {"seen": str(line.pk)})
    assert Event.objects.filter(verb="question.wording.agreed").count() == 1
    undo(as_("fatma"))
    assert (state(network), Consent.objects.standing().count()) == (State.DRAFT, 1)


def test_a_new_version_after_agreement_shifts_it(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    as_("fatma").post(f"{HERE}agreement/", {"seen": str(line.pk)})
    newer = a_line(network, lotte, now, "Hoe houden we het vol?")

    assert state(network) == State.SHIFTED
    refused = agree(as_("piet"), line)
    assert refused.status_code == 409
    assert str(newer.pk) in refused.content.decode()
    as_("fatma").post(f"{HERE}agreement/", {"seen": str(newer.pk)})
    assert state(network) == State.AGREED


def test_a_round_closes_and_opens_again(
    network: Network, line: Wording, lotte: Person, now: datetime, as_: Any
) -> None:
    as_("piet").post(f"{HERE}rounds/", {"prompt": "Per ongeluk"})
    undo(as_("piet"))
    as_("piet").post(f"{HERE}rounds/", {"prompt": "Wat vind je?"})
    as_("lotte").post(f"{HERE}rounds/", {"prompt": "Nog een"})
    row = Round.objects.standing().get()
    as_("piet").post(f"{HERE}rounds/{row.pk}/closing/")
    assert Round.objects.open().exists()  # not before it is revealed
    as_("piet").post(f"{HERE}rounds/{row.pk}/revelation/")
    as_("piet").post(f"{HERE}rounds/{row.pk}/closing/")

    assert not Round.objects.open().exists()
    undo(as_("piet"))
    assert Round.objects.open().exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_no_more_for_more(
    network: Network, lotte: Person, fatma: Person, piet: Person, now: datetime, count: int, as_: Any
) -> None:
    for n in range(1, count + 1):
        line = a_line(network, lotte, now, f"Hoe {n}")
        row = a_round(network, lotte, now, **{name: (f"Stem {n} van {name}", "") for name in PEOPLE[:count]})
        rounds.reveal(round=row, by=lotte, now=now)
        if n < count:
            rounds.close(round=row, by=lotte, now=now)
    for name in PEOPLE[:count]:
        agree(as_(name), line, "reservation", f"Voorbehoud van {name}")
    client = as_("lotte")

    with CaptureQueriesContext(connection) as asked:
        seen = page(client)

    for name in PEOPLE[:count]:
        assert f"Stem 1 van {name}" in seen
        assert f"Voorbehoud van {name}" in seen
    assert len(asked) == 8, "\n".join(query["sql"][:200] for query in asked)
