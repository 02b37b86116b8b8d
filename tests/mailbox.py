"""What an installation mailed, read as another program would: the texts with their links, and the calendar parts."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import vobject

from tests.server import Server

LINK = re.compile(r"/t/[\w-]{43}/")
SECONDS = 60


class Mailbox:
    """Hands out each mail once."""

    def __init__(self, server: Server) -> None:
        self.server, self.read_count = server, 0

    def fresh(self, count: int) -> list[EmailMessage]:
        """The mails that came since we looked last: so many, as soon as the worker has sent them, and not one more."""
        for _attempt in range(SECONDS * 4):
            found = self.server.mails()[self.read_count :]
            if len(found) >= count:
                break
            time.sleep(0.25)
        assert len(found) == count, f"{len(found)} mails of {count}\n{self.server.log.read_text()[-2000:]}"
        self.read_count += count
        return [cast(EmailMessage, message_from_bytes(text.encode(), policy=policy.default)) for text in found]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def link(mail: EmailMessage) -> str:
    found = LINK.search(text(mail))
    assert found, text(mail)
    return found[0]


def calendar(mail: EmailMessage) -> Any:
    """The calendar part, as a parser reads it that is not our own; it holds no link, so that nobody forwards one."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    words = part.get_content()
    assert not LINK.search(words)
    return vobject.readOne(words)
