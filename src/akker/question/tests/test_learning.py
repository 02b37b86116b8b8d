"""A learning question is somebody's own until they share it; then the network may take it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.actions import learning
from akker.question.forms.learning import LearningQuestionForm
from akker.question.models import LearningQuestion
from akker.question.models.learning import LONGEST

pytestmark = pytest.mark.django_db
MINE, SHARED = "/p/academie/zorg/question/mine/", "/p/academie/zorg/question/learning/"
WORDS = {
    "question": "Hoe vraag ik door?", "context": "Aan de keukentafel", "tried": "Zwijgen", "differently": "Wachten",
    "brings": "Tijd", "seen": "0",
}  # fmt: skip


@pytest.fixture
def row(network: Network, piet: Person, as_: Any) -> LearningQuestion:
    assert as_("piet").post(f"{MINE}new/", WORDS).status_code == 302
    return LearningQuestion.objects.get()


def read(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.trust
def test_a_private_question_is_nowhere_else(row: LearningQuestion, lotte: Person, rita: Person, as_: Any) -> None:
    assert "Hoe vraag ik door?" in read(as_("piet"), MINE)
    for path in (SHARED, MINE, "/p/academie/zorg/", "/p/academie/zorg/question/"):
        assert "Hoe vraag ik door?" not in read(as_("lotte"), path)
    assert not Event.objects.filter(by__name="Piet").exists()
    for path in ("", "sharing/", "withdrawal/", "answer/"):
        assert as_("lotte").post(f"{MINE}{row.pk}/{path}", WORDS).status_code == 403
    assert as_("lotte").post(f"{SHARED}{row.pk}/taking-up/").status_code == 404
    assert as_("rita").get(SHARED).status_code == 403


def test_shared_it_is_read_taken_up_put_back_and_answered(row: LearningQuestion, lotte: Person, as_: Any) -> None:
    as_("piet").post(f"{MINE}{row.pk}/sharing/")
    seen = read(as_("lotte"), SHARED)
    assert all(words in seen for name, words in WORDS.items() if name != "seen")

    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "up"})
    row.refresh_from_db()
    assert row.taken_up_by == lotte
    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "back"})
    row.refresh_from_db()
    assert (row.taken_up_at, row.taken_up_by) == (None, None)
    as_("piet").post(f"{MINE}{row.pk}/answer/")
    row.refresh_from_db()
    assert row.answered_at
    as_("piet").post(f"{MINE}{row.pk}/answer/")
    row.refresh_from_db()
    assert row.answered_at is None


@pytest.fixture
def undo(row: LearningQuestion, as_: Any) -> Callable[[str, str], None]:
    """undo(who, verb): somebody takes back the only time this was done with `row`."""

    def back(who: str, verb: str) -> None:
        event = Event.objects.get(verb=f"question.learning.{verb}")
        assert as_(who).post(f"/p/academie/zorg/undo/{event.pk}/").status_code == 302
        row.refresh_from_db()

    return back


def test_what_is_done_is_undone(row: LearningQuestion, as_: Any, undo: Callable[[str, str], None]) -> None:
    as_("piet").post(f"{MINE}{row.pk}/sharing/")
    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "up"})
    undo("lotte", "taken_up")
    assert row.taken_up_at is None
    as_("piet").post(f"{MINE}{row.pk}/withdrawal/")
    undo("piet", "dropped")
    assert row.withdrawn_at is None
    undo("piet", "shared")
    assert row.shared_at is None


def test_putting_back_and_answering_are_undone_to_the_moment(
    row: LearningQuestion, lotte: Person, as_: Any, undo: Callable[[str, str], None]
) -> None:
    as_("piet").post(f"{MINE}{row.pk}/sharing/")
    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "up"})
    row.refresh_from_db()
    taken_up_at = row.taken_up_at
    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "back"})
    undo("lotte", "put_back")
    assert (row.taken_up_at, row.taken_up_by) == (taken_up_at, lotte)

    as_("piet").post(f"{MINE}{row.pk}/answer/")
    row.refresh_from_db()
    answered_at = row.answered_at
    as_("piet").post(f"{MINE}{row.pk}/answer/")
    undo("piet", "unanswered")
    assert row.answered_at == answered_at
    undo("piet", "answered")
    assert row.answered_at is None


def test_a_private_one_goes_without_a_trace(row: LearningQuestion, as_: Any) -> None:
    as_("piet").post(f"{MINE}{row.pk}/withdrawal/")

    assert not LearningQuestion.objects.exists()


def test_two_windows_do_not_overwrite_each_other(row: LearningQuestion, as_: Any) -> None:
    client, path = as_("piet"), f"{MINE}{row.pk}/"
    assert 'value="1"' in read(client, path)
    client.post(path, {**WORDS, "question": "Hoe wacht ik?", "seen": "1"})

    refused = client.post(path, {**WORDS, "question": "Hoe zwijg ik?", "seen": "1"})

    assert refused.status_code == 409
    assert all(text in refused.content.decode() for text in ("Hoe wacht ik?", "Hoe zwijg ik?", 'id="conflict"'))
    row.refresh_from_db()
    assert row.question == "Hoe wacht ik?"
    assert client.post(path, {**WORDS, "question": ""}).status_code == 422


def test_another_wording_of_a_shared_one_is_taken_back(
    row: LearningQuestion, as_: Any, undo: Callable[[str, str], None]
) -> None:
    client, path = as_("piet"), f"{MINE}{row.pk}/"
    client.post(path, {**WORDS, "question": "Hoe luister ik?", "seen": "1"})  # for Piet alone: nothing is kept of it
    client.post(f"{path}sharing/")
    client.post(path, {**WORDS, "question": "Hoe wacht ik?", "tried": "", "seen": "2"})
    client.post(path, {**WORDS, "question": "Hoe wacht ik?", "tried": "", "seen": "3"})  # the same once more
    seen = read(as_("lotte"), SHARED)
    assert ("Hoe wacht ik?" in seen, "Hoe luister ik?" in seen) == (True, False)

    undo("piet", "changed")

    assert (row.question, row.tried, row.withdrawn_at) == ("Hoe luister ik?", WORDS["tried"], None)
    assert not LearningQuestion.objects.filter(question="Hoe vraag ik door?").exists()
    assert read(as_("lotte"), SHARED).count('<article class="card" id="learning-') == 1


def test_taking_back_a_wording_leaves_a_newer_one(
    row: LearningQuestion, piet: Person, undo: Callable[[str, str], None]
) -> None:
    learning.share(row=row, by=piet, now=clock.now())
    first = learning.rewrite(row=row, by=piet, now=clock.now(), seen=1, question="Hoe wacht ik?")
    learning.rewrite(row=row, by=piet, now=clock.now(), seen=2, question="Hoe zwijg ik?")
    assert first

    learning.unchange(event=first, by=piet, now=clock.now())

    row.refresh_from_db()
    assert row.question == "Hoe zwijg ik?"


def test_hints_stand_beside_ones_own_and_nowhere_else(row: LearningQuestion, as_: Any) -> None:
    as_("piet").post(f"{MINE}{row.pk}/sharing/")

    assert "Vijf aandachtspunten" in read(as_("piet"), MINE)
    assert "Vijf aandachtspunten" not in read(as_("lotte"), SHARED)


def test_what_is_taken_up_begins_a_proposal_for_a_meeting(row: LearningQuestion, as_: Any) -> None:
    proposals = f"/p/academie/zorg/proposals/?question={row.pk}"
    as_("piet").post(f"{MINE}{row.pk}/sharing/")
    assert "Hoe vraag ik door?" not in read(as_("lotte"), proposals)
    as_("lotte").post(f"{SHARED}{row.pk}/taking-up/", {"way": "up"})

    assert proposals in read(as_("lotte"), SHARED)
    page = read(as_("lotte"), proposals)
    assert 'value="Hoe vraag ik door?"' in page
    assert "Leervraag van Piet" in page
    assert "Hoe vraag ik door?" not in read(as_("lotte"), "/p/academie/zorg/proposals/?question=mine")


def test_what_an_application_may_say_fits(piet: Person, network: Network) -> None:
    member = Membership.objects.select_related("network").get(person=piet)
    longest = "Hoe dan? " * (LONGEST // 9)

    made = learning.carry(membership=member, question=longest)

    assert made
    assert (made.question, made.shared_at) == (longest.strip(), None)
    assert LearningQuestionForm({"question": longest.strip(), "seen": "1"}).is_valid()
    assert learning.carry(membership=member, question=longest) is None


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(MINE, 5), (SHARED, 5)])
def test_pages_ask_no_more_for_more(
    network: Network, piet: Person, path: str, queries: int, count: int, as_: Any
) -> None:
    member = Membership.objects.select_related("network").get(person=piet)
    for n in range(1, count + 1):
        made = learning.write(membership=member, question=f"Vraag {n}")
        learning.share(row=made, by=piet, now=network.started_at)
    client = as_("piet")

    with CaptureQueriesContext(connection) as asked:
        seen = read(client, path)

    assert [f"Vraag {n}" in seen for n in range(1, 4)] == [n <= count for n in range(1, 4)]
    assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)
