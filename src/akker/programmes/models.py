from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Case, F, FilteredRelation, Min, Q, When
from django.utils.translation import gettext_lazy as _

from akker.handbooks import packing, reader
from akker.handbooks.model import Handbook, HandbookFault, HandbookMissing
from akker.people.keys import uuid7
from akker.people.models import LANGUAGES, Person, Versioned
from akker.people.prepared import add

UNDO_FOR = timedelta(minutes=10)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, person: Person, today: date) -> ProgrammeQuerySet:
        """Programmes in which `person` holds an office today, and their personal one."""
        offices = Office.objects.current(today).filter(person=person)
        return self.filter(Q(pk__in=offices.values("programme")) | Q(personal_to=person))

    def entry(self, person: Person, slug: str, today: date) -> list[Any]:
        """One programme with what `person` is in it as `held_role`: a row per office, empty when it is not theirs.

        Says in one query what `visible_to` and the offices say in two.
        """
        mine = Q(offices__person=person, offices__withdrawn_at=None)
        running = Q(offices__until_on=None) | Q(offices__until_on__gt=today)
        resting = Q(held__organisation__withdrawn_at__isnull=False) | Q(held__forum__withdrawn_at__isnull=False)
        rows = self.filter(slug=slug).annotate(held=FilteredRelation("offices", condition=mine & running))
        role = Case(When(resting, then=None), default=F("held__role"))
        found: list[Any] = list(rows.annotate(held_role=role))
        return [row for row in found if row.held_role or row.personal_to_id == person.pk]


class Programme(Versioned):
    """An academy, municipality or sector council around networks; the tenant of all their rows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("about"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Amsterdam")
    handbook = models.CharField(max_length=80, blank=True)  # default for new networks, "leernetwerk@2026.1"
    personal_to = models.OneToOneField(Person, models.PROTECT, null=True, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or self.slug

    @property
    def is_personal(self) -> bool:
        """Made for somebody who started a network lightly; has no pages of its own until wanted."""
        return self.personal_to_id is not None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> OrganisationQuerySet:
        return self.filter(withdrawn_at=None)


class Organisation(Versioned):
    """A home organisation: where members come from and learning goes back to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="organisations")
    name = models.CharField(_("name"), max_length=120)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], condition=Q(withdrawn_at=None), name="organisation_names_differ"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ForumQuerySet(models.QuerySet["Forum"]):
    def standing(self) -> ForumQuerySet:
        return self.filter(withdrawn_at=None)

    def with_next_date(self, today: date) -> ForumQuerySet:
        """Adds `next_on`, the first date from `today` on, or None; no extra query."""
        ahead = Q(dates__withdrawn_at=None, dates__on__gte=today)
        return self.annotate(next_on=Min("dates__on", filter=ahead))


class Forum(Versioned):
    """A management forum that receives what networks learned."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="forums")
    name = models.CharField(_("name"), max_length=120)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ForumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], condition=Q(withdrawn_at=None), name="forum_names_differ"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ForumDateQuerySet(models.QuerySet["ForumDate"]):
    def upcoming(self, today: date) -> ForumDateQuerySet:
        return self.filter(withdrawn_at=None, on__gte=today)


class ForumDate(models.Model):
    """A day on which a forum sits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="dates")
    on = models.DateField(_("date"))
    withdrawn_at = models.DateTimeField(null=True)

    objects = ForumDateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "forum", "on"], condition=Q(withdrawn_at=None), name="forum_sits_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.forum} {self.on}"


class OfficeQuerySet(models.QuerySet["Office"]):
    def current(self, today: date) -> OfficeQuerySet:
        """Held today; an office rests while the organisation or forum it is for is withdrawn."""
        return self.filter(
            Q(until_on=None) | Q(until_on__gt=today),
            withdrawn_at=None,
            organisation__withdrawn_at=None,
            forum__withdrawn_at=None,
        )


