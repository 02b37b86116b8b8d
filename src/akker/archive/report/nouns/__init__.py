"""The table of what a scenario tells. A new noun joins the format, and both its reader and its writer, here.

Then write the schema anew (`akker dump --schema`) and tell of it in docs/scenario.md.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey

from akker.archive.report.nouns.agenda import (
    AGENDA,
    AGENDA_PROPOSALS,
    DECISIONS,
    FORM_RATINGS,
    KICKOFF,
    PAPERS,
    TO_DOS,
)
from akker.archive.report.nouns.composing import (
    COMPOSITIONS,
    MATCHES,
    OPENINGS,
    PLACING_RULES,
    PLACINGS,
    PROPOSALS,
)
from akker.archive.report.nouns.dates import (
    ANSWERS,
    ATTENDANCES,
    ATTENDEES,
    INVITATIONS,
    POLLS,
    RESPONDENTS,
    SENDINGS,
    SERIES,
    SLOT_ANSWERS,
    SLOTS,
)
from akker.archive.report.nouns.ground import (
    FORUM_DATES,
    FORUMS,
    HANDBOOK_CHANGES,
    MEMBERSHIPS,
    NETWORK_EVENTS,
    NETWORKS,
    OFFICES,
    ORGANISATIONS,
    PACKS,
    PEOPLE,
    PROGRAMME_EVENTS,
    PROGRAMMES,
    SEATS,
    THEME_CALLS,
    THEME_TALKS,
    THEMES,
)
from akker.archive.report.nouns.journey import (
    AGREEMENT_REVIEWS,
    AGREEMENT_SHEETS,
    AGREEMENTS,
    CLUSTERS,
    CONSENTS,
    PHOTOS,
    RESULTS,
    ROUNDS,
    STEPS,
    VOICES,
    WELCOMES,
)
from akker.archive.report.nouns.meetings import (
    COMPETENCES,
    MEETINGS,
    PLAN_CELLS,
    PLAN_CHECKS,
    PLAN_ROWS,
    PLAN_VACANCIES,
    PLAN_VERSIONS,
    VACANCY_REQUESTS,
    VACANT_CELLS,
)
from akker.archive.report.nouns.noun import ALWAYS, Keys, Noun, may_lack, silence
from akker.archive.report.nouns.question import (
    BOXES,
    CONVERSATIONS,
    INDICATORS,
    KNOWLEDGE,
    LEARNING_QUESTIONS,
    MOTIVES,
    OFFERS,
    READINGS,
    SENTENCES,
    SHOWN,
    SUBTHEMES,
    SUPPORT_REQUESTS,
    WORDINGS,
)
from akker.archive.report.nouns.recruit import (
    ANNOUNCEMENTS,
    ASKED,
    CANDIDATES,
    PREFERENCES,
    QUESTIONNAIRES,
    RING_ANSWERS,
    RING_REQUESTS,
)
from akker.archive.report.nouns.roles import (
    PRECONDITIONS,
    SEAT_TASKS,
    SIGNALS_ASIDE,
    VACANCIES,
)

__all__ = [
    "COMPOSITIONS",
    "MATCHES",
    "OPENINGS",
    "PLACING_RULES",
    "PLACINGS",
    "PROPOSALS",
    "AGENDA",
    "AGENDA_PROPOSALS",
    "AGREEMENTS",
    "AGREEMENT_REVIEWS",
    "AGREEMENT_SHEETS",
    "CLUSTERS",
    "DECISIONS",
    "FORM_RATINGS",
    "KICKOFF",
    "PAPERS",
    "TO_DOS",
    "WELCOMES",
    "ALWAYS",
    "ANNOUNCEMENTS",
    "BOXES",
    "ASKED",
    "RING_ANSWERS",
    "RING_REQUESTS",
    "CANDIDATES",
    "COMPETENCES",
    "CONSENTS",
    "CONVERSATIONS",
    "FORUMS",
    "FORUM_DATES",
    "HANDBOOK_CHANGES",
    "INDICATORS",
    "KNOWLEDGE",
    "Keys",
    "LEARNING_QUESTIONS",
    "MEETINGS",
    "MEMBERSHIPS",
    "MOTIVES",
    "NETWORKS",
    "NETWORK_EVENTS",
    "NOUNS",
    "Noun",
    "OFFERS",
    "OFFICES",
    "ORGANISATIONS",
    "PACKS",
    "PEOPLE",
    "PHOTOS",
    "PLAN_CELLS",
    "PLAN_CHECKS",
    "PLAN_ROWS",
    "PLAN_VACANCIES",
    "PLAN_VERSIONS",
    "PRECONDITIONS",
    "PREFERENCES",
    "PROGRAMMES",
    "PROGRAMME_EVENTS",
    "QUESTIONNAIRES",
    "READINGS",
    "RESULTS",
    "ROUNDS",
    "SEATS",
    "SEAT_TASKS",
    "SENTENCES",
    "SHOWN",
    "SIGNALS_ASIDE",
    "STEPS",
    "SUBTHEMES",
    "SUPPORT_REQUESTS",
    "THEMES",
    "THEME_CALLS",
    "THEME_TALKS",
    "VACANCIES",
    "VACANCY_REQUESTS",
    "VACANT_CELLS",
    "VOICES",
    "WORDINGS",
    "ANSWERS",
    "ATTENDANCES",
    "ATTENDEES",
    "INVITATIONS",
    "POLLS",
    "RESPONDENTS",
    "SENDINGS",
    "SERIES",
    "SLOTS",
    "SLOT_ANSWERS",
    "lists_in",
    "may_lack",
    "points_at",
    "silence",
]

# What refers stands below what it refers to.
NOUNS = (
    PEOPLE, PROGRAMMES, PACKS, ORGANISATIONS, FORUMS, FORUM_DATES, OFFICES, QUESTIONNAIRES, PROGRAMME_EVENTS,
    THEME_CALLS, THEMES, THEME_TALKS,
    NETWORKS, ANNOUNCEMENTS, CANDIDATES, PREFERENCES, RING_REQUESTS,
    COMPOSITIONS, OPENINGS, PLACING_RULES, MATCHES, PROPOSALS, PLACINGS, ASKED,
    ROUNDS, CLUSTERS, WORDINGS, SUBTHEMES, BOXES, INDICATORS, READINGS, CONVERSATIONS, KNOWLEDGE, MOTIVES,
    SUPPORT_REQUESTS, SHOWN, OFFERS,
    MEMBERSHIPS, RING_ANSWERS, SENTENCES, SEATS, SEAT_TASKS, VOICES, CONSENTS, LEARNING_QUESTIONS, WELCOMES,
    VACANCIES, PRECONDITIONS, SIGNALS_ASIDE,
    HANDBOOK_CHANGES, SERIES, MEETINGS, ATTENDEES, SENDINGS, INVITATIONS, ANSWERS, ATTENDANCES,
    POLLS, SLOTS, RESPONDENTS, SLOT_ANSWERS, COMPETENCES, PLAN_ROWS, PLAN_CELLS,
    PLAN_VACANCIES, VACANT_CELLS, VACANCY_REQUESTS, PLAN_VERSIONS, PLAN_CHECKS,
    AGENDA, DECISIONS, PAPERS, TO_DOS, KICKOFF, AGENDA_PROPOSALS, FORM_RATINGS, AGREEMENTS, AGREEMENT_SHEETS,
    AGREEMENT_REVIEWS, STEPS, RESULTS, PHOTOS, NETWORK_EVENTS,
)  # fmt: skip


def lists_in(noun: Noun | None) -> tuple[Noun, ...]:
    """The lists that stand in each row of `noun`; of None, those of the document itself."""
    return tuple(each for each in NOUNS if each.inside is noun)


def points_at(it: Field[Any, Any]) -> Noun | None:
    """The noun whose key stands in this field, or None when it holds a plain value."""
    if not isinstance(it, ForeignKey):
        return None
    return next(noun for noun in NOUNS if noun.model is it.related_model and noun.stem)
