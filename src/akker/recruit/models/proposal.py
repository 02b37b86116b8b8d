from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.post.models import Job
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Candidate
from akker.recruit.models.composition import Composition


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def standing(self) -> ProposalQuerySet:
        return self.filter(withdrawn_at=None)

    def ready(self) -> ProposalQuerySet:
        """Found, and not put away."""
        return self.standing().filter(solved_at__isnull=False)


class Proposal(Versioned):
    """One division of the candidates over the networks of a composition, with what can be said about it.

    The facts are those of `akker.compose`, as plain values in which candidates and networks stand by their id:
    docs/compose.md tells their kinds. They can be made anew from who sits where. `version` goes up with every move.
    """

    class Leaning(models.TextChoices):
        BALANCED = "balanced"
        DIVERSITY = "diversity"
        WISHES = "wishes"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    composition = models.ForeignKey(Composition, models.CASCADE, related_name="proposals")
    letter = models.CharField(_("proposal"), max_length=2)
    leaning = models.CharField(max_length=10, choices=Leaning, default=Leaning.BALANCED)
    warm = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")  # solved again from this one
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    seed = models.PositiveIntegerField(default=1)
    steps = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # points
    bound = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # that no division can pass, where known
    parts = models.JSONField(
        _("parts"), default=dict, blank=True
    )  # diversity, preferences or stability -> points, as text
    facts = models.JSONField(default=dict)  # breaches, shares, gaps; or conflicts, and then nobody is placed
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    solved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "composition", "letter"], name="proposals_have_letters"),
            models.UniqueConstraint(
                fields=["programme", "composition"], condition=Q(published_at__isnull=False, withdrawn_at=None),
                name="one_proposal_is_published",
            ),
            models.CheckConstraint(
                name="a_proposal_is_published_when_solved",
                condition=Q(published_at=None) | Q(solved_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.letter


class PlacingQuerySet(models.QuerySet["Placing"]):
    def seated(self) -> PlacingQuerySet:
        return self.filter(network__isnull=False)


class Placing(models.Model):
    """Where one candidate sits in a proposal, and why; without a network they are on the bench."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="placings")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField(
        _("which choice"), null=True
    )  # of this network among their wishes; 1 is the dearest
    role = models.SlugField(_("proposed role"), max_length=40, blank=True)  # a key of the handbook; settles nothing
    was = models.JSONField(default=dict, blank=True)  # the role that the last suggestion took away, and when it was
    reasons = models.JSONField(_("why"), default=list)  # sentences, kept when the proposal is settled on

    objects = PlacingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "proposal", "candidate"], name="a_candidate_sits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.network or '-'}"


class Rearrangement(models.Model):
    """What somebody moved by hand in a proposal, and what it did."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rearrangements")
    moves = models.JSONField(default=list)  # [{"candidate": id, "old": id or null, "new": id or null, "rank": ...}]
    effect = models.JSONField(default=dict)
    was = models.JSONField(default=dict)  # value and facts as they were, for the undo
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.proposal} {self.at:%F %T}"
