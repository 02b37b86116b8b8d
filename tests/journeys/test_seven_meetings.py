"""Seven meetings for fourteen people and one vacancy, from a first plan to a second version of it.

Twelve say by link when they can; the first meeting stands in fourteen calendars, moves once, and is called off. The
next one becomes the kickoff and leaves three things. Five checks, and the plan is kept again with the reason why.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser import OpenPage, axe
from tests.journeys.test_question import send, signed_in
from tests.mailbox import Mailbox, calendar, link
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
OTHERS = ["Fatma", "Piet", *(f"Deelnemer{n}" for n in range(1, 12))]  # thirteen, and Lotte who starts it
FIRST = "Kennismaken"
MISSING = "Iemand die ’s nachts werkt"
WALK = "Samen een rondje door de wijk"
QUESTION = "Wie bel ik om drie uur ’s nachts?"
HOPE = "Dat we elkaar durven bellen."
REASON = "De eerste viel in het water, en er komt er een bij"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An installation that mails everybody within a minute."""
    running = Server(tmp_path, AKKER_MAIL_PER_MINUTE="1000").start()
    yield running
    running.stop()


def test_seven_meetings_from_a_first_plan_to_a_second(server: Server, open_page: OpenPage) -> None:
    lotte, home = fourteen_people(server, open_page)
    draw(lotte, home)
    change_cells(lotte)
    somebody_is_missing(lotte, home)
    keep_the_plan(lotte, home, "Zo beginnen we")

    mailbox = Mailbox(server)
    phone = open_page(server, width="phone", script=False)
    ask_for_a_date(lotte, home)
    for number, mail in enumerate(mailbox.fresh(14)[:12]):
        answer_by_link(phone, link(mail), number)
    close_the_poll(lotte, home)
    tell_calendars(lotte, phone, mailbox)

    fatma = signed_in(server, open_page, "fatma", script=False)
    piet = signed_in(server, open_page, "piet", "phone")
    agenda = an_agenda(lotte, home)
    propose(piet, fatma, home, agenda)
    acquaint(lotte, home)
    expectations(lotte, fatma, piet, home)
    agree(lotte, fatma, piet, home)
    three_things_are_kept(lotte, piet, home)

    look_back(lotte, piet, home)
    somebody_is_found(lotte, home)
    keep_the_plan(lotte, home, REASON)
    on_paper(lotte, home, agenda)


# --- the plan -------------------------------------------------------------------------------


def fourteen_people(server: Server, open_page: OpenPage) -> tuple[Page, str]:
    """Lotte starts a network with thirteen others; returns her page and where the network is."""
    server.akker("login-link", "lotte@example.org", "--create")
    page = signed_in(server, open_page, "lotte")
    page.goto("/start/")
    page.fill("[name=about]", "Hoe houden we de nacht vol?")
    page.fill("[name=who]", "\n".join(f"{name} {name.lower()}@example.org" for name in OTHERS))
    page.locator("main form button.primary").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page, urlsplit(page.url).path


def cell(page: Page, name: str, number: int) -> Locator:
    row = page.locator(".plan tbody tr", has=page.get_by_role("rowheader", name=name))
    return row.locator("[name=cell]").nth(number - 1)


