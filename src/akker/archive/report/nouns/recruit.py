"""Who is asked for, and who applied."""

from __future__ import annotations

from akker.archive.report.nouns.ground import MEMBERSHIPS, NETWORKS, PROGRAMMES
from akker.archive.report.nouns.noun import Noun
from akker.recruit.models import (
    Announcement,
    Candidate,
    Invitation,
    Preference,
    Questionnaire,
    RingAnswer,
    RingRequest,
)

QUESTIONNAIRES = Noun("questionnaire", Questionnaire, ("asks", "version"), (), PROGRAMMES, "programme_id")
ANNOUNCEMENTS = Noun(
    "announcements", Announcement,
    ("added_value", "nature", "practical", "meeting_count", "meeting_hours", "between_hours", "reporting", "seeks",
     "apply_until", "least", "most", "has_waiting_list", "opened_at", "opened_by", "full_at", "full_by", "closed_at",
     "closed_by", "version"),
    (), NETWORKS, "network_id",
)  # fmt: skip
CANDIDATES = Noun(
    "candidates", Candidate,
    ("person", "organisation", "function", "sector", "region", "experience_years", "competences", "languages",
     "availability", "motive", "brings", "needs", "learning_question", "contributes", "roles", "is_manager_informed",
     "composing_at", "pool_at", "findable_at", "experts_at", "openness_read_at", "engagement_accepted_at", "language",
     "applied_at", "entered_by", "withdrawn_at", "version"),
    inside=PROGRAMMES, link="programme_id", stem=lambda row, keys: keys[row.person_id],
)  # fmt: skip
PREFERENCES = Noun("preferences", Preference, ("network", "rank", "waiting_at"), ("rank",), CANDIDATES, "candidate_id")
ASKED = Noun(
    "invitations", Invitation,
    ("network", "kind", "ring", "person", "candidate", "placing", "replaces", "why", "competence", "role",
     "contribution",
     "meeting_count", "hours", "made_at", "made_by", "sent_at", "sent_by", "reminded_at", "answer", "answered_at",
     "answer_words", "later_on", "colleague_name", "colleague_email", "withdrawn_at", "version"),
    inside=PROGRAMMES, link="programme_id", stem=lambda row, keys: keys[row.person_id],
)  # fmt: skip
RING_REQUESTS = Noun(
    "ring_requests", RingRequest,
    ("kind", "question", "minutes", "due_on", "asked_at", "asked_by", "used", "used_at", "used_by", "withdrawn_at",
     "version"),
    inside=NETWORKS, link="network_id",
    stem=lambda row, keys: f"{keys[row.network_id].rpartition('/')[2]}-{row.asked_at:%Y-%m-%d}",
)  # fmt: skip
# What its author keeps for who leads and facilitates is in no file.
RING_ANSWERS = Noun(
    "ring_answers", RingAnswer, ("request", "text", "answered_at", "declined_at", "shown_at"), ("answered_at",),
    MEMBERSHIPS, "membership_id", only={"shown_at__isnull": False},
)  # fmt: skip
