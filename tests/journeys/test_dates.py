"""A date is found by link, told to calendars, moved once and called off once; a second parser reads along."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_string, policy
from pathlib import Path
from typing import Any

import pytest
import vobject
from playwright.sync_api import Page, expect

from tests.browser import OpenPage, axe
from tests.journeys.test_pitch import HERE, signed_in
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
LINK = re.compile(r"(/t/[\w-]{43}/)")
PEOPLE = 12


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path, AKKER_MAIL_PER_MINUTE="1000")
    yield running.demo().start()
    running.stop()


def test_from_a_poll_to_a_calendar_and_back(demo: Server, open_page: OpenPage) -> None:
    lotte = signed_in(open_page, demo, "lotte")
    ask_for_a_date(lotte)
    links = [LINK.search(mail.get_body(("plain",)).get_content()) for mail in mails(demo, PEOPLE)]
    visitor = open_page(demo, width="phone", script=False)
    for number, link in enumerate(links):
        assert link
        answer_by_link(visitor, link[1], number)
    close_the_poll(lotte)

    send(lotte, "Bereid de uitnodiging voor")
    invited = requests(demo, PEOPLE)
    say_no_by_link(open_page(demo, width="phone", script=False), mails(demo, 1)[-1])
    move(lotte)
    send(lotte, "Laat weten wat er verandert")
    moved = requests(demo, PEOPLE)
    call_off(lotte)
    send(lotte, "Laat weten dat het niet doorgaat")
    off = requests(demo, PEOPLE)

    assert {request.method.value for request in invited + moved} == {"REQUEST"}
    assert {request.method.value for request in off} == {"CANCEL"}
    for row, sequence in ((invited, "0"), (moved, "1"), (off, "2")):
        assert {request.vevent.sequence.value for request in row} == {sequence}
        assert all(len(request.vevent.attendee_list) == 1 for request in row)
        assert len({request.vevent.attendee.value for request in row}) == len(row) >= PEOPLE
    assert len({request.vevent.uid.value for request in invited + moved + off}) == 1
    assert len({request.vevent.dtstart.value for request in invited + moved + off}) == 2


def mails(demo: Server, least: int) -> list[Any]:
    """What was sent, at least so many mails, as soon as the worker has sent all of them."""
    before = -1
    for _attempt in range(120):
        found = demo.mails()
        if len(found) >= least and len(found) == before:
            return [message_from_string(each, policy=policy.default) for each in found]
        before = len(found)
        time.sleep(1)
    raise AssertionError(f"{before} mails of {least}\n{demo.log.read_text()[-2000:]}")


SEEN: set[str] = set()


def requests(demo: Server, least: int) -> list[Any]:
    """The calendar parts that came since we looked last, as another parser reads them."""
    for _attempt in range(60):
        fresh = [mail for mail in mails(demo, 1) if mail["Message-ID"] not in SEEN]
        parts = [part for mail in fresh for part in mail.walk() if part.get_content_type() == "text/calendar"]
        if len(parts) >= least:
            SEEN.update(mail["Message-ID"] for mail in fresh)
            found = [part.get_content() for part in parts]
            assert not any(LINK.search(text) for text in found)
            return [vobject.readOne(text) for text in found]
        time.sleep(1)
    raise AssertionError("no calendar requests came")


def ask_for_a_date(page: Page) -> None:
    page.goto(f"{HERE}meetings/")
    page.get_by_role("link", name="Vraag wanneer mensen kunnen").click()
    page.get_by_label("Waar het voor is").fill("Terugkijken op het jaar")
    page.get_by_role("button", name="Maak de datumprikker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie wordt gevraagd")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".message.success").first).to_contain_text("onderweg")


def answer_by_link(page: Page, link: str, number: int) -> None:
    """Everybody can at the second moment, and every other one at the first only if need be."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wanneer kun je?")
    if number == 0:
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    for place, slot in enumerate(page.locator("fieldset.slot").all()):
        value = "yes" if place == 1 else ("maybe" if number % 2 else "no")
        slot.locator(f"input[value={value}]").check()
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.locator(".tag.leaf").first).to_contain_text("binnen")


def close_the_poll(page: Page) -> None:
    page.goto(f"{HERE}meetings/")
    page.get_by_role("link", name="Terugkijken op het jaar").click()
    expect(page.locator("tbody tr").nth(1)).to_contain_text("past het best")
    assert axe(page) == []
    page.get_by_text("Leg de datum nu vast").click()
    page.get_by_role("button", name="Dit is de datum").click()
    page.get_by_role("link", name="Open de bijeenkomst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Terugkijken op het jaar")
    assert axe(page) == []


def send(page: Page, act: str) -> None:
    page.get_by_role("link", name=act).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie krijgt wat")
    assert axe(page) == []
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".message.success").first).to_contain_text("onderweg")


def say_no_by_link(page: Page, mail: Any) -> None:
    link = LINK.search(mail.get_body(("plain",)).get_content())
    assert link
    page.goto(link[1])
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_label("Een regel erbij").fill("Op vakantie")
    page.get_by_role("button", name="Ik kan niet").click()
    expect(page.locator("main")).to_contain_text("je kunt niet")


def move(page: Page) -> None:
    page.get_by_role("link", name="Wijzig", exact=True).click()
    page.locator("#id_at").fill("09:30")
    page.get_by_role("button", name="Bewaar de datum").click()
    expect(page.locator("#tell")).to_contain_text("nog iets anders")


def call_off(page: Page) -> None:
    page.get_by_role("link", name="Wijzig", exact=True).click()
    page.get_by_role("button", name="Gelast deze bijeenkomst af").click()
    expect(page.locator("main")).to_contain_text("afgelast")
