from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Versioned
from akker.programmes.models import Programme


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def standing(self) -> CompetenceQuerySet:
        """Those of the set now, in the order of showing."""
        return self.filter(withdrawn_at=None).order_by("place", "pk")


class Competence(Versioned):
    """Something a network needs around its table to answer its question; four to eight of them make its set."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="competences")
    name = models.CharField(_("competence"), max_length=80)
    about = models.CharField(_("what it means here"), max_length=300, blank=True)
    framework = models.CharField(_("framework"), max_length=120, blank=True)  # that it was brought from
    place = models.PositiveSmallIntegerField()  # order of showing
    withdrawn_at = models.DateTimeField(null=True)

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "name"],
                condition=Q(withdrawn_at=None),
                name="competence_names_differ",
            )
        ]

    def __str__(self) -> str:
        return self.name
