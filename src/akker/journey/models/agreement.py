from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> AgreementQuerySet:
        return self.filter(withdrawn_at=None)


class Agreement(Versioned):
    """One rule of working together, as it is worded now: after a clause of the library, or the network's own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    clause = models.SlugField(max_length=40, blank=True)  # key of a clause in the library; empty: their own
    text = models.TextField(_("what we agree"), max_length=1000)
    place = models.PositiveSmallIntegerField()  # order on the sheet
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "clause"],
                condition=models.Q(withdrawn_at=None) & ~models.Q(clause=""),
                name="a_clause_is_worded_once",
            )
        ]

    def __str__(self) -> str:
        return self.text


class AgreementSheetQuerySet(models.QuerySet["AgreementSheet"]):
    def with_look_on(self) -> AgreementSheetQuerySet:
        """Adds `look_on`, the day to look again: as it was put, or as it was said since; no extra query."""
        since = AgreementReview.objects.standing().filter(sheet=models.OuterRef("pk")).order_by("-at", "-pk")
        said = models.When(models.Exists(since), then=models.Subquery(since.values("look_on")[:1]))
        return self.annotate(look_on=models.Case(said, default=models.F("review_on")))


class AgreementSheet(models.Model):
    """All working agreements together as they were put before everybody: what members agree to, and what stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="agreement_sheets")
    number = models.PositiveIntegerField()  # version; 1 is the first
    text = models.TextField(_("working agreements"), max_length=10_000)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)  # everybody in the core had answered, or it was noted aloud
    withdrawn_at = models.DateTimeField(null=True)

    look_on: date | None  # by `with_look_on`

    objects = AgreementSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "number"], name="agreement_sheets_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class AgreementReviewQuerySet(models.QuerySet["AgreementReview"]):
    def standing(self) -> AgreementReviewQuerySet:
        return self.filter(withdrawn_at=None)


class AgreementReview(models.Model):
    """That agreements were looked at again: they still stand, or a meeting will look. Other words are another sheet."""

    class Way(models.TextChoices):
        STANDS = "stands"
        MEETING = "meeting"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(AgreementSheet, models.CASCADE, related_name="reviews")
    way = models.CharField(max_length=8, choices=Way)
    look_on = models.DateField(_("look again on"), null=True, blank=True)  # or the day of that meeting
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = AgreementReviewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "sheet", "at"], name="reviews_in_order")]

    def __str__(self) -> str:
        return f"{self.way}: {self.at:%Y-%m-%d}"
