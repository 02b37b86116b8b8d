from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.http import Http404
from django.test import Client
from django.urls import reverse

from akker.people import clock
from akker.people.models import Once, Person
from akker.post import actions, kinds, links, pages
from akker.post.access import SpentLink, answer
from akker.post.models import Ask, Mail

pytestmark = [pytest.mark.django_db, pytest.mark.trust]


def asked(reader, now, **more):
    return actions.ask(person=reader, kind="fit", what="Say what you bring", minutes=5, now=now, **more)


def rows() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Ask, Mail, Once, Person)]


def test_a_link_stands_for_one_ask_and_only_its_hash_is_kept(reader, now):
    ask, token = asked(reader, now)

    errand = answer(token, now)

    assert (errand.ask, errand.person) == (ask, reader)
    assert len(token) == 43
    assert token not in str(Ask.objects.values().get())


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "\x00", "é" * 43])
def test_an_unknown_token_is_not_found(reader, now, token):
    asked(reader, now)

    with pytest.raises(Http404):
        answer(token, now)


@pytest.mark.parametrize(
    ("due_on", "works", "ends"),
    [(date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)), (None, date(2027, 2, 18), date(2027, 2, 19))],
)
def test_a_link_ends_thirty_days_after_its_date_or_ninety_after_asking(reader, now, due_on, works, ends):
    _, token = asked(reader, now, due_on=due_on)

    assert answer(token, now.replace(year=works.year, month=works.month, day=works.day))
    with pytest.raises(SpentLink) as spent:
        answer(token, now.replace(year=ends.year, month=ends.month, day=ends.day, minute=1))
    assert spent.value.why == "overdue"


@pytest.mark.parametrize("end", ["done", "withdrawn", "left"])
def test_a_link_ends_with_its_ask(reader, now, end):
    network = uuid4()
    ask, token = asked(reader, now, network_id=network)
    {
        "done": lambda: actions.done(ask=ask, now=now),
        "withdrawn": lambda: actions.withdraw(ask=ask, now=now),
        "left": lambda: actions.withdraw_for(person=reader, network_id=network, now=now),
    }[end]()

    with pytest.raises(SpentLink) as spent:
        answer(token, now)

    assert spent.value.why == ("done" if end == "done" else "withdrawn")
    assert list(Ask.objects.open_for(reader)) == []


def test_leaving_one_network_leaves_the_asks_of_another(reader, now):
    asked(reader, now, network_id=uuid4())

    assert actions.withdraw_for(person=reader, network_id=uuid4(), now=now) == 0
    assert Ask.objects.open().count() == 1


def test_what_is_done_cannot_be_withdrawn_nor_the_other_way_round(reader, now):
    first, _ = asked(reader, now)
    second, _ = asked(reader, now)

    actions.done(ask=first, now=now)
    assert actions.withdraw(ask=first, now=now).withdrawn_at is None
    actions.withdraw(ask=second, now=now)
    with pytest.raises(actions.AskWithdrawn):
        actions.done(ask=second, now=now)
    assert actions.reopen(ask=second, now=now).is_open


def test_open_asks_come_in_the_order_of_their_dates(reader, now):
    for due_on in (None, date(2026, 12, 3), date(2026, 12, 1)):
        asked(reader, now, due_on=due_on)
    actions.sign_in_link(person=reader, now=now)

    dates = [ask.due_on for ask in Ask.objects.open_for(reader)]

    assert dates == [date(2026, 12, 1), date(2026, 12, 3), None]


def test_a_new_link_ends_the_one_before(reader, now):
    late = now + timedelta(days=200)
    ask, old = asked(reader, now)

    new = actions.new_link(ask=ask, now=late)

    assert answer(new, late + timedelta(days=29)).ask == ask
    with pytest.raises(Http404):
        answer(old, now)


def test_a_working_link_leads_to_the_page_of_its_kind(client, reader, monkeypatch):
    monkeypatch.setitem(pages.ASK_PAGES, "fit", "post:renewal")
    _, token = asked(reader, clock.now())

    response = client.get(reverse("post:link", args=[token]))

    assert response.url == reverse("post:renewal", args=[token])
    assert "no-store" in response["Cache-Control"]


