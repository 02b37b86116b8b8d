"""How networks were composed."""

from __future__ import annotations

from akker.archive.report.nouns.ground import PROGRAMMES
from akker.archive.report.nouns.noun import Noun
from akker.recruit.models import Composition, Opening, Placing, PlacingRule, Proposal

COMPOSITIONS = Noun(
    "compositions", Composition, ("name", "weights", "by", "at", "withdrawn_at", "version"), ("at",), PROGRAMMES,
    "programme_id",
)  # fmt: skip
OPENINGS = Noun(
    "openings", Opening, ("network", "least", "most", "times", "version"), ("network",), COMPOSITIONS, "composition_id"
)
PLACING_RULES = Noun(
    "rules", PlacingRule,
    ("kind", "what", "count", "network", "candidate", "other", "by", "at", "withdrawn_at"), ("at", "kind"),
    COMPOSITIONS, "composition_id",
)  # fmt: skip
PROPOSALS = Noun(
    "proposals", Proposal,
    ("letter", "leaning", "seed", "steps", "value", "bound", "asked_at", "asked_by", "solved_at", "published_at",
     "published_by", "withdrawn_at", "version"),
    ("letter",), COMPOSITIONS, "composition_id",
)  # fmt: skip
PLACINGS = Noun(
    "placings", Placing, ("candidate", "network", "rank", "reasons"), ("candidate",), PROPOSALS, "proposal_id"
)
