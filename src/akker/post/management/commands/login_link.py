"""Prints a one-time address that signs in, for whoever holds the console."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from akker.people import actions as people
from akker.people import clock
from akker.people.models import Person
from akker.post import actions


class Command(BaseCommand):
    help = "Print a one-time address that signs somebody in. It works for 15 minutes, after a press on its button."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of the person")
        parser.add_argument("--create", action="store_true", help="make the person when nobody has this address")

    @transaction.atomic
    def handle(self, *, email: str, create: bool, **options: Any) -> None:
        token = actions.sign_in_link(person=_find(email, create), now=clock.now())
        self.stdout.write(settings.ADDRESS + reverse("post:sign-in", args=[token]))


def _find(email: str, create: bool) -> Person:
    try:
        validate_email(email)
    except ValidationError as broken:
        raise CommandError(f"{email!r} is not an e-mail address") from broken
    person = Person.objects.by_mail(email)
    if person is None and create:
        return people.enrol(email=email, language="nl")
    if person is None:
        raise CommandError(f"nobody has the address {email}; add --create to make them")
    if not person.is_active:
        raise CommandError(f"the account of {email} is closed")
    return person
