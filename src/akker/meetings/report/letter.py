"""A mail about a meeting: written once, for the eye before it leaves and for the post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from akker.meetings.models import Meeting, Sending
from akker.meetings.report.sending import CANCEL, Line, from_sending
from akker.networks.models import Network
from akker.people.models import Person

THEIR_LINK = f"{settings.ADDRESS}/t/…/"  # each gets their own, made when the mail leaves


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in one mail. `what`: the kind of line it is for."""

    subject: str
    text: str
    what: str = ""


def write(network: Network, template: str, what: str = "", **context: Any) -> Letter:
    """In the language of the network, whoever reads it first."""
    with translation.override(network.language):
        text = render_to_string(f"{template}.txt", {**context, "network": network})
        subject = render_to_string(f"{template}_subject.txt", {**context, "network": network})
    return Letter(_plain(subject).strip(), _plain(text), what)


def _plain(words: str) -> str:
    """What a template made is taken for markup; this holds what people typed, and is shown on a page too."""
    return words + ""


def about(meeting: Meeting, line: Line, told: Sending, link: str, by: Person) -> Letter:
    """What one person is told of a meeting; who need not come is told of the meeting as they know it."""
    shown = from_sending(meeting, line.was) if line.what == CANCEL and line.was else meeting
    context = {"meeting": shown, "line": line, "told": told, "link": "" if line.what == CANCEL else link, "by": by}
    return write(meeting.network, "meetings/mail_meeting", line.what, **context)


def samples(meeting: Meeting, lines: Iterable[Line], words: str, by: Person) -> list[Letter]:
    """One mail of each kind among `lines`, as its first reader will get it."""
    told = Sending(is_off=bool(meeting.called_off_at), words=words)
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.what, line)
    return [about(meeting, line, told, THEIR_LINK, by) for line in first.values()]
