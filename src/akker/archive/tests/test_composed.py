"""A composition that is moved goes on where it was: who said no can still be replaced."""

from __future__ import annotations

import pytest

from akker.archive import container
from akker.archive.tests.test_scenario import dump, empty, load
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Programme
from akker.recruit.actions import composing
from akker.recruit.actions import invitation as actions
from akker.recruit.models import Invitation, Placing
from akker.recruit.tasks import composing as tasks
from akker.recruit.tasks import standing_in
from akker.recruit.tests.pool import NOW, a_composition

pytestmark = pytest.mark.django_db


def stand_ins() -> list[str]:
    gone = Invitation.objects.get(answer=Invitation.Answer.DECLINED)
    placing = Placing.objects.select_related("proposal__composition__programme").get(pk=gone.placing_id)
    return [str(one.placing.candidate) for one in standing_in.stand_ins(gone, placing)]


def test_who_could_take_a_place_is_known_after_moving(
    programme: Programme, mette: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "budget", lambda people: {"steps": 50})
    made = composing.ask(composition=a_composition(programme, mette, people=14, most=5), by=mette, now=NOW)
    tasks.propose.call(str(made.pk))
    made.refresh_from_db()
    composing.publish(proposal=made, reasons={}, by=mette, now=NOW, seen=made.version)
    actions.draft_all(proposal=made, by=mette, now=NOW)
    actions.send(invitations=Invitation.objects.all(), by=mette, now=clock.now())
    actions.decline(invitation=Invitation.objects.select_related("network", "person").earliest("pk"), now=clock.now())
    before, names = dump(), stand_ins()
    empty()
    load(container.parse(before))

    assert len(names) == 3
    assert stand_ins() == names
    assert dump() == before
