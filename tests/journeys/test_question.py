"""From a vague theme to a question that is agreed: two reactions, one reservation, three versions.

Then the ambition out of two sentences, agreed, with its indicators and where they stand; and the theme canvas with
four subthemes, a talk and what is contested, on A3.

And around it: a learning question of one's own, help from the programme, and a passer-by who thinks along.
"""

from __future__ import annotations

import json
import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
MINE, TRIED = "Hoe vraag ik door zonder te sturen?", "Mijn mond houden"
NEEDED, LINE = "Een huisarts die meedenkt", "Hoe komt een huis de nacht door?"
OFFER = "Ik waakte zelf twee jaar."
NOW = "2026-11-02T09:00:00Z"


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


def test_what_stands_around_a_question(server: Server, open_page: OpenPage, tmp_path: Path) -> None:
    """Nobody here has a script, but who leads."""
    file = tmp_path / "nacht.json"
    file.write_text(json.dumps(nights()))
    server.akker("load", str(file))
    home = "/p/nachtwacht/nacht/"
    lena = signed_in(server, open_page, "lena")
    bram = signed_in(server, open_page, "bram", script=False)
    wants_to_learn(bram, lena, home)
    asks_for_help(lena, signed_in(server, open_page, "mia", script=False), home)
    thinks_along(server, open_page, lena, home)


def nights() -> dict[str, Any]:
    """A programme that Mia runs, with a network that Lena leads and Bram is in."""
    told = {"language": "nl", "time_zone": "Europe/Amsterdam"}
    seat = {"role": "leader", "from_on": "2026-11-01"}
    return {
        "akker": 1,
        "people": [
            {"key": who, "name": who.title(), "email": f"{who}@example.org", "first_seen_at": NOW, **told}
            for who in ("mia", "lena", "bram")
        ],
        "programmes": [{
            "key": "nachtwacht", "name": "Nachtwacht", **told,
            "offices": [{"key": "mia", "person": "mia", "role": "programme_manager", "from_on": "2026-01-01"}],
        }],
        "networks": [{
            "key": "nachtwacht/nacht", "name": "De nacht", "line": LINE, "handbook": "leernetwerk@2026.1",
            "started_at": NOW, **told, "wordings": [{"kind": "line", "number": 1, "text": LINE, "at": NOW}],
            "memberships": [
                {"person": "lena", "ring": "core", "added_at": NOW, "joined_at": NOW, "seats": [seat]},
                {"person": "bram", "ring": "core", "added_at": NOW, "joined_at": NOW},
            ],
        }],
    }  # fmt: skip


def wants_to_learn(bram: Page, lena: Page, home: str) -> None:
    """Bram's alone, shared, taken up, brought to a meeting, answered, and after all not."""
    bram.goto(f"{home}question/mine/")
    bram.locator("main form details summary").click()
    send(bram, "/mine/new/", question=MINE, tried=TRIED)
    lena.goto(f"{home}question/learning/")
    expect(lena.locator("main")).not_to_contain_text(MINE)
    send(bram, "/sharing/")
    lena.reload()
    expect(lena.locator("main")).to_contain_text(TRIED)
    assert axe(lena) == []
    send(lena, "/taking-up/")
    lena.locator("main a[href*='/proposals/?question=']").click()
    expect(lena.locator("input[name=title]")).to_have_value(MINE)
    send(lena, "/proposals/new/")
    expect(lena.locator("#waiting-heading").locator("xpath=..")).to_contain_text(MINE)
    bram.goto(f"{home}question/mine/")
    send(bram, "/answer/")
    expect(bram.locator("main .tag.leaf")).to_have_count(2)
    bram.locator("#messages form button").click()
    expect(bram.locator("main .tag.leaf")).to_have_count(1)


def asks_for_help(lena: Page, mia: Page, home: str) -> None:
    """Who runs the programme takes the request, and the network sees that."""
    lena.goto(f"{home}support/")
    send(lena, "/support/new/", kind="expertise", words=NEEDED)
    expect(lena.locator("#asked").locator("xpath=..")).to_contain_text(NEEDED)
    mia.goto("/p/nachtwacht/programme/requests/")
    expect(mia.locator("main")).to_contain_text(NEEDED)
    send(mia, "/owner/")
    lena.reload()
    expect(lena.locator("main")).to_contain_text("Mia")
    assert axe(lena) == []


def thinks_along(server: Server, open_page: OpenPage, lena: Page, home: str) -> None:
    """The question is shown; a passer-by offers, confirms from the mail, and comes into the second ring."""
    lena.goto(f"{home}shelf/")
    lena.locator("button[value=look]").click()
    lena.locator("button[value=show]").click()
    expect(lena.locator("#shown").locator("xpath=../..")).to_contain_text(LINE)
    visitor = open_page(server, "/questions/nachtwacht/", script=False)
    visitor.locator("main .btn").first.click()
    expect(visitor.locator("main")).to_contain_text(LINE)
    visitor.wait_for_timeout(3500)  # nobody writes a line sooner
    send(visitor, here(visitor), words=OFFER, name="Wil Aarts", email="wil@example.org")
    lena.goto(f"{home}shelf/")
    expect(lena.locator("main")).not_to_contain_text(OFFER)
    visitor.goto(link_to(server, "wil@example.org"))
    send(visitor, here(visitor))
    lena.reload()
    expect(lena.locator("main")).to_contain_text(OFFER)
    assert axe(lena) == []
    send(lena, "/taking-in/")
    lena.goto(f"{home}people/")
    expect(lena.locator("main")).to_contain_text("Wil Aarts")


def here(page: Page) -> str:
    return urlsplit(page.url).path


def link_to(server: Server, address: str) -> str:
    """The path in the last mail to `address`; the worker sends it soon."""
    for _attempt in range(150):
        for mail in reversed(server.mails()):
            if address in mail and (found := re.search(r"/questions/\w+/yes/[\w-]+/", mail)):
                return found.group()
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}")
