"""The kinds of mail, as a person chooses between them; a room above that needs another adds it here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SIGN_IN, LINK, INVITATION, REMINDER, NOTICE, DIGEST = "sign-in", "link", "invitation", "reminder", "notice", "digest"

ALWAYS = frozenset({SIGN_IN, LINK, DIGEST})  # asked for at that moment, or already a choice: never switched off

CHOOSABLE = {
    INVITATION: _("Invitations"),
    REMINDER: _("Reminders of what I was asked to do"),
    NOTICE: _("News from my networks"),
}

NOW, DAILY, OFF = "now", "daily", "off"

WAYS = {
    NOW: _("At once"),
    DAILY: _("Once a day, together"),
    OFF: _("Never"),
}


def is_known(kind: str) -> bool:
    """Whether a mail of this kind can be queued."""
    return kind in ALWAYS or kind in CHOOSABLE
