"""An agenda as it is read: its parts with their times, and what the time goes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from akker.handbooks import workforms
from akker.handbooks.workforms.model import FormMissing, FormText, WorkForm
from akker.meetings import running
from akker.meetings.models import AgendaBlock, Meeting


@dataclass(frozen=True, slots=True)
class Row:
    """A part of an agenda: when it begins and ends (wall time, or minutes since the start), and its work form."""

    block: AgendaBlock
    begins: str
    ends: str
    form: WorkForm | None
    text: FormText | None
    captured: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The parts of a meeting in order, when it ends, and how many minutes are left or lack (below zero)."""

    rows: tuple[Row, ...]
    balance: running.Balance
    ends: str
    left: int

    @property
    def serving_share(self) -> int:
        """How much of the time serves what the network works on, in percent."""
        return self.balance.share(self.balance.serving)

    @property
    def exchange_share(self) -> int:
        """How much of the time people learn from and with each other, in percent."""
        return self.balance.share(self.balance.exchange)


def form_of(key: str) -> WorkForm | None:
    """The work form with this key; None for no key and for one that the library does not know any more."""
    try:
        return workforms.form(key) if key else None
    except FormMissing:
        return None


def agenda(meeting: Meeting, language: str, blocks: list[AgendaBlock] | None = None) -> Agenda:
    """The agenda of a meeting in a language; one query, none when the blocks are given."""
    found = list(AgendaBlock.objects.in_order().filter(meeting=meeting)) if blocks is None else blocks
    parts = [part(block) for block in found]
    starts = running.begins(parts)
    balance = running.balance(parts)
    rows = tuple(_row(meeting, block, start, language) for block, start in zip(found, starts, strict=True))
    return Agenda(rows, balance, at(meeting, balance.minutes), meeting.minutes - balance.minutes)


def part(block: AgendaBlock) -> running.Part:
    """A block for the clock and the balance."""
    return running.Part(
        minutes=block.minutes, is_beside=block.is_beside, modes=_modes(block),
        serves=block.serves_line or bool(block.subtheme_id or block.asks), is_exchange=block.is_exchange,
        is_external=block.is_external, has_case=block.has_case,
    )  # fmt: skip


def _modes(block: AgendaBlock) -> dict[str, int]:
    if block.mode:
        return {block.mode: block.minutes}
    form = form_of(block.form)
    return running.spread(block.minutes, {mode: form.minutes_of(mode) for mode in running.MODES}) if form else {}


def _row(meeting: Meeting, block: AgendaBlock, start: int, language: str) -> Row:
    form = form_of(block.form)
    text = workforms.text(form, language) if form else None
    return Row(block, at(meeting, start), at(meeting, start + block.minutes), form, text, captured(block, language))


def captured(block: AgendaBlock, language: str) -> str:
    """What is written down in this part: in own words, or as its work form says."""
    form = form_of(block.form)
    if block.captured or form is None:
        return block.captured
    labels = workforms.words(language).captures
    return ", ".join(str(labels[key]) for key in form.captures if key in labels)


def at(meeting: Meeting, minutes: int) -> str:
    """So many minutes into the meeting: "14:05" on the wall, or "0:35" when the meeting has no time yet."""
    if meeting.starts_at is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    return f"{(meeting.starts_at + timedelta(minutes=minutes)).astimezone(meeting.zone):%H:%M}"


def from_form(form: WorkForm, language: str) -> dict[str, Any]:
    """The values of a block that uses this form: its words are looked up, but its title is the network's to change."""
    return {
        "title": workforms.text(form, language).title, "minutes": form.minutes, "form": form.key,
        "has_case": form.works_on_case, "is_exchange": form.is_exchange, "is_external": form.is_external,
    }  # fmt: skip
