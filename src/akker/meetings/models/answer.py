from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.networks.models import has_left
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class AnswerQuerySet(models.QuerySet["Answer"]):
    def current(self) -> AnswerQuerySet:
        """Given for the moment at which the meeting is now."""
        return self.filter(Q(for_starts_at=None) | Q(for_starts_at=F("meeting__starts_at")))

    def of_who_is_here(self) -> AnswerQuerySet:
        """Who left the network left their place, or their turn, to the others."""
        return self.exclude(has_left("meeting__network"))

    def with_a_place(self) -> AnswerQuerySet:
        """Who comes and does not wait for a place."""
        return self.of_who_is_here().filter(coming=Answer.Coming.YES, waits=None)

    def waiting(self) -> AnswerQuerySet:
        """Who would come as soon as there is a place, first come first."""
        return self.of_who_is_here().filter(waits__isnull=False).order_by("waits")


class Answer(models.Model):
    """Whether one person comes to one meeting, in their own say."""

    class Coming(models.TextChoices):
        YES = "yes", _("coming")
        UNSURE = "unsure", _("unsure")
        NO = "no", _("not coming")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    coming = models.CharField(_("coming"), max_length=6, choices=Coming)
    words = models.CharField(_("in a line"), max_length=200, blank=True)
    answered_at = models.DateTimeField()
    for_starts_at = models.DateTimeField(null=True)  # the moment they answered about; a meeting that moved asks again
    waits = models.PositiveIntegerField(null=True)  # for a place: their turn, the lowest first

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "meeting", "person"], name="one_answer_per_meeting"),
            models.UniqueConstraint(
                fields=["programme", "meeting", "waits"], condition=Q(waits__isnull=False), name="no_two_wait_as_one"
            ),
            models.CheckConstraint(
                name="who_waits_would_come", condition=Q(waits=None) | Q(coming="yes", waits__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.coming}"

    def is_about(self, meeting: Meeting) -> bool:
        """Whether it was given for the moment at which the meeting is now."""
        return self.for_starts_at is None or self.for_starts_at == meeting.starts_at


class Attendance(models.Model):
    """Whether one person was there: a fact noted afterwards, apart from what they said before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    was_there = models.BooleanField(_("was there"), default=False)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "meeting", "person"], name="one_attendance_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.was_there}"


class Attendee(models.Model):
    """One of those whom a meeting is for; a meeting without any is for the whole network."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "meeting", "person"], name="one_attendee_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.person}"
