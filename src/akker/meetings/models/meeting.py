from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.series import Series
from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Versioned
from akker.programmes.models import Programme
from akker.question.models import Subtheme


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> MeetingQuerySet:
        return self.filter(called_off_at=None)

    def to_come(self, now: datetime) -> MeetingQuerySet:
        return self.standing().filter(starts_at__gte=now).order_by("starts_at")

    def in_order(self) -> MeetingQuerySet:
        """Those with a date by that date, then those without one in the order of the plan."""
        return self.order_by(F("starts_at").asc(nulls_last=True), "place_in_plan", "pk")


class Meeting(Versioned):
    """A time at which a network meets, or means to. Its wall time stays, whatever happens to the network's zone."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        KICKOFF = "kickoff", _("kickoff")
        EXTRA = "extra", _("extra meeting")
        SUBGROUP = "subgroup", _("meeting of a subgroup")
        REFERENCE = "reference", _("talk with the reference leader")

    class Where(models.TextChoices):
        ROOM = "room", _("in one room")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("both in a room and online")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEETING)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    subtheme = models.ForeignKey(
        Subtheme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("subtheme")
    )
    has_case = models.BooleanField(_("works on a case from practice"), default=False)
    place_in_plan = models.PositiveSmallIntegerField(default=0)  # the order of those without a date
    on = models.DateField(_("date"), null=True, blank=True)  # a first plan is drawn without dates
    at = models.TimeField(_("time"), null=True, blank=True)
    time_zone = models.CharField(max_length=60)
    starts_at = models.DateTimeField(null=True)  # the wall time above, in UTC; for order and comparison
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    where = models.CharField(_("in a room or online"), max_length=8, choices=Where, default=Where.ROOM)
    place = models.CharField(_("place"), max_length=200, blank=True)
    directions = models.TextField(_("how to get there"), max_length=1000, blank=True)
    video_link = models.URLField(_("video link"), max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)  # none: everybody fits
    notice_hours = models.PositiveSmallIntegerField(_("hours of notice"), null=True, blank=True)  # as agreed
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="meetings")  # planned together
    sequence = models.PositiveIntegerField(default=0)  # of the calendar request; goes up with each change sent
    called_off_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_meeting_has_a_whole_date_or_none",
                condition=Q(on=None, at=None, starts_at=None)
                | Q(on__isnull=False, at__isnull=False, starts_at__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["programme", "network", "starts_at"], name="meetings_in_order")]

    def __str__(self) -> str:
        return f"{self.network} {self.on or self.purpose}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
