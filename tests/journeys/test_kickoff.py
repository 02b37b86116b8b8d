"""A kickoff with three elements: an agenda, a proposal voted for, expectations revealed together, agreements."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import OpenPage, axe
from tests.journeys.test_question import send, signed_in, started
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
WALK = "Samen een rondje door de wijk"
QUESTION = "Wie bel ik om drie uur ’s nachts?"
HOPE = "Dat we elkaar durven bellen."


def test_a_kickoff_leaves_three_things(server: Server, open_page: OpenPage) -> None:
    lotte = started(server, open_page)
    home = lotte.url.rstrip("/") + "/"
    lotte.goto(f"{home}meetings/new/")
    plan(lotte)
    fatma = signed_in(server, open_page, "fatma", script=False)
    piet = signed_in(server, open_page, "piet", "phone")

    agenda = an_agenda(lotte, home)
    propose(piet, fatma, home, agenda)
    on_paper(lotte, agenda)
    acquaint(lotte, home)
    expectations(lotte, fatma, piet, home)
    agree(lotte, fatma, piet, home)

    lotte.goto(f"{home}kickoff/")
    expect(lotte.locator(".grid3 .tag.leaf")).to_have_count(3)
    expect(lotte.locator("main")).to_contain_text(QUESTION)
    assert axe(lotte) == []
    for path in ("kickoff/", "agreements/", "work-forms/", "kickoff/expectations/"):
        piet.goto(home + path)
        assert piet.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def plan(page: Page) -> None:
    page.fill("[name=on]", "2027-02-01")
    page.locator("main form button.primary").first.click()
    page.wait_for_load_state()


def an_agenda(lotte: Page, home: str) -> str:
    """The meeting is a kickoff, and takes over the ready agenda; one part moves with the keyboard."""
    lotte.goto(f"{home}kickoff/")
    expect(lotte.locator(".message.warning")).to_be_visible()
    send(lotte, "/kickoff/meetings/")
    lotte.locator("main a[href$='/agenda/']").first.click()
    agenda = lotte.url
    lotte.goto(f"{agenda}source/")
    lotte.locator("form:has([value='agenda:kickoff']) button").click()
    lotte.wait_for_load_state()
    expect(lotte.locator(".part").first.locator(".time")).to_have_text("13:30")
    first = lotte.locator(".part h2").first.inner_text()
    lotte.locator(".part").first.locator("[value=down]").focus()
    lotte.keyboard.press("Enter")
    expect(lotte.locator(".part h2").nth(1)).to_have_text(first)
    assert axe(lotte) == []
    return agenda


def propose(piet: Page, fatma: Page, home: str, agenda: str) -> None:
    """Piet proposes on his phone, Fatma would like it too and takes it over, without any script."""
    piet.goto(f"{home}proposals/")
    send(piet, "/proposals/new/", title=WALK, why="Praten gaat beter als je loopt.", minutes="20")
    fatma.goto(agenda)
    send(fatma, "/support/")
    expect(fatma.locator("main")).to_contain_text(re.compile(r"2 (would|willen)"))
    send(fatma, "/taking-up/")
    expect(fatma.locator(".part h2").last).to_have_text(WALK)


def on_paper(lotte: Page, agenda: str) -> None:
    answer = lotte.request.get(f"{agenda}order.pdf")
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    assert "13:30" in words
    assert WALK in words.replace("\u200b", "")
    assert WALK in lotte.request.get(f"{agenda}order.txt").text()


def acquaint(lotte: Page, home: str) -> None:
    lotte.goto(f"{home}kickoff/")
    lotte.locator("form[action$='/acquaintance/']").locator("xpath=ancestor::details/summary").click()
    send(lotte, "/elements/acquaintance/", words="We weten wat ieder van thuis meebrengt.")


def expectations(lotte: Page, fatma: Page, piet: Page, home: str) -> None:
    """Each alone, all at once, put together, and kept as where they started."""
    page = f"{home}kickoff/expectations/"
    lotte.goto(page)
    send(lotte, "/expectations/rounds/")
    for who, proposal, text in ((piet, QUESTION, ""), (fatma, "", HOPE)):
        who.goto(page)
        send(who, "/voice/", proposal=proposal, text=text)
    lotte.goto(page)
    expect(lotte.locator("main")).not_to_contain_text(HOPE)
    send(lotte, "/revelation/")
    lotte.locator("form[action$='/clusters/'] [type=checkbox]").first.check()
    send(lotte, "/clusters/", name="De nacht")
    expect(lotte.locator("#cluster-1")).to_have_text("De nacht")
    assert axe(lotte) == []
    send(lotte, "/baseline/")


def agree(lotte: Page, fatma: Page, piet: Page, home: str) -> None:
    """Two clauses and one of their own, before everybody; the last answer settles it."""
    page = f"{home}agreements/"
    lotte.goto(page)
    for clause in lotte.locator("[name=clauses]").all()[:2]:
        clause.check()
    send(lotte, "/agreements/clauses/")
    lotte.locator("form[action$='/agreements/new/']").locator("xpath=ancestor::details/summary").click()
    send(lotte, "/agreements/new/", text="We beginnen met soep.")
    send(lotte, "/agreements/sheet/")
    for who, answer, words in ((piet, "reservation", "Als er ook brood is."), (fatma, "yes", ""), (lotte, "yes", "")):
        who.goto(page)
        send(who, "/agreements/answer/", answer=answer, words=words)
    lotte.goto(page)
    expect(lotte.locator("#sheet-heading").locator("xpath=..").locator(".tag.leaf")).to_be_visible()
    expect(lotte.locator("main")).to_contain_text("Als er ook brood is.")
    assert axe(lotte) == []
