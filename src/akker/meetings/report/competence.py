"""An example of a set of competences, in our own words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def examples() -> list[tuple[str, str]]:
    """Name and what it means, in the reader's language; a start for who has none yet."""
    return [
        (_("Practice"), _("does the work every day")),
        (_("Lived experience"), _("lives with what the question is about")),
        (_("Knowledge"), _("knows what is known already, from research or a long career")),
        (_("Room to decide"), _("can change how things are arranged")),
        (_("Connection"), _("knows the people without whom nothing moves")),
    ]
