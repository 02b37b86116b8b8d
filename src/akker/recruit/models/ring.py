from __future__ import annotations

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class RingRequestQuerySet(models.QuerySet["RingRequest"]):
    def standing(self) -> RingRequestQuerySet:
        return self.filter(withdrawn_at=None)

    def with_counts(self) -> RingRequestQuerySet:
        """Adds `asked_count` and `answered_count`; no extra query."""
        answered = Q(answers__answered_at__isnull=False, answers__declined_at=None)
        return self.annotate(asked_count=Count("answers"), answered_count=Count("answers", filter=answered))


class RingRequest(Versioned):
    """One thing that a network asks of some people in its second ring."""

    class Kind(models.TextChoices):
        THINK = "think", _("think along")
        FEEDBACK = "feedback", _("give feedback")
        NETWORK = "network", _("lend your network")
        KNOWLEDGE = "knowledge", _("share what you know")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="ring_requests")
    kind = models.CharField(max_length=12, choices=Kind)
    question = models.TextField(_("what you ask"), max_length=2000)
    minutes = models.PositiveSmallIntegerField(_("how long it takes"))
    due_on = models.DateField(_("before"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    used = models.TextField(_("what came of it"), blank=True, max_length=2000)
    used_at = models.DateTimeField(_("told what came of it"), null=True)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = RingRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_came_of_it_has_a_when",
                condition=Q(used="", used_at=None) | ~Q(used="") & Q(used_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "network", "asked_at"], name="ring_requests_in_order")]

    def __str__(self) -> str:
        return self.question[:80]


class RingAnswer(models.Model):
    """That one person of the ring was asked, and what they said. Only who wrote it widens who reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    request = models.ForeignKey(RingRequest, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="ring_answers")
    text = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_at = models.DateTimeField(_("answered"), null=True)
    declined_at = models.DateTimeField(_("said not this time"), null=True)
    shown_at = models.DateTimeField(_("shown to everybody in the network"), null=True)  # else leader and facilitator

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "request", "membership"], name="the_ring_is_asked_once"),
            models.CheckConstraint(
                name="only_an_answer_is_shown",
                condition=Q(shown_at=None) | Q(answered_at__isnull=False, declined_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
