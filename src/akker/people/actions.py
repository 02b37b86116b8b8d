from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import ForeignKey, ManyToOneRel

from akker.people.keys import oldest_after
from akker.people.models import ZONES, Once, Person

KEYS_KEPT = timedelta(days=2)
STRANGERS_KEPT = timedelta(days=2)


def recognise(*, email: str, language: str) -> Person | None:
    """Who signs in with this address; where anybody may sign up, an unknown address becomes somebody.

    Nothing comes back for who is shut out, and for the unknown where sign-up is closed.
    """
    person = Person.objects.by_mail(email)
    if person is None and settings.OPEN_SIGN_UP:
        return enrol(email=email, language=language)
    return person if person and person.is_active else None


def enrol(*, email: str, language: str) -> Person:
    """Somebody new, of whom we know an address and a first guess at language and time zone."""
    language = language if language in ZONES else "en"
    return Person.objects.create_user(email, language=language, time_zone=ZONES[language])


def introduce(*, person: Person, seen: int, name: str, language: str, time_zone: str) -> Person:
    """Save what a person says about themselves.

    Raises:
        Stale: it was changed since version `seen`.
    """
    return person.revise(seen=seen, name=name, language=language, time_zone=time_zone)


def speak(*, person: Person, language: str) -> None:
    """Show the pages in another language from now on."""
    Person.objects.filter(pk=person.pk).update(language=language)


def lock(*, person: Person, password: str) -> None:
    """Give the person a password, besides the codes by mail."""
    person.set_password(password)
    person.save(update_fields=["password"])


def sweep(*, now: datetime) -> None:
    """Throw away what has had its time: keys of forms, sessions, and who asked for a code and never came."""
    Once.objects.filter(at__lt=now - KEYS_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    strangers = Person.objects.filter(name="", first_seen_at=None, pk__lt=oldest_after(now - STRANGERS_KEPT))
    for field in _fields_that_name_people():
        named = field.model._base_manager.filter(**{f"{field.name}__isnull": False})
        strangers = strangers.exclude(pk__in=named.values(field.name))
    strangers.delete()


def _fields_that_name_people() -> list[ForeignKey[Any, Any]]:
    """Every foreign key to a person in any room, those without a way back included."""
    relations = Person._meta.get_fields(include_hidden=True)
    return [relation.field for relation in relations if isinstance(relation, ManyToOneRel)]
