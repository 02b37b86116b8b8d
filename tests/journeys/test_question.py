"""From a vague theme to a question that is agreed: two reactions, one reservation, three versions.

Then the ambition out of two sentences, agreed, with its indicators and where they stand; and the theme canvas with
four subthemes, a talk and what is contested, on A3.
"""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import OpenPage, axe
from tests.journeys.test_first_network import sign_in
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
VAGUE = "Iets met dementie"
FIRST = "Hoe houden we mensen met dementie langer thuis?"
SECOND = "Hoe blijft iemand met dementie langer thuis, zonder dat wij en de familie eraan onderdoor gaan?"
OTHER_REACTION = "Te groot voor een jaar."
REACTION = "Ik lees niet wie er iets anders gaat doen."
DOUBT = "Ik mis de huisarts nog."
AMBITION = "Over een jaar weet iedere familie wie ze 's nachts belt."
INDICATORS = ("Nachtelijke oproepen", "Families die het nummer kennen")
SUBTHEMES = ("De nacht", "De mantelzorger", "Het eerste gesprek", "Na een opname")
SENTENCES = ("Niemand wacht 's nachts alleen.", "Iedereen weet wie die belt.")
TALK, CONTESTED = "De wijkagent", "Nachtzorg bestaat al"
WONDER = "Waarom belt niemand voor het misgaat?"


def signed_in(server: Server, open_page: OpenPage, who: str, width: str = "desktop", *, script: bool = True) -> Page:
    """A visitor of their own, by a sign-in link from the console."""
    link = re.search(r"https?://\S+", server.akker("login-link", f"{who}@example.org"))
    assert link
    page = open_page(server, link.group(0).removeprefix(server.url), width=width, script=script)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    return page


def send(page: Page, action: str, **values: str) -> None:
    """Fill in the fields of the form that goes to `action`, and send it."""
    form = page.locator(f"form[action$='{action}']").first
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    form.locator("button").first.click()
    page.wait_for_load_state()


def test_a_vague_theme_becomes_an_agreed_question(server: Server, open_page: OpenPage) -> None:
    lotte = started(server, open_page)
    clinic = lotte.url.rstrip("/") + "/question/clinic/"
    fatma = signed_in(server, open_page, "fatma", script=False)
    piet = signed_in(server, open_page, "piet", "phone")

    lotte.goto(clinic)
    assert axe(lotte) == []
    expect(lotte.locator("#hint-open .well")).to_be_visible()
    send(lotte, "/rounds/", prompt="Wat doet dit thema met je?")
    for page, text, proposal in ((fatma, REACTION, ""), (piet, OTHER_REACTION, FIRST)):
        page.goto(clinic)
        send(page, "/voice/", text=text, proposal=proposal)
    lotte.goto(clinic)
    expect(lotte.locator("#voice-count")).to_contain_text("2 ")
    expect(lotte.locator("main")).not_to_contain_text(REACTION)

    send(lotte, "/revelation/")
    expect(lotte.locator("main")).to_contain_text(REACTION)
    expect(lotte.locator("main")).to_contain_text(OTHER_REACTION)
    lotte.locator("#round details summary").first.click()
    send(lotte, "/proposal/", reason="Nu is het een vraag.")
    expect(lotte.locator("#version-2")).to_contain_text("Nu is het een vraag.")
    second_round(lotte, fatma, clinic)

    agree(lotte, fatma, piet, clinic)
    expect(lotte.locator("#agreement").locator("xpath=..")).to_contain_text(DOUBT)
    expect(lotte.locator(".versions > li")).to_have_count(3)
    expect(lotte.locator("#version-3 ins").first).to_be_visible()
    expect(lotte.locator("#version-1")).to_contain_text(VAGUE)
    assert axe(lotte) == []
    assert piet.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lotte.goto(clinic.removesuffix("question/clinic/"))
    expect(lotte.locator("h1")).to_have_text(SECOND)
    expect(lotte.locator("header .tag.leaf").first).to_be_visible()
    home = lotte.url
    aim(lotte, piet, f"{home}ambition/")
    measure(lotte, f"{home}indicators/")
    unfold(lotte, f"{home}canvas/")


