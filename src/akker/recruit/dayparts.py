"""When somebody can meet: fifteen parts of the week, of which applicants tick theirs."""

from __future__ import annotations

from itertools import product

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAYS = ("mon", "tue", "wed", "thu", "fri")  # in the order of WEEKDAYS
PARTS: dict[str, Promise] = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}
DAYPARTS = tuple(f"{day}-{part}" for day, part in product(DAYS, PARTS))  # "mon-morning"


def label(daypart: str) -> str:
    """In the language of the reader: "Monday morning"."""
    day, _dash, part = daypart.partition("-")
    # Translators: a part of the week, "Monday morning"; in Dutch one word
    return gettext("%(day)s %(part)s") % {"day": WEEKDAYS[DAYS.index(day)], "part": PARTS[part]}
