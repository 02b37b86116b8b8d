from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend

from akker.people.models import Person
from akker.post import actions, kinds, letter, links, tasks
from akker.post.models import CLAIM, Mail

pytestmark = pytest.mark.django_db


class FaultyServer(BaseEmailBackend):
    """A mail server that answers every message with `fault`."""

    fault: Exception

    def send_messages(self, messages: object) -> int:
        raise FaultyServer.fault


def answers(settings, fault: Exception) -> None:
    FaultyServer.fault = fault
    settings.EMAIL_BACKEND = f"{__name__}.FaultyServer"


def queue(reader: Person, now: datetime, kind: str = kinds.NOTICE, text: str = "Hello", **more) -> Mail:
    return actions.queue(to=reader, kind=kind, subject="News", text=text, now=now, **more)


def test_mail_goes_out_once_in_two_parts_and_in_the_language_of_the_reader(reader, now):
    mail = queue(reader, now, text="Dear Jannie,\n\nhttps://example.org/page\n\nUntil Thursday")

    assert [actions.send(mail_id=mail.pk, now=now) for _ in range(2)] == ["sent", "idle"]

    mail.refresh_from_db()
    (message,) = outbox.outbox
    html = message.alternatives[0].content
    assert (mail.sent_at, mail.try_count, message.to) == (now, 1, ["reader@example.org"])
    assert 'lang="nl"' in html
    assert '<a href="https://example.org/page">' in html
    assert "Dear Jannie," in message.body
    assert "/me/mail/" in message.body
    assert not {"<img", "<style", " style="} & {part for part in ("<img", "<style", " style=") if part in html}


def test_two_workers_at_once_send_one_mail(reader, now):
    mail = queue(reader, now)
    Mail.objects.due(now).filter(pk=mail.pk).update(claimed_at=now)  # the other worker was first

    assert actions.send(mail_id=mail.pk, now=now) == "idle"
    assert outbox.outbox == []


def test_a_worker_killed_after_its_claim_is_followed_by_another(reader, now):
    mail = queue(reader, now)
    Mail.objects.filter(pk=mail.pk).update(claimed_at=now, try_count=1)

    assert actions.send(mail_id=mail.pk, now=now + CLAIM - timedelta(seconds=1)) == "idle"
    assert actions.send(mail_id=mail.pk, now=now + CLAIM) == "sent"
    assert len(outbox.outbox) == 1


def test_mail_that_kills_every_worker_is_given_up(reader, now):
    mail = queue(reader, now)
    Mail.objects.filter(pk=mail.pk).update(try_count=actions.TRIES)

    assert actions.send(mail_id=mail.pk, now=now) == "failed"


def test_a_server_that_ails_is_asked_again_later_and_later(reader, now, settings):
    answers(settings, SMTPServerDisconnected("gone"))
    mail, moment, waits = queue(reader, now), now, []

    while actions.send(mail_id=mail.pk, now=moment) == "retry":
        mail.refresh_from_db()
        waits.append(mail.not_before - moment)
        assert actions.send(mail_id=mail.pk, now=moment) == "idle"
        moment = mail.not_before

    mail.refresh_from_db()
    assert waits == actions.WAITS
    assert (mail.failed_at, mail.sent_at, mail.bounced_at) == (moment, None, None)
    assert "gone" in mail.failure


@pytest.mark.parametrize(
    ("fault", "became", "bounces"),
    [
        (SMTPRecipientsRefused({"reader@example.org": (550, b"no such user")}), "refused", True),
        (SMTPRecipientsRefused({"reader@example.org": (450, b"try later")}), "retry", False),
        (SMTPDataError(554, b"not this text"), "failed", False),
    ],
)
def test_what_the_server_refuses(reader, now, settings, fault, became, bounces):
    answers(settings, fault)
    mail = queue(reader, now)

    assert actions.send(mail_id=mail.pk, now=now) == became

    reader.refresh_from_db()
    mail.refresh_from_db()
    assert (reader.mail_bounced_at is not None, mail.bounced_at is not None) == (bounces, bounces)


def test_the_minute_is_shared_and_codes_go_first(reader, now, settings):
    settings.MAIL_PER_MINUTE = 2
    mails = [queue(reader, now) for _ in range(3)]
    code = queue(reader, now, kind=kinds.SIGN_IN, text="ABC-DEF")

    became = [actions.send(mail_id=mail.pk, now=now) for mail in mails]

    assert became == ["sent", "sent", "full"]
    assert actions.send(mail_id=code.pk, now=now) == "sent"
    assert actions.send(mail_id=mails[2].pk, now=now + timedelta(minutes=1, seconds=1)) == "sent"


