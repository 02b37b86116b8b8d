"""People, programmes, networks and who is in them."""

from __future__ import annotations

from akker.archive.identity import slug
from akker.archive.report.nouns.noun import Noun
from akker.handbooks import packing
from akker.networks.models import HandbookChange, Membership, Network, Seat
from akker.people.models import Person
from akker.programmes.models import (
    Event,
    Forum,
    ForumDate,
    Office,
    Organisation,
    Programme,
    ThemeCall,
    ThemeProposal,
    ThemeTalk,
    UploadedPack,
)
from akker.programmes.themes import FIELDS


def _is_digested(pack: UploadedPack) -> None:
    pack.digest = packing.digest(pack.pages)


PEOPLE = Noun(
    "people", Person,
    ("name", "email", "language", "time_zone", "is_active", "is_anonymised", "first_seen_at", "mail_bounced_at",
     "version"),
    stem=lambda row, keys: slug(row.name or (row.email or "").partition("@")[0], "person"),
)  # fmt: skip
PROGRAMMES = Noun(
    "programmes", Programme,
    ("name", "about", "language", "time_zone", "handbook", "personal_to", "version"),
    stem=lambda row, keys: row.slug, slugged=True,
)  # fmt: skip
ORGANISATIONS = Noun(
    "organisations", Organisation, ("name", "withdrawn_at", "version"),
    inside=PROGRAMMES, link="programme_id", stem=lambda row, keys: slug(row.name, "organisation"),
)  # fmt: skip
FORUMS = Noun(
    "forums", Forum, ("name", "withdrawn_at", "version"),
    inside=PROGRAMMES, link="programme_id", stem=lambda row, keys: slug(row.name, "forum"),
)  # fmt: skip
FORUM_DATES = Noun("dates", ForumDate, ("on", "withdrawn_at"), ("on",), FORUMS, "forum_id")
PACKS = Noun(
    "packs", UploadedPack, ("slug", "pack_version", "pages", "by", "at", "withdrawn_at"),
    ("slug", "pack_version"), PROGRAMMES, "programme_id", finish=_is_digested,
)  # fmt: skip
OFFICES = Noun(
    "offices", Office, ("person", "role", "organisation", "forum", "from_on", "until_on", "withdrawn_at"),
    inside=PROGRAMMES, link="programme_id",
    stem=lambda row, keys: slug(f"{keys[row.person_id]} {row.role}".replace("_", "-")),
)  # fmt: skip
THEME_CALLS = Noun(
    "theme_calls", ThemeCall, ("deadline_on", "decides_on", "withdrawn_at"), ("deadline_on",), PROGRAMMES,
    "programme_id",
)  # fmt: skip
THEMES = Noun(
    "themes", ThemeProposal,
    (*FIELDS, "by", "at", "decision", "decided_at", "decided_by", "decision_words", "withdrawn_at", "version"),
    inside=PROGRAMMES, link="programme_id", stem=lambda row, keys: slug(row.puzzles[:40], "theme"),
)  # fmt: skip
THEME_TALKS = Noun(
    "talks", ThemeTalk, ("characteristic", "words", "by", "at", "version"), ("characteristic",), THEMES, "proposal_id"
)
NETWORKS = Noun(
    "networks", Network,
    ("name", "line", "ambition", "handbook", "language", "time_zone", "rhythm", "starts_on", "ends_on",
     "reference_leader", "proposal", "started_at", "closed_at", "closed_by", "version"),
    stem=lambda row, keys: f"{keys[row.programme_id]}/{row.slug}", slugged=True,
)  # fmt: skip
MEMBERSHIPS = Noun(
    "memberships", Membership,
    ("person", "ring", "organisation", "function", "brings", "needs", "competences", "kind", "kind_words",
     "kind_shown_at", "hours_agreed", "added_at", "invited_at", "joined_at", "left_at", "thanks", "version"),
    ("person",), NETWORKS, "network_id",
)  # fmt: skip
SEATS = Noun(
    "seats", Seat, ("role", "from_on", "until_on", "note", "withdrawn_at"), ("from_on",), MEMBERSHIPS, "membership_id"
)
HANDBOOK_CHANGES = Noun(
    "handbook_changes", HandbookChange, ("before", "after", "by", "at", "withdrawn_at"), ("at",), NETWORKS, "network_id"
)
_TOLD = ("verb", "target_kind", "target_id", "by", "at", "undone_at")
PROGRAMME_EVENTS = Noun("events", Event, _TOLD, ("at",), PROGRAMMES, "programme_id", only={"network_id": None})
NETWORK_EVENTS = Noun("events", Event, _TOLD, ("at",), NETWORKS, "network_id")
