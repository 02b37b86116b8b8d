from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class Series(models.Model):
    """Meetings that were planned together, in a rhythm."""

    class Every(models.TextChoices):
        WEEK = "1w", _("every week")
        FORTNIGHT = "2w", _("every two weeks")
        THREE_WEEKS = "3w", _("every three weeks")
        FOUR_WEEKS = "4w", _("every four weeks")
        SIX_WEEKS = "6w", _("every six weeks")
        EIGHT_WEEKS = "8w", _("every eight weeks")
        MONTH = "1m", _("every month, on the same weekday")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    every = models.CharField(_("how often"), max_length=2, choices=Every)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.network}: {self.every}"
