from __future__ import annotations

from django.db import models
from django.db.models import Q

from akker.people.keys import uuid7
from akker.people.models import Person


class CalendarFeed(models.Model):
    """A secret address at which a calendar reads all meetings of one person; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="one_feed_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)
