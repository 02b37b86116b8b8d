"""What a network asked, and what it shows of its question, with a word of their own in every field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEYS = ("along",)
PAGES = ("support/", "shelf/")


def plant(network: Any, person: Any, lotte: Any, words: dict[str, str]) -> None:
    """Named in a request for support and in what the network shows, and an offer to think along of their own."""
    from akker.question.actions import shelf, support
    from akker.question.models import ShownQuestion, ThinkAlong

    support.ask(network=network, kind="expertise", words="Quirijn kent iemand", by=lotte, now=NOW)
    shown = {"name": "", "question": "Hoe dan?", "theme": "Het plan Plantsoen", "contact": "Bel Quirijn"}
    shelf.show(network=network, by=lotte, now=NOW, seen=0, **shown)
    row = ShownQuestion.objects.select_related("network__programme", "by").get(network=network)
    shelf.offer(shown=row, name=person.name, email=person.email, words=words["along"], language="nl", now=NOW)
    ThinkAlong.objects.update(confirmed_at=NOW)
    _a_theme(network.programme, person, lotte)


def _a_theme(programme: Any, person: Any, lotte: Any) -> None:
    """Proposed by them, and named in it."""
    from akker.programmes.actions import themes
    from akker.programmes.models import ThemeProposal

    themes.propose(programme=programme, by=person, now=NOW, puzzles="Vraag het Quirijn")
    row = ThemeProposal.objects.get(by=person)
    themes.talk(proposal=row, characteristic="value", words="Boven wel", by=lotte, now=NOW, seen=0)
    themes.decide(proposal=row, decision="not_now", words="Eerst de zomer", address="/", by=person, now=NOW)
