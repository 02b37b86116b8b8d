from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class Welcome(Versioned):
    """How somebody who joins half-way is received: a buddy, what to read, and whether they see what was said before.

    The group says so with a consent of each to this row; the cases of before they came are open from `opened_at`,
    and no longer from `closed_at`, when somebody took their yes back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")
    buddy = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buddy"))
    reading = models.TextField(_("to read first"), max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when the group was asked about older cases
    opened_at = models.DateTimeField(null=True)  # older cases are theirs to read
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)  # not theirs to read any more

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_opened_what_is_closed",
                condition=models.Q(opened_at=None, opened_by=None) | models.Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_what_was_open_closes_again",
                condition=models.Q(closed_at=None)
                | models.Q(opened_at__isnull=False, opened_at__lte=models.F("closed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}"
