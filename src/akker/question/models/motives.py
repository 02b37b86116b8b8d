from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.question.models.noted import Noted


class Motive(Noted):
    """A reason to take part: of the organisations, or what a member gains. From the list, or in own words."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("reasons of the organisation")
        MEMBER = "member", _("what a member gains")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    box = models.SlugField(_("from the list"), max_length=40, blank=True)  # a key of `sheets.motives`
    words = models.CharField(_("in own words"), max_length=300, blank=True)
    place = models.PositiveSmallIntegerField()  # order of showing

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_motive_is_from_the_list_or_in_own_words",
                condition=Q(box="") & ~Q(words="") | ~Q(box="") & Q(words=""),
            ),
            models.UniqueConstraint(
                fields=["programme", "network", "kind", "box", "words"],
                condition=Q(withdrawn_at=None),
                name="a_motive_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.box
