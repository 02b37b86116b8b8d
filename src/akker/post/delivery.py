"""Reads the delivery reports that mail servers send back (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from uuid import UUID

OURS = re.compile(r"<([0-9a-f-]{36})@")


@dataclass(frozen=True)
class Report:
    """What became of one message: `is_final` when trying again is of no use."""

    mail_id: UUID
    is_final: bool
    why: str


def message_id(mail_id: object, host: str) -> str:
    """The Message-ID of a mail; a report carries it back."""
    return f"<{mail_id}@{host}>"


def read(message: bytes) -> Report | None:
    """The report in `message`; nothing when it tells of no failure, or not of a mail of ours."""
    parts = list(message_from_bytes(message, policy=policy.compat32).walk())
    failures = [part for part in parts if (part.get("Action") or "").strip().lower() == "failed"]
    mail_id = next(filter(None, map(_mail_id, parts[1:])), None)
    if not failures or mail_id is None:
        return None
    status = (failures[0].get("Status") or "").strip()
    why = " ".join((failures[0].get("Diagnostic-Code") or status or "failed").split())
    return Report(mail_id, status.startswith("5"), why)


def _mail_id(part: Message) -> UUID | None:
    """The id of our mail in the headers of the message that came back, whole or headers alone."""
    text = part.get("Message-ID") or ""
    if part.get_content_type() == "text/rfc822-headers":
        text = str(message_from_bytes(part.get_payload(decode=True) or b"").get("Message-ID"))  # type: ignore[arg-type]
    found = OURS.search(text)
    try:
        return UUID(found[1]) if found else None
    except ValueError:
        return None
