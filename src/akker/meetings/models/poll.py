from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.networks.models import Network, has_left
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.post.models import Job
from akker.programmes.models import Programme


class PollQuerySet(models.QuerySet["Poll"]):
    def standing(self) -> PollQuerySet:
        return self.filter(withdrawn_at=None)

    def open(self) -> PollQuerySet:
        return self.standing().filter(closed_at=None)

    def due(self, now: datetime) -> PollQuerySet:
        """Past their deadline, and nobody was asked to choose yet."""
        return self.open().filter(closes_at__lte=now, choice_asked_at=None, network__closed_at=None)


class Poll(Versioned):
    """A question to people when they can, for one meeting or for a series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="polls")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="+")  # none: it makes a new one
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how long, in minutes"), default=120)
    place = models.CharField(_("where"), max_length=200, blank=True)
    count = models.PositiveSmallIntegerField(_("how many dates are wanted"), default=1)
    closes_at = models.DateTimeField(_("answer before"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    choice_asked_at = models.DateTimeField(null=True)  # it was not clear: who opened it was asked to choose
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # none: it closed itself
    withdrawn_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")  # that looks for the best dates

    objects = PollQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_poll_is_closed_once", condition=Q(closed_by=None) | Q(closed_at__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["programme", "network", "closes_at"], name="polls_of_a_network"),
            models.Index(fields=["closes_at"], name="polls_to_close", condition=Q(closed_at=None, withdrawn_at=None)),
        ]

    def __str__(self) -> str:
        return self.purpose or str(self.network)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.withdrawn_at is None

    @property
    def last_day(self) -> date:
        """The day to the end of which people answer, where the network is: not where the reader or the server is."""
        return (self.closes_at - timedelta.resolution).astimezone(self.network.zone).date()


class Slot(models.Model):
    """One moment that a poll asks about, in the wall time of its zone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="slots")
    on = models.DateField()
    at = models.TimeField()
    time_zone = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="+")  # what it became
    is_new = models.BooleanField(default=False)  # that meeting was made for it; else it had no date before
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "poll", "on", "at"], name="a_slot_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.at}"


class RespondentQuerySet(models.QuerySet["Respondent"]):
    def heard(self, poll: Poll) -> RespondentQuerySet:
        """Whose answers count in `poll`; as long as it is open, not those of who left the network."""
        asked = self.filter(poll=poll)
        return asked.exclude(has_left("poll__network")) if poll.is_open else asked

    def silent(self, poll: Poll) -> RespondentQuerySet:
        """Who can still be asked, with the person."""
        return self.heard(poll).filter(answered_at=None).select_related("person").order_by("pk")


class Respondent(models.Model):
    """One person who is asked when they can."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="respondents")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_required = models.BooleanField(default=False)  # without them it cannot be; they count double
    answered_at = models.DateTimeField(null=True)

    objects = RespondentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "poll", "person"], name="one_respondent_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.poll}: {self.person}"


class SlotAnswer(models.Model):
    """Whether one person can at one moment."""

    class Can(models.TextChoices):
        YES = "yes", _("yes")
        MAYBE = "maybe", _("if need be")
        NO = "no", _("no")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="answers")
    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="answers")
    can = models.CharField(max_length=5, choices=Can)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "slot", "respondent"], name="one_answer_per_slot")]

    def __str__(self) -> str:
        return f"{self.slot}: {self.can}"
