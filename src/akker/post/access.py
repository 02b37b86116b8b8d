"""The door of a personal link: it shows and does one task, and never opens a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from akker.people.models import Person
from akker.post import links, pages
from akker.post.models import Ask


@dataclass(frozen=True)
class Errand:
    """What a working link stands for: this ask, and the person who may do it."""

    ask: Ask
    person: Person


class SpentLink(Exception):
    """The link was real and has ended; `why` is done, withdrawn or overdue."""

    def __init__(self, ask: Ask, why: str) -> None:
        super().__init__(why)
        self.ask, self.why = ask, why


def answer(token: str, now: datetime) -> Errand:
    """The one door of a personal link; one query, and nothing changes by looking.

    Raises:
        Http404: no link has this token.
        SpentLink: done, withdrawn, or too long ago.
    """
    ask = Ask.objects.filter(token_hash=links.hashed(token)).select_related("person", "asked_by").first()
    if ask is None or not ask.person.is_active:
        raise Http404
    if why := _spent(ask, now):
        raise SpentLink(ask, why)
    return Errand(ask, ask.person)


def _spent(ask: Ask, now: datetime) -> str:
    if ask.done_at and ask.kind not in pages.LASTING:
        return "done"
    if ask.withdrawn_at:
        return "withdrawn"
    return "overdue" if ask.link_until is None or ask.link_until < now else ""
