"""Somebody without an account applies: a draft, sent, confirmed from the mailbox; only then there is a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Mail
from akker.programmes.models import record
from akker.recruit.models import Announcement, Application, Candidate, Preference

A_WHILE = timedelta(hours=1)
FROM_ONE_PLACE = 40  # applications and drafts begun in an hour; an open day in one building still fits
TO_ONE_ADDRESS = 5  # mails in an hour
MOST_WISHES = 5


class TooMany(Exception):
    message = gettext_lazy("Many people applied from here just now. Wait a while and send it again; it is still here.")


class NothingOpen(Exception):
    message = gettext_lazy("These questions are closed by now; nobody can apply any more.")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in, as far as it goes; `answers`: field of a candidate -> a value that JSON can hold."""

    name: str
    email: str
    answers: dict[str, Any] = field(default_factory=dict)
    wishes: Sequence[str] = ()  # ids of networks, the dearest first

    def as_fields(self) -> dict[str, Any]:
        return {"name": self.name, "email": self.email, "answers": self.answers, "wishes": list(self.wishes)}


@transaction.atomic
def begin(
    *, announcement: Announcement, filled: Filled, language: str, origin: str, now: datetime
) -> tuple[Application, str]:
    """Keep a draft. Returns: it, and the token of its link, which is kept nowhere.

    Raises: TooMany from this place within the hour.
    """
    lately = Application.objects.filter(programme=announcement.programme_id, saved_at__gt=now - A_WHILE)
    if origin and lately.filter(origin=origin).count() >= FROM_ONE_PLACE:
        raise TooMany
    token = links.fresh_token()
    application = Application.objects.create(
        programme_id=announcement.programme_id, network_id=announcement.network_id, language=language, origin=origin,
        draft_hash=links.hashed(token), saved_at=now, **filled.as_fields(),
    )  # fmt: skip
    return application, token


@transaction.atomic
def save(*, application: Application, filled: Filled, seen: int, now: datetime) -> Application:
    """Go on with a draft. Raises: Stale when another tab saved in between."""
    return application.revise(seen=seen, saved_at=now, **filled.as_fields())


@transaction.atomic
def mail_draft(*, application: Application, token: str, now: datetime) -> None:
    """The link of the draft to its own address, if there is one."""
    if application.email:
        _mail(application, "draft", gettext_noop("Your draft for “%(network)s”"), _link(token), now)


@transaction.atomic
def send(*, application: Application, now: datetime) -> None:
    """Ask its mailbox to confirm; an address that was asked often within the hour gets no more mail for now.

    The answer on the screen is the same whatever is known of the address.
    """
    token = links.fresh_token()
    Application.objects.filter(pk=application.pk).update(sent_at=now, saved_at=now, confirm_hash=links.hashed(token))
    lately = Application.objects.filter(email=application.email, sent_at__gt=now - A_WHILE).exclude(pk=application.pk)
    if lately.count() < TO_ONE_ADDRESS:
        _mail(application, "confirm", gettext_noop("Confirm that you apply for “%(network)s”"), _link(token), now)


def _link(token: str) -> str:
    return settings.ADDRESS + reverse("recruit-own", args=[token])


def _mail(application: Application, letter: str, subject: str, link: str, now: datetime) -> Mail:
    network = application.network
    with translation.override(application.language):
        text = render_to_string(f"recruit/{letter}.txt", {"application": application, "network": network, "link": link})
        return post.queue(
            address=application.email, kind=kinds.LINK, subject=_(subject) % {"network": network.name}, text=text,
            language=application.language, now=now, network_id=network.pk, programme_id=network.programme_id,
        )  # fmt: skip


# --- confirmed -----------------------------------------------------------------------------


@transaction.atomic
def confirm(*, application: Application, now: datetime) -> Candidate:
    """The mailbox said yes: a person, if there is none of this address, and a candidate; the application goes.

    Who applied before in this programme is the same candidate, with the new answers. Their link is the one in the mail.
    Raises: NothingOpen when none of the wished networks stands open any more.
    """
    wishes = _standing(application)
    if not wishes:
        raise NothingOpen
    person = _person(application)
    candidate = _candidate(application, person, now)
    _wish(candidate, wishes, now)
    record(
        programme=application.programme_id, network=application.network_id, verb="recruit.candidate.applied",
        target=candidate, by=person, now=now,
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).delete()
    return candidate


def _standing(application: Application) -> list[Announcement]:
    """The announcements of its wishes that can still be wished for, the dearest first; what was sent in time counts."""
    rows = Announcement.objects.standing().with_taken().select_related("network")
    found = {str(row.network_id): row for row in rows.filter(network__in=application.wishes)}
    sent = application.sent_at or application.saved_at
    there = [found[key] for key in application.wishes if key in found]
    return [row for row in there if not row.is_overdue(sent.astimezone(row.network.zone).date())]


def _person(application: Application) -> Person:
    person = Person.objects.by_mail(application.email)
    if person is None:
        zone = application.network.time_zone
        return Person.objects.create_user(
            application.email, name=application.name, language=application.language, time_zone=zone
        )
    if not person.name and person.first_seen_at is None:
        person.name = application.name
        person.save(update_fields=["name"])
    return person


def _candidate(application: Application, person: Person, now: datetime) -> Candidate:
    answers = dict(application.answers)
    uses = {f"{use}_at": now if answers.pop(use, False) else None for use in ("pool", "findable", "experts")}
    values: dict[str, Any] = {
        **answers, "language": application.language, "composing_at": now, **uses,
        "openness_read_at": application.sent_at, "engagement_accepted_at": application.sent_at,
        "token_hash": application.confirm_hash,
    }  # fmt: skip
    standing = Candidate.objects.standing().filter(programme=application.programme_id, person=person).first()
    if standing:
        return standing.revise(seen=standing.version, **values)
    return Candidate.objects.create(
        programme_id=application.programme_id, person=person, applied_at=application.sent_at or now, **values
    )


def _wish(candidate: Candidate, announcements: list[Announcement], now: datetime) -> None:
    """Their wishes in this order; who waited for a network before keeps the place on its waiting list."""
    before = {row.network_id: row for row in candidate.preferences.all()}
    candidate.preferences.all().delete()
    for rank, row in enumerate(announcements, 1):
        old = before.get(row.network_id)
        waiting_at = old.waiting_at if old else (now if row.is_full else None)
        Preference.objects.create(
            programme_id=candidate.programme_id, candidate=candidate, network_id=row.network_id, rank=rank,
            waiting_at=waiting_at,
        )  # fmt: skip


# --- let go --------------------------------------------------------------------------------


@transaction.atomic
def drop(*, application: Application) -> None:
    """Throw a draft away, with the mails that only it caused."""
    _forget([application])


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Let go of what nobody confirmed within a week, and of its mails; how many there were. A few queries for all."""
    forgotten = list(Application.objects.overdue(now)[:500])
    _forget(forgotten)
    return len(forgotten)


def _forget(applications: Sequence[Application]) -> None:
    """The address stays in no log, unless somebody here has it."""
    networks: set[UUID] = {row.network_id for row in applications}
    addresses = {row.email for row in applications if row.email}
    Application.objects.filter(pk__in=[row.pk for row in applications]).delete()
    waiting = set(Application.objects.filter(email__in=addresses).values_list("email", flat=True))
    known = set(Person.objects.filter(email__in=addresses).values_list("email", flat=True))
    Mail.objects.filter(
        address__in=addresses - waiting - known, person=None, kind=kinds.LINK, network_id__in=networks
    ).delete()
