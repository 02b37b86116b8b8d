"""How networks were composed."""

from __future__ import annotations

from typing import Any

from akker.archive.identity import slug
from akker.archive.report.nouns.ground import PROGRAMMES
from akker.archive.report.nouns.noun import Keys, Noun
from akker.recruit.models import Composition, Match, Opening, Placing, PlacingRule, Proposal


def _of_proposal(row: Any, keys: Keys) -> str:
    return f"{keys[row.composition_id]}-{row.letter.lower()}"


# Two hyphens stand in no other key, so that no two proposals make the same one.
def _of_placing(row: Any, keys: Keys) -> str:
    return f"{keys[row.proposal_id]}--{keys[row.candidate_id]}"


COMPOSITIONS = Noun(
    "compositions", Composition, ("name", "weights", "by", "at", "withdrawn_at", "version"), inside=PROGRAMMES,
    link="programme_id", stem=lambda row, keys: slug(row.name, "composition"),
)  # fmt: skip
OPENINGS = Noun(
    "openings", Opening, ("network", "least", "most", "times", "version"), ("network",), COMPOSITIONS, "composition_id"
)
PLACING_RULES = Noun(
    "rules", PlacingRule,
    ("kind", "what", "count", "network", "candidate", "other", "by", "at", "withdrawn_at"), ("at", "kind"),
    COMPOSITIONS, "composition_id",
)  # fmt: skip
MATCHES = Noun(
    "matches", Match,
    ("network", "candidate", "role", "fit", "note", "by", "at", "chosen_at", "chosen_by", "version"), ("at", "role"),
    COMPOSITIONS, "composition_id",
)  # fmt: skip
PROPOSALS = Noun(
    "proposals", Proposal,
    ("letter", "leaning", "seed", "steps", "value", "parts", "bound", "asked_at", "asked_by", "solved_at",
     "published_at", "published_by", "withdrawn_at", "version"),
    inside=COMPOSITIONS, link="composition_id", stem=_of_proposal,
)  # fmt: skip
PLACINGS = Noun(
    "placings", Placing, ("candidate", "network", "rank", "role", "reasons"), inside=PROPOSALS, link="proposal_id",
    stem=_of_placing,
)  # fmt: skip
