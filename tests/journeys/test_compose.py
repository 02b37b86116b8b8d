"""From an announcement to networks: sixty apply, four are composed, everybody is asked, two say no and are replaced."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Iterator
from email import message_from_string, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage, axe
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
NOW = "2026-11-02T09:00:00Z"
NETWORKS = {
    "zorg": "Langer thuis met dementie", "nacht": "Rust in de nacht", "jeugd": "Samen rond het kind",
    "wijk": "De wijk als team",
}  # fmt: skip
HERE = "/p/academie/programme/"
SECTORS, REGIONS = ("zorg", "onderwijs", "welzijn", "wonen", "gemeente"), ("noord", "zuid", "oost")
FUNCTIONS = ("wijkverpleegkundige", "adviseur", "begeleider", "docent")
MOST = 12  # people in each network


@pytest.fixture
def academy(tmp_path: Path) -> Iterator[Server]:
    """A programme that Mette runs, with four networks that Lotte leads; three of them are announced."""
    running = Server(tmp_path, AKKER_MAIL_PER_MINUTE="10000")
    document = tmp_path / "academie.json"
    document.write_text(json.dumps(scenario()))
    running.akker("migrate")
    running.akker("load", str(document))
    yield running.start()
    running.stop()


def scenario() -> dict[str, Any]:
    told = {"language": "nl", "time_zone": "Europe/Amsterdam"}
    open_ = {
        "nature": "Samen zoeken", "meeting_count": 6, "meeting_hours": 3, "least": 8, "most": MOST, "opened_at": NOW,
        "opened_by": "lotte",
    }  # fmt: skip
    return {
        "akker": 1,
        "people": [
            {"key": who, "name": name, "email": f"{who}@example.org", "first_seen_at": NOW, **told}
            for who, name in (("mette", "Mette Holm"), ("lotte", "Lotte de Wit"))
        ],
        "programmes": [
            {
                "key": "academie", "name": "Academie Rivierenland", **told,
                "offices": [{"key": "mette", "person": "mette", "role": "programme_manager", "from_on": "2026-01-01"}],
            }
        ],
        "networks": [
            {
                "key": f"academie/{slug}", "name": name, "handbook": "leernetwerk@2026.1", "started_at": NOW, **told,
                "announcements": [open_] if slug != "zorg" else [],
                "memberships": [
                    {"person": "lotte", "ring": "second_ring", "added_at": NOW, "joined_at": NOW,
                     "seats": [{"role": "facilitator", "from_on": "2026-11-01"}]}
                ],
            }
            for slug, name in NETWORKS.items()
        ],
    }  # fmt: skip


def test_sixty_people_become_four_networks(academy: Server, open_page: OpenPage) -> None:
    page = open_page(academy)
    sign_in(page, academy, "mette@example.org")
    announce(page)
    apply_through_the_page(academy, open_page)
    apply_from_a_spreadsheet(page)

    letter = compose(page)
    swap(page)
    pinned = pin(page)
    again = solve_again(page, letter, pinned)
    settle(page, again)
    asked = invite(page, academy)
    said_no = answer(academy, open_page, asked)
    for name in said_no:
        replace(page, academy, open_page, name)


def sign_in(page: Page, server: Server, address: str) -> None:
    page.goto(server.akker("login-link", address).strip().split()[-1])
    page.locator("main button").first.click()
    page.wait_for_load_state()


def press(page: Page, where: str = "main") -> None:
    """The one main button of the page."""
    page.locator(f"{where} .primary").first.click()
    page.wait_for_load_state()


# --- announcing and applying ---------------------------------------------------------------


def announce(page: Page) -> None:
    """One of the four is announced here, with its numbers."""
    page.goto("/p/academie/zorg/announcement/")
    for name, value in {"meeting_count": "6", "meeting_hours": "3", "least": "8", "most": str(MOST)}.items():
        page.fill(f"[name={name}]", value)
    page.fill("textarea[name=nature]", "We zoeken samen hoe mensen langer thuis blijven.")
    press(page, "form")
    page.locator("form[action$='/opening/'] button").click()
    page.wait_for_load_state()


def who(number: int) -> dict[str, Any]:
    """Somebody of one of twenty organisations; wishes in an order of their own."""
    return {
        "name": f"Kandidaat {number:02}", "email": f"kandidaat{number:02}@example.org",
        "organisation": f"Huis {number % 20:02}", "sector": SECTORS[number % 5], "region": REGIONS[number % 3],
        "function": FUNCTIONS[number % 4], "experience_years": str(number % 25), "competences": "luisteren, plannen",
    }  # fmt: skip


def apply_through_the_page(server: Server, open_page: OpenPage) -> None:
    """Three visitors fill in the page, and twenty-seven send the same form; all confirm from their mailbox."""
    page = open_page(server, "/apply/academie/zorg/")
    keys = page.locator("select[name=wish_0] option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert len(keys) == 4
    fields = page.locator("#apply [name]").evaluate_all("all => all.map(one => one.name)")
    for number in range(3):
        if number:
            page.goto("/apply/academie/zorg/")
        for name, value in said(number, keys, fields).items():
            fill(page, name, value)
        time.sleep(3.1)  # nobody reads it sooner
        page.locator("#apply button[name=send]").click()
        expect(page).to_have_url(re.compile("/sent/"))
    page.goto("/apply/academie/zorg/")
    token = page.locator("#apply input[name=csrfmiddlewaretoken]").input_value()
    begun = page.locator("#apply input[name=begun]").input_value()
    time.sleep(3.1)
    for number in range(3, 30):
        form = {**said(number, keys, fields), "begun": begun, "csrfmiddlewaretoken": token, "send": "1"}
        answer = page.request.post("/apply/academie/zorg/", form=form, max_redirects=0)
        assert answer.status == 302, answer.text()[:3000]
    for number in range(30):
        path = link_in_mail(server, who(number)["email"], r"/application/t/[\w-]{43}/")
        if number < 3:
            page.goto(path)
            press(page)
        else:
            answer = page.request.post(f"{path}confirmation/", form={"csrfmiddlewaretoken": token}, max_redirects=0)
            assert answer.status == 302


def said(number: int, keys: list[str], fields: list[str]) -> dict[str, str]:
    turned = keys[number % 4 :] + keys[: number % 4]
    wishes = {f"wish_{place}": key for place, key in enumerate(turned)}
    told = {name: value for name, value in who(number).items() if name in fields}
    return {**told, **wishes, "openness": "on", "engagement": "on"}


def fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"#apply [name={name}]")
    if value == "on":
        field.check()
    elif name.startswith("wish_"):
        field.select_option(value)
    else:
        field.fill(value)


def apply_from_a_spreadsheet(page: Page) -> None:
    """Thirty more from a CSV file, looked at before it is read in."""
    names, text = list(NETWORKS.values()), io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(["Naam", "E-mail", "Organisatie", "Sector", "Regio", "Functie", "Voorkeuren"])
    for number in range(30, 60):
        one, turn = who(number), number % 4
        told = [one[key] for key in ("name", "email", "organisation", "sector", "region", "function")]
        rows.writerow([*told, "; ".join(names[turn:] + names[:turn])])
    page.goto(f"{HERE}candidates/import/")
    file: Any = {"name": "kandidaten.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}
    page.set_input_files("input[type=file]", file)
    for _step in ("read", "show", "do"):
        press(page, "main form")
    for _attempt in range(100):
        page.goto(f"{HERE}compositions/")
        if "60" in page.locator("main .eyebrow, header .eyebrow, .eyebrow").all_inner_texts().__str__():
            return
        time.sleep(0.5)
    raise AssertionError("sixty candidates did not come in")


# --- composing -----------------------------------------------------------------------------


def compose(page: Page) -> str:
    """Four networks with the sizes that were announced, and at most two of one organisation."""
    page.goto(f"{HERE}compositions/new/")
    page.fill("[name=name]", "Voorjaar")
    for box in page.locator("[name=networks]").all():
        box.check()
    press(page, "main form")
    first = page.url
    page.locator("a[href$='/rules/']").first.click()
    expect(page.locator("main")).to_contain_text("2")
    expect(page.locator("form[action*='placing-rules']")).to_have_count(2)
    page.goto(first)
    press(page, "main form[action$='/proposals/']")
    return found(page, first)


def found(page: Page, composition: str, letter: str = "A") -> str:
    """Wait for the worker; the address of the proposal."""
    address = f"{composition}{letter}/"
    for _attempt in range(120):
        page.goto(address)
        if page.locator("section[data-place]").count() == 5:
            assert axe(page) == []
            return address
        time.sleep(0.5)
    raise AssertionError("no proposal came")


def swap(page: Page) -> None:
    """Two change places, and one sentence says what it does."""
    page.locator("section[data-place] .name a").first.evaluate("link => location.assign(link.href)")
    page.wait_for_url(re.compile("/people/"))
    name = page.locator("h1").inner_text()
    button = page.locator("form[action$='/moves/']", has=page.locator("input[name=partner]:not([value=''])"))
    sentence = button.first.locator("button").get_attribute("aria-label") or ""
    button.first.locator("button").click()
    page.wait_for_url(re.compile(r"/A/$"))
    told = page.locator(".message").first.inner_text()
    moved = re.search(r"Kandidaat \d\d", name)
    assert moved
    assert moved.group() in told
    assert re.findall(r"Kandidaat \d\d", told)[1:], told  # and who came back
    assert sentence


def pin(page: Page) -> tuple[str, str]:
    """Somebody stays where they are; their name, and the network."""
    page.locator("section[data-place] .name a").nth(3).evaluate("link => location.assign(link.href)")
    page.wait_for_url(re.compile("/people/"))
    name = re.search(r"Kandidaat \d\d", page.locator("h1").inner_text())
    assert name
    network = page.locator("input[name=network]").first.input_value()
    page.locator("form", has=page.locator("input[value=pin]")).get_by_role("button").click()
    page.wait_for_load_state()
    return name.group(), network


def solve_again(page: Page, first: str, pinned: tuple[str, str]) -> str:
    page.goto(first)
    page.locator("form[action$='/proposals/'] button").click()
    page.wait_for_load_state()
    second = found(page, first.removesuffix("A/"), "B")
    name, network = pinned
    expect(page.locator(f"section[data-place='{network}']")).to_contain_text(name)
    organisations = page.locator("section[data-place]").first.locator("summary small").all_inner_texts()
    assert max(organisations.count(each) for each in organisations) <= 2
    return second


def settle(page: Page, address: str) -> None:
    page.goto(f"{address}publication/")
    press(page, "main form")
    expect(page.locator("form[action$='/invitations/'] button")).to_be_visible()


# --- inviting ------------------------------------------------------------------------------


def invite(page: Page, server: Server) -> list[str]:
    """Everybody who is placed; one mail is read as a whole first. Their names."""
    page.locator("form[action$='/invitations/'] button").click()
    page.wait_for_url(re.compile("/sending/"))
    boxes = page.locator("input[name=who]")
    assert boxes.count() == 4 * MOST
    letter = page.locator(".well").inner_text()
    assert "6 bijeenkomsten" in letter
    assert "18" in letter
    names = [re.findall(r"Kandidaat \d\d", text)[0] for text in page.locator(".choice").all_inner_texts()]
    before = len(server.mails())
    press(page, "main form")
    expect(page.locator("table.rows tbody tr")).to_have_count(4 * MOST)
    assert axe(page) == []
    for _attempt in range(200):
        if len(server.mails()) - before >= 4 * MOST:
            return names
        time.sleep(0.5)
    raise AssertionError("not every invitation left")


def answer(server: Server, open_page: OpenPage, names: list[str]) -> list[str]:
    """The first two say yes, the next two say no; the names of those."""
    page = open_page(server, "/apply/academie/zorg/", width="phone")
    for name in names[:2]:
        page.goto(invitation_of(server, name))
        press(page)
        expect(page.locator("h1")).to_be_visible()
    for name in names[2:4]:
        page.goto(invitation_of(server, name))
        assert axe(page) == []
        page.locator("details", has=page.locator("button[value=declined]")).locator("summary").click()
        page.locator("button[value=declined]").click()
        page.wait_for_load_state()
    return names[2:4]


def replace(page: Page, server: Server, open_page: OpenPage, name: str) -> None:
    """The best of the bench comes in the place of who said no, and says yes."""
    page.goto(f"{HERE}invitations/?stage=declined")
    page.get_by_role("link", name=name).click()
    page.locator("a[href$='/replacement/']").click()
    expect(page.locator("main .card form")).to_have_count(3)
    assert axe(page) == []
    expect(page.locator("main .card li").first).not_to_be_empty()
    press(page, "main .card")
    chosen = page.locator("h1").inner_text()
    press(page)  # look and send
    expect(page.locator("input[name=who]:checked")).to_have_count(1)
    press(page, "main form")
    visitor = open_page(server, invitation_of(server, chosen), width="phone")
    press(visitor)
    page.goto(f"{HERE}invitations/?stage=accepted")
    expect(page.locator("table.rows")).to_contain_text(chosen)


def invitation_of(server: Server, name: str) -> str:
    number = int(name.split()[1])
    return link_in_mail(server, who(number)["email"], r"/t/[\w-]{43}/(?!\w)", "invited/", without="/application/")


def link_in_mail(server: Server, address: str, pattern: str, end: str = "", without: str = "-none-") -> str:
    """The path of a link in the newest mail to this address that has one."""
    for _attempt in range(200):
        for raw in reversed(server.mails()):
            if address not in raw:
                continue
            body = message_from_string(raw.lstrip(), policy=policy.default).get_body(("plain",))
            text = body.get_content() if body else ""
            if without not in text and (hit := re.search(pattern, text)):
                return f"{hit.group()}{end}"
        time.sleep(0.5)
    raise AssertionError(f"no link came to {address}")
