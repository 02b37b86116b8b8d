"""What is still somebody's own stays out of a scenario; a backup keeps it."""

from __future__ import annotations

from datetime import datetime

import pytest

from akker.archive import container, tables
from akker.archive.report import scenario
from akker.journey.actions import rounds
from akker.journey.models import Voice
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.question.actions import learning
from akker.question.models import LearningQuestion
from akker.question.tests.clinic import a_line, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.trust]


def told() -> str:
    return container.text(scenario(), canonical=True).decode()


def kept(model: type[Voice] | type[LearningQuestion]) -> str:
    return b"".join(tables.lines(model)).decode()


def test_a_voice_is_told_once_it_is_revealed(network: Network, lotte: Person, piet: Person, now: datetime) -> None:
    a_line(network, lotte, now)
    row = a_round(network, lotte, now, piet=("Te vaag nog", "Hoe dan?"))
    assert "Te vaag nog" not in told()
    assert "Te vaag nog" in kept(Voice)

    rounds.reveal(round=row, by=lotte, now=now)

    assert "Te vaag nog" in told()


def test_a_learning_question_is_told_once_it_is_shared(network: Network, piet: Person, now: datetime) -> None:
    member = Membership.objects.select_related("network").get(person=piet)
    row = learning.write(membership=member, question="Hoe vraag ik door?")
    assert "Hoe vraag ik door?" not in told()
    assert "Hoe vraag ik door?" in kept(LearningQuestion)

    learning.share(row=row, by=piet, now=now)

    assert "Hoe vraag ik door?" in told()
