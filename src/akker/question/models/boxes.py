from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class BoxText(Versioned):
    """What a network wrote in one box of its ambition, its canvas or its conditions; earlier texts step back."""

    class Page(models.TextChoices):
        AMBITION = "ambition", _("ambition")
        CANVAS = "canvas", _("theme canvas")
        CONDITIONS = "conditions", _("conditions")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    page = models.CharField(_("page"), max_length=12, choices=Page)
    box = models.SlugField(_("box"), max_length=40)  # a key of `sheets.boxes`, ours or the pack's
    text = models.TextField(_("text"), blank=True, max_length=3000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "page", "box"],
                condition=models.Q(withdrawn_at=None),
                name="a_box_holds_one_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.box}"
