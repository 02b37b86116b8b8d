"""What the second ring reads in its mail, and what there is to say about how often it is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.recruit.models import RingRequest
from akker.recruit.report.invitation import LINK, Letter

MANY = 15  # people in a ring, from where it asks some care to stay connected


def asking(request: RingRequest, person: Person, *, by: Any, link: str = LINK) -> Letter:
    """The question, in the language of who reads it."""
    with translation.override(person.language):
        values = {
            "name": person, "network": request.network.name, "kind": request.get_kind_display(),
            "minutes": request.minutes, "day": date_format(request.due_on, "DATE_FORMAT"),
        }  # fmt: skip
        lines = [
            _("Hello %(name)s,") % values,
            _("The learning network “%(network)s” asks you for something: %(kind)s.") % values,
            request.question,
            _("It takes about %(minutes)d minutes. We would like your answer before %(day)s.") % values,
            _("You answer with this link, without an account. Not this time is fine too."),
            link,
            _("Kind regards,"),
            str(by),
        ]
        return Letter(_("A question from “%(network)s”") % values, "\n\n".join(lines))


def telling(request: RingRequest, person: Any, *, words: str, by: Any) -> Letter:
    """What came of it, once."""
    with translation.override(getattr(person, "language", None) or translation.get_language()):
        values = {"name": person, "network": request.network.name}
        lines = [
            _("Hello %(name)s,") % values,
            _("You helped “%(network)s” with this question:") % values,
            request.question,
            _("This is what came of it:"),
            words,
            _("Thank you. You need not do anything now."),
            str(by),
        ]
        return Letter(_("What came of your answer to “%(network)s”") % values, "\n\n".join(lines))


def ring(network: Network) -> list[Membership]:
    """The second ring, who was asked longest ago first, each with `asked_last`; one query."""
    rows = Membership.objects.present().filter(network=network, ring=Membership.Ring.SECOND).select_related("person")
    rows = rows.annotate(asked_last=Max("ring_answers__request__asked_at"))
    return sorted(rows, key=_asked)


def _asked(one: Any) -> tuple[datetime, str]:
    return one.asked_last or one.added_at.replace(year=1), str(one.person)


def hint(there: list[Membership]) -> str:
    """What a leader may want to know of a ring that grows; nothing for a small one."""
    if len(there) < MANY:
        return ""
    return _(
        "%(count)d people are in the ring. There is no maximum, but a larger one often feels less connected: "
        "ask a few of them something small now and then, and tell what came of it."
    ) % {"count": len(there)}
