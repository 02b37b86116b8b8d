"""Makes the two parts of a mail out of its plain text: the same words, no pictures, nothing that tells who opens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from akker.post import delivery, kinds

METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
CODE = re.compile(r"[A-Z]{3}-[A-Z]{3}")
RULE = "* * *"


@dataclass(frozen=True)
class Block:
    """One paragraph; `shape` is text, link (it is one address), code or rule."""

    shape: str
    text: str


def blocks(text: str) -> list[Block]:
    """The paragraphs of `text`, which stand apart by an empty line."""
    return [Block(_shape(words), words) for words in map(str.strip, re.split(r"\n\s*\n", text)) if words]


def _shape(words: str) -> str:
    if re.fullmatch(r"https?://\S+", words):
        return "link"
    if CODE.fullmatch(words):
        return "code"
    return "rule" if words == RULE else "text"


def write(mail_id: object, address: str, kind: str, subject: str, text: str, language: str) -> EmailMultiAlternatives:
    """The message that the mail server gets, plain and HTML, in `language`."""
    with translation.override(language):
        words = {
            "subject": subject,
            "text": text.strip(),
            "blocks": blocks(text),
            "language": language,
            "home": settings.ADDRESS,
            "choose": "" if kind in kinds.ALWAYS else settings.ADDRESS + reverse("post:preferences"),
        }
        plain, html = render_to_string("post/mail.txt", words), render_to_string("post/mail.html", words)
    headers = {
        "Message-ID": delivery.message_id(mail_id, urlsplit(settings.ADDRESS).hostname or "localhost"),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    message = EmailMultiAlternatives(subject, plain, None, [address], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def enclose(message: EmailMultiAlternatives, calendar: str, reply_to: str) -> None:
    """Put a calendar request (iCalendar text) beside the words, so that a mail program offers to keep it."""
    if reply_to:
        message.reply_to = [reply_to]
    if calendar:
        found = METHOD.search(calendar)
        message.attach_alternative(calendar, f"text/calendar; method={found[1] if found else 'PUBLISH'}")
