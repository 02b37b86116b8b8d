from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.recruit.models.candidate import Candidate
from akker.recruit.models.proposal import Placing


class Stage(StrEnum):
    """How an invitation stands on a given day."""

    DRAFT = "draft"  # nobody has been told
    WAITING = "waiting"  # sent, and no answer yet
    LATER = "later"  # asked to be asked again on a day that is still ahead
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COLLEAGUE = "colleague"


SETTLED = (Stage.ACCEPTED, Stage.DECLINED, Stage.COLLEAGUE)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> InvitationQuerySet:
        return self.filter(withdrawn_at=None)

    def drafts(self) -> InvitationQuerySet:
        """Written and not sent."""
        return self.standing().filter(sent_at=None)

    def unanswered(self, today: date) -> InvitationQuerySet:
        """Sent to who never answered, or whose own day to be asked again has come."""
        is_due = Q(answer=Invitation.Answer.LATER, later_on__lte=today)
        return self.standing().filter(Q(answer="") | is_due, sent_at__isnull=False)

    def at(self, stage: str, today: date) -> InvitationQuerySet:
        """Those that stand so today; unknown words find nothing."""
        if stage == Stage.DRAFT:
            return self.drafts()
        if stage == Stage.WAITING:
            return self.unanswered(today)
        if stage == Stage.LATER:
            return self.standing().filter(answer=Invitation.Answer.LATER, later_on__gt=today)
        return self.standing().filter(answer=stage, answer__in=SETTLED)

    def counted(self, today: date) -> dict[str, int]:
        """Stage -> how many; one query."""
        sent = Q(sent_at__isnull=False)
        is_due = Q(answer=Invitation.Answer.LATER, later_on__lte=today)
        when = {
            Stage.DRAFT: Q(sent_at=None), Stage.WAITING: sent & (Q(answer="") | is_due),
            Stage.LATER: Q(answer=Invitation.Answer.LATER, later_on__gt=today),
            **{stage: Q(answer=stage) for stage in (Stage.ACCEPTED, Stage.DECLINED, Stage.COLLEAGUE)},
        }  # fmt: skip
        counts = {stage.value: Count("pk", filter=condition) for stage, condition in when.items()}
        return dict(self.standing().aggregate(**counts))

    def listed(self) -> InvitationQuerySet:
        """All that a list shows of them: who, for which network, in whose place, and `is_filled`; no extra query."""
        taken = Invitation.objects.standing().filter(replaces=OuterRef("pk"))
        rows = self.select_related("person", "network__programme", "candidate", "replaces__person")
        return rows.annotate(is_filled=Exists(taken))

    def open(self) -> InvitationQuerySet:
        """Neither settled nor withdrawn: the person is asked already, or about to be."""
        return self.standing().filter(answer__in=("", Invitation.Answer.LATER))


class Invitation(Versioned):
    """That one person is asked to take part in a network, or to contribute to it once, and what they answered."""

    class Kind(models.TextChoices):
        JOIN = "join", _("take part")
        CONTRIBUTION = "contribution", _("contribute")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("yes")
        DECLINED = "declined", _("no")
        LATER = "later", _("later")
        COLLEAGUE = "colleague", _("a colleague instead")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.JOIN)
    ring = models.CharField(  # that a yes brings them into; none: the core, and nowhere for a contribution
        _("ring"), max_length=12, choices=Membership.Ring, blank=True
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+")  # none: named by a colleague
    placing = models.ForeignKey(Placing, models.SET_NULL, null=True, related_name="+")  # that it comes from
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replacements")
    why = models.TextField(_("why you"), blank=True, max_length=1000)
    competence = models.CharField(_("what you are asked for"), blank=True, max_length=120)
    role = models.SlugField(_("proposed role"), max_length=40, blank=True)  # a role key of the handbook of the network
    contribution = models.CharField(
        _("what kind of contribution"), max_length=12, blank=True, choices=Candidate.Contribution.choices
    )
    meeting_count = models.PositiveSmallIntegerField(_("number of meetings"), null=True, blank=True)
    hours = models.DecimalField(_("hours in all"), max_digits=5, decimal_places=1, null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answer_words = models.TextField(_("a word with it"), blank=True, max_length=1000)
    later_on = models.DateField(_("ask me again from"), null=True, blank=True)
    colleague_name = models.CharField(_("name of the colleague"), blank=True, max_length=120)
    colleague_email = models.EmailField(_("e-mail address of the colleague"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "person", "kind"],
                condition=Q(withdrawn_at=None, answer__in=("", "later")), name="somebody_is_asked_one_thing_once",
            ),
            models.CheckConstraint(
                name="an_answer_has_a_when",
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_what_was_sent_is_answered", condition=Q(answered_at=None) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="later_has_a_day", condition=Q(later_on=None) & ~Q(answer="later")
                | Q(later_on__isnull=False, answer="later"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["programme", "network", "made_at"], name="invitations_in_order")]

    def __str__(self) -> str:
        return f"{self.person}: {self.network}"

    def stage(self, today: date) -> Stage:
        if self.sent_at is None:
            return Stage.DRAFT
        if not self.answer or (self.later_on and self.later_on <= today):
            return Stage.WAITING
        return Stage(self.answer)

    @property
    def makes_a_member(self) -> bool:
        """Whether a yes brings them into the network; an expert who contributes once stays outside."""
        return self.kind == self.Kind.JOIN or bool(self.ring)

    @property
    def is_for_the_core(self) -> bool:
        """Whether a yes brings them into the core, where there are roles."""
        return self.kind == self.Kind.JOIN and self.ring != Membership.Ring.SECOND

    @property
    def is_settled(self) -> bool:
        """Answered for good; a later may still become a yes or a no."""
        return self.answer not in ("", self.Answer.LATER)

    @property
    def leaves_a_gap(self) -> bool:
        """Their place is free, as they said themselves."""
        return self.answer in (self.Answer.DECLINED, self.Answer.COLLEAGUE)

    @property
    def language(self) -> str:
        """In which it is read."""
        chosen = self.candidate.language if self.candidate else ""
        return chosen or self.person.language

    @property
    def day(self) -> datetime:
        """When something last happened to it."""
        return self.answered_at or self.reminded_at or self.sent_at or self.made_at
