from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class StepTaken(models.Model):
    """One move in the journey: somebody began, finished, skipped or reopened a step of the handbook."""

    class Way(models.TextChoices):
        BEGUN = "begun", _("begun")
        FINISHED = "finished", _("finished")
        SKIPPED = "skipped", _("skipped")
        REOPENED = "reopened", _("open again")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="steps_taken")
    step = models.SlugField(max_length=40)  # a step key of the pack
    way = models.CharField(max_length=10, choices=Way)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "network", "at"], name="steps_in_order")]

    def __str__(self) -> str:
        return f"{self.step}: {self.way}"


class ResultQuerySet(models.QuerySet["Result"]):
    def standing(self) -> ResultQuerySet:
        return self.filter(withdrawn_at=None)


class Result(models.Model):
    """One version of what a step left on the result sheet: what was agreed, when, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="results")
    step = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()  # version; 1 is the first
    text = models.TextField(_("what we agreed"), max_length=10_000)
    agreed_on = models.DateField(_("agreed on"))
    agreed_by = models.CharField(_("agreed by"), max_length=300, blank=True)  # empty: aloud, noted by `by`
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "step", "number"], name="results_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.number}"


class SheetPhotoQuerySet(models.QuerySet["SheetPhoto"]):
    def standing(self) -> SheetPhotoQuerySet:
        return self.filter(withdrawn_at=None)

    def seen(self) -> SheetPhotoQuerySet:
        """Re-encoded, so that they can be shown."""
        return self.standing().filter(read_at__isnull=False)


class SheetPhoto(models.Model):
    """One photo of a filled sheet: what somebody wrote on paper, kept with its step."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="sheet_photos")
    step = models.SlugField(max_length=40, blank=True)  # a step key of the pack; empty: nobody knows yet
    file = models.CharField(max_length=64)  # sha256 of what is on the disk: as it came, then re-encoded
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)  # when it was re-encoded and its code looked for; null: not yet
    filed_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # null: by its code
    withdrawn_at = models.DateTimeField(null=True)

    objects = SheetPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_filed_photo_has_a_step",
                condition=models.Q(step="", filed_at=None, filed_by=None)
                | ~models.Q(step="") & models.Q(filed_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["programme", "network", "step"], name="photos_of_a_step"),
            models.Index(fields=["file"], name="photos_of_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.step or '?'}: {self.uploaded_at:%Y-%m-%d}"
