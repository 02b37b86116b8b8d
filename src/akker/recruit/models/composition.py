from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Candidate

MOST = 20  # people in a core, as usual


class CompositionQuerySet(models.QuerySet["Composition"]):
    def standing(self) -> CompositionQuerySet:
        return self.filter(withdrawn_at=None)


class Composition(Versioned):
    """One time that a programme composes networks: for which of them, by which rules, and what weighs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="compositions")
    name = models.CharField(_("name"), max_length=120)
    weights = models.JSONField(default=dict)  # attribute of a candidate, "wishes" or "stability" -> "0" to "3", no unit
    was = models.JSONField(default=dict, blank=True)  # what the last change of weights took away, and when it was
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = CompositionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "at"], name="compositions_in_order")]

    def __str__(self) -> str:
        return self.name


class Opening(Versioned):
    """The room that one network has in a composition: from so many to so many people, whoever is in it included."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    composition = models.ForeignKey(Composition, models.CASCADE, related_name="openings")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    least = models.PositiveSmallIntegerField(_("at least"))  # people
    most = models.PositiveSmallIntegerField(_("at most"))  # people
    times = models.JSONField(default=list, blank=True)  # keys of `dayparts.DAYPARTS` on which it may meet
    was = models.JSONField(default=dict, blank=True)  # what the last change took away, and when it was

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "composition", "network"], name="a_network_opens_once"),
            models.CheckConstraint(name="an_opening_has_its_least_below_its_most", condition=Q(least__lte=F("most"))),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.least}-{self.most}"


class PlacingRuleQuerySet(models.QuerySet["PlacingRule"]):
    def standing(self) -> PlacingRuleQuerySet:
        return self.filter(withdrawn_at=None)


class PlacingRule(models.Model):
    """One rule that every proposal of a composition keeps, whatever it costs."""

    class Kind(models.TextChoices):
        AT_MOST = "at-most", _("at most so many with the same")
        REQUIRES = "requires", _("at least so many who are good at")
        FACILITATOR = "facilitator", _("at least so many who can facilitate")
        LANGUAGES = "languages", _("everybody speaks the language of the network")
        AVAILABILITY = "availability", _("everybody can come at enough of its times")
        WISHED = "wished", _("nobody is placed where they did not ask to be")
        TOGETHER = "together", _("in the same network")
        APART = "apart", _("not in the same network")
        PIN = "pin", _("stays in this network")
        FORBID = "forbid", _("not in this network")

    PAIRS = (Kind.TOGETHER, Kind.APART)
    PLACES = (Kind.PIN, Kind.FORBID)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    composition = models.ForeignKey(Composition, models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.CharField(_("what"), max_length=80, blank=True)  # an attribute of candidates, or a competence
    count = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)  # people, or times
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+")  # none: every network
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+")
    other = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PlacingRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_rule_about_two_names_two",
                condition=Q(kind__in=["together", "apart"], candidate__isnull=False, other__isnull=False)
                | ~Q(kind__in=["together", "apart"]) & Q(other=None),
            ),
            models.CheckConstraint(
                name="a_rule_about_a_place_names_who_and_where",
                condition=~Q(kind__in=["pin", "forbid"]) | Q(candidate__isnull=False, network__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.what}".strip()
