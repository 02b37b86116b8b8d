"""What a poll for a series asks of the optimiser, and how its answer is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from akker.meetings.models import Poll, Respondent, Slot, SlotAnswer
from akker.meetings.report.who import competences
from akker.meetings.weighing import DOUBLE, WORTH


class Date(Protocol):
    """One chosen slot, with the competences that nobody brings to it."""

    @property
    def slot(self) -> str: ...

    @property
    def gaps(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Slots and people by key; `answers` (person, slot) -> worth, `weights` person -> what they count."""

    slots: list[str]
    people: list[str]
    count: int
    answers: dict[tuple[str, str], int]
    weights: dict[str, int]
    competences: dict[str, frozenset[str]]


def asked(poll: Poll) -> Asked:
    """Five queries, whatever the number of slots and people."""
    slots = [str(key) for key in Slot.objects.filter(poll=poll).order_by("starts_at").values_list("pk", flat=True)]
    people = dict(Respondent.objects.heard(poll).order_by("pk").values_list("person", "is_required"))
    said = SlotAnswer.objects.filter(slot__poll=poll).values_list("respondent__person", "slot", "can")
    return Asked(
        slots, [str(key) for key in people], min(poll.count, len(slots)),
        {(str(person), str(slot)): WORTH[can] for person, slot, can in said},
        {str(person): DOUBLE if is_required else 1 for person, is_required in people.items()},
        competences(poll.network, people),
    )  # fmt: skip


def told(poll: Poll, dates: Iterable[Date], never: Mapping[str, int], given: Asked) -> dict[str, Any]:
    """What the job keeps: a sentence, where to go on, the slots, and what they lack.

    A competence that nobody asked has is never covered either.
    """
    chosen = list(dates)
    lacking = {**{name: 1 for name, who in given.competences.items() if not who}, **never}
    gaps = {date.slot: sorted(set(date.gaps) - set(lacking)) for date in chosen}
    network = poll.network
    with translation.override(poll.opened_by.language if poll.opened_by else network.language):
        said = ngettext("%(count)d date suits best.", "These %(count)d dates suit best.", len(chosen))
    return {
        "said": said % {"count": len(chosen)},
        "address": reverse("meetings:poll", args=[network.programme.slug, network.slug, poll.pk]),
        "dates": [date.slot for date in chosen],
        "gaps": {slot: names for slot, names in gaps.items() if names},
        "never": sorted(lacking),
    }
