"""How a date poll stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from akker.meetings.models import Poll, Respondent, Slot, SlotAnswer
from akker.meetings.weighing import Tally, Voice, best, is_clear, tally


@dataclass(frozen=True, slots=True)
class Standing:
    """A poll with all that was said. `rows`: each slot with its tally, in the order of their dates."""

    poll: Poll
    now: datetime
    slots: tuple[Slot, ...]
    respondents: tuple[Respondent, ...]
    voices: tuple[Voice, ...]
    tallies: tuple[Tally, ...]

    @property
    def rows(self) -> list[tuple[Slot, Tally]]:
        return list(zip(self.slots, self.tallies, strict=True))

    @property
    def silent(self) -> list[Respondent]:
        """Who has not answered."""
        return [each for each in self.respondents if each.answered_at is None]

    @property
    def to_come(self) -> list[Tally]:
        """Those that can still become a date: a moment may pass before a poll ends."""
        return [each for each in self.tallies if each.starts_at > self.now]

    @property
    def best(self) -> set[UUID]:
        """The slots to come that suit best, as many as are wanted; none as long as nobody answered."""
        if not any(voice.can for voice in self.voices):
            return set()
        return {each.slot for each in best(self.to_come, self.poll.count)}

    @property
    def is_clear(self) -> bool:
        return is_clear(self.to_come, self.voices, self.poll.count)


def standing(poll: Poll, now: datetime) -> Standing:
    """Three queries."""
    slots = tuple(Slot.objects.filter(poll=poll).select_related("meeting").order_by("starts_at"))
    respondents = tuple(Respondent.objects.heard(poll).select_related("person").order_by("pk"))
    said: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for respondent, slot, can in SlotAnswer.objects.filter(slot__poll=poll).values_list("respondent", "slot", "can"):
        said[respondent][slot] = can
    voices = tuple(Voice(str(each.person), each.is_required, said.get(each.pk, {})) for each in respondents)
    return Standing(
        poll, now, slots, respondents, voices, tuple(tally([(slot.pk, slot.starts_at) for slot in slots], voices))
    )


def said_by(respondent: Respondent | None) -> dict[UUID, str]:
    """What one person answered, slot by slot; one query."""
    if respondent is None:
        return {}
    return dict(SlotAnswer.objects.filter(respondent=respondent).values_list("slot", "can"))
