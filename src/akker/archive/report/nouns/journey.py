"""How far a network is, what it agreed, and the rounds in which its members were heard."""

from __future__ import annotations

from akker.archive.identity import slug
from akker.archive.report.nouns.ground import MEMBERSHIPS, NETWORKS
from akker.archive.report.nouns.noun import Noun
from akker.journey.models import (
    Agreement,
    AgreementReview,
    AgreementSheet,
    Cluster,
    Consent,
    Result,
    Round,
    SheetPhoto,
    StepTaken,
    Voice,
    Welcome,
)


def _is_read(photo: SheetPhoto) -> None:
    photo.read_at = photo.read_at or photo.uploaded_at


ROUNDS = Noun(
    "rounds", Round,
    ("step", "target_kind", "target_id", "prompt", "opened_at", "opened_by", "revealed_at", "revealed_by", "closed_at",
     "closed_by", "withdrawn_at", "version"),
    inside=NETWORKS, link="network_id",
    stem=lambda row, keys: f"{keys[row.network_id].rpartition('/')[2]}-{row.opened_at:%Y-%m-%d}",
)  # fmt: skip
CLUSTERS = Noun(
    "clusters", Cluster, ("name", "by", "at", "withdrawn_at", "version"), inside=ROUNDS, link="round_id",
    stem=lambda row, keys: f"{keys[row.round_id]}-{slug(row.name, 'cluster')}",
)  # fmt: skip
AGREEMENTS = Noun(
    "agreements", Agreement, ("clause", "text", "place", "by", "at", "withdrawn_at", "version"), ("place", "at"),
    NETWORKS, "network_id",
)  # fmt: skip
AGREEMENT_SHEETS = Noun(
    "agreement_sheets", AgreementSheet, ("number", "text", "review_on", "by", "at", "agreed_at", "withdrawn_at"),
    ("number",), NETWORKS, "network_id",
)  # fmt: skip
AGREEMENT_REVIEWS = Noun(
    "reviews", AgreementReview, ("way", "look_on", "by", "at", "withdrawn_at"), ("at",), AGREEMENT_SHEETS, "sheet_id"
)
WELCOMES = Noun(
    "welcomes", Welcome, ("buddy", "reading", "by", "at", "asked_at", "opened_at", "opened_by", "closed_at", "version"),
    (), MEMBERSHIPS, "membership_id",
)  # fmt: skip
STEPS = Noun("steps", StepTaken, ("step", "way", "by", "at", "withdrawn_at"), ("at",), NETWORKS, "network_id")
RESULTS = Noun(
    "results", Result, ("step", "number", "text", "agreed_on", "agreed_by", "by", "at", "withdrawn_at"),
    ("step", "number"), NETWORKS, "network_id",
)  # fmt: skip
PHOTOS = Noun(  # one that nobody read yet still says where it was taken
    "photos", SheetPhoto,
    ("step", "file", "width", "height", "bytes", "uploaded_at", "uploaded_by", "read_at", "filed_at", "filed_by",
     "withdrawn_at"),
    ("uploaded_at",), NETWORKS, "network_id", only={"read_at__isnull": False}, finish=_is_read,
)  # fmt: skip
# What a member says is told once the others may read it: until then it is theirs alone.
VOICES = Noun(
    "voices", Voice, ("round", "cluster", "text", "proposal", "at", "withdrawn_at", "version"),
    ("at",), MEMBERSHIPS, "membership_id", only={"round__revealed_at__isnull": False},
)  # fmt: skip
CONSENTS = Noun(
    "consents", Consent, ("target_kind", "target_id", "answer", "words", "at", "noted_by", "withdrawn_at"),
    ("at",), MEMBERSHIPS, "membership_id",
)  # fmt: skip
