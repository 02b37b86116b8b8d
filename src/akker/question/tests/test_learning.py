"""A learning question is somebody's own until they share it; then the network may take it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.actions import learning
from akker.question.models import LearningQuestion

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
