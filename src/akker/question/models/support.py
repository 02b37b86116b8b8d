from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.people.models import Person
from akker.question.models.noted import Noted


class SupportRequest(Noted):
    """What a network asks of whoever runs its programme; a state is a when and a who."""

    class Kind(models.TextChoices):
        SHARPEN = "sharpen", _("help us sharpen the question")
        PARTICIPANTS = "participants", _("help us find participants")
        FACILITATOR = "facilitator", _("help us find a facilitator")
        EXPERTISE = "expertise", _("bring in knowledge or ideas from outside")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        TAKEN_UP = "taken_up", _("taken up")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("not possible")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    words = models.CharField(_("in a line"), max_length=500, blank=True)
    taken_up_at = models.DateTimeField(_("taken up"), null=True)
    taken_up_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # who owns it now
    answered_at = models.DateTimeField(_("answered"), null=True)
    declined_at = models.DateTimeField(_("declined"), null=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)  # an earlier one, as long as it is open again

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_owns_what_is_not_taken_up",
                condition=Q(taken_up_at=None, taken_up_by=None) | Q(taken_up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_request_is_answered_or_declined", condition=Q(answered_at=None) | Q(declined_at=None)
            ),
            models.CheckConstraint(
                name="nobody_settled_an_open_request",
                condition=Q(answered_at=None, declined_at=None, settled_by=None)
                | Q(answered_at__isnull=False)
                | Q(declined_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "at"], name="requests_of_a_programme")]

    def __str__(self) -> str:
        return str(self.Kind(self.kind).label).capitalize()

    @property
    def state(self) -> State:
        if self.answered_at:
            return self.State.ANSWERED
        if self.declined_at:
            return self.State.DECLINED
        return self.State.TAKEN_UP if self.taken_up_at else self.State.ASKED

    @property
    def is_settled(self) -> bool:
        return self.answered_at is not None or self.declined_at is not None
