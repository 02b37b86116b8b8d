"""Personal links: a random token in an address; only its hash is kept."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings

from akker.post import kinds

OVERDUE = timedelta(days=30)  # how long a link outlives its due date
UNDATED = timedelta(days=90)  # how long it lives without one
IN_ADDRESS = re.compile(r"(/t/|/yes/|/calendar/)[\w-]{43}")  # 32 bytes in url-safe base64


def fresh_token() -> str:
    """32 random bytes as 43 characters that fit in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token: 64 hexadecimal digits of SHA-256."""
    return sha256(token.encode()).hexdigest()


def address(token: str) -> str:
    """The whole personal link, to be put in a mail or on a printed sheet."""
    return f"{settings.ADDRESS}/t/{token}/"


def end(asked_at: datetime, due_on: date | None) -> datetime:
    """When a link made together with its ask stops working."""
    if due_on is None:
        return asked_at + UNDATED
    return datetime.combine(due_on, time.max, UTC) + OVERDUE


def scrub(kind: str, text: str) -> str:
    """`text` of a mail of `kind` without what opens anything: codes and personal links."""
    return "" if kind == kinds.SIGN_IN else IN_ADDRESS.sub(r"\1…", text)
