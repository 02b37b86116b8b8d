"""What makes a good theme: seven things to talk about. No database."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS = ("puzzles", "for_whom", "why_now", "together", "unknown", "participants", "reference_leader")

# Key -> its name, and what to ask. After the characteristics that Albertslund Kommune uses; the last is one's own.
CHARACTERISTICS: dict[str, tuple[Any, Any]] = {
    "value": (_("Worth something to citizens"), _("Who will notice, and what is better for them then?")),
    "urgency": (_("Felt high and low"), _("Do people at the top and on the floor both want to get on with it?")),
    "crossing": (_("Across the walls"), _("Does it need people of several units or organisations?")),
    "complex": (_("No known answer"), _("Is it complex enough that nobody can look the answer up?")),
    "learning": (_("Something to learn"), _("What could we understand afterwards that we do not now?")),
    "room": (_("Room to do it differently"), _("May something new be tried, and by whom?")),
    "own": (_("What else counts here"), _("Something of our own that a theme should have.")),
}
