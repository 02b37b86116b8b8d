"""What happens without anybody waiting for the page; the worker runs these."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django_tasks import task

from akker.people import actions as people
from akker.people import clock
from akker.post import actions
from akker.post.models import Mail

URGENT = 50  # a code to sign in goes before a thousand invitations


@task(queue_name="mail")
def send_mail(mail_id: str) -> str:
    return actions.send(mail_id=UUID(mail_id), now=clock.now())


@task(queue_name="mail")
def send_due() -> int:
    """Everything that waits and may go now; stops when the minute is full or the mail server ails."""
    due = Mail.objects.due(clock.now()).urgent_first().values_list("pk", flat=True)[: settings.MAIL_PER_MINUTE]
    count = 0
    for mail_id in list(due):
        became = actions.send(mail_id=mail_id, now=clock.now())
        count += became == "sent"
        if became in ("full", "retry"):
            break
    return count


@task()
def gather_digests() -> int:
    return actions.gather_all(now=clock.now())


@task()
def pick_up() -> int:
    return actions.pick_up(now=clock.now())


@task()
def sweep() -> None:
    actions.sweep(now=clock.now())
    people.sweep(now=clock.now())


def ring(mail_id: UUID, urgent: bool) -> None:
    """Enqueue the sending of one mail; `bell.ring` points here."""
    send_mail.using(priority=URGENT if urgent else 0).enqueue(str(mail_id))
