"""Verbs that span rooms: one action of the product, one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from akker.meetings import actions as meetings
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.networks.roster import Named
from akker.people.models import Person
from akker.programmes import actions as programmes
from akker.programmes.models import Programme
from akker.programmes.report import usual_book
from akker.question import actions as question
from akker.question.models import Wording

NAME_WORDS = 6  # words of the line that make a name when none is given
USUAL_TIME = time(13, 30)


@transaction.atomic
def begin(
    *,
    about: str,
    who: Iterable[Named],
    on: date | None,
    at: time | None,
    by: Person,
    now: datetime,
    name: str = "",
    programme: Programme | None = None,
    handbook: str = "",
) -> Network:
    """Start a network with three answers: what it is about, who, when. Nobody is mailed."""
    home = programme or programmes.personal(person=by, now=now)
    network = networks.start(
        programme=home, name=name or _short(about), by=by, now=now, language=by.language, time_zone=by.time_zone,
        handbook=handbook or usual_book(home),
    )  # fmt: skip
    question.word(network=network, kind=Wording.Kind.LINE, text=about, by=by, now=now, seen=0)
    networks.add_named(network=network, people=who, ring=Membership.Ring.CORE, by=by, now=now)
    if on:
        meetings.plan(network=network, on=on, at=at or USUAL_TIME, by=by, now=now)
    return network


def _short(about: str) -> str:
    words = about.split()
    name = " ".join(words[:NAME_WORDS]).rstrip(".,;:?!")
    return (name + " …" if len(words) > NAME_WORDS else name or about)[:120]
