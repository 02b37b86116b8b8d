"""What a network works on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from akker.archive.identity import slug
from akker.archive.report.nouns.ground import MEMBERSHIPS, NETWORKS
from akker.archive.report.nouns.noun import Keys, Noun
from akker.post import links
from akker.question.models import (
    AmbitionSentence,
    BoxText,
    Conversation,
    Indicator,
    IndicatorReading,
    Knowledge,
    LearningQuestion,
    Motive,
    ShownQuestion,
    Subtheme,
    SupportRequest,
    ThinkAlong,
    Wording,
)


def _name(network: UUID, keys: Keys) -> str:
    """The network in a key that holds in the whole programme: two networks may name the same."""
    return keys[network].rpartition("/")[2]


WORDINGS = Noun(
    "wordings", Wording,
    ("kind", "number", "text", "reason", "by", "at", "round", "sharpened_at", "sharpened_by", "agreed_at", "agreed_by",
     "withdrawn_at"),
    ("kind", "number"), NETWORKS, "network_id",
)  # fmt: skip
SUBTHEMES = Noun(
    "subthemes", Subtheme, ("name", "place", "at", "withdrawn_at"),
    inside=NETWORKS, link="network_id",
    stem=lambda row, keys: f"{_name(row.network_id, keys)}-{slug(row.name, 'subtheme')}",
)  # fmt: skip
BOXES = Noun(
    "boxes", BoxText, ("page", "box", "text", "by", "at", "withdrawn_at", "version"), ("page", "box", "version", "at"),
    NETWORKS, "network_id",
)  # fmt: skip
INDICATORS = Noun(
    "indicators", Indicator, ("words", "noticed_by", "target", "by", "at", "withdrawn_at", "version"),
    ("at",), NETWORKS, "network_id",
)  # fmt: skip
READINGS = Noun(
    "readings", IndicatorReading, ("moment", "value", "on", "by", "at", "withdrawn_at"), ("on", "at"), INDICATORS,
    "indicator_id",
)  # fmt: skip
CONVERSATIONS = Noun(
    "conversations", Conversation, ("who", "on", "shifted", "by", "at", "withdrawn_at", "version"),
    ("on", "at"),
    NETWORKS, "network_id",
)  # fmt: skip
KNOWLEDGE = Noun(
    "knowledge", Knowledge, ("words", "source", "vouched_by", "state", "by", "at", "withdrawn_at", "version"),
    ("at",),
    NETWORKS, "network_id",
)  # fmt: skip
MOTIVES = Noun(
    "motives", Motive, ("kind", "box", "words", "place", "by", "at", "withdrawn_at"), ("kind", "place", "at"),
    NETWORKS, "network_id",
)  # fmt: skip
SUPPORT_REQUESTS = Noun(
    "support_requests", SupportRequest,
    ("kind", "words", "by", "at", "taken_up_at", "taken_up_by", "answered_at", "declined_at", "settled_by", "answer",
     "withdrawn_at"),
    ("at",), NETWORKS, "network_id",
)  # fmt: skip
SHOWN = Noun(
    "shown", ShownQuestion, ("name", "question", "theme", "contact", "by", "at", "withdrawn_at", "version"), ("at",),
    NETWORKS, "network_id",
)  # fmt: skip


def _has_an_unknown_link(row: Any) -> None:
    """The link they confirmed with is no secret of a file: nobody knows the new one."""
    row.token_hash = links.hashed(links.fresh_token())


# What nobody confirmed may be of somebody else, and is in no file.
OFFERS = Noun(
    "offers", ThinkAlong,
    ("name", "email", "words", "language", "offered_at", "confirmed_at", "taken_in_at", "set_aside_at", "decided_by"),
    ("offered_at",), NETWORKS, "network_id", only={"confirmed_at__isnull": False}, finish=_has_an_unknown_link,
)  # fmt: skip
SENTENCES = Noun(
    "sentences", AmbitionSentence, ("text", "shown_at", "version"), (), MEMBERSHIPS, "membership_id",
    only={"shown_at__isnull": False},
)  # fmt: skip
LEARNING_QUESTIONS = Noun(
    "learning_questions", LearningQuestion,
    ("question", "context", "tried", "differently", "brings", "shared_at", "taken_up_at", "taken_up_by", "answered_at",
     "withdrawn_at", "version"),
    inside=MEMBERSHIPS, link="membership_id", only={"shared_at__isnull": False},
    stem=lambda row, keys: f"{_name(row.network_id, keys)}-{keys[row.membership.person_id]}-question",
    joined=("membership",),
)  # fmt: skip