def aim(lotte: Page, piet: Page, ambition: str) -> None:
    """Alone a sentence, together one line, and all can go on with it."""
    for page, words in zip((lotte, piet), SENTENCES, strict=True):
        go(page, ambition)
        send(page, "/ambition/sentence/", text=words)
    go(lotte, ambition)
    expect(lotte.locator("main")).not_to_contain_text(SENTENCES[1])
    send(lotte, "/ambition/reveal/")
    expect(lotte.locator("main")).to_contain_text(SENTENCES[1])
    for box, words in (("pairs", "Niemand wacht alleen"), ("clusters", "Weten wie je belt"), ("notices", "De buren")):
        go(lotte, ambition)
        send(lotte, f"/boxes/ambition/{box}/", text=words)
    go(lotte, ambition)
    send(lotte, "/ambition/line/", text=AMBITION)
    go(lotte, ambition)
    send(lotte, "/sharpening/")
    go(piet, ambition)
    send(piet, "/consent/", answer="yes")
    go(lotte, ambition)
    send(lotte, "/agreement/")
    expect(lotte.locator("main")).to_contain_text(AMBITION)
    expect(lotte.locator("main .tag.leaf").first).to_be_visible()
    assert axe(lotte) == []


def measure(lotte: Page, indicators: str) -> None:
    for words in INDICATORS:
        go(lotte, indicators)
        send(lotte, "/indicators/new/", words=words)
    go(lotte, indicators)
    lotte.locator("form[action$='/readings/'] [name=moment]").first.select_option("start")
    send(lotte, "/readings/", value="Veertien")
    for words in (*INDICATORS, "Veertien"):
        expect(lotte.locator("table")).to_contain_text(words)


def unfold(lotte: Page, canvas: str) -> None:
    """Four subthemes, a box, a talk and what is contested; and the sheet for the wall holds them."""
    go(lotte, canvas)
    send(lotte, "/question/subthemes/", names="\n".join(SUBTHEMES))
    go(lotte, canvas)
    send(lotte, "/boxes/canvas/wonder/", text=WONDER)
    go(lotte, canvas)
    send(lotte, "/conversations/", who=TALK, shifted="Hij belt zelf ook niemand.")
    go(lotte, canvas)
    lotte.locator("form[action$='/knowledge/'] [name=state]").first.select_option("contested")
    send(lotte, "/knowledge/", words=CONTESTED)
    go(lotte, canvas)
    for name in SUBTHEMES:
        expect(lotte.locator("#box-subthemes")).to_contain_text(name)
    assert axe(lotte) == []
    sheet = PdfReader(BytesIO(lotte.request.get(f"{canvas}sheet.pdf").body()))
    assert sheet.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert sorted(round(float(side) / 72 * 25.4) for side in sheet.pages[0].mediabox[2:]) == [297, 420]
    written = " ".join(sheet.pages[0].extract_text().split())
    assert [words for words in (*SUBTHEMES, WONDER, TALK, CONTESTED) if words not in written] == []


def go(page: Page, address: str) -> None:
    """There, with every fold open."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")


def started(server: Server, open_page: OpenPage) -> Page:
    lotte = open_page(server, "/")
    sign_in(lotte, server, "lotte@example.org", "Lotte de Wit")
    lotte.goto("/start/")
    lotte.fill("textarea[name=about]", VAGUE)
    lotte.fill("textarea[name=who]", "Fatma Yildiz fatma@example.org\nPiet Jansen piet@example.org")
    lotte.locator("main form button.primary").first.click()
    lotte.wait_for_load_state()
    return lotte


def second_round(lotte: Page, fatma: Page, clinic: str) -> None:
    """Fatma opens it and proposes, without any script; Lotte takes it over."""
    fatma.goto(clinic)
    send(fatma, "/rounds/", prompt="Staan wij er zelf in?")
    send(fatma, "/voice/", text="", proposal=SECOND)
    send(fatma, "/revelation/")
    lotte.goto(clinic)
    lotte.locator("#round details summary").first.click()
    send(lotte, "/proposal/", reason="De familie hoort erin.")
    expect(lotte.locator(".question.large")).to_have_text(SECOND)


def agree(lotte: Page, fatma: Page, piet: Page, clinic: str) -> None:
    """Piet keeps a reservation, Fatma agrees, and Lotte's answer is the last."""
    for page, answer, words in ((piet, "reservation", DOUBT), (fatma, "yes", ""), (lotte, "yes", "")):
        page.goto(clinic)
        send(page, "/consent/", answer=answer, words=words)
    lotte.goto(clinic)
    expect(lotte.locator(".tag.leaf").first).to_be_visible()
