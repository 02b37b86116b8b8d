from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from akker.networks.models import Membership, Network
from akker.people.keys import uuid7
from akker.people.models import Person, Versioned
from akker.programmes.models import Programme


class StepTaken(models.Model):
    """One move in the journey: somebody began, finished, skipped or reopened a step of the handbook."""

    class Way(models.TextChoices):
        BEGUN = "begun", _("begun")
        FINISHED = "finished", _("finished")
        SKIPPED = "skipped", _("skipped")
        REOPENED = "reopened", _("open again")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="steps_taken")
    step = models.SlugField(max_length=40)  # a step key of the pack
    way = models.CharField(max_length=10, choices=Way)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "network", "at"], name="steps_in_order")]

    def __str__(self) -> str:
        return f"{self.step}: {self.way}"


class ResultQuerySet(models.QuerySet["Result"]):
    def standing(self) -> ResultQuerySet:
        return self.filter(withdrawn_at=None)


class Result(models.Model):
    """One version of what a step left on the result sheet: what was agreed, when, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="results")
    step = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()  # version; 1 is the first
    text = models.TextField(_("what we agreed"), max_length=10_000)
    agreed_on = models.DateField(_("agreed on"))
    agreed_by = models.CharField(_("agreed by"), max_length=300, blank=True)  # empty: aloud, noted by `by`
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "step", "number"], name="results_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.number}"


class SheetPhotoQuerySet(models.QuerySet["SheetPhoto"]):
    def standing(self) -> SheetPhotoQuerySet:
        return self.filter(withdrawn_at=None)

    def seen(self) -> SheetPhotoQuerySet:
        """Re-encoded, so that they can be shown."""
        return self.standing().filter(read_at__isnull=False)


class SheetPhoto(models.Model):
    """One photo of a filled sheet: what somebody wrote on paper, kept with its step."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="sheet_photos")
    step = models.SlugField(max_length=40, blank=True)  # a step key of the pack; empty: nobody knows yet
    file = models.CharField(max_length=64)  # sha256 of what is on the disk: as it came, then re-encoded
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)  # when it was re-encoded and its code looked for; null: not yet
    filed_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # null: by its code
    withdrawn_at = models.DateTimeField(null=True)

    objects = SheetPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_filed_photo_has_a_step",
                condition=models.Q(step="", filed_at=None, filed_by=None)
                | ~models.Q(step="") & models.Q(filed_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["programme", "network", "step"], name="photos_of_a_step"),
            models.Index(fields=["file"], name="photos_of_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.step or '?'}: {self.uploaded_at:%Y-%m-%d}"


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


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> AgreementQuerySet:
        return self.filter(withdrawn_at=None)


class Agreement(Versioned):
    """One rule of working together, as it is worded now: after a clause of the library, or the network's own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    clause = models.SlugField(max_length=40, blank=True)  # key of a clause in the library; empty: their own
    text = models.TextField(_("what we agree"), max_length=1000)
    place = models.PositiveSmallIntegerField()  # order on the sheet
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "network", "clause"],
                condition=models.Q(withdrawn_at=None) & ~models.Q(clause=""),
                name="a_clause_is_worded_once",
            )
        ]

    def __str__(self) -> str:
        return self.text


class AgreementSheet(models.Model):
    """All working agreements together as they were put before everybody: what members agree to, and what stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="agreement_sheets")
    number = models.PositiveIntegerField()  # version; 1 is the first
    text = models.TextField(_("working agreements"), max_length=10_000)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)  # everybody in the core had answered, or it was noted aloud
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "number"], name="agreement_sheets_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Welcome(Versioned):
    """How somebody who joins half-way is received: a buddy, what to read, and whether they see what was said before.

    The group says so with a consent of each to this row; the cases of before they came open with `opened_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")
    buddy = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buddy"))
    reading = models.TextField(_("to read first"), max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when the group was asked about older cases
    opened_at = models.DateTimeField(null=True)  # older cases are theirs to read
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_opened_what_is_closed",
                condition=models.Q(opened_at=None, opened_by=None) | models.Q(opened_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}"
