from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.competence import Competence
from akker.meetings.models.meeting import Meeting
from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Versioned
from akker.programmes.models import Programme
from akker.recruit.models import Invitation


class PlanRowQuerySet(models.QuerySet["PlanRow"]):
    def standing(self) -> PlanRowQuerySet:
        """Vacancies that are still open, and what is noted of members who are in the network now."""
        return self.filter(withdrawn_at=None).filter(Q(membership=None) | Q(membership__left_at=None))


class PlanRow(Versioned):
    """A line of the plan: a member, or somebody who is needed and not found yet, each with a competence.

    Who is in the core stands in the plan without a row too, until there is something to note.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="plan_rows")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")  # none: vacant
    needed = models.CharField(_("who or what is needed"), max_length=200, blank=True)  # stays once it is filled
    competence = models.ForeignKey(
        Competence, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("competence")
    )
    ring = models.CharField(  # that a vacancy is for; a member is in the ring of their membership
        _("ring"), max_length=12, choices=Membership.Ring, default=Membership.Ring.SECOND
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "membership"],
                condition=Q(membership__isnull=False),
                name="a_member_stands_once_in_a_plan",
            ),
            models.CheckConstraint(
                name="a_vacancy_says_what_is_needed", condition=Q(membership__isnull=False) | ~Q(needed="")
            ),
        ]

    def __str__(self) -> str:
        return self.needed or str(self.membership)


class PlanCell(Versioned):
    """How somebody takes part in one meeting; where there is no cell, as is usual for their ring."""

    class State(models.TextChoices):
        REQUIRED = "required", _("required")
        OPTIONAL = "optional", _("optional")
        CONSULTED = "consulted", _("consulted in writing")
        NOT = "not", _("not")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    row = models.ForeignKey(PlanRow, models.CASCADE, related_name="cells")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    state = models.CharField(_("takes part"), max_length=10, choices=State, blank=True)  # none: as usual
    before = models.CharField(max_length=10, choices=State, blank=True)  # what the last change took away
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "row", "meeting"], name="one_cell_of_a_plan")]

    def __str__(self) -> str:
        return f"{self.row}: {self.state}"


class VacancyRequest(models.Model):
    """That somebody was asked for a vacancy, by an invitation; their yes fills it, as long as it is vacant."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    row = models.ForeignKey(PlanRow, models.CASCADE, related_name="requests", verbose_name=_("vacancy"))
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "invitation"], name="an_invitation_is_for_one_vacancy")
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.invitation}"
