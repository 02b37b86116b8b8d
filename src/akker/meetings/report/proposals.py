"""What members propose, with who supports it."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from akker.journey.models import Consent
from akker.meetings.models import AgendaProposal, ToDo
from akker.networks.models import Network
from akker.people.models import Person
from akker.question.models import LearningQuestion


def proposals(network: Network, person: Person) -> QuerySet[AgendaProposal]:
    """Those that stand and wait, oldest first, with `support_count` and `is_supported` (by this person); one query."""
    given = Consent.objects.standing().filter(target_id=OuterRef("pk"))
    counted = given.order_by().values("target_id").annotate(n=Count("pk")).values("n")
    found = AgendaProposal.objects.filter(network=network, withdrawn_at=None, taken_up_at=None)
    return (
        found.select_related("membership__person", "meeting")
        .annotate(
            support_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            is_supported=Exists(given.filter(membership__person=person)),
        )
        .order_by("at", "pk")
    )


def from_question(row: LearningQuestion, language: str) -> dict[str, str]:
    """The words of a proposal to work on a learning question: whose it is, and the whole of it where the title cuts."""
    with override(language):
        whose = _("Learning question of %(name)s") % {"name": row.membership.person}
    line = " ".join(row.question.split())
    title = shorten(line, width=200, placeholder="…")
    return {"title": title, "why": (whose if title == line else f"{whose}: {line}")[:1000]}


def from_to_dos(to_dos: list[ToDo], title: str) -> dict[str, Any]:
    """The values of a part in which the open to-dos are gone through: two minutes each, between five and twenty."""
    lines = [f"- {each.what}" + (f" ({each.who})" if each.who else "") for each in to_dos]
    return {
        "title": title, "minutes": min(20, max(5, 2 * len(to_dos))), "mode": "talk", "note": "\n".join(lines)[:2000],
    }  # fmt: skip
