from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Candidate


class IntakeNote(Versioned):
    """What came up in the intake talk of one network with a candidate.

    For whoever leads or facilitates that network, and the candidate; an office lets nobody read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="intake_notes")
    text = models.TextField(_("what came up"), blank=True, max_length=4000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("noted by"))
    at = models.DateTimeField(_("noted"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "candidate"], name="one_intake_note_each"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}"
