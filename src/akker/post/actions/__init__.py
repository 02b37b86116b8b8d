from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from django_tasks_db.models import TaskResultStatus as Status

from akker.people.models import Person
from akker.post import bell, delivery, kinds, letter, links
from akker.post.access import SpentLink
from akker.post.actions.asks import ask as ask
from akker.post.actions.asks import ask_each as ask_each
from akker.post.actions.asks import asked_no_more as asked_no_more
from akker.post.actions.asks import done_about as done_about
from akker.post.actions.asks import undone_about as undone_about
from akker.post.models import Ask, Heartbeat, Job, Mail, Preference

WAITS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=4)]  # before try 2 to 5
TRIES = len(WAITS) + 1
PER_ADDRESS = 20  # mails an hour, codes to sign in not counted
CROWDED = timedelta(minutes=10)  # how long an address that had its share waits
DIGEST_FROM = 7  # o'clock, where the person lives
SIGN_IN_LINK = timedelta(minutes=15)
PULSE = timedelta(minutes=5)  # a worker that says nothing for so long is dead
TASKS_KEPT, JOBS_KEPT, MAIL_KEPT = timedelta(days=2), timedelta(days=30), timedelta(days=365)


class AskWithdrawn(Exception):
    """It was taken back before it was done."""


class NoAddress(Exception):
    """This person has no e-mail address."""


def queue(
    *,
    to: Person | None = None,
    address: str = "",
    kind: str,
    subject: str,
    text: str,
    language: str = "",
    now: datetime,
    network_id: UUID | None = None,
    programme_id: UUID | None = None,
    not_before: datetime | None = None,
    calendar: str = "",
    reply_to: str = "",
) -> Mail:
    """Write one mail into the queue, in the caller's transaction; the worker sends it after commit.

    Give `to`, `address`, or both; `language` defaults to that of the person. A line of `text`
    that holds only an address becomes a button. Kept back when the person wants this kind
    later or never, or when their mailbox refused us. A `calendar` request goes along for the program
    that keeps their calendar, so such a mail never waits for the digest; `reply_to` is where an answer goes.

    Raises:
        NoAddress: neither `address` nor the person's own.
        ValueError: an unknown kind (see `kinds`).
    """
    if not kinds.is_known(kind):
        raise ValueError(f"unknown kind of mail: {kind}")
    address = address or (to.email if to else None) or ""
    if not address:
        raise NoAddress
    hold = _hold(to, kind)
    if calendar and hold == kinds.DAILY:
        hold = ""
    mail = Mail.objects.create(
        person=to,
        address=address,
        kind=kind,
        subject=" ".join(subject.split())[:200],
        text=text if hold in ("", kinds.DAILY) else links.scrub(kind, text),
        calendar="" if hold else calendar,
        reply_to=reply_to,
        language=language or (to.language if to else translation.get_language()),
        network_id=network_id,
        programme_id=programme_id,
        queued_at=now,
        not_before=not_before or now,
        held_at=now if hold else None,
        hold=hold,
    )
    if not hold and mail.not_before <= now:
        transaction.on_commit(partial(bell.ring, mail.pk, kind == kinds.SIGN_IN))
    return mail


def _hold(to: Person | None, kind: str) -> str:
    """Why a mail of `kind` waits, or nothing; one query for a kind that can be chosen."""
    if to is None or kind == kinds.SIGN_IN:
        return ""
    if to.mail_bounced_at:
        return "bounced"
    if kind in kinds.ALWAYS:
        return ""
    way = Preference.objects.filter(person=to, kind=kind).values_list("way", flat=True).first()
    return way if way in (kinds.DAILY, kinds.OFF) else ""


def gather(*, person: Person, now: datetime) -> Mail | None:
    """One mail out of everything kept for this person's daily digest, or nothing to tell."""
    kept = list(Mail.objects.for_the_digest().filter(person=person).order_by("queued_at"))
    if not kept or not person.email or person.mail_bounced_at:
        return None
    with translation.override(person.language), transaction.atomic():
        subject = translation.ngettext("%(count)d message from your networks", "%(count)d messages from your networks",
                                       len(kept)) % {"count": len(kept)}  # fmt: skip
        text = render_to_string("post/digest.txt", {"mails": kept})
        digest = queue(to=person, kind=kinds.DIGEST, subject=subject, text=text, now=now)
        Mail.objects.filter(pk__in=[mail.pk for mail in kept]).update(gathered_in=digest, text="")
    return digest


def gather_all(*, now: datetime) -> int:
    """A digest for everybody whose morning has begun and who had none today; returns how many."""
    waiting = Mail.objects.for_the_digest().values("person")
    people = [person for person in Person.objects.filter(pk__in=waiting) if _has_morning(person, now)]
    return sum(gather(person=person, now=now) is not None for person in people)


def _has_morning(person: Person, now: datetime) -> bool:
    there = now.astimezone(person.zone)
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0)
    had = Mail.objects.filter(person=person, kind=kinds.DIGEST, queued_at__gte=midnight)
    return there.hour >= DIGEST_FROM and not had.exists()


