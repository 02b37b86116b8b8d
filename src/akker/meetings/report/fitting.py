"""Who of the pool and the experts of a programme may fit a vacancy, and what they are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from akker.meetings.models import Meeting, PlanRow
from akker.meetings.report import call
from akker.networks.models import Membership, Network
from akker.recruit.models import Candidate, Invitation

MOST = 8  # people on the page; a search finds the others
LEAST = 4  # letters of a word that says something
EMPTY = frozenset(("iemand", "somebody", "someone", "nogen", "vanuit", "with", "from", "that", "voor", "over", "fra"))


@dataclass(frozen=True, slots=True)
class Fit:
    """One person who agreed to be asked. `fits`: what they are good at that the vacancy names."""

    candidate: Candidate
    fits: tuple[str, ...]

    @property
    def is_expert(self) -> bool:
        """Listed as an expert and nothing more: asked to contribute, not to take part."""
        return self.candidate.findable_at is None


def askable(network: Network) -> QuerySet[Candidate]:
    """Who agreed to be seen by networks, is not in, and has no open invitation."""
    here = Membership.objects.present().filter(network=network, person=OuterRef("person"))
    asked = Invitation.objects.open().filter(network=network, person=OuterRef("person"))
    rows = Candidate.objects.findable().filter(programme=network.programme_id, person__is_active=True)
    return rows.select_related("person").exclude(Exists(here)).exclude(Exists(asked))


def fitting(row: PlanRow, words: str = "") -> tuple[list[Fit], int]:
    """Who may fit, the best first, and how many more; with `words` who has them all. One query."""
    sought = _sought(row)
    fits = [Fit(one, tuple(_fits(one, sought))) for one in askable(row.network).order_by(F("applied_at"), "pk")]
    wanted = [word.casefold() for word in words.split()[:5]]
    found = [fit for fit in fits if (all(word in _shown(fit.candidate) for word in wanted) if wanted else fit.fits)]
    found.sort(key=lambda fit: -len(fit.fits))
    return found[:MOST], max(0, len(found) - MOST)


def _sought(row: PlanRow) -> list[str]:
    return [*_words(row.needed), *_words(row.competence.name if row.competence else "")]


def _shown(one: Candidate) -> str:
    """What the page shows of them, and nothing else: a search must not tell what is not shown."""
    return " ".join([str(one.person), one.function, *one.competences]).casefold()


def _fits(one: Candidate, sought: list[str]) -> Iterable[str]:
    return [said for said in dict.fromkeys((*one.competences, one.function)) if _is_named(said, sought)]


def _is_named(said: str, sought: list[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in _words(said) for b in sought)


def _words(text: str) -> list[str]:
    found = re.findall(r"\w+", text.casefold())
    return [word for word in found if len(word) >= LEAST and word not in EMPTY]


def requests(row: PlanRow) -> list[Invitation]:
    """Who was asked for it, the last first; one query."""
    asked = Invitation.objects.standing().filter(pk__in=row.requests.values("invitation"))
    return list(asked.select_related("person").order_by("-made_at"))


# --- what they are asked -------------------------------------------------------------------


def asking(row: PlanRow, candidate: Candidate, meetings: list[Meeting]) -> dict[str, Any]:
    """What the invitation says, in the language of who reads it: what is needed, when, and for how much."""
    fits = tuple(_fits(candidate, _sought(row)))
    with translation.override(candidate.language or candidate.person.language):
        parts = [
            _("You say of yourself: %(fits)s.") % {"fits": ", ".join(fits)} if fits else "",
            _("We are looking for: %(needed)s") % {"needed": row.needed},
            call.when(meetings),
        ]
        why = "\n\n".join(part for part in parts if part)
    hours = Decimal(sum(meeting.minutes for meeting in meetings)) / 60
    return {
        "why": why[:1000], "competence": next((one for one in fits if one in candidate.competences), "")[:120],
        "meeting_count": len(meetings) or None, "hours": round(hours, 1) or None,
    }  # fmt: skip
