from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme

# As long as an application may say it (`recruit.Candidate`), because it is carried over whole when somebody joins.
LONGEST = 2000


class LearningQuestionQuerySet(models.QuerySet["LearningQuestion"]):
    def standing(self) -> LearningQuestionQuerySet:
        return self.filter(withdrawn_at=None)

    def of(self, membership: Membership) -> LearningQuestionQuerySet:
        """A member's own, newest first."""
        return self.standing().filter(membership=membership).order_by("-pk")

    def shared(self) -> LearningQuestionQuerySet:
        """What the network may read, newest first, with whose it is."""
        found = self.standing().filter(shared_at__isnull=False)
        return found.select_related("membership__person", "taken_up_by").order_by("-shared_at", "-pk")


class LearningQuestion(Versioned):
    """What one member wants to learn; theirs alone until they share it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    question = models.TextField(_("my question"), max_length=LONGEST)
    context = models.TextField(_("where it comes from"), blank=True, max_length=2000)
    tried = models.TextField(_("what I have tried"), blank=True, max_length=2000)
    differently = models.TextField(_("what I would do differently with an answer"), blank=True, max_length=2000)
    brings = models.TextField(_("what I bring"), blank=True, max_length=2000)
    shared_at = models.DateTimeField(_("shared"), null=True)
    taken_up_at = models.DateTimeField(_("taken up"), null=True)  # the network works on it
    taken_up_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)  # the member says so
    withdrawn_at = models.DateTimeField(null=True)

    objects = LearningQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_a_shared_question_is_taken_up",
                condition=Q(taken_up_at=None, taken_up_by=None) | Q(taken_up_at__isnull=False, shared_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "network", "shared_at"], name="questions_shared")]

    def __str__(self) -> str:
        return self.question