def test_one_address_gets_so_many_mails_an_hour(reader, now):
    for _ in range(actions.PER_ADDRESS):
        Mail.objects.filter(pk=queue(reader, now).pk).update(sent_at=now - timedelta(minutes=30))
    mail = queue(reader, now)

    assert actions.send(mail_id=mail.pk, now=now) == "crowded"
    assert actions.send(mail_id=mail.pk, now=now) == "idle"
    assert actions.send(mail_id=mail.pk, now=now + timedelta(minutes=31)) == "sent"


def test_send_due_sends_what_waited_and_keeps_to_the_minute(reader, now, settings, monkeypatch):
    settings.MAIL_PER_MINUTE = 2
    monkeypatch.setattr("akker.people.clock.now", lambda: now)
    later = queue(reader, now, not_before=now + timedelta(days=1))
    for _ in range(3):
        queue(reader, now)

    assert tasks.send_due.call() == 2
    assert Mail.objects.waiting().count() == 2
    assert Mail.objects.get(pk=later.pk).sent_at is None


def test_a_committed_mail_wakes_the_worker(reader, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue(reader, now)
        queue(reader, now, not_before=now + timedelta(hours=1))

    assert len(outbox.outbox) == 1


def test_secrets_go_from_the_log_once_sent(reader, now):
    address = links.address(links.fresh_token())
    code, link = (
        queue(reader, now, kind=kinds.SIGN_IN, text="ABC-DEF"),
        queue(reader, now, text=f"Do this:\n\n{address}"),
    )

    for mail in (code, link):
        actions.send(mail_id=mail.pk, now=now)
        mail.refresh_from_db()

    assert "ABC-DEF" in outbox.outbox[0].body
    assert address in outbox.outbox[1].body
    assert (code.text, link.text.rpartition("/t/")[2]) == ("", "…/")


@pytest.mark.parametrize(("way", "hold"), [("off", "off"), ("daily", "daily"), ("now", "")])
def test_mail_comes_the_way_the_person_chose(reader, now, way, hold):
    actions.set_preference(person=reader, kind=kinds.NOTICE, way=way, now=now)

    assert queue(reader, now).hold == hold
    assert queue(reader, now, kind=kinds.SIGN_IN).hold == ""
    assert queue(reader, now, kind=kinds.REMINDER).hold == ""


def test_what_must_come_cannot_be_switched_off(reader, now):
    with pytest.raises(ValueError, match="sign-in"):
        actions.set_preference(person=reader, kind=kinds.SIGN_IN, way="off", now=now)


def test_kept_mail_comes_together_in_the_morning_and_once_a_day(reader, now):
    actions.set_preference(person=reader, kind=kinds.NOTICE, way="daily", now=now)
    address = links.address(links.fresh_token())
    for text in ("The first", f"The second {address}"):
        queue(reader, now, text=text)
    night, morning = now.replace(hour=3), now.replace(hour=6)  # 4 and 7 o'clock in Amsterdam

    assert [actions.gather_all(now=moment) for moment in (night, morning, morning)] == [0, 1, 0]

    digest = Mail.objects.get(kind=kinds.DIGEST)
    assert actions.send(mail_id=digest.pk, now=morning) == "sent"
    body = outbox.outbox[0].body
    assert "The first" in body
    assert address in body
    assert not Mail.objects.filter(text__contains=address).exists()
    queue(reader, now)
    assert actions.gather_all(now=morning.replace(hour=20)) == 0
    assert actions.gather_all(now=morning + timedelta(days=1)) == 1


def test_nobody_is_mailed_who_has_no_address(now, db):
    nobody = Person.objects.create_user(None, name="Marie")

    with pytest.raises(actions.NoAddress):
        queue(nobody, now)


def test_an_unknown_kind_of_mail_is_refused(reader, now):
    with pytest.raises(ValueError, match="gossip"):
        queue(reader, now, kind="gossip")


def test_headers_cannot_be_written_through_a_subject(reader, now):
    mail = actions.queue(to=reader, kind=kinds.NOTICE, subject="a\nBcc: b@example.org", text="x", now=now)

    assert mail.subject == "a Bcc: b@example.org"


def test_paragraphs_take_their_shape():
    shapes = [block.shape for block in letter.blocks("One\ntwo\n\nhttps://example.org/t/x/\n\nBCD-FGH\n\n* * *")]

    assert shapes == ["text", "link", "code", "rule"]


def test_each_mail_in_the_folder_has_a_file_of_its_own(reader, now, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "akker.post.folder.EmailBackend", str(tmp_path)

    for number in range(20):
        actions.send(mail_id=queue(reader, now, text=f"Letter {number}.").pk, now=now)

    letters = [file.read_text() for file in tmp_path.glob("*.log")]
    assert sorted(letter.count("Message-ID:") for letter in letters) == [1] * 20