def send(*, mail_id: UUID, now: datetime) -> str:
    """Hand one mail to the mail server, outside any transaction; a second call sends nothing.

    Returns what became of it: sent, retry, failed or refused; full when this minute has had its
    share, crowded when the address has; idle when there is nothing to send now.
    """
    mail = Mail.objects.due(now).filter(pk=mail_id).first()
    if mail is None:
        return "idle"
    if mail.try_count >= TRIES:
        return _fail(mail, "given up: the worker was stopped each time", now)
    if mail.kind != kinds.SIGN_IN and (share := _had_its_share(mail, now)):
        return share
    if not Mail.objects.due(now).filter(pk=mail_id).update(claimed_at=now, try_count=F("try_count") + 1):
        return "idle"
    mail.try_count += 1
    return _hand_over(mail, now)


def _had_its_share(mail: Mail, now: datetime) -> str:
    if Mail.objects.sent_since(now - timedelta(minutes=1)).count() >= settings.MAIL_PER_MINUTE:
        return "full"
    this_hour = Mail.objects.filter(address=mail.address, sent_at__gt=now - timedelta(hours=1))
    if this_hour.exclude(kind=kinds.SIGN_IN).count() >= PER_ADDRESS:
        Mail.objects.filter(pk=mail.pk).update(not_before=now + CROWDED)
        return "crowded"
    return ""


def _hand_over(mail: Mail, now: datetime) -> str:
    message = letter.write(mail.pk, mail.address, mail.kind, mail.subject, mail.text, mail.language)
    letter.enclose(message, mail.calendar, mail.reply_to)
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        return _refused_at_once(mail, code, _said(code, words), now)
    except SMTPDataError as refusal:
        why = _said(refusal.smtp_code, refusal.smtp_error)
        return _fail(mail, why, now) if refusal.smtp_code >= 500 else _retry(mail, why, now)
    except (SMTPException, OSError) as fault:
        return _retry(mail, f"{type(fault).__name__}: {fault}", now)
    _close(mail, sent_at=now, failure="")
    return "sent"


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _refused_at_once(mail: Mail, code: int, why: str, now: datetime) -> str:
    if code < 500:
        return _retry(mail, why, now)
    _fail(mail, why, now)
    refused(mail=mail, why=why, is_final=True, now=now)
    return "refused"


def _retry(mail: Mail, why: str, now: datetime) -> str:
    if mail.try_count >= TRIES:
        return _fail(mail, why, now)
    wait = WAITS[mail.try_count - 1]
    Mail.objects.filter(pk=mail.pk).update(claimed_at=None, not_before=now + wait, failure=why[:300])
    return "retry"


def _fail(mail: Mail, why: str, now: datetime) -> str:
    _close(mail, failed_at=now, failure=why[:300])
    return "failed"


def _close(mail: Mail, **end: object) -> None:
    text = links.scrub(mail.kind, mail.text)
    Mail.objects.filter(pk=mail.pk).update(claimed_at=None, text=text, calendar="", reply_to="", **end)


def set_preference(*, person: Person, kind: str, way: str, now: datetime) -> None:
    """Remember how `person` wants `kind`; mail kept for the digest still comes with the next one.

    Raises:
        ValueError: this kind cannot be chosen, or this way does not exist.
    """
    if kind not in kinds.CHOOSABLE or way not in kinds.WAYS:
        raise ValueError(f"{kind}: {way}")
    Preference.objects.update_or_create(person=person, kind=kind, defaults={"way": way})


def new_link(*, ask: Ask, now: datetime) -> str:
    """A new token for an open ask; the one before stops working.

    Raises:
        AskWithdrawn: it is no longer asked.
    """
    if not ask.is_open:
        raise AskWithdrawn
    token = links.fresh_token()
    ask.token_hash = links.hashed(token)
    ask.link_until = max(links.end(ask.asked_at, ask.due_on), now + links.OVERDUE)
    ask.save(update_fields=["token_hash", "link_until"])
    return token


def mail_link(*, ask: Ask, now: datetime) -> Mail:
    """Mail a new personal link to the person asked, in their language."""
    token = new_link(ask=ask, now=now)
    with translation.override(ask.person.language):
        text = render_to_string("post/link.txt", {"ask": ask, "address": links.address(token)})
    return queue(to=ask.person, kind=kinds.LINK, subject=ask.what, text=text, now=now,
                 network_id=ask.network_id, programme_id=ask.programme_id)  # fmt: skip


def sign_in_link(*, person: Person, now: datetime) -> str:
    """The token of a link that signs `person` in once, within 15 minutes, after a press on its button."""
    asked, token = ask(person=person, kind=kinds.SIGN_IN, what="sign in", minutes=1, now=now)
    Ask.objects.filter(pk=asked.pk).update(link_until=now + SIGN_IN_LINK)
    return token


