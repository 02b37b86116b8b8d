from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.people.models import Person, Versioned
from akker.question.models import Noted


class ToDoQuerySet(models.QuerySet["ToDo"]):
    def standing(self) -> ToDoQuerySet:
        return self.filter(withdrawn_at=None)

    def open(self) -> ToDoQuerySet:
        """Not done yet, soonest first."""
        found = self.standing().filter(done_at=None).select_related("who")
        return found.order_by(F("due_on").asc(nulls_last=True), "at", "pk")


class ToDo(Noted, Versioned):
    """What somebody will do, perhaps before a day; one line."""

    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="to_dos")  # where said
    who = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who"))
    what = models.CharField(_("what"), max_length=300)
    due_on = models.DateField(_("before"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = ToDoQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_did_what_is_open", condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["programme", "network", "done_at"], name="to_dos_of_a_network")]

    def __str__(self) -> str:
        return self.what


class Decision(Noted, Versioned):
    """What was decided in a meeting, in one line."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    words = models.CharField(_("what we decided"), max_length=500)

    def __str__(self) -> str:
        return self.words