class Office(models.Model):
    """What somebody is in a programme, from until: manager, reference leader, home manager or forum member."""

    class Role(models.TextChoices):
        PROGRAMME_MANAGER = "programme_manager", _("programme manager")
        REFERENCE_LEADER = "reference_leader", _("reference leader")
        HOME_MANAGER = "home_manager", _("home manager")
        FORUM = "forum", _("member of the forum")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="offices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="offices")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, related_name="recipients")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="home_managers_have_an_organisation",
                condition=Q(role="home_manager", organisation__isnull=False)
                | ~Q(role="home_manager") & Q(organisation=None),
            ),
            models.CheckConstraint(
                name="forum_members_have_a_forum",
                condition=Q(role="forum", forum__isnull=False) | ~Q(role="forum") & Q(forum=None),
            ),
        ]
        indexes = [models.Index(fields=["programme", "person"], name="office_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class UploadedPackQuerySet(models.QuerySet["UploadedPack"]):
    def standing(self) -> UploadedPackQuerySet:
        return self.filter(withdrawn_at=None)


class UploadedPack(models.Model):
    """One version of a handbook that a programme brought itself; it never changes, and networks may be pinned to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="packs")
    slug = models.SlugField(max_length=60)
    pack_version = models.CharField(max_length=40)  # of the method, "2026.1"
    pages = models.JSONField(default=dict)  # path inside the pack -> its text
    digest = models.CharField(max_length=64)  # sha256 of the pages
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # out of the choice; networks that use it go on with it

    objects = UploadedPackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug", "pack_version"], name="a_version_of_a_pack_is_one")
        ]

    def __str__(self) -> str:
        return self.pin

    @property
    def pin(self) -> str:
        return f"{self.slug}@{self.pack_version}"

    @property
    def book(self) -> Handbook:
        """The handbook itself, from a folder that is safe to delete: it is laid out anew from the row."""
        folder = Path(settings.DATA) / "packs" / self.digest / self.slug / self.pack_version
        if not folder.is_dir():
            packing.lay_out(self.pages, folder)
        return reader.read(folder)


def shelves() -> list[Path]:
    """The folders with handbooks of this installation, beside the built-in ones."""
    return [Path(settings.HANDBOOK_SHELF)] if settings.HANDBOOK_SHELF else []


def find_book(pin: str, programme: UUID) -> Handbook:
    """The handbook `slug@version` for a network of this programme: built-in, of the installation, or brought.

    No query for the first two. Raises: HandbookMissing; HandbookFault when it cannot be used.
    """
    try:
        return reader.find(pin, shelves())
    except HandbookMissing:
        slug, _, version = pin.partition("@")
        brought = UploadedPack.objects.filter(programme=programme, slug=slug, pack_version=version)
        if pack := brought.defer("pages").first():
            return pack.book
        raise


def _usable(folder: Path) -> Handbook | None:
    try:
        return reader.read(folder)
    except HandbookFault:
        return None


def books(programme: UUID | None = None) -> list[Handbook]:
    """The handbooks to choose from: our own neutral one first, then by name, those of the programme last; one query.

    One that cannot be used, or in which nobody could lead, is left out.
    """
    folders = reader.shelf(*shelves()).values()
    brought = UploadedPack.objects.standing().filter(programme=programme).defer("pages") if programme else ()
    found = [book for book in map(_usable, folders) if book]
    found.sort(key=lambda book: book.pin != reader.DEFAULT)
    found += [pack.book for pack in sorted(brought, key=str)]
    return [book for book in found if book.acting_as("leader") or book.acting_as("facilitator")]


class ThemeCall(models.Model):
    """Until when themes are proposed, and when is decided about them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    deadline_on = models.DateField(_("proposals until"))
    decides_on = models.DateField(_("decided on"), null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.deadline_on}"


class ThemeProposal(Versioned):
    """A theme for a network that is not there yet; a decision is a when and a who, and can be taken anew."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        NOT_NOW = "not_now", _("not now")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by"))
    at = models.DateTimeField()
    puzzles = models.TextField(_("what puzzles us"), max_length=500)
    for_whom = models.TextField(_("for whom"), max_length=1000, blank=True)
    why_now = models.TextField(_("why now"), max_length=1000, blank=True)
    together = models.TextField(_("why no single unit can solve it"), max_length=1000, blank=True)
    unknown = models.TextField(_("what we do not know"), max_length=1000, blank=True)
    participants = models.TextField(_("possible participants"), max_length=1000, blank=True)
    reference_leader = models.CharField(_("suggested reference leader"), max_length=200, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decision_words = models.TextField(_("in a line"), max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_decision_has_a_when",
                condition=Q(decision="", decided_at=None, decided_by=None, decision_words="")
                | ~Q(decision="") & Q(decided_at__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["programme", "at"], name="themes_of_a_programme")]

    def __str__(self) -> str:
        return self.puzzles


class ThemeTalk(Versioned):
    """What was said about one characteristic of a proposal; talked about, never scored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    proposal = models.ForeignKey(ThemeProposal, models.CASCADE, related_name="talks")
    characteristic = models.SlugField(max_length=20)  # a key of `themes.CHARACTERISTICS`
    words = models.TextField(_("what we said about it"), max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "proposal", "characteristic"], name="a_characteristic_is_noted_once"
            )
        ]

    def __str__(self) -> str:
        return self.characteristic


class Event(models.Model):
    """That somebody did something: history, audit and outbox in one. It never holds content."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    network_id = models.UUIDField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)  # "journey.step.finished"
    target_kind = models.CharField(max_length=40)
    target_id = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "network_id", "at"], name="event_history")]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%F %T}"

    def can_be_undone(self, by: Person, now: datetime) -> bool:
        """Only by who did it, once, within ten minutes."""
        return self.by_id == by.pk and self.undone_at is None and now - self.at < UNDO_FOR


def record(
    *, programme: UUID, verb: str, target: models.Model, now: datetime, by: Person | None, network: UUID | None = None
) -> Event:
    """Write the one event of an action; call it inside the action's transaction."""
    kind, key = target._meta.model_name or "", target.pk
    return add(
        Event(programme_id=programme, network_id=network, by=by, verb=verb, target_kind=kind, target_id=key, at=now)
    )
