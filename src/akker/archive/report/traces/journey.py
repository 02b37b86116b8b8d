"""Steps, results, photos and rounds."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, Trace, any_of, of
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
from akker.networks.models import Membership
from akker.people.models import Person


def _photos(person: Person) -> Q:
    """Nobody can tell whom a picture names: those they took, and those of a network taken while they were in it."""
    theirs = Membership.objects.filter(network=OuterRef("network"), person=person)
    there = theirs.filter(added_at__lte=OuterRef("uploaded_at")).filter(
        Q(left_at=None) | Q(left_at__gte=OuterRef("uploaded_at"))
    )
    return Q(uploaded_by=person) | Q(Exists(there))


TRACES: tuple[Trace, ...] = (
    Trace(
        Round, _("Rounds that I opened, revealed or closed"), by=any_of("opened_by", "revealed_by", "closed_by"),
        tells=("network", "step", "prompt", "opened_at", "revealed_at", "closed_at", "withdrawn_at"),
        hides={"opened_by": "is the person", "revealed_by": "is the person", "closed_by": "is the person",
               "target_kind": INNER, "target_id": INNER, "version": INNER},
        mentions=("prompt",), network="network",
    ),
    Trace(
        Voice, _("What I said in rounds"), of("membership__person"), goes=True,
        tells=("network", "text", "proposal", "at", "withdrawn_at"),
        hides={"membership": "is the person", "round": "told by its network", "cluster": "told by its network",
               "version": INNER},
        mentions=("text", "proposal"), network="network", is_open=False,
    ),
    Trace(
        Consent, _("What I agreed to, and my reservations"), of("membership__person"), of("noted_by"), goes=True,
        tells=("network", "target_kind", "target_id", "answer", "words", "at", "withdrawn_at"),
        hides={"membership": "is the person", "noted_by": "is the person"}, mentions=("words",), network="network",
    ),
    Trace(
        StepTaken, _("Steps that I took"), by=of("by"), tells=("network", "step", "way", "at", "withdrawn_at"),
        hides={"by": "is the person"},
    ),
    Trace(
        Result, _("Results that I noted"), by=of("by"),
        tells=("network", "step", "number", "text", "agreed_on", "agreed_by", "at", "withdrawn_at"),
        hides={"by": "is the person"}, mentions=("text", "agreed_by"), network="network",
    ),
    Trace(
        SheetPhoto, _("Photos of sheets, from when I was there"), _photos, of("filed_by"), goes=True,
        tells=("network", "step", "uploaded_at", "filed_at", "withdrawn_at"),
        hides={"file": "the picture: see its step", "width": INNER, "height": INNER, "bytes": INNER,
               "uploaded_by": "is the person", "filed_by": "is the person", "read_at": INNER},
    ),
    Trace(
        Cluster, _("Clusters of voices that I named"), by=of("by"), tells=("network", "name", "at", "withdrawn_at"),
        hides={"by": "is the person", "round": "told by its network", "version": INNER}, mentions=("name",),
        network="network",
    ),
    Trace(
        Agreement, _("Working agreements that I worded"), by=of("by"),
        tells=("network", "text", "at", "withdrawn_at"),
        hides={"by": "is the person", "clause": INNER, "place": INNER, "version": INNER}, mentions=("text",),
        network="network",
    ),
    Trace(
        AgreementSheet, _("Working agreements that I put before everybody"), by=of("by"),
        tells=("network", "number", "text", "review_on", "at", "agreed_at", "withdrawn_at"),
        hides={"by": "is the person"}, mentions=("text",), network="network",
    ),
    Trace(
        AgreementReview, _("When I looked at working agreements again"), by=of("by"),
        tells=("network", "way", "look_on", "at", "withdrawn_at"),
        hides={"by": "is the person", "sheet": "told by its network"},
    ),
    Trace(
        Welcome, _("How I was received"), of("membership__person"), any_of("buddy", "by", "opened_by"), goes=True,
        tells=("network", "buddy", "reading", "at", "asked_at", "opened_at", "closed_at"),
        hides={"membership": "is the person", "by": "is the person", "opened_by": "is the person", "version": INNER},
        mentions=("reading",), network="network",
    ),
)  # fmt: skip
