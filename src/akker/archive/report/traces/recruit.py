"""Who is asked for, who applied, and what was said of it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, SECRET, Trace, any_of, of
from akker.people.models import Person
from akker.recruit.models import (
    Announcement,
    Application,
    Candidate,
    CandidateImport,
    IntakeNote,
    Invitation,
    Preference,
    Questionnaire,
    RingAnswer,
    RingRequest,
)


def _by_mail(person: Person) -> Q:
    """An application has no person yet: whoever has the mail address may be its writer."""
    return Q(email=person.email or "-")


TRACES: tuple[Trace, ...] = (
    Trace(
        Announcement, _("Announcements that I opened or closed"), by=any_of("opened_by", "full_by", "closed_by"),
        tells=("network", "opened_at", "full_at", "closed_at"),
        hides={
            **dict.fromkeys(("opened_by", "full_by", "closed_by"), "is the person"),
            **dict.fromkeys(
                ("added_value", "nature", "practical", "meeting_count", "meeting_hours", "between_hours", "reporting",
                 "seeks", "apply_until", "least", "most", "has_waiting_list", "version"), "is about the network",
            ),
        },
        mentions=("added_value", "nature", "practical", "reporting", "seeks"), network="network",
    ),
    Trace(
        Application, _("Applications that wait for my confirmation"), _by_mail, goes=True,
        tells=("network", "name", "email", "answers", "saved_at", "sent_at"),
        hides={"wishes": INNER, "language": INNER, "draft_hash": SECRET, "confirm_hash": SECRET, "origin": INNER,
               "version": INNER},
        mentions=("name", "answers"), network="network", is_open=False,
    ),
    Trace(
        Candidate, _("What I said when I applied"), of("person"), of("entered_by"), goes=True,
        tells=("programme", "organisation", "function", "sector", "region", "experience_years", "competences",
               "languages", "availability", "motive", "brings", "needs", "learning_question", "contributes",
               "roles", "is_manager_informed", "composing_at", "pool_at", "findable_at", "experts_at",
               "openness_read_at", "engagement_accepted_at", "applied_at", "withdrawn_at"),
        hides={"person": "is the person", "entered_by": "is the person", "language": INNER, "token_hash": SECRET,
               "version": INNER},
        mentions=("organisation", "function", "motive", "brings", "needs", "learning_question", "competences"),
        programme="programme", is_open=False,
    ),
    Trace(
        Preference, _("The networks that I wished to join"), of("candidate__person"), goes=True,
        tells=("network", "rank", "waiting_at"), hides={"candidate": "is the person"},
    ),
    Trace(
        IntakeNote, _("What was noted of my intake talks"), of("candidate__person"), of("by"), goes=True,
        tells=("network", "text", "at"), hides={"candidate": "is the person", "by": "told by its network",
                                                "version": INNER},
        mentions=("text",), network="network", is_open=False,
    ),
    Trace(
        Invitation, _("What I was asked to join or to contribute to"), of("person"), any_of("made_by", "sent_by"),
        goes=True,
        tells=("network", "kind", "ring", "why", "competence", "role", "contribution", "meeting_count", "hours",
               "sent_at", "reminded_at", "answer", "answered_at", "answer_words", "later_on", "colleague_name",
               "colleague_email", "withdrawn_at"),
        hides={"person": "is the person", "made_by": "is the person", "sent_by": "is the person", "made_at": INNER,
               "candidate": "is the person", "placing": INNER, "replaces": "is about others", "version": INNER},
        mentions=("why", "competence", "answer_words", "colleague_name", "colleague_email"), programme="programme",
        is_open=False,
    ),
    Trace(
        RingRequest, _("What I asked the second ring"), by=any_of("asked_by", "used_by"),
        tells=("network", "kind", "question", "minutes", "due_on", "asked_at", "used", "used_at", "withdrawn_at"),
        hides={"asked_by": "is the person", "used_by": "is the person", "version": INNER},
        mentions=("question", "used"), network="network", is_open=False,
    ),
    Trace(
        RingAnswer, _("What I answered as one of the second ring"), of("membership__person"), goes=True,
        tells=("request__network", "text", "answered_at", "declined_at", "shown_at"),
        hides={"membership": "is the person", "request": "told by its network"}, mentions=("text",),
        network="request__network", is_open=False,
    ),
    Trace(Questionnaire, _("What a programme asks of who applies")),
    Trace(
        CandidateImport, _("Spreadsheets with candidates that I read in"), by=any_of("read_by", "confirmed_by"),
        tells=("network", "file_name", "read_at", "confirmed_at", "applied_at", "withdrawn_at"),
        hides={"read_by": "is the person", "confirmed_by": "is the person", "content": "is about others",
               "plan": "is about others", "outcome": "is about others", "mapping": INNER, "mapped_at": INNER,
               "job": INNER, "event": INNER},
        mentions=("content", "plan", "outcome"), addresses=("file_name",), programme="programme", is_open=False,
    ),
)  # fmt: skip