def redeem(*, ask: Ask, now: datetime) -> None:
    """Use up a link that works once.

    Raises:
        SpentLink: somebody was first.
    """
    if not Ask.objects.open().filter(pk=ask.pk).update(done_at=now):
        raise SpentLink(ask, "done")


def done(*, ask: Ask, now: datetime) -> Ask:
    """The person did what was asked; a second time changes nothing.

    Raises:
        AskWithdrawn: it is no longer asked.
    """
    Ask.objects.open().filter(pk=ask.pk).update(done_at=now)
    ask.refresh_from_db(fields=["done_at", "withdrawn_at"])
    if ask.withdrawn_at:
        raise AskWithdrawn
    return ask


def reopen(*, ask: Ask, now: datetime) -> Ask:
    """The undo of `done` and of `withdraw`."""
    ask.done_at = ask.withdrawn_at = None
    ask.save(update_fields=["done_at", "withdrawn_at"])
    return ask


def withdraw(*, ask: Ask, now: datetime) -> Ask:
    """Nobody needs to do this any more; what was done stays done."""
    Ask.objects.open().filter(pk=ask.pk).update(withdrawn_at=now)
    ask.refresh_from_db(fields=["done_at", "withdrawn_at"])
    return ask


def withdraw_for(*, person: Person, network_id: UUID, now: datetime) -> int:
    """Take back all that one network asked of `person`, who leaves it; returns how many."""
    return Ask.objects.open().filter(person=person, network_id=network_id).update(withdrawn_at=now)


def ask_again(*, person: Person, network_id: UUID, withdrawn_at: datetime) -> int:
    """The undo of `withdraw_for`, told by its moment; returns how many are asked again."""
    taken_back = Ask.objects.filter(person=person, network_id=network_id, withdrawn_at=withdrawn_at)
    return taken_back.update(withdrawn_at=None)


def bounce(*, message: bytes, now: datetime) -> Mail | None:
    """Take in a delivery report; returns the mail it is about, or nothing when it is not ours.

    A report is believed only when it names the id of a message we sent, which nobody can guess.
    """
    report = delivery.read(message)
    mail = Mail.objects.filter(pk=report.mail_id).select_related("person").first() if report else None
    if report and mail:
        refused(mail=mail, why=report.why, is_final=report.is_final, now=now)
    return mail


def refused(*, mail: Mail, why: str, is_final: bool, now: datetime) -> None:
    """The mailbox did not take `mail`; when that is final, the person gets no more until they sign in."""
    mail.bounced_at, mail.bounce = now, why[:300]
    mail.save(update_fields=["bounced_at", "bounce"])
    if is_final:
        Person.objects.filter(email=mail.address).update(mail_bounced_at=now)


def begin(*, person: Person, kind: str, now: datetime, network_id: UUID | None = None, total: int | None = None) -> Job:
    """A row that shows `person` how far some heavy work is (`post:job`); enqueue the work yourself."""
    return Job.objects.create(person=person, kind=kind, network_id=network_id, total=total, queued_at=now)


@contextmanager
def at_work(*, job: Job, clock: Callable[[], datetime]) -> Iterator[Job]:
    """Inside, the job has begun; after it, it has finished, or failed when something was raised.

    What the page shows at the end stands in `job.result`: `said`, a sentence, and `address`,
    where to go on.
    """
    job.started_at = clock()
    job.save(update_fields=["started_at"])
    try:
        yield job
    except Exception as fault:
        job.failed_at, job.failure = clock(), f"{type(fault).__name__}: {fault}"[:300]
        job.save(update_fields=["failed_at", "failure"])
        raise
    job.finished_at = clock()
    job.save(update_fields=["finished_at", "result"])


@transaction.atomic
def end_work(*, job: Job, now: datetime, failure: str = "") -> None:
    """Failed or finished; in a transaction of its own, since that of the work may be gone."""
    if failure:
        job.failed_at, job.failure = now, failure
    else:
        job.finished_at = now
    job.save(update_fields=["failed_at", "failure", "finished_at"])


def pick_up(*, now: datetime) -> int:
    """Put back what a worker held that died; what killed several workers fails. Returns how many."""
    alive = set(Heartbeat.objects.filter(at__gt=now - PULSE).values_list("worker", flat=True))
    dropped = [held for held in DBTaskResult.objects.running() if held.worker_ids[-1] not in alive]
    for held in dropped:
        if len(held.worker_ids) >= TRIES:
            held.set_failed(RuntimeError("the worker was stopped each time"))
        else:
            DBTaskResult.objects.running().filter(pk=held.pk).update(status=Status.READY)
    return len(dropped)


def sweep(*, now: datetime) -> None:
    """Throw away what has had its time: results of tasks, old jobs, the log of last year."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    Heartbeat.objects.filter(at__lt=now - TASKS_KEPT).delete()
    Job.objects.filter(queued_at__lt=now - JOBS_KEPT).delete()
    Mail.objects.filter(queued_at__lt=now - MAIL_KEPT).delete()
    Ask.objects.filter(kind=kinds.SIGN_IN, asked_at__lt=now - TASKS_KEPT).delete()
