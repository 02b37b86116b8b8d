from __future__ import annotations

from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from akker.networks.models import LOST_AFTER, Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.post.models import Job
from akker.programmes.models import Event, Programme


class CandidateImport(models.Model):
    """A spreadsheet with candidates on its way into a programme; the cells are kept only until it is applied."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+")  # read in there; None: programme
    file_name = models.CharField(max_length=200)
    content = models.JSONField(default=dict)  # {"header": [c names], "rows": n lists of c cells, "first": row number}
    mapping = models.JSONField(default=list)  # c keys of columns.COLUMNS, or "" for a column left out
    plan = models.JSONField(default=list)  # what each row would do; then the faults alone
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # what was written, as the undo needs it
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mapped_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # given up for another file, or taken back after it was applied
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")  # that it was applied

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="candidates_are_read_in_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, mapped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="candidates_are_read_in_when_confirmed",
                condition=Q(applied_at=None) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def has_stopped(self, now: datetime) -> bool:
        """Confirmed but not applied, and nobody at work on it any more."""
        if self.applied_at or self.withdrawn_at or not self.confirmed_at:
            return False
        return self.job is None or self.job.is_over or now - self.job.queued_at > LOST_AFTER
