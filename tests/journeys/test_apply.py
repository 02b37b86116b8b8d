"""A network announces whom it looks for; two apply without an account, one withdraws, thirty come from a file."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage, axe
from tests.journeys.test_first_network import sign_in
from tests.journeys.test_question import send
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
QUESTION = "Hoe komt een huis de nacht door?"
ORGANISATIONS = ("Thuiszorg", "Gemeente", "Huisartsenpost", "Verpleeghuis", "Welzijn", "Wonen")
ROW = "Kandidaat {n};kandidaat{n}@example.org;{organisation};{n};luisteren;maandagochtend;Leren\n"
FILE = "Naam;E-mail;Organisatie;Jaren ervaring;Competenties;Beschikbaar;Motief\n" + "".join(
    ROW.format(n=n, organisation=ORGANISATIONS[n % 6]) for n in range(1, 31)
)


def test_from_an_announcement_to_candidates(server: Server, open_page: OpenPage) -> None:
    lotte = open_page(server, "/")
    sign_in(lotte, server, "lotte@example.org", "Lotte de Wit")
    home = started(lotte)
    public = announced(lotte, home)

    desk = open_page(server, public, script=False)
    phone = open_page(server, public, width="phone")
    stranger = open_page(server, public.replace("/apply/", "/apply/x"))
    expect(stranger).to_have_url(re.compile("/sign-in/"))
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    applied(server, desk, "Nora Smit", "nora@example.org")
    applied(server, phone, "Omar Saidi", "omar@example.org")
    lotte.goto(f"{home}candidates/")
    expect(lotte.locator("tbody tr")).to_have_count(2)

    desk.locator("form[action$='/withdrawal/'] button").click()
    expect(desk.locator("form[action$='/return/']")).to_be_visible()
    lotte.reload()
    expect(lotte.locator("tbody tr")).to_have_count(1)
    assert axe(lotte) == []

    talked(lotte, phone)
    imported(lotte, f"{home}candidates/")
    expect(lotte.locator("tbody tr")).to_have_count(31)


def started(lotte: Page) -> str:
    lotte.goto("/start/")
    lotte.fill("textarea[name=about]", QUESTION)
    lotte.locator("main form button.primary").first.click()
    lotte.wait_for_load_state()
    return lotte.url


def announced(lotte: Page, home: str) -> str:
    """Written with a preview that follows, looked at, opened; the path of its page."""
    lotte.goto(f"{home}announcement/")
    expect(lotte.locator("textarea[name=nature]")).to_have_value(QUESTION)
    lotte.fill("textarea[name=added_value]", "Je nachten naast die van anderen.")
    expect(lotte.locator("#announcement-preview")).to_contain_text("Je nachten naast die van anderen.")
    lotte.fill("input[name=meeting_count]", "6")
    lotte.fill("input[name=meeting_hours]", "2.5")
    lotte.fill("input[name=most]", "20")
    assert axe(lotte) == []
    lotte.locator("form[data-keep] .btn").last.click()
    lotte.wait_for_load_state()
    lotte.locator("form[action$='/opening/'] button").click()
    lotte.wait_for_load_state()
    address = lotte.locator("main a[href*='/apply/']").first.inner_text()
    return "/apply/" + address.partition("/apply/")[2]


def applied(server: Server, page: Page, name: str, address: str) -> None:
    """Filled in, sent, confirmed from the mailbox in the same browser."""
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", address)
    page.fill("input[name=organisation]", "Thuiszorg")
    page.fill("textarea[name=motive]", "Ik wil leren.")
    page.check("input[name=openness]")
    page.check("input[name=engagement]")
    page.wait_for_timeout(3500)  # nobody fills this in sooner
    page.click("button[name=send]")
    page.wait_for_load_state()
    page.goto(link_to(server, address))
    page.locator("form[action$='/confirmation/'] button").click()
    page.wait_for_load_state()
    expect(page.locator("form[action$='/withdrawal/']")).to_be_visible()
    if page.viewport_size and page.viewport_size["width"] < 400:
        assert axe(page) == []


def link_to(server: Server, address: str) -> str:
    for _attempt in range(150):
        for mail in reversed(server.mails()):
            if address in mail and (found := re.search(r"/application/t/[\w-]{43}/", mail)):
                return found.group()
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}")


def talked(lotte: Page, phone: Page) -> None:
    """What Lotte notes of the intake talk, Omar reads behind his own link."""
    lotte.locator("tbody th a").first.click()
    lotte.wait_for_load_state()
    send(lotte, "/note/", text="Wil vooral luisteren.")
    assert axe(lotte) == []
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Wil vooral luisteren.")


def imported(lotte: Page, candidates: str) -> None:
    """Thirty from a file, and the same file once more changes nothing."""
    for _time, acts in (("first", True), ("again", False)):
        lotte.goto(f"{candidates}import/")
        lotte.set_input_files(
            "input[name=file]", {"name": "kandidaten.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
        )
        lotte.locator("main form button.primary").click()
        lotte.wait_for_load_state()
        lotte.locator("main form button.primary").click()
        lotte.wait_for_load_state()
        expect(lotte.locator("main .tag").first).to_contain_text("30")
        if acts:
            lotte.locator("main form button.primary").click()
            expect(lotte.locator(".facts dd").first).to_have_text("30")
        else:
            expect(lotte.locator("main form button.primary")).to_have_count(0)
    lotte.goto(candidates)
