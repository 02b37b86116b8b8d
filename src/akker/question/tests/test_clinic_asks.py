"""Who is asked what in the clinic, and what becomes of it: it stands at Now, and goes when it is done or over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from akker.journey.models import Round
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask
from akker.programmes.models import Event
from akker.question.models import State, Wording, state_of
from akker.question.tests.clinic import a_line

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/question/clinic/"


@pytest.fixture
def line(network: Network, lotte: Person, fatma: Person, piet: Person, now: datetime) -> Wording:
    return a_line(network, lotte, now)


def asked(kind: str) -> set[str]:
    return set(Ask.objects.open().filter(kind=kind).values_list("person__name", flat=True))


def core() -> set[str]:
    return set(Membership.objects.present().core().values_list("person__name", flat=True))


def agree(client: Any, line: Wording) -> None:
    assert client.post(f"{HERE}consent/", {"seen": str(line.pk), "answer": "yes"}).status_code == 302


def undo(client: Any, verb: str, by: Person) -> None:
    event = Event.objects.filter(undone_at=None, verb=verb, by=by).latest("at", "pk")
    assert client.post(f"/p/academie/zorg/undo/{event.pk}/").status_code == 302


def state(network: Network) -> State | None:
    return state_of(list(network.wordings.of("line")))


def test_a_round_asks_everybody_but_who_opened_it(line: Wording, lotte: Person, piet: Person, as_: Any) -> None:
    assert as_("lotte").post(f"{HERE}rounds/", {"prompt": "Wat vind je?"}).status_code == 302
    row = Round.objects.get()

    assert asked("round") == core() - {lotte.name}
    assert f"{HERE}" in as_("piet").get("/").content.decode()

    voice = f"{HERE}rounds/{row.pk}/voice/"
    as_("piet").post(voice, {"text": "Te vaag", "seen": "0"})
    assert piet.name not in asked("round")
    as_("piet").post(voice, {"text": "", "seen": "1"})
    assert piet.name in asked("round")

    as_("lotte").post(f"{HERE}rounds/{row.pk}/revelation/")
    assert asked("round") == set()


def test_a_round_that_was_opened_by_mistake_asks_nobody(line: Wording, lotte: Person, as_: Any) -> None:
    as_("lotte").post(f"{HERE}rounds/", {"prompt": "Wat vind je?"})
    undo(as_("lotte"), "journey.round.opened", lotte)

    assert asked("round") == set()


def test_a_sharp_question_asks_who_has_not_answered(
    network: Network, line: Wording, lotte: Person, piet: Person, as_: Any
) -> None:
    agree(as_("piet"), line)
    as_("lotte").post(f"{HERE}sharpening/", {"seen": str(line.pk)})
    assert asked("wording") == core() - {piet.name}

    agree(as_("lotte"), line)
    assert asked("wording") == core() - {piet.name, lotte.name}
    undo(as_("lotte"), "question.wording.answered", lotte)
    assert lotte.name in asked("wording")

    as_("lotte").post(f"{HERE}agreement/", {"seen": str(line.pk)})
    assert asked("wording") == set()
    assert state(network) == State.AGREED


def test_another_version_asks_no_more_about_the_one_before(
    network: Network, line: Wording, lotte: Person, as_: Any
) -> None:
    as_("lotte").post(f"{HERE}sharpening/", {"seen": str(line.pk)})
    newer = {"text": "Hoe blijven mensen thuis?", "seen": str(line.number)}
    assert as_("lotte").post("/p/academie/zorg/question/line/", newer).status_code == 302
    assert asked("wording") == set()

    undo(as_("lotte"), "question.wording.given", lotte)
    assert asked("wording") == core()


def test_who_takes_an_answer_back_is_waited_for_again(
    network: Network, line: Wording, lotte: Person, piet: Person, as_: Any
) -> None:
    for name in ("piet", "lotte"):
        agree(as_(name), line)
    as_("lotte").post(f"{HERE}agreement/", {"seen": str(line.pk)})
    assert state(network) == State.AGREED

    undo(as_("piet"), "question.wording.answered", piet)

    assert state(network) == State.DRAFT


def test_when_the_last_silent_member_leaves_it_can_still_be_agreed(
    network: Network, line: Wording, lotte: Person, as_: Any
) -> None:
    others = Membership.objects.present().core().exclude(person=lotte)
    others.update(left_at=clock.now())
    agree(as_("lotte"), line)
    Wording.objects.update(agreed_at=None, agreed_by=None)  # as it was when she answered before they left

    assert f'action="{HERE}agreement/"' in as_("lotte").get(HERE).content.decode()
    as_("lotte").post(f"{HERE}agreement/", {"seen": str(line.pk)})
    assert state(network) == State.AGREED


def test_a_line_that_was_emptied_is_no_question(network: Network, line: Wording, as_: Any) -> None:
    as_("lotte").post("/p/academie/zorg/question/line/", {"text": "", "seen": str(line.number)})

    assert "question:sharpening" not in as_("lotte").get(HERE).content.decode()
    assert state(network) is None


# --- and of the ambition -------------------------------------------------------------------

AMBITION = "/p/academie/zorg/ambition/"


@pytest.fixture
def ambition(network: Network, line: Wording, as_: Any) -> Wording:
    as_("lotte").post(f"{AMBITION}line/", {"text": "Niemand wacht alleen", "seen": "0"})
    return network.wordings.of("ambition").get()


def test_each_says_whether_they_can_go_on_with_the_ambition(
    network: Network, line: Wording, ambition: Wording, lotte: Person, piet: Person, rita: Person, as_: Any
) -> None:
    sharp = as_("lotte").post(f"{HERE}sharpening/", {"seen": str(ambition.pk)})
    assert (sharp.status_code, sharp.url) == (302, AMBITION)
    assert asked("ambition") == core()
    assert asked("wording") == set()
    assert AMBITION in as_("piet").get("/").content.decode()

    words = {"seen": str(ambition.pk), "answer": "reservation", "words": "Na een winter opnieuw"}
    assert as_("piet").post(f"{HERE}consent/", words).url == AMBITION
    assert as_("lotte").post(f"{HERE}agreement/", {"seen": str(ambition.pk)}).url == AMBITION

    ambition.refresh_from_db()
    assert ambition.agreed_at
    assert state(network) == State.DRAFT  # of the question
    assert "Na een winter opnieuw" in as_("lotte").get(AMBITION).content.decode()
    assert "Na een winter opnieuw" not in as_("rita").get(AMBITION).content.decode()


def test_an_answer_to_an_earlier_ambition_comes_back_with_what_was_typed(ambition: Wording, as_: Any) -> None:
    as_("lotte").post(f"{AMBITION}line/", {"text": "Niemand wacht", "seen": "1"})

    words = {"seen": str(ambition.pk), "answer": "reservation", "words": "Na een winter opnieuw"}
    answer = as_("piet").post(f"{HERE}consent/", words)

    assert answer.status_code == 409
    assert "Na een winter opnieuw" in answer.content.decode()
    assert "Niemand wacht" in answer.content.decode()
