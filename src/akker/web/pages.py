"""Which page of the product helps with a step of a handbook: the one list of instruments that have a page."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Page(NamedTuple):
    """Where an instrument lives, and what the button that leads there says."""

    name: str  # of an address of a network: "roles:pitch"
    opens: Promise


# A step whose instrument is not here works from its text.
INSTRUMENTS = {
    "agreements": Page("journey:agreements", _("Open the agreements")),
    "ambition": Page("question:ambition", _("Open the ambition")),
    "announcement": Page("recruit:announcement", _("Open the announcement")),
    "conditions": Page("question:conditions", _("Open the conditions")),
    "learning-questions": Page("question:mine", _("Open my learning questions")),
    "motives": Page("question:motives", _("Open the reasons")),
    "people": Page("networks:people", _("Open the people")),
    "plan": Page("meetings:plan", _("Open the plan")),
    "question": Page("question:clinic", _("Open the question")),
    "roles": Page("roles:pitch", _("Open the roles")),
    "support": Page("question:support", _("Open the requests for support")),
    "theme": Page("question:canvas", _("Open the theme canvas")),
}
