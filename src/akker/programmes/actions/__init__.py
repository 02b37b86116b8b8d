from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds
from akker.post.models import Mail
from akker.programmes.inverses import INVERSES, undoes
from akker.programmes.models import Event, Forum, ForumDate, Office, Organisation, Programme, record

RESERVED = {"new", "programme"}  # words of our own addresses, never the short name of a programme
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})  # slugify would drop or bare them


class TooLate(Exception):
    message = _("This can no longer be undone: it was longer than ten minutes ago, or somebody else's doing.")


class NameTaken(Exception):
    message = _("There is already another with this name.")


def _free_slug(name: str) -> str:
    stem = slugify(name.lower().translate(LETTERS))[:50].strip("-") or "programma"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken | RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def start(
    *, name: str, language: str, time_zone: str, by: Person, now: datetime, slug: str = "", about: str = ""
) -> Programme:
    """A programme begins with whoever starts it as its manager; without `slug` one is made from the name."""
    programme = Programme.objects.create(
        name=name, about=about, slug=slug or _free_slug(name), language=language, time_zone=time_zone
    )
    appoint(programme=programme, person=by, role=Office.Role.PROGRAMME_MANAGER, by=by, now=now)
    record(programme=programme.pk, verb="programmes.programme.started", target=programme, by=by, now=now)
    return programme


def personal(*, person: Person, now: datetime) -> Programme:
    """The programme in which somebody starts networks lightly; made when first needed."""
    programme, is_new = Programme.objects.get_or_create(
        personal_to=person,
        defaults={"slug": secrets.token_hex(5), "language": person.language, "time_zone": person.time_zone},
    )
    if is_new:
        record(programme=programme.pk, verb="programmes.programme.started", target=programme, by=person, now=now)
    return programme


@transaction.atomic
def make_public(*, programme: Programme, name: str, by: Person, now: datetime) -> Event:
    """A personal programme becomes an ordinary one, managed by `by`; its addresses stay the same."""
    Programme.objects.filter(pk=programme.pk).update(personal_to=None, name=name, version=F("version") + 1)
    appoint(programme=programme, person=by, role=Office.Role.PROGRAMME_MANAGER, by=by, now=now)
    return record(programme=programme.pk, verb="programmes.programme.opened", target=programme, by=by, now=now)


@transaction.atomic
def change(
    *, programme: Programme, name: str, about: str, language: str, time_zone: str, handbook: str,
    by: Person, now: datetime, seen: int,
) -> Event:  # fmt: skip
    """Raises Stale."""
    programme.revise(seen=seen, name=name, about=about, language=language, time_zone=time_zone, handbook=handbook)
    return record(programme=programme.pk, verb="programmes.programme.changed", target=programme, by=by, now=now)


# --- offices -------------------------------------------------------------------------------


@transaction.atomic
def appoint(
    *,
    programme: Programme,
    person: Person,
    role: str,
    by: Person | None,
    now: datetime,
    organisation: Organisation | None = None,
    forum: Forum | None = None,
) -> Event:
    """Give somebody an office; who already holds it keeps it, and then there is nothing to undo."""
    what: dict[str, Any] = {
        "programme": programme,
        "person": person,
        "role": role,
        "organisation": organisation,
        "forum": forum,
    }
    held = Office.objects.current(now.date()).filter(**what).first()
    office = held or Office.objects.create(**what, from_on=now.date())
    verb = "programmes.office.kept" if held else "programmes.office.given"
    return record(programme=programme.pk, verb=verb, target=office, by=by, now=now)


@transaction.atomic
def bring(
    *,
    programme: Programme,
    name: str,
    email: str,
    role: str,
    by: Person,
    now: datetime,
    organisation: Organisation | None = None,
    forum: Forum | None = None,
) -> Event:
    """Give an office to whoever reads this address; somebody new to us becomes known. Mails nobody."""
    person = Person.objects.by_mail(email) or Person.objects.create_user(
        email, name=name, language=programme.language, time_zone=programme.time_zone
    )
    return appoint(
        programme=programme, person=person, role=role, organisation=organisation, forum=forum, by=by, now=now
    )


class LastManager(Exception):
    message = _("A programme needs a manager. Appoint another first.")


def _needs_no_longer(office: Office, now: datetime) -> None:
    """Locks the programme, so that two managers cannot end each other. Raises: LastManager."""
    programme = Programme.objects.select_for_update().get(pk=office.programme_id)
    if office.role != Office.Role.PROGRAMME_MANAGER or programme.is_personal:
        return
    managers = Office.objects.current(now.date()).filter(programme=programme, role=office.role)
    if not managers.exclude(pk=office.pk).exists():
        raise LastManager


