from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Prefetch, Q, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from akker.handbooks.model import Handbook
from akker.handbooks.reader import DEFAULT
from akker.people.keys import uuid7
from akker.people.models import LANGUAGES, Person, Versioned
from akker.post.models import Job
from akker.programmes.models import Event, Office, Organisation, Programme, ThemeProposal, find_book

DEFAULT_HANDBOOK = DEFAULT  # a programme may have another for its networks
LOST_AFTER = timedelta(minutes=10)  # a job that is not over by then has lost its worker


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, person: Person, today: date) -> NetworkQuerySet:
        """Networks `person` may know about: their own, and what their office in the programme oversees.

        Adds `is_managed` (they run its programme) and `is_referred` (they are its reference leader).
        """
        offices = Office.objects.current(today).filter(person=person)
        managed = Exists(offices.filter(programme=OuterRef("programme"), role=Office.Role.PROGRAMME_MANAGER))
        gone = Membership.objects.filter(network=OuterRef("pk"), person=person, left_at__isnull=False)
        own = Q(programme__personal_to=person) & ~Exists(gone)  # who left their own network has left it
        return self.annotate(
            is_managed=Case(When(own, then=True), default=managed, output_field=BooleanField()),
            is_referred=Exists(offices.filter(pk=OuterRef("reference_leader"))),
        ).filter(
            Q(is_managed=True)
            | Q(is_referred=True)
            | Exists(Membership.objects.present().filter(network=OuterRef("pk"), person=person))
        )

    def running(self) -> NetworkQuerySet:
        return self.filter(closed_at=None)

    def with_core_count(self) -> NetworkQuerySet:
        """Adds `core_count` and `ring_count`, people present; no extra query."""
        present = Q(memberships__left_at=None)
        return self.annotate(
            core_count=Count("memberships", filter=present & Q(memberships__ring=Membership.Ring.CORE)),
            ring_count=Count("memberships", filter=present & Q(memberships__ring=Membership.Ring.SECOND)),
        )


class Network(Versioned):
    """A group of professionals that works on one question for one period."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="networks")
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    line = models.TextField(_("what it works on"), blank=True, max_length=500)  # the current one; versions: `question`
    ambition = models.TextField(_("ambition"), blank=True, max_length=1000)  # likewise
    handbook = models.CharField(max_length=80, default=DEFAULT_HANDBOOK)  # "slug@version", pinned
    language = models.CharField(_("language of the network"), max_length=5, choices=LANGUAGES, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Amsterdam")
    rhythm = models.CharField(_("rhythm"), max_length=120, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("expected to end"), null=True, blank=True)
    proposal = models.ForeignKey(ThemeProposal, models.SET_NULL, null=True, blank=True, related_name="+")  # it began as
    reference_leader = models.ForeignKey(Office, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "slug"], name="network_slugs_differ")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def home(self) -> str:
        """Where its own pages begin; what stands there is the shell's. The programme must be at hand."""
        return f"/p/{self.programme.slug}/{self.slug}/"

    @cached_property
    def book(self) -> Handbook:
        """The handbook this network is pinned to; read once per process, no query but for one its programme brought."""
        return self.find_book(self.handbook)

    def find_book(self, pin: str) -> Handbook:
        """The handbook `slug@version` as this network may use it. Raises: HandbookMissing, HandbookFault."""
        return find_book(pin, self.programme_id)

    def acts_as(self, role: str) -> str:
        """The power behind a role key of the pack; a role the pack no longer knows is a member's."""
        known = self.book.roles.get(role)
        return known.acts_as if known else "member"