def draw(page: Page, home: str) -> None:
    """Without touching the mouse."""
    page.goto(f"{home}plan/")
    page.locator("[name=count]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type(FIRST)
    for key in ("Tab", "Tab", "Enter"):  # past the kickoff, to the button
        page.keyboard.press(key)
    expect(page.locator("[name=cell]")).to_have_count(7 * 14)
    expect(page.locator(".plan thead")).to_contain_text(FIRST)
    assert axe(page) == []


def change_cells(page: Page) -> None:
    """Arrows, space and letters; every key counts, however fast."""
    _required, optional, writing, absent = str(page.locator("[data-plan]").get_attribute("data-letters")).split()
    cell(page, "Piet", 1).focus()
    page.keyboard.press("ArrowDown")
    one, other = "Deelnemer1", "Deelnemer2"
    expect(cell(page, one, 1)).to_be_focused()
    for key in ("ArrowRight", "Space", "ArrowRight", absent, "ArrowDown", writing, "End", optional):
        page.keyboard.press(key)
    for name, number, state in ((other, 7, "o"), (one, 2, "o"), (one, 3, "n"), (other, 3, "c")):
        expect(cell(page, name, number)).to_have_class(state)
    expect(cell(page, other, 7)).to_be_focused()
    expect(page.locator("#plan-sums td").nth(2)).to_have_text("12")  # the sums follow by themselves
    page.keyboard.press("Control+z")  # undo
    expect(cell(page, other, 7)).to_have_class("r")
    expect(cell(page, other, 7)).to_be_focused()


def somebody_is_missing(page: Page, home: str) -> None:
    """The vacancy is needed at the fourth meeting, and there is a text to call for whoever that is."""
    page.goto(f"{home}plan/vacancies/new/")
    page.fill("[name=needed]", MISSING)
    page.locator("[name=meetings]").nth(3).check()
    page.locator("main button.primary").press("Enter")
    expect(page.locator("#call-text")).to_contain_text(MISSING)
    page.goto(f"{home}plan/")
    expect(cell(page, "Iemand die", 4)).to_have_class("v")


def keep_the_plan(page: Page, home: str, reason: str) -> None:
    page.goto(f"{home}plan/versions/")
    page.fill("[name=reason]", reason)
    page.locator("main button.primary").press("Enter")
    expect(page.locator(".versions")).to_contain_text(reason)
    page.goto(f"{home}plan/")
    expect(page.locator(".head .eyebrow")).to_contain_text(reason)


# --- a date ---------------------------------------------------------------------------------


def ask_for_a_date(page: Page, home: str) -> None:
    """For the first meeting of the plan: it knows who is needed there."""
    page.goto(f"{home}meetings/")
    page.get_by_role("link", name=FIRST).click()
    page.get_by_role("link", name="Vraag wanneer mensen kunnen").click()
    expect(page.get_by_label("Waar het voor is")).to_have_value(FIRST)
    page.get_by_role("button", name="Maak de datumprikker").click()
    press_send(page, "Wie wordt gevraagd")


def press_send(page: Page, heading: str) -> None:
    """Nothing leaves before it was seen."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".message.success").first).to_contain_text("14 mails")


def answer_by_link(page: Page, address: str, number: int) -> None:
    """On a telephone without a script. All can at the second moment; the others suit them less, or not at all."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wanneer kun je?")
    if number == 0:
        fits(page)
    for place, slot in enumerate(page.locator("fieldset.slot").all()):
        value = "yes" if place == 1 else ("maybe" if number else "no")
        slot.locator(f"input[value={value}]").check()
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.locator(".tag.leaf").first).to_contain_text("binnen")


