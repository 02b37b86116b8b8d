from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class AmbitionSentenceQuerySet(models.QuerySet["AmbitionSentence"]):
    def as_read_by(self, person: Person) -> AmbitionSentenceQuerySet:
        """Every sentence with its writer; `words` is empty as long as it is not this person's to read."""
        theirs = Q(membership__person=person) | Q(shown_at__isnull=False)
        return (
            self.select_related("membership__person")
            .defer("text")
            .annotate(words=Case(When(theirs, then="text"), default=Value(""), output_field=models.TextField()))
        )


class AmbitionSentence(Versioned):
    """One member's own sentence towards the ambition; theirs alone until all are shown together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    text = models.TextField(_("my sentence"), max_length=500)
    shown_at = models.DateTimeField(_("shown"), null=True)

    objects = AmbitionSentenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "membership"], name="one_sentence_for_each_member")]

    def __str__(self) -> str:
        return f"{self.membership_id}"
