"""The clock of the product: real time, or moved by AKKER_CLOCK for a trial."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

# For every date that people type: a year of one or two figures is a slip, and the ends of the calendar have no UTC.
OUR_TIMES = [MinValueValidator(date(1950, 1, 1)), MaxValueValidator(date(2150, 12, 31))]


def now() -> datetime:
    """This moment, aware and in UTC, as far ahead or behind as the setting says."""
    shift: timedelta = settings.CLOCK_SHIFT
    return timezone.now() + shift