class HandbookChange(models.Model):
    """That a network went over from one handbook to another; what it left under the earlier one keeps its titles."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="handbook_changes")
    before = models.CharField(max_length=80)  # "slug@version"
    after = models.CharField(max_length=80)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "network", "at"], name="handbook_changes_in_order")]

    def __str__(self) -> str:
        return f"{self.before}: {self.after}"


def has_left(network: str) -> Exists:
    """Whether the `person` of a row left the network at the path `network`; no extra query."""
    rows = Membership.objects.filter(network=OuterRef(network), person=OuterRef("person"))
    return Exists(rows.filter(left_at__isnull=False))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> MembershipQuerySet:
        return self.filter(left_at=None)

    def core(self) -> MembershipQuerySet:
        return self.filter(ring=Membership.Ring.CORE)

    def with_leading(self, book: Handbook) -> MembershipQuerySet:
        """Adds `is_leading`: whether they lead the network or facilitate it now; no extra query."""
        roles = [role.key for power in ("leader", "facilitator") for role in book.acting_as(power)]
        held = Seat.objects.current().filter(membership=OuterRef("pk"), role__in=roles)
        return self.annotate(is_leading=Exists(held))

    def with_seats(self) -> MembershipQuerySet:
        """Person and organisation joined in, and the current seats in one more query."""
        return self.select_related("person", "organisation").prefetch_related(
            Prefetch("seats", Seat.objects.current().order_by("from_on", "pk"), to_attr="current_seats")
        )


class Membership(Versioned):
    """A person's place in one network, in the core or in the second ring, and what they bring."""

    class Ring(models.TextChoices):
        CORE = "core", _("core")
        SECOND = "second_ring", _("second ring")

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("professional")
        STUDENT = "student", _("student")
        PARTNER = "partner", _("partner")
        EXPERT_BY_EXPERIENCE = "expert_by_experience", _("expert by experience")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    ring = models.CharField(_("ring"), max_length=12, choices=Ring, default=Ring.CORE)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    function = models.CharField(_("function"), max_length=120, blank=True)  # only when the member wants it shown
    brings = models.TextField(_("what I bring"), blank=True, max_length=1000)
    needs = models.TextField(_("what I need"), blank=True, max_length=1000)
    competences = models.JSONField(default=list, blank=True)  # words of their own choosing
    kind = models.CharField(_("I am here as"), max_length=24, choices=Kind, blank=True)
    kind_words = models.CharField(_("in my own words"), max_length=120, blank=True)
    kind_shown_at = models.DateTimeField(null=True)  # explicit consent; without it the kind is the person's alone
    hours_agreed = models.DecimalField(_("hours agreed a month"), max_digits=5, decimal_places=1, null=True, blank=True)
    added_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)  # said yes, or came in and took part
    left_at = models.DateTimeField(null=True)
    thanks = models.TextField(_("thanks"), blank=True, max_length=1000)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "network", "person"], name="one_membership_per_person"),
            models.CheckConstraint(
                name="kind_is_shown_only_when_chosen", condition=Q(kind_shown_at=None) | ~Q(kind="") | ~Q(kind_words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.network}"

    @property
    def is_core(self) -> bool:
        return self.ring == self.Ring.CORE

    @property
    def shown_kind(self) -> str:
        """The kind in the member's own words, only with their consent and while they are in."""
        if self.kind_shown_at is None or self.left_at is not None:
            return ""
        return self.kind_words or str(self.get_kind_display())


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self) -> SeatQuerySet:
        return self.filter(until_on=None, withdrawn_at=None)


class Seat(models.Model):
    """A role of the handbook, held by a member from until."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="seats")
    role = models.SlugField(max_length=40)  # a role key of the pack
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    note = models.TextField(blank=True, max_length=2000)  # hand-over note
    withdrawn_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "membership", "role"],
                condition=Q(until_on=None, withdrawn_at=None),
                name="a_role_is_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.role}"


class PeopleImport(models.Model):
    """A spreadsheet with people on its way into a network; the cells are kept only until it is applied."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    content = models.JSONField(default=dict)  # {"header": [c names], "rows": n lists of c cells, "first": row number}
    mapping = models.JSONField(default=list)  # c keys of spreadsheet.FIELDS, or "" for a column left out
    plan = models.JSONField(default=list)  # what each row would do, see arrivals.Arrival.as_json; then the faults alone
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # what was written, as the undo needs it
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mapped_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # given up for another file, or taken back after it was applied
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")  # that it was applied

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_is_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, mapped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_is_applied_when_confirmed", condition=Q(applied_at=None) | Q(confirmed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def has_stopped(self, now: datetime) -> bool:
        """Confirmed but not applied, and nobody at work on it any more."""
        if self.applied_at or self.withdrawn_at or not self.confirmed_at:
            return False
        return self.job is None or self.job.is_over or now - self.job.queued_at > LOST_AFTER
