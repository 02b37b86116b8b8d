from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import LANGUAGES, Person, Versioned
from akker.programmes.models import Programme
from akker.question.models.noted import Noted


class ShownQuestion(Noted, Versioned):
    """What a network shows of its question to anybody, word for word; changing the question changes nothing here."""

    name = models.CharField(_("name of the network"), max_length=120, blank=True)
    question = models.TextField(_("question"), max_length=500)
    theme = models.TextField(_("theme"), max_length=1000, blank=True)
    contact = models.CharField(_("whom to reach"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network"], name="a_network_shows_one_question"),
        ]

    def __str__(self) -> str:
        return self.question


class ThinkAlong(models.Model):
    """Somebody from outside who offers to think along; nobody at the network reads it before they confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    words = models.CharField(_("in a line"), max_length=500)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    token_hash = models.CharField(max_length=64, unique=True)
    offered_at = models.DateTimeField(_("offered"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    taken_in_at = models.DateTimeField(_("taken in"), null=True)
    set_aside_at = models.DateTimeField(_("set aside"), null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_decides_on_what_is_not_confirmed",
                condition=Q(confirmed_at__isnull=False) | Q(taken_in_at=None, set_aside_at=None, decided_by=None),
            ),
            models.CheckConstraint(
                name="who_thinks_along_is_taken_in_or_set_aside", condition=Q(taken_in_at=None) | Q(set_aside_at=None)
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "network", "confirmed_at"], name="offers_to_think_along"),
        ]

    def __str__(self) -> str:
        return self.name
