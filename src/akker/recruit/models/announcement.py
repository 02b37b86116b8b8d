from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Preference


class Stand(StrEnum):
    """How an announcement stands for who would apply today."""

    DRAFT = "draft"  # never opened
    OPEN = "open"
    WAITING = "waiting"  # full, and one can stand on the waiting list
    FULL = "full"
    OVER = "over"  # the day to apply by has passed
    CLOSED = "closed"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def standing(self) -> AnnouncementQuerySet:
        """Opened and not closed, of a network that runs; the day to apply by may have passed."""
        return self.filter(opened_at__isnull=False, closed_at=None, network__closed_at=None)

    def taking(self, today: date) -> AnnouncementQuerySet:
        """Standing, and the day to apply by, if there is one, has not passed."""
        return self.standing().filter(Q(apply_until=None) | Q(apply_until__gte=today))

    def with_taken(self) -> AnnouncementQuerySet:
        """Adds `taken_count`: for how many candidates it is the dearest wish, who waits left out; no extra query."""
        dearest = Preference.objects.filter(network=OuterRef("network"), rank=1, waiting_at=None)
        counted = dearest.filter(candidate__withdrawn_at=None).order_by().values("network").annotate(n=Count("pk"))
        return self.annotate(taken_count=Coalesce(Subquery(counted.values("n")), 0))


class Announcement(Versioned):
    """What one network tells to whom it looks for: why, what, practical matters, and what it asks in numbers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="announcements")
    added_value = models.TextField(_("what it brings"), blank=True, max_length=4000)
    nature = models.TextField(_("what it is and aims at"), blank=True, max_length=4000)
    practical = models.TextField(_("practical matters"), blank=True, max_length=4000)
    meeting_count = models.PositiveSmallIntegerField(_("number of meetings"), null=True, blank=True)
    meeting_hours = models.DecimalField(_("hours a meeting"), max_digits=4, decimal_places=1, null=True, blank=True)
    between_hours = models.DecimalField(
        _("hours of work between two meetings"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    reporting = models.TextField(_("how you report at home"), blank=True, max_length=1000)
    seeks = models.TextField(_("who we look for"), blank=True, max_length=4000)
    apply_until = models.DateField(_("apply by"), null=True, blank=True)  # the last day on which one can
    least = models.PositiveSmallIntegerField(_("fewest to start with"), null=True, blank=True)  # people
    most = models.PositiveSmallIntegerField(_("most that can take part"), null=True, blank=True)  # people
    has_waiting_list = models.BooleanField(_("keep a waiting list when full"), default=False)
    opened_at = models.DateTimeField(_("opened"), null=True)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    full_at = models.DateTimeField(_("full"), null=True)  # said so by hand; see also `most`
    full_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network"], name="a_network_has_one_announcement"),
            models.CheckConstraint(
                name="announcement_is_closed_after_it_was_opened",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="announcement_wants_no_fewer_than_its_least",
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}"

    @property
    def is_standing(self) -> bool:
        """Whether its page can be read by anybody; `network` is at hand."""
        return self.opened_at is not None and self.closed_at is None and not self.network.is_closed

    def stand(self, today: date) -> Stand:
        """How it stands; asks for `with_taken` and its network at hand."""
        if self.opened_at is None:
            return Stand.DRAFT
        if not self.is_standing:
            return Stand.CLOSED
        if self.is_overdue(today):
            return Stand.OVER
        if not self.is_full:
            return Stand.OPEN
        return Stand.WAITING if self.has_waiting_list else Stand.FULL

    @property
    def is_full(self) -> bool:
        """Said so by hand, or as many applied as can take part; asks for `with_taken`."""
        taken: int = self.taken_count  # type: ignore[attr-defined]
        return self.full_at is not None or (self.most is not None and taken >= self.most)

    @property
    def has_numbers(self) -> bool:
        """Whether it says how much it asks, so that somebody can say yes to it."""
        return bool(self.meeting_count and self.meeting_hours)

    def is_overdue(self, today: date) -> bool:
        """Whether the last day to apply has passed."""
        return self.apply_until is not None and self.apply_until < today
