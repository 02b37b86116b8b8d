from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class NotedQuerySet(models.QuerySet["Noted"]):
    def standing(self) -> NotedQuerySet:
        return self.filter(withdrawn_at=None)


class Noted(models.Model):
    """A row that somebody in the network noted, and that can be taken off again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("noted by"))
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = NotedQuerySet.as_manager()

    class Meta:
        abstract = True
