from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from akker.people.models import Person, Stale
from akker.programmes.models import Event, Programme, record
from akker.recruit import questions
from akker.recruit.models import Questionnaire


@transaction.atomic
def choose(*, programme: Programme, asks: list[str], by: Person, now: datetime, seen: int) -> Event:
    """Ask this from now on; who applied before is not asked again. Raises: Stale."""
    asks = questions.known(asks)
    if seen:
        row = Questionnaire.objects.get(programme=programme).revise(seen=seen, asks=asks)
    else:
        row = _first(programme, asks)
    return record(programme=programme.pk, verb="recruit.questionnaire.chosen", target=row, by=by, now=now)


def _first(programme: Programme, asks: list[str]) -> Questionnaire:
    try:
        with transaction.atomic():
            return Questionnaire.objects.create(programme=programme, asks=asks)
    except IntegrityError as taken:
        there = Questionnaire.objects.filter(programme=programme).first()
        if there is None:
            raise
        raise Stale(there, {"asks": asks}) from taken
