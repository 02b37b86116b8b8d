from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.people.models import Versioned
from akker.question.models import Noted


class KickoffElement(Noted, Versioned):
    """That one of the three elements of a kickoff had room, and what it left."""

    class Element(models.TextChoices):
        ACQUAINTANCE = "acquaintance", _("Getting acquainted")
        EXPECTATIONS = "expectations", _("Questions and expectations")
        AGREEMENTS = "agreements", _("Working agreements")

    element = models.CharField(max_length=12, choices=Element)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("what it left"), max_length=3000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "element"],
                condition=models.Q(withdrawn_at=None),
                name="an_element_is_noted_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_element_display())