def test_a_working_link_without_a_page_says_what_is_asked(client, reader):
    _, token = asked(reader, clock.now())

    response = client.get(reverse("post:link", args=[token]))

    assert b"Say what you bring" in response.content
    assert b'lang="nl"' in response.content  # the page speaks the language of the person asked


def test_scanners_that_open_every_link_change_nothing(client, reader):
    now = clock.now()
    _, open_token = asked(reader, now)
    _, late_token = asked(reader, now - timedelta(days=200))
    sign_in = actions.sign_in_link(person=reader, now=now)
    before = rows()

    for token in (open_token, late_token, sign_in):
        for name in ("link", "sign-in", "renewal"):
            for method in (client.get, client.head):
                method(reverse(f"post:{name}", args=[token]), follow=True)

    assert rows() == before
    assert "_auth_user_id" not in client.session


def test_a_late_link_says_so_and_mails_a_new_one(client, reader, django_capture_on_commit_callbacks):
    _, token = asked(reader, clock.now() - timedelta(days=200))
    page = client.get(reverse("post:link", args=[token]))
    assert page.status_code == 410
    assert reverse("post:renewal", args=[token]) in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("post:renewal", args=[token]), {"once": uuid4()})

    assert response.url == reverse("post:link-sent")
    assert client.get(response.url).status_code == 200
    (message,) = outbox.outbox
    fresh = message.body.partition("/t/")[2][:43]
    assert answer(fresh, clock.now()).person == reader
    assert message.to == ["reader@example.org"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("end", [actions.done, actions.withdraw])
def test_an_ended_ask_gives_no_new_link(client, reader, end):
    ask, token = asked(reader, clock.now())
    end(ask=ask, now=clock.now())

    page = client.get(reverse("post:link", args=[token]))
    response = client.post(reverse("post:renewal", args=[token]), {"once": uuid4()})

    assert (page.status_code, response.status_code, Mail.objects.count()) == (410, 410, 0)
    assert reverse("account_login") in page.content.decode()


def test_a_link_that_signs_in_needs_a_press_and_works_once(client, reader):
    token = actions.sign_in_link(person=reader, now=clock.now())
    address = reverse("post:sign-in", args=[token])
    assert client.get(reverse("post:link", args=[token])).url == address
    assert b"<button" in client.get(address).content

    response = client.post(address, {"once": uuid4()})

    assert (response.status_code, client.session["_auth_user_id"]) == (302, str(reader.pk))
    assert Client().post(address, {"once": uuid4()}).status_code == 410
    reader.refresh_from_db()
    assert reader.first_seen_at


def test_a_link_that_signs_in_is_late_after_a_quarter_of_an_hour(client, reader):
    token = actions.sign_in_link(person=reader, now=clock.now() - timedelta(minutes=16))

    response = client.post(reverse("post:sign-in", args=[token]), {"once": uuid4()})

    assert response.status_code == 410
    assert client.post(reverse("post:renewal", args=[token]), {"once": uuid4()}).status_code == 410
    assert "_auth_user_id" not in client.session


def test_a_link_for_a_task_never_signs_in(client, reader):
    _, token = asked(reader, clock.now())

    assert client.post(reverse("post:sign-in", args=[token]), {"once": uuid4()}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_end_of_a_link_is_told_in_whole_days(now):
    assert links.end(now, date(2026, 12, 1)).date() == date(2026, 12, 31)


def test_a_kind_of_ask_has_one_page(monkeypatch):
    monkeypatch.setattr(pages, "ASK_PAGES", {"fit": "a:b"})

    pages.register({"fit": "a:b", "join": "c:d"})
    with pytest.raises(ValueError, match="fit"):
        pages.register({"fit": "e:f"})


def test_mailing_a_link_needs_an_address(db, now):
    nobody = Person.objects.create_user(None, name="Marie")
    ask, _ = asked(nobody, now)

    with pytest.raises(actions.NoAddress):
        actions.mail_link(ask=ask, now=now)
    assert kinds.LINK in kinds.ALWAYS


def test_a_link_that_was_cut_off_in_a_mail_says_so():
    page = Client().get("/t/abcdefgh/", headers={"accept-language": "en"})

    assert page.status_code == 404
    assert "copy all of it" in page.content.decode()
    assert "copy all of it" not in Client().get("/nowhere/", headers={"accept-language": "en"}).content.decode()