def close_the_poll(page: Page, home: str) -> None:
    """Who is needed and cannot is named, who is silent too; the meeting of the plan gets its date."""
    page.goto(f"{home}meetings/")
    page.get_by_role("link", name=FIRST).first.click()
    expect(page.locator("tbody tr").nth(0)).to_contain_text("nodig en kan niet")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("past het best")
    expect(page.get_by_text("2 mensen hebben niet geantwoord")).to_be_visible()
    assert axe(page) == []
    page.get_by_text("Leg de datum nu vast").click()
    page.get_by_role("button", name="Dit is de datum").click()
    page.get_by_role("link", name="Open de bijeenkomst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    assert axe(page) == []


# --- fourteen calendars -----------------------------------------------------------------------


def tell_calendars(lotte: Page, phone: Page, mailbox: Mailbox) -> None:
    """Invited, moved and called off: one entry in each calendar, and every mail about it with a higher number."""
    invited = tell(lotte, "Bereid de uitnodiging voor", mailbox)
    say_no_by_link(phone, link(invited[-1]))
    move(lotte)
    moved = tell(lotte, "Laat weten wat er verandert", mailbox)
    call_off(lotte)
    off = tell(lotte, "Laat weten dat het niet doorgaat", mailbox)

    rows = [[calendar(mail) for mail in mails] for mails in (invited, moved, off)]
    for row, method, sequence in zip(rows, ("REQUEST", "REQUEST", "CANCEL"), "012", strict=True):
        assert {request.method.value for request in row} == {method}
        assert {request.vevent.sequence.value for request in row} == {sequence}
        assert len({request.vevent.attendee.value for request in row}) == 14
        assert all(len(request.vevent.attendee_list) == 1 for request in row)  # nobody learns the address of another
    events = [[request.vevent for request in row] for row in rows]
    assert len({event.uid.value for row in events for event in row}) == 1
    before, after, last = ({event.dtstart.value for event in row} for row in events)
    assert before != after == last


def tell(page: Page, act: str, mailbox: Mailbox) -> list[EmailMessage]:
    page.get_by_role("link", name=act).click()
    assert axe(page) == []
    press_send(page, "Wie krijgt wat")
    return mailbox.fresh(14)


def say_no_by_link(page: Page, address: str) -> None:
    page.goto(address)
    fits(page)
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


# --- the kickoff ------------------------------------------------------------------------------


def an_agenda(lotte: Page, home: str) -> str:
    """What was the second meeting was yesterday, is the kickoff now, and takes over the ready agenda."""
    lotte.goto(f"{home}plan/")
    lotte.locator(".plan thead a").first.click()
    lotte.get_by_role("link", name="Kies een datum").click()
    lotte.fill("#id_on", (datetime.now(UTC) - timedelta(days=1)).date().isoformat())
    lotte.fill("#id_at", "13:30")
    lotte.get_by_role("button", name="Bewaar de datum").click()
    lotte.goto(f"{home}kickoff/")
    expect(lotte.locator(".message.warning")).to_be_visible()  # nothing had room yet
    send(lotte, "/kickoff/meetings/")
    lotte.locator("main a[href$='/agenda/']").first.click()
    agenda = lotte.url
    lotte.goto(f"{agenda}source/")
    lotte.locator("form:has([value='agenda:kickoff']) button").click()
    expect(lotte.locator(".part").first.locator(".time")).to_have_text("13:30")
    first = lotte.locator(".part h2").first.inner_text()
    lotte.locator(".part").first.locator("[value=down]").press("Enter")
    expect(lotte.locator(".part h2").nth(1)).to_have_text(first)
    assert axe(lotte) == []
    return agenda


def propose(piet: Page, fatma: Page, home: str, agenda: str) -> None:
    """Piet proposes on his phone, Fatma would like it too and takes it over, without any script."""
    piet.goto(f"{home}proposals/")
    send(piet, "/proposals/new/", title=WALK, why="Praten gaat beter als je loopt.", minutes="20")
    fatma.goto(agenda)
    send(fatma, "/support/")
    expect(fatma.locator("main")).to_contain_text("2 willen")
    send(fatma, "/taking-up/")
    expect(fatma.locator(".part h2").last).to_have_text(WALK)


def acquaint(lotte: Page, home: str) -> None:
    lotte.goto(f"{home}kickoff/")
    lotte.locator("form[action$='/acquaintance/']").locator("xpath=ancestor::details/summary").click()
    send(lotte, "/elements/acquaintance/", words="We weten wat ieder van thuis meebrengt.")


def expectations(lotte: Page, fatma: Page, piet: Page, home: str) -> None:
    """Each alone, all at once, put together, and kept as where they started."""
    page = f"{home}kickoff/expectations/"
    lotte.goto(page)
    send(lotte, "/expectations/rounds/")
    for who, proposal, words in ((piet, QUESTION, ""), (fatma, "", HOPE)):
        who.goto(page)
        send(who, "/voice/", proposal=proposal, text=words)
    lotte.goto(page)
    expect(lotte.locator("main")).not_to_contain_text(HOPE)
    send(lotte, "/revelation/")
    lotte.locator("form[action$='/clusters/'] [type=checkbox]").first.check()
    send(lotte, "/clusters/", name="De nacht")
    expect(lotte.locator("#cluster-1")).to_have_text("De nacht")
    assert axe(lotte) == []
    send(lotte, "/baseline/")


def agree(lotte: Page, fatma: Page, piet: Page, home: str) -> None:
    """Two clauses and one of their own: three answer on the page, the others said aloud that they agree."""
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
    send(lotte, "/agreements/aloud/")
    expect(lotte.locator("#sheet-heading").locator("xpath=..").locator(".tag.leaf")).to_be_visible()
    expect(lotte.locator("main")).to_contain_text("Als er ook brood is.")
    assert axe(lotte) == []


def three_things_are_kept(lotte: Page, piet: Page, home: str) -> None:
    lotte.goto(f"{home}kickoff/")
    expect(lotte.locator(".grid3 .tag.leaf")).to_have_count(3)
    expect(lotte.locator("main")).to_contain_text(QUESTION)
    assert axe(lotte) == []
    for path in ("kickoff/", "agreements/", "work-forms/", "kickoff/expectations/"):
        piet.goto(home + path)
        fits(piet)


# --- afterwards -------------------------------------------------------------------------------


def look_back(lotte: Page, piet: Page, home: str) -> None:
    """Three checks for who leads, two for everybody; what they lead to is one press away."""
    lotte.goto(f"{home}plan/")
    lotte.get_by_role("link", name="Kijk terug op").click()
    after = lotte.url
    assert axe(lotte) == []
    for about in ("holds", "reference"):
        lotte.locator(f"#check-{about} input[value=yes]").check()
    say(lotte, "pace", "more")
    expect(lotte.locator("#check-holds input[value=yes]")).to_be_checked()  # all of it was kept at once
    lotte.locator("#check-pace form[action*='plan/meetings/new'] button").click()
    expect(lotte.locator(".plan thead th")).to_have_count(7 + 2)  # seven again, between who and how many hours

    piet.goto(after)
    fits(piet)
    expect(piet.locator("main section[id^=check-]")).to_have_count(2)
    say(piet, "missing", "yes")
    expect(piet.locator("#check-missing a")).to_be_visible()
    say(piet, "relevant", "leave")
    expect(piet.locator("#check-relevant a[href$='/departure/']")).to_be_visible()
    lotte.goto(after)
    expect(lotte.locator("#check-relevant")).not_to_contain_text("Piet")  # his alone until he acts


def somebody_is_found(page: Page, home: str) -> None:
    """Whoever fills the vacancy stands where it was needed: what was the fourth meeting is the third now."""
    page.goto(f"{home}plan/")
    page.locator(".plan a", has_text=MISSING).click()
    page.fill("[name=name]", "Nadia Nacht")
    page.locator("button.primary").press("Enter")
    expect(cell(page, "Nadia Nacht", 3)).to_have_class("r")


def say(page: Page, about: str, answer: str) -> None:
    page.locator(f"#check-{about} input[value={answer}]").check()
    page.locator("button[form=checks]").click()
    expect(page.locator(f"#check-{about} input[value={answer}]")).to_be_checked()


def on_paper(page: Page, home: str, agenda: str) -> None:
    request = page.context.request
    for name, start in (("sheet.pdf", b"%PDF"), ("plan.xlsx", b"PK")):
        assert request.get(f"{home}plan/{name}").body().startswith(start)
    order = PdfReader(io.BytesIO(request.get(f"{agenda}order.pdf").body()))
    words = " ".join(sheet.extract_text() for sheet in order.pages).replace("\u200b", "")
    for written in (words, request.get(f"{agenda}order.txt").text()):
        assert "13:30" in written
        assert WALK in written


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
