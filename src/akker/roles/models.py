from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network, Seat
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class CardRead(models.Model):
    """A member marked the card of a role as read; theirs alone to know."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    role = models.SlugField(max_length=40)  # a role key of the pack
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "membership", "role"], name="a_card_is_read_once"),
        ]

    def __str__(self) -> str:
        return self.role


class NominationQuerySet(models.QuerySet["Nomination"]):
    def shown_to(self, person: Person, powers: frozenset[str]) -> NominationQuerySet:
        """Their own; all of them only for who leads or facilitates the network."""
        if powers & {"leader", "facilitator"}:
            return self
        return self.filter(membership__person=person)


class Nomination(Versioned):
    """Somebody puts themselves forward for a role: a conversation aid, erased when the roles are settled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    role = models.SlugField(max_length=40)  # a role key of the pack
    notes = models.JSONField(default=dict, blank=True)  # key of a fit criterion of the pack -> what they say of it

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "membership", "role"], name="put_forward_once_for_a_role"),
        ]

    def __str__(self) -> str:
        return self.role


class SeatTasks(Versioned):
    """What the holder of a seat takes on: their part of the division of tasks, one task to a line."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    text = models.TextField(_("tasks"), blank=True, max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "seat"], name="a_seat_has_one_list_of_tasks")]

    def __str__(self) -> str:
        return self.text

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


class LeftVacant(models.Model):
    """A role that the group knowingly leaves empty."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    role = models.SlugField(max_length=40)  # a role key of the pack
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "role"],
                condition=Q(withdrawn_at=None),
                name="a_role_is_left_vacant_once",
            )
        ]

    def __str__(self) -> str:
        return self.role


class PreconditionQuerySet(models.QuerySet["Precondition"]):
    def standing(self) -> PreconditionQuerySet:
        return self.filter(withdrawn_at=None)


class Precondition(Versioned):
    """What somebody needs to do a role well, or that nothing is needed; one free line is enough."""

    class Kind(models.TextChoices):
        TIME = "time", _("time")
        INFORMATION = "information", _("access to information")
        SUPPORT = "support", _("support")
        MANDATE = "mandate", _("mandate")
        MONEY = "money", _("money")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        PROMISED = "promised", _("promised")
        MET = "met", _("met")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    role = models.SlugField(max_length=40)  # a role key of the pack
    words = models.TextField(_("what is needed"), blank=True, max_length=1000)
    is_none_needed = models.BooleanField(default=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    amount = models.CharField(_("how much"), max_length=120, blank=True)
    giver = models.CharField(_("who can give it"), max_length=120, blank=True)
    needed_on = models.DateField(_("needed by"), null=True, blank=True)
    state = models.CharField(_("how it stands"), max_length=8, choices=State, blank=True)
    recheck_on = models.DateField(_("look again on"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PreconditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nothing_needed_needs_no_words",
                condition=Q(is_none_needed=False) & ~Q(words="") | Q(is_none_needed=True, words=""),
            ),
            models.UniqueConstraint(
                fields=["programme", "network", "role"],
                condition=Q(withdrawn_at=None, is_none_needed=True),
                name="nothing_needed_is_said_once",
            ),
        ]
        indexes = [models.Index(fields=["programme", "network", "role"], name="preconditions_of_a_role")]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return not self.is_none_needed and self.state != self.State.MET

    def is_due(self, today: date) -> bool:
        """Time to look again: on the day somebody chose, or when it was needed by now."""
        return self.is_open and any(day and day <= today for day in (self.recheck_on, self.needed_on))


class SignalAside(models.Model):
    """The group has seen a signal about its roles and puts it aside."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    signal = models.SlugField(max_length=60)  # a key of pitch.signals, "core-large" or "vacant-connector"
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "signal"], condition=Q(withdrawn_at=None), name="a_signal_is_aside_once"
            )
        ]

    def __str__(self) -> str:
        return self.signal
