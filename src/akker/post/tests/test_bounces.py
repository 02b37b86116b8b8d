from __future__ import annotations

from uuid import uuid4

import pytest

from akker.post import actions, delivery, kinds

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: akker@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1
 <reader@example.org>: user unknown

--b
Content-Type: {returned}

Message-ID: <{mail_id}@localhost>
Subject: News

--b--
"""


def report(mail_id: object, action: str = "failed", status: str = "5.1.1", returned: str = "message/rfc822") -> bytes:
    return REPORT.format(mail_id=mail_id, action=action, status=status, returned=returned).encode()


@pytest.fixture
def mail(reader, now):
    return actions.queue(to=reader, kind=kinds.NOTICE, subject="News", text="x", now=now)


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mailbox_that_is_gone_is_remembered_and_spared(reader, mail, now, returned):
    assert actions.bounce(message=report(mail.pk, returned=returned), now=now) == mail

    mail.refresh_from_db()
    reader.refresh_from_db()
    assert (mail.bounced_at, reader.mail_bounced_at) == (now, now)
    assert "user unknown" in mail.bounce
    assert actions.queue(to=reader, kind=kinds.NOTICE, subject="s", text="t", now=now).hold == "bounced"
    assert actions.queue(to=reader, kind=kinds.SIGN_IN, subject="s", text="t", now=now).hold == ""


def test_a_mailbox_that_is_full_keeps_its_mail(reader, mail, now):
    actions.bounce(message=report(mail.pk, status="4.2.2"), now=now)

    mail.refresh_from_db()
    reader.refresh_from_db()
    assert (mail.bounced_at, reader.mail_bounced_at) == (now, None)


@pytest.mark.parametrize(
    "message",
    [
        report(uuid4()),
        report("nonsense"),
        b"",
        b"\xff\xfe not a mail",
        b"Subject: Re: News\n\nThank you!",
        b"Content-Type: message/delivery-status\n\nAction: failed\n",
    ],
)
def test_a_report_about_nothing_of_ours_changes_nothing(reader, mail, now, message):
    assert actions.bounce(message=message, now=now) is None

    reader.refresh_from_db()
    assert reader.mail_bounced_at is None


def test_a_report_of_success_is_no_bounce(mail):
    assert delivery.read(report(mail.pk, action="delivered", status="2.0.0")) is None


def test_signing_in_by_mail_shows_that_the_mailbox_works(reader, mail, now):
    actions.bounce(message=report(mail.pk), now=now)
    reader.refresh_from_db()

    reader.has_arrived(now, by_mail=True)

    reader.refresh_from_db()
    assert reader.mail_bounced_at is None
