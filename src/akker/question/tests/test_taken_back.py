"""What is written over is kept, and what was saved by mistake is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.models import BoxText

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
BOX = f"{HERE}canvas/boxes/direction/"


def undo(client: Any, verb: str) -> None:
    event = Event.objects.filter(undone_at=None, verb=verb).latest("at", "pk")
    assert client.post(f"{HERE}undo/{event.pk}/").status_code == 302


def stands(page: str = "canvas") -> list[str]:
    return list(BoxText.objects.filter(withdrawn_at=None, page=page).values_list("text", flat=True))


@pytest.fixture
def client(network: Network, lotte: Person, as_: Any) -> Any:
    return as_("lotte")


def write(client: Any, text: str, seen: int) -> int:
    return int(client.post(f"{HERE}boxes/canvas/direction/", {"text": text, "seen": str(seen)}).status_code)


def test_a_text_that_was_written_over_can_be_read_and_brought_back(client: Any) -> None:
    assert [write(client, "Eerst de nacht", 0), write(client, "Eerst de dag", 1)] == [302, 302]
    page = client.get(f"{HERE}canvas/").content.decode()
    assert "Eerst de nacht" in page
    assert "Eerst de dag" in page

    undo(client, "question.box.written")

    assert stands() == ["Eerst de nacht"]
    assert write(client, "Eerst de ochtend", 1) == 302
    assert stands() == ["Eerst de ochtend"]


def test_a_first_text_that_is_taken_back_leaves_the_box_empty(client: Any) -> None:
    write(client, "Eerst de nacht", 0)
    undo(client, "question.box.written")

    assert stands() == []
    assert write(client, "Eerst de dag", 0) == 302


def test_a_division_is_taken_back_as_it_was(client: Any, network: Network) -> None:
    divide = f"{HERE}question/subthemes/"
    client.post(divide, {"names": "De nacht\nDe dag", "seen": ""})
    answer = client.post(divide, {"names": "De nacht\nHet eten", "seen": "De nacht\nDe dag", "canvas": "1"})
    assert answer.url == f"{HERE}canvas/"

    undo(client, "question.theme.divided")

    assert list(network.subthemes.standing().values_list("name", flat=True)) == ["De nacht", "De dag"]


def test_the_canvas_shows_and_changes_the_one_list_of_subthemes(client: Any) -> None:
    client.post(f"{HERE}question/subthemes/", {"names": "De nacht", "seen": "", "canvas": "1"})

    page = client.get(f"{HERE}canvas/").content.decode()

    assert "<li>De nacht</li>" in page
    assert f'action="{HERE}question/subthemes/"' in page
    assert f'action="{HERE}boxes/canvas/subthemes/"' not in page
