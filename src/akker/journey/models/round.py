from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class RoundQuerySet(models.QuerySet["Round"]):
    def standing(self) -> RoundQuerySet:
        return self.filter(withdrawn_at=None)

    def open(self) -> RoundQuerySet:
        """Begun and not closed: people still write in it, or talk about what was revealed."""
        return self.standing().filter(closed_at=None)

    def about(self, kind: str) -> RoundQuerySet:
        """Those about a thing of this kind, oldest first."""
        return self.standing().filter(target_kind=kind).order_by("opened_at", "pk")

    def with_counts(self) -> RoundQuerySet:
        """Adds `voice_count`, all that anybody may know of voices before they are revealed; no extra query."""
        return self.annotate(voice_count=models.Count("voices", filter=models.Q(voices__withdrawn_at=None)))


class Round(Versioned):
    """One gathering of voices, about a step or about a thing: everybody writes alone, then all is revealed together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="rounds")
    step = models.SlugField(max_length=40, blank=True)  # a step key of the pack, or empty:
    target_kind = models.CharField(max_length=40, blank=True)  # then it is about this, such as "wording"
    target_id = models.UUIDField(null=True)
    prompt = models.TextField(_("what is asked"), blank=True, max_length=500)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revealed_at = models.DateTimeField(_("revealed"), null=True)
    revealed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_round_is_about_a_step_or_a_thing",
                condition=models.Q(target_kind="", target_id=None) & ~models.Q(step="")
                | models.Q(step="", target_id__isnull=False) & ~models.Q(target_kind=""),
            ),
            models.CheckConstraint(
                name="nobody_revealed_what_is_hidden",
                condition=models.Q(revealed_at=None, revealed_by=None) | models.Q(revealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_closed_what_is_open",
                condition=models.Q(closed_at=None, closed_by=None) | models.Q(closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "network", "opened_at"], name="rounds_in_order")]

    def __str__(self) -> str:
        return self.prompt or self.step or self.target_kind

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.withdrawn_at is None


class Cluster(Versioned):
    """A name under which voices of a revealed round stand together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="clusters")
    name = models.CharField(_("what these say together"), max_length=120)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "round", "at"], name="clusters_in_order")]

    def __str__(self) -> str:
        return self.name


class VoiceQuerySet(models.QuerySet["Voice"]):
    def standing(self) -> VoiceQuerySet:
        return self.filter(withdrawn_at=None)

    def shown_to(self, person: Person) -> VoiceQuerySet:
        """What is revealed, and of what is not only their own; no power shows more."""
        is_theirs = models.Q(membership__person=person)
        return self.standing().filter(models.Q(round__revealed_at__isnull=False) | is_theirs)


class Voice(Versioned):
    """What one member says in a round: a reaction, a proposal, or both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="voices")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    cluster = models.ForeignKey("Cluster", models.SET_NULL, null=True, related_name="voices")  # once it is revealed
    text = models.TextField(_("reaction"), blank=True, max_length=2000)
    proposal = models.TextField(_("proposal"), blank=True, max_length=500)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "round", "membership"],
                condition=models.Q(withdrawn_at=None),
                name="a_member_has_one_voice_in_a_round",
            ),
            models.CheckConstraint(
                name="a_voice_says_something", condition=~models.Q(text="") | ~models.Q(proposal="")
            ),
        ]

    def __str__(self) -> str:
        return self.proposal or self.text
