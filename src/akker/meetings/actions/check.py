"""What members answer after a meeting. What is theirs alone writes no event: nobody learns that they answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from akker.meetings.models import Meeting, PlanCheck
from akker.networks.actions import record_in, still_open
from akker.networks.models import Membership


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says to one check: an answer, words, or both; neither when they skip it or take it back."""

    about: str
    answer: str
    words: str
    is_aloud: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.answer or self.words)

    def is_as(self, row: PlanCheck | None) -> bool:
        """Whether this was said already."""
        if row is None or self.is_nothing:
            return row is None and self.is_nothing
        return (row.answer, row.words, bool(row.aloud_at)) == (self.answer, self.words, self.is_aloud)


@transaction.atomic
def answer(*, meeting: Meeting, membership: Membership, said: Iterable[Said], now: datetime) -> list[Said]:
    """Answer checks, answer them anew, or take an answer back; each aloud or for oneself. Returns: what changed."""
    still_open(meeting.network)
    rows = {row.about: row for row in PlanCheck.objects.filter(meeting=meeting, membership=membership)}
    changed = [each for each in said if not each.is_as(rows.get(each.about))]
    for each in changed:
        if each.is_nothing:
            rows[each.about].delete()
        else:
            _keep(meeting, membership, each, now)
    return changed


def _keep(meeting: Meeting, membership: Membership, said: Said, now: datetime) -> None:
    row, _is_new = PlanCheck.objects.update_or_create(
        programme_id=meeting.programme_id, meeting=meeting, membership=membership, about=said.about,
        defaults={
            "network": meeting.network, "answer": said.answer, "words": said.words, "at": now,
            "aloud_at": now if said.is_aloud else None,
        },
    )  # fmt: skip
    if said.is_aloud:
        record_in(meeting.network, "meetings.check.answered", row, membership.person, now)
