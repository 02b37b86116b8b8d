from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.meetings.models.meeting import Meeting
from akker.networks.models import Membership
from akker.people.models import Person, Versioned
from akker.question.models import LearningQuestion, Noted, Subtheme


class AgendaBlockQuerySet(models.QuerySet["AgendaBlock"]):
    def standing(self) -> AgendaBlockQuerySet:
        return self.filter(withdrawn_at=None)

    def in_order(self) -> AgendaBlockQuerySet:
        """As they follow each other in the meeting, with who leads and what they serve joined in."""
        whose = "learning_question__membership__person"
        return self.standing().select_related("lead", "subtheme", whose).order_by("place", "pk")


class AgendaBlock(Noted, Versioned):
    """A part of a meeting: what happens, for how long, and what it serves. Its time follows from those before it."""

    class Mode(models.TextChoices):
        TALK = "talk", _("talking")
        WRITE = "write", _("writing")
        MOVE = "move", _("moving")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    place = models.PositiveSmallIntegerField()  # order in the meeting
    came_from = models.PositiveSmallIntegerField(null=True)  # the place that the last move took it from
    is_beside = models.BooleanField(_("at the same time as the part above it"), default=False)
    group = models.CharField(_("which group"), max_length=80, blank=True)  # when groups work beside each other
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title = models.CharField(_("what happens"), max_length=200)
    form = models.SlugField(max_length=40, blank=True)  # key of a work form in the library; empty: our own
    lead = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who leads it")
    )
    subtheme = models.ForeignKey(Subtheme, models.SET_NULL, null=True, blank=True, related_name="+")
    learning_question = models.ForeignKey(
        LearningQuestion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("learning question")
    )
    serves_line = models.BooleanField(_("serves the question we work on"), default=False)
    captured = models.CharField(_("what we write down"), max_length=300, blank=True)  # empty: as the work form says
    mode = models.CharField(_("mostly"), max_length=5, choices=Mode, blank=True)  # empty: as the work form says
    has_case = models.BooleanField(_("works on a case from practice"), default=False)
    is_exchange = models.BooleanField(_("exchange: learning from and with each other"), default=False)
    is_external = models.BooleanField(_("something from outside"), default=False)
    note = models.TextField(_("to know or to say"), max_length=2000, blank=True)

    objects = AgendaBlockQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_part_takes_time", condition=Q(minutes__gte=1, minutes__lte=1440)),
        ]
        indexes = [models.Index(fields=["programme", "meeting", "place"], name="agenda_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def asks(self) -> LearningQuestion | None:
        """The learning question that it serves, as long as its member shares it."""
        found = self.learning_question
        return found if found and found.shared_at and not found.withdrawn_at else None


class AgendaProposal(Noted, Versioned):
    """Something that a member would like to do in a meeting. Who supports it says so with a consent."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")  # none: some time
    title = models.CharField(_("what we could do"), max_length=200)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    form = models.SlugField(max_length=40, blank=True)
    taken_up_at = models.DateTimeField(_("taken over"), null=True)
    block = models.ForeignKey(AgendaBlock, models.SET_NULL, null=True, related_name="+")  # what it became

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_proposed_part_takes_time", condition=Q(minutes__gte=1, minutes__lte=1440)),
            models.CheckConstraint(
                name="only_what_was_taken_over_has_a_part", condition=Q(block=None) | Q(taken_up_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["programme", "network", "at"], name="proposals_in_order")]

    def __str__(self) -> str:
        return self.title


class FormRating(Noted):
    """Whether one member liked a work form as it was used in a meeting, and why. There are no averages of people."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    block = models.ForeignKey(AgendaBlock, models.CASCADE, related_name="ratings")
    is_liked = models.BooleanField(_("it worked for me"))
    why = models.TextField(_("why"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "block", "membership"], condition=Q(withdrawn_at=None), name="a_form_is_rated_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.block_id}"
