"""What an announcement says: on its page, on paper, in a mail, and what it could begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.documents import announcement as paper
from akker.documents import prose
from akker.documents.code import Code
from akker.handbooks.reader import text
from akker.networks.models import Network
from akker.question import report as question
from akker.question import sheets
from akker.question.models import Motive
from akker.recruit import pace
from akker.recruit.models import Announcement

LOCALES = {"nl": "nl_NL", "da": "da_DK", "en": "en_GB"}  # a language as other sites write it
SHORT = 200  # characters of a description that other sites show


@dataclass(frozen=True, slots=True)
class Block:
    """One part of an announcement, as it is read."""

    key: str
    heading: str
    text: str


def found(network: Network) -> Announcement | None:
    """The announcement of a network with `taken_count`, or none yet; one query."""
    row = Announcement.objects.with_taken().filter(network=network).first()
    if row:
        row.network = network
    return row


def step(network: Network) -> Any:
    """The step of the handbook about the announcement, with its words; none when the handbook has no such step."""
    found = sheets.step_for(network.book, "announcement")
    words = text(network.book, translation.get_language() or "en")
    return {"key": found.key, "text": words.steps[found.key]} if found else None


def blocks(announcement: Announcement) -> list[Block]:
    """What was written, in the order in which it is read."""
    parts = (
        Block("added_value", _("What it brings you"), announcement.added_value),
        Block("nature", _("What it is"), announcement.nature),
        Block("seeks", _("Who we look for"), announcement.seeks),
        Block("practical", _("Good to know"), announcement.practical),
    )
    return [part for part in parts if part.text.strip()]


def numbers(announcement: Announcement) -> list[str]:
    """What is asked of who takes part, a line each."""
    lines = []
    if announcement.meeting_count and announcement.meeting_hours:
        lines.append(
            ngettext("%(count)d meeting of %(hours)s hours", "%(count)d meetings of %(hours)s hours",
                     announcement.meeting_count)
            % {"count": announcement.meeting_count, "hours": hours(announcement.meeting_hours)}
        )  # fmt: skip
    elif announcement.meeting_count:
        count = announcement.meeting_count
        lines.append(ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count})
    if announcement.between_hours:
        lines.append(_("%(hours)s hours of work between two meetings") % {"hours": hours(announcement.between_hours)})
    if total := in_all(announcement):
        lines.append(_("about %(hours)s hours in all") % {"hours": hours(total)})
    if announcement.reporting.strip():
        lines.append(" ".join(announcement.reporting.split()))
    return lines


def in_all(announcement: Announcement) -> Decimal:
    """Hours of meetings and the work between them, in whole hours; 0 when nobody can say."""
    count, each = announcement.meeting_count or 0, announcement.meeting_hours
    if not count or not each:
        return Decimal(0)
    between = (announcement.between_hours or Decimal(0)) * (count - 1)
    return (each * count + between).quantize(Decimal(1))


def hours(value: Decimal) -> str:
    return str(localize(int(value) if value == int(value) else value.normalize()))


def engagement(announcement: Announcement) -> str:
    """The numbers as one sentence, to say yes to."""
    lines = numbers(announcement)
    if not announcement.has_numbers:
        lines.append(_("We make the hours clear before it starts; you can still say no then."))
    return "; ".join(line.rstrip(".") for line in lines) + "."


def size(announcement: Announcement) -> str:
    """With how many it starts and how many can take part."""
    least, most = announcement.least, announcement.most
    if least and most:
        return _("It starts with at least %(least)d people, and %(most)d can take part.") % {
            "least": least, "most": most
        }  # fmt: skip
    if most:
        return _("At most %(most)d people can take part.") % {"most": most}
    return _("It starts with at least %(least)d people.") % {"least": least} if least else ""


def lacking(announcement: Announcement) -> list[str]:
    """What a reader would miss, in words; never a reason not to open it."""
    wanted = (
        (announcement.added_value, _("what it brings")),
        (announcement.nature, _("what it is and aims at")),
        (announcement.practical, _("practical matters")),
        (announcement.has_numbers, _("how many meetings, of how many hours")),
        (announcement.seeks, _("whom you look for")),
    )
    return [words for there, words in wanted if not there]


def address(network: Network) -> str:
    """Of the public page, whole."""
    return settings.ADDRESS + reverse("recruit-apply", args=[network.programme.slug, network.slug])


def short(announcement: Announcement) -> str:
    """What other sites show below the title."""
    words = announcement.added_value or announcement.nature or announcement.network.line
    text = " ".join(line.strip() for part in prose.parts(words) for line in part["lines"])
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def mail(announcement: Announcement) -> str:
    """The whole announcement as a text to paste in a mail, in the language of the network."""
    network = announcement.network
    with translation.override(network.language):
        parts = [network.name, network.line]
        parts += [f"{block.heading.upper()}\n{block.text.strip()}" for block in blocks(announcement)]
        if lines := numbers(announcement):
            parts.append("\n".join([_("What it asks of you").upper(), *(f"- {line}" for line in lines)]))
        parts += [size(announcement), f"{_apply(announcement)}:\n{address(network)}"]
    return "\n\n".join(part for part in parts if part)


def _apply(announcement: Announcement) -> str:
    if announcement.apply_until:
        day = date_format(announcement.apply_until, "DATE_FORMAT")
        return _("Apply by %(day)s") % {"day": day}
    return _("How to apply")


def sheet(announcement: Announcement) -> paper.Announcement:
    """The announcement on A4, in the language of the network."""
    network = announcement.network
    with translation.override(network.language):
        parts = [paper.Block(block.heading, block.text) for block in blocks(announcement)]
        if told := size(announcement):
            parts.append(paper.Block(_("How many"), told))
        to = address(network)
        return paper.Announcement(
            title=network.name, language=network.language, network=network.programme.name, line=network.line,
            blocks=tuple(parts), asked=_("What it asks of you"), numbers=tuple(numbers(announcement)),
            apply=_apply(announcement), how=_("You need no account; it takes about ten minutes."), address=to,
            code=Code(to, _("Read and apply"), _("Code that opens the announcement: %(address)s") % {"address": to}),
        )  # fmt: skip


# --- what it could begin with --------------------------------------------------------------


def beginning(network: Network, today: date) -> dict[str, Any]:
    """What the network knows already, for an announcement that nobody wrote yet; two queries and those of `pace`."""
    known = pace.of(network)
    with translation.override(network.language):
        return {
            "added_value": "\n".join(f"- {words}" for words in motives(network)),
            "nature": "\n\n".join(filter(None, (network.line, network.ambition))),
            "practical": "\n".join(_practical(network, today)),
            "meeting_count": known.meeting_count or None,
            "meeting_hours": Decimal(known.minutes) / 60 if known.minutes else None,
            "most": network.book.core_size.most if network.book.core_size else None,
            "least": network.book.core_size.least if network.book.core_size else None,
        }


def _practical(network: Network, today: date) -> list[str]:
    lines = []
    if network.rhythm:
        lines.append(_("We meet: %(rhythm)s") % {"rhythm": network.rhythm})
    if network.starts_on and network.starts_on >= today:
        lines.append(_("We start on %(day)s") % {"day": date_format(network.starts_on, "DATE_FORMAT")})
    if network.ends_on:
        lines.append(_("It ends around %(day)s") % {"day": date_format(network.ends_on, "DATE_FORMAT")})
    return lines


def motives(network: Network) -> list[str]:
    """The gains of members and the reasons of organisations, in the words of the network; one query."""
    with translation.override(network.language):
        given = question.motives(network)
    return [row.said for kind in (Motive.Kind.MEMBER, Motive.Kind.ORGANISATION) for row in given[kind]]  # type: ignore[attr-defined]
