from __future__ import annotations

from akker.programmes.models import Programme
from akker.recruit import questions
from akker.recruit.models import Questionnaire


def asked(programme: Programme) -> tuple[list[str], int]:
    """What a programme asks of who applies, and the version of that choice, 0 for the usual; one query."""
    row = Questionnaire.objects.filter(programme=programme).first()
    return (questions.known(row.asks), row.version) if row else (list(questions.USUAL), 0)
