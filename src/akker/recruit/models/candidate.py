from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme
from akker.question.models.learning import LONGEST


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def standing(self) -> CandidateQuerySet:
        return self.filter(withdrawn_at=None)

    def composable(self) -> CandidateQuerySet:
        """Those who may be placed in a network now: they stand, and agreed to be."""
        return self.standing().filter(composing_at__isnull=False)

    def pooled(self) -> CandidateQuerySet:
        """Those whom the programme may ask for later questions."""
        return self.standing().filter(pool_at__isnull=False)

    def findable(self) -> CandidateQuerySet:
        """Those whom any network of the programme may see and ask: not the pool, so a consent of its own."""
        return self.standing().filter(Q(findable_at__isnull=False) | Q(experts_at__isnull=False))

    def for_network(self, network: Network) -> CandidateQuerySet:
        """Those who wish to take part in `network`."""
        return self.filter(pk__in=Preference.objects.filter(network=network).values("candidate"))

    def with_preferences(self) -> CandidateQuerySet:
        """Person joined in, and `wishes`, the dearest first with their network, in one more query."""
        wishes = Preference.objects.select_related("network").order_by("rank", "pk")
        return self.select_related("person").prefetch_related(Prefetch("preferences", wishes, to_attr="wishes"))


class Candidate(Versioned):
    """Somebody who applied in a programme, and what they say of themselves there.

    Nothing of it stands on the person, so that no programme reads or overwrites another's.
    """

    class Contribution(models.TextChoices):
        PRESENTATION = "presentation", _("a presentation")
        WORKSHOP = "workshop", _("a workshop")
        QUESTIONS = "questions", _("answering questions")
        ADVICE = "advice", _("advice")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)  # its name, as they write it
    function = models.CharField(_("function"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("years of experience"), null=True, blank=True)
    competences = models.JSONField(_("good at"), default=list, blank=True)  # words of their own choosing
    languages = models.JSONField(_("languages"), default=list, blank=True)  # likewise: "Nederlands", "Engels"
    availability = models.JSONField(_("can meet on"), default=list, blank=True)  # keys of `dayparts.DAYPARTS`
    motive = models.TextField(_("why I want to join"), blank=True, max_length=2000)
    brings = models.TextField(_("what I bring"), blank=True, max_length=2000)
    needs = models.TextField(_("what I need"), blank=True, max_length=2000)
    learning_question = models.TextField(_("my learning question"), blank=True, max_length=LONGEST)
    contributes = models.JSONField(_("can contribute"), default=list, blank=True)  # values of Contribution
    roles = models.JSONField(_("would take the role of"), default=list, blank=True)  # role keys of handbooks
    is_manager_informed = models.BooleanField(_("my manager knows"), null=True, blank=True)  # None: not said
    composing_at = models.DateTimeField(_("agreed to be placed in a network"), null=True)
    pool_at = models.DateTimeField(_("agreed to be asked for later questions"), null=True)  # by the programme
    findable_at = models.DateTimeField(_("agreed to be found and asked by networks"), null=True)
    experts_at = models.DateTimeField(_("agreed to stand in the list of experts"), null=True)
    openness_read_at = models.DateTimeField(_("read about openness"), null=True)
    engagement_accepted_at = models.DateTimeField(_("said yes to what is asked"), null=True)
    language = models.CharField(max_length=5, blank=True)  # in which they applied
    applied_at = models.DateTimeField(_("applied"))
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )  # who read them in, if not they
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null is "no link of their own"

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=Q(withdrawn_at=None), name="a_person_is_a_candidate_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "applied_at"], name="candidates_in_order")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def applied_on(self) -> date:
        return self.applied_at.date()


class Preference(models.Model):
    """That a candidate wishes to take part in a network, and how dear it is to them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="preferences")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"))  # 1 is the dearest
    waiting_at = models.DateTimeField(_("on the waiting list since"), null=True)  # the list runs in this order

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "candidate", "network"], name="a_network_is_wished_for_once"),
            models.UniqueConstraint(fields=["programme", "candidate", "rank"], name="wishes_are_ranked"),
            models.CheckConstraint(name="ranks_begin_at_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.network}"
