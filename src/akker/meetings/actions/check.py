"""What members answer after a meeting. What is theirs alone writes no event: nobody learns that they answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.meetings.models import Meeting, PlanCheck
from akker.networks.actions import record_in, still_open
from akker.networks.models import Membership
from akker.programmes.models import Event


@transaction.atomic
def answer(
    *, meeting: Meeting, membership: Membership, about: str, answer: str, words: str, is_aloud: bool, now: datetime
) -> Event | None:
    """Answer one check, or answer it anew; aloud, or for oneself. Returns: the event, of what is said aloud only."""
    still_open(meeting.network)
    row, _is_new = PlanCheck.objects.update_or_create(
        programme_id=meeting.programme_id, meeting=meeting, membership=membership, about=about,
        defaults={
            "network": meeting.network, "answer": answer, "words": words, "at": now,
            "aloud_at": now if is_aloud else None,
        },
    )  # fmt: skip
    if not is_aloud:
        return None
    return record_in(meeting.network, "meetings.check.answered", row, membership.person, now)


@transaction.atomic
def take_back(*, meeting: Meeting, membership: Membership, about: str) -> None:
    """As if it was never answered."""
    still_open(meeting.network)
    PlanCheck.objects.filter(meeting=meeting, membership=membership, about=about).delete()
