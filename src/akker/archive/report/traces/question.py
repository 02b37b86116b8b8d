"""What a network works on."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, SECRET, Trace, any_of, of
from akker.people.models import Person
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


def _offers(person: Person) -> Q:
    """An offer has an address and no account."""
    return Q(email=person.email)


TRACES: tuple[Trace, ...] = (
    Trace(
        Wording, _("Wordings that I gave, sharpened or noted as agreed"), by=any_of("by", "sharpened_by", "agreed_by"),
        tells=("network", "kind", "number", "text", "reason", "at", "sharpened_at", "agreed_at", "withdrawn_at"),
        hides={"by": "is the person", "sharpened_by": "is the person", "agreed_by": "is the person", "round": INNER},
        mentions=("text", "reason"), network="network",
    ),
    Trace(
        LearningQuestion, _("My learning questions"), of("membership__person"), of("taken_up_by"), goes=True,
        tells=("network", "question", "context", "tried", "differently", "brings", "shared_at", "taken_up_at",
               "answered_at", "withdrawn_at"),
        hides={"membership": "is the person", "taken_up_by": "is the person", "version": INNER},
        mentions=("question", "context", "tried", "differently", "brings"), network="network", is_open=False,
    ),
    Trace(
        AmbitionSentence, _("My own sentence towards the ambition"), of("membership__person"), goes=True,
        tells=("network", "text", "shown_at"), hides={"membership": "is the person", "version": INNER},
        mentions=("text",), network="network", is_open=False,
    ),
    Trace(
        BoxText, _("What I wrote in the boxes of ambition, canvas and conditions"), by=of("by"),
        tells=("network", "page", "box", "text", "at", "withdrawn_at"), hides={"by": "is the person", "version": INNER},
        mentions=("text",), network="network",
    ),
    Trace(
        Indicator, _("Indicators that I noted"), by=of("by"),
        tells=("network", "words", "noticed_by", "target", "at", "withdrawn_at"),
        hides={"by": "is the person", "version": INNER}, mentions=("words", "noticed_by", "target"), network="network",
    ),
    Trace(
        IndicatorReading, _("Readings of indicators that I noted"), by=of("by"),
        tells=("network", "moment", "value", "on", "at", "withdrawn_at"),
        hides={"by": "is the person", "indicator": "is about the network"}, mentions=("value",), network="network",
    ),
    Trace(
        Conversation, _("Talks about the theme that I noted"), by=of("by"),
        tells=("network", "who", "on", "shifted", "at", "withdrawn_at"),
        hides={"by": "is the person", "version": INNER}, mentions=("who", "shifted"), network="network",
    ),
    Trace(
        Knowledge, _("Knowledge about the theme that I noted"), by=of("by"),
        tells=("network", "words", "source", "vouched_by", "state", "at", "withdrawn_at"),
        hides={"by": "is the person", "version": INNER},
        mentions=("words", "source", "vouched_by"), network="network",
    ),
    Trace(
        Motive, _("Reasons to take part that I noted"), by=of("by"),
        tells=("network", "kind", "box", "words", "at", "withdrawn_at"),
        hides={"by": "is the person", "place": INNER}, mentions=("words",), network="network",
    ),
    Trace(
        SupportRequest, _("Requests for support that I made, took up or answered"),
        by=any_of("by", "taken_up_by", "settled_by"),
        tells=("network", "kind", "words", "at", "taken_up_at", "answered_at", "declined_at", "answer",
               "withdrawn_at"),
        hides={"by": "is the person", "taken_up_by": "is the person", "settled_by": "is the person"},
        mentions=("words", "answer"), network="network",
    ),
    Trace(
        ShownQuestion, _("Questions of a network that I showed to others"), by=of("by"),
        tells=("network", "name", "question", "theme", "contact", "at", "withdrawn_at"),
        hides={"by": "is the person", "version": INNER}, mentions=("name", "question", "theme", "contact"),
        network="network",
    ),
    Trace(
        ThinkAlong, _("My offers to think along, and those that I decided on"), _offers, of("decided_by"), goes=True,
        tells=("network", "name", "email", "words", "language", "offered_at", "confirmed_at", "taken_in_at",
               "set_aside_at"),
        hides={"token_hash": SECRET, "decided_by": "is the person"}, mentions=("name", "words"), network="network",
        is_open=False,
    ),
    Trace(Subtheme, _("Subthemes"), mentions=("name",), network="network"),
)  # fmt: skip
