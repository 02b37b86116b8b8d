from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def standing(self) -> PlanVersionQuerySet:
        """Newest first."""
        return self.filter(withdrawn_at=None).order_by("-number")


class PlanVersion(models.Model):
    """The plan of a network as somebody kept it by hand; it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()  # 1 is the first version
    reason = models.TextField(_("reason"), blank=True, max_length=500)
    frozen = models.JSONField(_("the plan"), default=dict)  # as `freeze.frozen` makes it; people by key, never by name
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "number"], name="plan_versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.number}"
