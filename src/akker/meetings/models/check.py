from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.networks.models import Membership, Network
from akker.people.models import Versioned
from akker.programmes.models import Programme


class PlanCheckQuerySet(models.QuerySet["PlanCheck"]):
    def seen_by(self, membership: Membership | None) -> PlanCheckQuerySet:
        """Their own, and what others said aloud."""
        mine = Q(membership=membership) if membership else Q(pk=None)
        return self.filter(mine | Q(aloud_at__isnull=False))


class PlanCheck(Versioned):
    """What one member answers, after a meeting, to one of the five checks of the plan."""

    class About(models.TextChoices):
        HOLDS = "holds", _("Does the plan still hold?")
        REFERENCE = "reference", _("An extra talk with the reference leader?")
        PACE = "pace", _("More or fewer meetings?")
        MISSING = "missing", _("Whom do we miss?")
        RELEVANT = "relevant", _("Is it still worth your while?")

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        MORE = "more", _("more")
        FEWER = "fewer", _("fewer")
        SAME = "same", _("as it is")
        STAY = "stay", _("I stay as I am")
        CHANGE = "change", _("I would rather take part differently")
        LEAVE = "leave", _("I would rather stop")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # says nothing of who was first
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    about = models.CharField(_("check"), max_length=10, choices=About)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    words = models.TextField(_("in my own words"), blank=True, max_length=500)
    at = models.DateTimeField()
    aloud_at = models.DateTimeField(_("said aloud"), null=True)  # until then theirs alone

    objects = PlanCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "meeting", "membership", "about"], name="a_check_is_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.answer}"
