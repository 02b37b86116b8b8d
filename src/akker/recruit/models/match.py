from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Candidate
from akker.recruit.models.composition import Composition


class Match(Versioned):
    """How one candidate fits a role in one network of a composition, and whether somebody chose them for it."""

    class Fit(models.IntegerChoices):
        NOT = 0, _("does not fit")
        PERHAPS = 1, _("could do it")
        WELL = 2, _("fits well")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    composition = models.ForeignKey(Composition, models.CASCADE, related_name="matches")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    role = models.SlugField(max_length=40)  # a role key of the handbook of the network
    fit = models.PositiveSmallIntegerField(_("fit"), choices=Fit, null=True, blank=True)  # none: not said
    note = models.TextField(_("fit note"), blank=True, max_length=1000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    chosen_at = models.DateTimeField(_("chosen"), null=True)
    chosen_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "composition", "network", "candidate", "role"], name="a_fit_is_noted_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "composition", "candidate"], condition=Q(chosen_at__isnull=False),
                name="a_candidate_is_chosen_for_one_role",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.candidate}: {self.role}"
