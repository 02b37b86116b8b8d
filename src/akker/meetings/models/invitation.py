from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme

TOLD = ("on", "at", "minutes", "purpose", "where", "place", "directions", "video_link")  # of a meeting, in a calendar


class Sending(models.Model):
    """One time that people were mailed about a meeting, with what was told; it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sendings")
    sequence = models.PositiveIntegerField()
    on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=300, blank=True)
    where = models.CharField(max_length=8, choices=Meeting.Where, default=Meeting.Where.ROOM)
    place = models.CharField(max_length=200, blank=True)
    directions = models.TextField(max_length=1000, blank=True)
    video_link = models.URLField(max_length=500, blank=True)
    is_off = models.BooleanField(default=False)  # it told that the meeting is called off
    words = models.TextField(_("a line of your own"), max_length=1000, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.sequence}"


class Invitation(models.Model):
    """That one person has a meeting in their calendar, as the newest sending to them told it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_required = models.BooleanField(default=False)
    sending = models.ForeignKey(Sending, models.CASCADE, related_name="+")
    cancelled_at = models.DateTimeField(null=True)  # told that it is off, or that they need not come

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "meeting", "person"], name="one_invitation_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.person}"
