"""Consent of members with a thing. The room that owns the thing records the event, and says what agreement does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from akker.journey.models import Consent
from akker.networks.models import Membership
from akker.people.models import Person


def give(
    *,
    target: Model,
    membership: Membership,
    answer: str,
    now: datetime,
    words: str = "",
    noted_by: Person | None = None,
) -> Consent:
    """Answer for oneself, or note what somebody said aloud; an earlier answer steps back. Inside a transaction."""
    Consent.objects.standing().filter(target_id=target.pk, membership=membership).update(withdrawn_at=now)
    return Consent.objects.create(
        programme_id=membership.programme_id, network_id=membership.network_id,
        target_kind=target._meta.model_name or "", target_id=target.pk, membership=membership,
        answer=answer, words=words, at=now, noted_by=noted_by,
    )  # fmt: skip


def take_back(consents: Iterable[Consent], *, now: datetime) -> None:
    """Withdraw these; what each replaced stands again. Inside a transaction."""
    for consent in consents:
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=now)
        earlier = Consent.objects.filter(
            target_id=consent.target_id, membership=consent.membership_id, withdrawn_at=consent.at
        )
        earlier.exclude(pk=consent.pk).update(withdrawn_at=None)
