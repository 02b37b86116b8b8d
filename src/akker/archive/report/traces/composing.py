"""How networks were composed, and where somebody sat."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, Trace, any_of, of
from akker.recruit.models import Composition, Match, Opening, Placing, PlacingRule, Proposal, Rearrangement

FIGURES = dict.fromkeys(
    ("leaning", "warm", "job", "seed", "steps", "value", "parts", "bound", "facts", "version"),
    "figures, about nobody by name",
)  # fmt: skip

TRACES: tuple[Trace, ...] = (
    Trace(
        Composition, _("Times that I began composing networks"), by=of("by"),
        tells=("programme", "name", "at", "withdrawn_at"),
        hides={"by": "is the person", "weights": INNER, "version": INNER, "was": INNER},
        mentions=("name", "weights", "was"), programme="programme", is_open=False,
    ),
    Trace(Opening, _("Room in networks"), mentions=("times", "was"), programme="programme", is_open=False),
    Trace(
        PlacingRule, _("Rules about where I sit, and rules that I made"),
        lambda person: Q(candidate__person=person) | Q(other__person=person), of("by"), goes=True,
        tells=("programme", "kind", "what", "count", "network", "at", "withdrawn_at"),
        hides={"by": "is the person", "composition": INNER, "candidate": "is the person", "other": "is about others"},
    ),
    Trace(
        Match, _("How I fit roles in networks, and fit notes that I wrote"), of("candidate__person"),
        any_of("by", "chosen_by"), goes=True, tells=("programme", "network", "role", "fit", "note", "at", "chosen_at"),
        hides={"candidate": "is the person", "by": "is the person", "chosen_by": "is the person", "composition": INNER,
               "version": INNER},
        mentions=("note",), programme="programme", is_open=False,
    ),
    Trace(
        Proposal, _("Proposals that I asked for or settled on"), by=any_of("asked_by", "published_by"),
        tells=("programme", "letter", "asked_at", "solved_at", "published_at", "withdrawn_at"),
        hides={"asked_by": "is the person", "published_by": "is the person", "composition": INNER, **FIGURES},
        mentions=("letter", "parts", "facts"), programme="programme", is_open=False,
    ),
    Trace(
        Placing, _("Where I was placed in proposals"), of("candidate__person"), goes=True,
        tells=("programme", "network", "rank", "role", "reasons"),
        hides={"candidate": "is the person", "proposal": INNER, "was": INNER},
        mentions=("reasons",), programme="programme", is_open=False,
    ),
    Trace(
        Rearrangement, _("Names that I moved in proposals"), by=of("by"), tells=("programme", "at", "withdrawn_at"),
        hides={"by": "is the person", "proposal": INNER, "moves": "is about others", "effect": INNER, "was": INNER},
        mentions=("moves", "effect", "was"), programme="programme", is_open=False,
    ),
)  # fmt: skip
