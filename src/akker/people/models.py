from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akker.people.keys import uuid7
from akker.people.prepared import change

LANGUAGES = [("nl", "Nederlands"), ("da", "Dansk"), ("en", "English")]
ZONES = {"nl": "Europe/Amsterdam", "da": "Europe/Copenhagen", "en": "Europe/Amsterdam"}  # a first guess


class Stale(Exception):
    """Somebody else saved this text while you were writing; both texts are kept in here."""

    def __init__(self, row: models.Model, mine: dict[str, Any]) -> None:
        super().__init__()
        self.row, self.mine = row, mine


class Versioned(models.Model):
    """A row whose text people edit; `version` tells who saw what."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def revise(self, *, seen: int, **values: Any) -> Self:
        """Save `values` if nobody saved since version `seen`; one query, one more when stale.

        Raises:
            Stale: the row has moved on; it carries the fresh row and what was not saved.
        """
        if not change(self, {"version": seen}, {"version": seen + 1, **values}):
            raise Stale(type(self)._default_manager.get(pk=self.pk), values)
        for name, value in values.items():
            setattr(self, name, value)
        self.version = seen + 1
        return self


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def by_mail(self, email: str) -> Person | None:
        return self.filter(email=email.strip().lower()).first()

    def cast(self) -> models.QuerySet[Person]:
        """The people a demo begins with: its document names the most telling ones first."""
        return self.filter(is_active=True).exclude(name="").exclude(email=None).order_by("pk")[:16]


class Person(AbstractBaseUser, Versioned):
    """One human we address, signed in or not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Amsterdam")
    is_active = models.BooleanField(default=True)
    is_anonymised = models.BooleanField(default=False)
    first_seen_at = models.DateTimeField(null=True)  # signed in for the first time
    mail_bounced_at = models.DateTimeField(null=True)  # their mailbox refused us; leaders see it

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=None) | Q(email=Lower("email")), name="mail_in_lower_case"),
        ]

    def __str__(self) -> str:
        if self.is_anonymised:
            return gettext("a former member")
        return self.name or (self.email or "").partition("@")[0] or "…"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def initials(self) -> str:
        """At most two letters, from the first and the last word of the name."""
        if self.is_anonymised:
            return "–"
        words = str(self).split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    def has_arrived(self, now: datetime, *, language: str = "", by_mail: bool = False) -> None:
        """Remember the first time this person signed in, and what their browser spoke then.

        Whoever signs in `by_mail` reads the mail we send: the mailbox works again.
        """
        changed = set[str]()
        if self.first_seen_at is None:
            self.first_seen_at = now
            changed.add("first_seen_at")
            if language in ZONES:
                self.language, self.time_zone = language, ZONES[language]
                changed |= {"language", "time_zone"}
        if by_mail and self.mail_bounced_at:
            self.mail_bounced_at = None
            changed.add("mail_bounced_at")
        if changed:
            self.save(update_fields=changed)


# What a name is made of, as columns of a person and as seen from a row that points to one by `{}`.
NAMED = ("id", "name", "email", "is_anonymised")


class Once(models.Model):
    """A form that was sent; kept in the transaction of its effect, so that sending twice acts once."""

    key = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=500, blank=True)  # where the first answer led
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)
