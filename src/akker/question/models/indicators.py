from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.people.models import Versioned
from akker.question.models.noted import Noted


class Indicator(Noted, Versioned):
    """Something by which a network will notice that its ambition comes nearer."""

    words = models.CharField(_("what we look at"), max_length=300)
    noticed_by = models.CharField(_("how we notice"), max_length=300, blank=True)
    target = models.CharField(_("where we hope it will be"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.words


class IndicatorReading(Noted):
    """How an indicator stood at one of the four moments."""

    class Moment(models.TextChoices):
        START = "start", _("at the start")
        HALFWAY = "halfway", _("half-way")
        END = "end", _("at the end")
        AFTER = "after", _("three to six months later")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    moment = models.CharField(_("moment"), max_length=8, choices=Moment)
    value = models.CharField(_("how it stands"), max_length=200)
    on = models.DateField(_("on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "indicator", "moment"],
                condition=Q(withdrawn_at=None),
                name="an_indicator_is_read_once_at_a_moment",
            )
        ]

    def __str__(self) -> str:
        return self.value