@transaction.atomic
def release(*, office: Office, by: Person, now: datetime) -> Event:
    """End an office today.

    Raises: LastManager when nobody would be left to run the programme.
    """
    _needs_no_longer(office, now)
    Office.objects.filter(pk=office.pk).update(until_on=now.date())
    return record(programme=office.programme_id, verb="programmes.office.ended", target=office, by=by, now=now)


@undoes("programmes.office.ended")
def reinstate(*, event: Event, by: Person, now: datetime) -> None:
    Office.objects.filter(pk=event.target_id).update(until_on=None)


@undoes("programmes.office.given")
def unappoint(*, event: Event, by: Person, now: datetime) -> None:
    """Raises: LastManager."""
    _needs_no_longer(Office.objects.get(pk=event.target_id), now)
    Office.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def tell(*, office: Office, subject: str, text: str, by: Person, now: datetime) -> Mail:
    """Mail somebody about their office, in the words that `by` saw.

    Raises: post.actions.NoAddress.
    """
    mail = post.queue(
        to=office.person, kind=kinds.NOTICE, subject=subject, text=text, now=now, programme_id=office.programme_id
    )
    record(programme=office.programme_id, verb="programmes.office.told", target=office, by=by, now=now)
    return mail


# --- home organisations, forums and their dates --------------------------------------------


@transaction.atomic
def found(
    *, programme: Programme, kind: type[Organisation] | type[Forum], name: str, by: Person, now: datetime
) -> Event:
    """Add a home organisation or a management forum; a name that is there already stays one."""
    row, is_new = kind.objects.get_or_create(programme=programme, name=name, withdrawn_at=None)
    verb = f"programmes.{kind._meta.model_name}.{'founded' if is_new else 'kept'}"
    return record(programme=programme.pk, verb=verb, target=row, by=by, now=now)


@transaction.atomic
def rename(*, row: Organisation | Forum, name: str, by: Person, now: datetime, seen: int) -> Event:
    """Raises: Stale; NameTaken."""
    try:
        with transaction.atomic():
            row.revise(seen=seen, name=name)
    except IntegrityError as taken:
        raise NameTaken from taken
    return record(
        programme=row.programme_id, verb=f"programmes.{row._meta.model_name}.renamed", target=row, by=by, now=now
    )


@transaction.atomic
def dissolve(*, row: Organisation | Forum | ForumDate, by: Person, now: datetime) -> Event:
    """Withdraw a home organisation, a forum or one of its dates; what people hold for it rests with it."""
    type(row)._default_manager.filter(pk=row.pk).update(withdrawn_at=now)
    return record(
        programme=row.programme_id, verb=f"programmes.{row._meta.model_name}.dissolved", target=row, by=by, now=now
    )


@transaction.atomic
def convene(*, forum: Forum, on: date, by: Person, now: datetime) -> Event:
    """Note a day on which the forum sits; a day that is noted already stays one."""
    row, is_new = ForumDate.objects.get_or_create(
        programme_id=forum.programme_id, forum=forum, on=on, withdrawn_at=None
    )
    verb = f"programmes.forumdate.{'founded' if is_new else 'kept'}"
    return record(programme=forum.programme_id, verb=verb, target=row, by=by, now=now)


def _keep_undoable(kind: type[Organisation] | type[Forum] | type[ForumDate]) -> None:
    """Register how adding and withdrawing rows of `kind` are taken back."""
    rows = kind._default_manager

    @undoes(f"programmes.{kind._meta.model_name}.founded")
    def unfound(*, event: Event, by: Person, now: datetime) -> None:
        rows.filter(pk=event.target_id).update(withdrawn_at=now)

    @undoes(f"programmes.{kind._meta.model_name}.dissolved")
    def restore(*, event: Event, by: Person, now: datetime) -> None:
        """Raises: NameTaken when another took its name or day in the meantime."""
        try:
            with transaction.atomic():
                rows.filter(pk=event.target_id).update(withdrawn_at=None)
        except IntegrityError as taken:
            raise NameTaken from taken


for _kind in (Organisation, Forum, ForumDate):
    _keep_undoable(_kind)


@transaction.atomic
def undo(*, event: Event, by: Person, now: datetime) -> None:
    """Take back what `event` tells.

    Raises: TooLate when it is not theirs, was undone, is older than ten minutes, or has no inverse; and
        what the inverse raises, such as LastManager or NameTaken.
    """
    inverse = INVERSES.get(event.verb)
    event = Event.objects.select_for_update().get(pk=event.pk)
    if inverse is None or not event.can_be_undone(by, now):
        raise TooLate
    Event.objects.filter(pk=event.pk).update(undone_at=now)
    inverse(event=event, by=by, now=now)
