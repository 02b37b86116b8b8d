from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person
from akker.programmes.models import Programme


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> ConsentQuerySet:
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """The answer of one member to a thing that is to be agreed: yes, or yes with a reservation that is kept."""

    class Answer(models.TextChoices):
        YES = "yes", _("I agree")
        RESERVATION = "reservation", _("I have a reservation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    target_kind = models.CharField(max_length=40)  # such as "wording"
    target_id = models.UUIDField()
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer)
    words = models.TextField(_("in their words"), blank=True, max_length=1000)
    at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # when it was said aloud
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "target_id", "membership"],
                condition=models.Q(withdrawn_at=None),
                name="a_member_answers_once",
            ),
            models.CheckConstraint(
                name="a_reservation_has_words", condition=models.Q(answer="yes") | ~models.Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_kind}: {self.answer}"
