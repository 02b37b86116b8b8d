from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, F, Q, When

from akker.people.keys import uuid7
from akker.people.models import LANGUAGES, Person
from akker.post import kinds

CLAIM = timedelta(minutes=10)  # a worker that has not sent by then was killed; another may try

WAITING = Q(sent_at=None, failed_at=None, held_at=None)


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> MailQuerySet:
        """Still to be sent, now or later; the index `mail_waiting` serves it."""
        return self.filter(WAITING)

    def due(self, now: datetime) -> MailQuerySet:
        """To be sent now, and in the hands of no worker that lives."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM)
        return self.waiting().filter(free, not_before__lte=now)

    def for_the_digest(self) -> MailQuerySet:
        """Kept for the mail that tells the day together."""
        return self.filter(hold=kinds.DAILY, gathered_in=None)

    def urgent_first(self) -> MailQuerySet:
        """Codes to sign in, then whatever has waited longest."""
        return self.order_by(Case(When(kind=kinds.SIGN_IN, then=0), default=1), "not_before")

    def sent_since(self, moment: datetime) -> MailQuerySet:
        """Handed to the mail server after `moment`, or being handed over right now."""
        return self.filter(Q(sent_at__gt=moment) | Q(sent_at=None, claimed_at__gt=moment))


class Mail(models.Model):
    """One message to one address: a row of the queue first, of the send log later."""

    HOLDS = (("off", "switched off"), ("daily", "kept for the digest"), ("bounced", "the mailbox refuses"))

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    kind = models.SlugField(max_length=20, db_index=False)
    subject = models.CharField(max_length=200)
    text = models.TextField()  # the plain part; its secrets go as soon as it is sent
    calendar = models.TextField(blank=True)  # a calendar request that goes along; gone as soon as it is sent
    reply_to = models.EmailField(blank=True)  # where an answer by mail goes, when not to us
    language = models.CharField(max_length=5, choices=LANGUAGES)
    programme_id = models.UUIDField(null=True)
    network_id = models.UUIDField(null=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    hold = models.CharField(max_length=10, choices=HOLDS, blank=True)
    gathered_in = models.ForeignKey("self", models.SET_NULL, null=True, related_name="gathered")  # the digest
    claimed_at = models.DateTimeField(null=True)
    try_count = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, db_index=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)  # what the mail server said last
    bounced_at = models.DateTimeField(null=True)
    bounce = models.CharField(max_length=300, blank=True)  # why the mailbox refused it

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mail_is_sent_or_failed_or_held",
                condition=Q(sent_at=None, failed_at=None)
                | Q(sent_at=None, held_at=None)
                | Q(failed_at=None, held_at=None),
            ),
            models.CheckConstraint(
                name="mail_is_held_for_a_reason",
                condition=Q(held_at=None, hold="") | Q(held_at__isnull=False) & ~Q(hold=""),
            ),
            models.CheckConstraint(
                name="mail_bounces_for_a_reason", condition=Q(bounced_at=None, bounce="") | Q(bounced_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], name="mail_waiting", condition=WAITING),
            models.Index(fields=["address", "sent_at"], name="mail_of_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"


class Preference(models.Model):
    """How one person wants one kind of mail; without a row it comes at once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences")
    kind = models.SlugField(max_length=20, db_index=False)
    way = models.CharField(max_length=5, choices=[(way, way) for way in kinds.WAYS])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_preference_per_kind"),
            models.CheckConstraint(name="sign_in_is_always_mailed", condition=~Q(kind__in=sorted(kinds.ALWAYS))),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class Schedule(models.Model):
    """Something the worker does again and again."""

    name = models.CharField(max_length=60, primary_key=True)
    every = models.PositiveIntegerField()  # seconds
    next_run_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(every__gte=1), name="schedule_takes_a_breath")]

    def __str__(self) -> str:
        return self.name

    def claim(self, now: datetime) -> bool:
        """Take this turn, unless another worker was first; one query."""
        due = Schedule.objects.filter(pk=self.pk, next_run_at__lte=now)
        return bool(due.update(next_run_at=now + timedelta(seconds=self.every), last_run_at=now))


class Heartbeat(models.Model):
    """The last sign of life of one worker."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class AskQuerySet(models.QuerySet["Ask"]):
    def open(self) -> AskQuerySet:
        """Neither done nor withdrawn."""
        return self.filter(done_at=None, withdrawn_at=None)

    def open_for(self, person: Person) -> AskQuerySet:
        """What `person` was asked and still may do; what has a date comes first, soonest on top."""
        mine = self.open().filter(person=person).exclude(kind=kinds.SIGN_IN)
        return mine.order_by(F("due_on").asc(nulls_last=True), "asked_at")


class Ask(models.Model):
    """One thing asked of one person; it may carry one personal link."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="asks")
    kind = models.SlugField(max_length=40, db_index=False)
    programme_id = models.UUIDField(null=True)
    network_id = models.UUIDField(null=True)
    target_id = models.UUIDField(null=True)
    what = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - null is "no link made"
    link_until = models.DateTimeField(null=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ask_is_done_or_withdrawn", condition=Q(done_at=None) | Q(withdrawn_at=None)),
            models.CheckConstraint(
                name="link_has_an_end",
                condition=Q(token_hash=None, link_until=None) | Q(token_hash__isnull=False, link_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "due_on"], name="ask_open", condition=Q(done_at=None, withdrawn_at=None)),
            models.Index(fields=["network_id", "kind"], name="ask_of_a_network"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.withdrawn_at is None


class Job(models.Model):
    """Heavy work that somebody waits for, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=40, db_index=False)
    network_id = models.UUIDField(null=True)
    total = models.PositiveIntegerField(null=True)  # null: nobody can say yet
    done_count = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(name="job_ends_once", condition=Q(finished_at=None) | Q(failed_at=None)),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.failed_at is not None

    def advance(self, done_count: int, note: str = "") -> None:
        """Tell how far the work is; outside the transaction of the work, or nobody sees it."""
        self.done_count, self.note = done_count, note
        self.save(update_fields=["done_count", "note"])
