from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.journey.models import Round
from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class WordingQuerySet(models.QuerySet["Wording"]):
    def standing(self) -> WordingQuerySet:
        return self.filter(withdrawn_at=None)

    def of(self, kind: str) -> WordingQuerySet:
        """The versions of one kind, newest first."""
        return self.standing().filter(kind=kind).order_by("-number")


class Wording(models.Model):
    """One version of a text that a network works by: its line, its ambition or its theme."""

    class Kind(models.TextChoices):
        LINE = "line", _("what we work on")
        AMBITION = "ambition", _("ambition")
        THEME = "theme", _("theme")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()  # 1 is the first version
    text = models.TextField(max_length=1000)
    reason = models.TextField(blank=True, max_length=500)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="+")  # in which it was proposed
    sharpened_at = models.DateTimeField(_("sharpened"), null=True)
    sharpened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("agreed"), null=True)  # when the last member had answered
    agreed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )  # who answered last, or noted it
    withdrawn_at = models.DateTimeField(null=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "kind", "number"], name="wordings_are_numbered"),
            models.CheckConstraint(
                name="nobody_sharpened_a_draft",
                condition=models.Q(sharpened_at=None, sharpened_by=None) | models.Q(sharpened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_agreed_to_what_is_open",
                condition=models.Q(agreed_at=None, agreed_by=None) | models.Q(agreed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class State(models.TextChoices):
    """How far the members are with a text; what the newest versions say, never a field of its own."""

    DRAFT = "draft", _("draft")
    SHARPENED = "sharpened", _("sharpened")
    AGREED = "agreed", _("agreed")
    SHIFTED = "shifted", _("shifted since it was agreed")


def state_of(versions: Sequence[Wording]) -> State | None:
    """How far the newest of `versions` is, newest first, standing; None when there is none, or nothing in it."""
    if not versions or not versions[0].text:
        return None
    newest, *earlier = versions
    if newest.agreed_at:
        return State.AGREED
    if any(each.agreed_at for each in earlier):
        return State.SHIFTED
    return State.SHARPENED if newest.sharpened_at else State.DRAFT


class SubthemeQuerySet(models.QuerySet["Subtheme"]):
    def standing(self) -> SubthemeQuerySet:
        """Those the theme is divided into now, in the order of showing."""
        return self.filter(withdrawn_at=None).order_by("place")


class Subtheme(models.Model):
    """A smaller part of the theme, under which a network will collect what it learns."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="subthemes")
    name = models.CharField(_("subtheme"), max_length=120)
    place = models.PositiveSmallIntegerField()  # order of showing
    at = models.DateTimeField(null=True)  # when it was added
    withdrawn_at = models.DateTimeField(null=True)

    objects = SubthemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "name"],
                condition=models.Q(withdrawn_at=None),
                name="subtheme_names_differ",
            )
        ]

    def __str__(self) -> str:
        return self.name
