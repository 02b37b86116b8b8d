"""From an empty installation to a result sheet: somebody signs in, starts a network, brings people in, takes steps."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import OpenPage, axe
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PEOPLE = Path(__file__).resolve().parents[2] / "docs/examples/people.xlsx"
LINE = "Hoe houden we mensen met dementie langer thuis, zonder de familie uit te putten die hen draagt?"
AMBITION = "Over een jaar weet elke mantelzorger in de streek wie er ook 's nachts opneemt."


def press(page: Page, form: str = "main") -> None:
    """The one main button of the page."""
    page.locator(f"{form} button.primary").first.click()
    page.wait_for_load_state()


def code_from_mail(server: Server, address: str) -> str:
    for _attempt in range(100):
        for mail in reversed(server.mails()):
            if address in mail and (found := re.search(r"^([A-Z0-9]{3}-[A-Z0-9]{3})$", mail, re.M)):
                return found.group(1)
        time.sleep(0.2)
    raise AssertionError("no code came")


def sign_in(page: Page, server: Server, address: str, name: str) -> None:
    page.fill("input[type=email]", address)
    press(page)
    page.fill("input[name=code]", code_from_mail(server, address))
    press(page)
    page.fill("input[name=name]", name)
    press(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_network_starts_and_leaves_a_result_sheet(server: Server, open_page: OpenPage, width: str) -> None:
    page = open_page(server, "/", width=width)
    sign_in(page, server, f"lotte-{width}@example.org", "Lotte de Wit")

    page.goto("/start/")
    page.fill("textarea[name=about]", LINE)
    page.fill("textarea[name=who]", "Fatma Yıldız fatma@example.org\nPiet Jansen")
    page.fill("input[name=on]", "2030-12-03")
    choose(page, "leernetwerk@2026.1")
    press(page)
    home = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text(LINE)
    expect(page.get_by_text("13:30")).to_be_visible()

    bring_in_from_spreadsheet(page, home)
    give_role(page, home, "Piet Jansen", "project-assistant")
    take_first_steps(page, home)
    sheet = result_sheet(page, home)

    assert AMBITION in sheet
    assert "Dementie" not in sheet.split(AMBITION)[0][:5]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def choose(page: Page, handbook: str) -> None:
    page.locator("summary", has_text=re.compile("handboek|handbook")).click()
    page.select_option("select[name=handbook]", handbook)


def bring_in_from_spreadsheet(page: Page, home: str) -> None:
    page.goto(f"{home}people/import/")
    page.set_input_files("input[type=file]", PEOPLE)
    press(page)
    press(page)
    press(page)
    for _attempt in range(100):
        page.goto(f"{home}people/")
        if page.locator("table.rows tbody tr").count() >= 16:
            break
        time.sleep(0.3)
    assert page.locator("table.rows tbody tr").count() >= 16


def give_role(page: Page, home: str, name: str, role: str) -> None:
    page.goto(f"{home}people/")
    page.get_by_role("link", name=name).click()
    page.select_option("select[name=role]", role)
    page.locator("form", has=page.locator("select[name=role]")).get_by_role("button").click()
    expect(page.get_by_text("Projectassistent").first).to_be_visible()


def take_first_steps(page: Page, home: str) -> None:
    """Record step 1, skip step 2, undo nothing, come back to step 2 and record it too."""
    record(page, home, "ambition", AMBITION)
    page.goto(f"{home}steps/people/")
    page.locator("button[value=skipped]").click()
    page.goto(f"{home}journey/")
    expect(page.locator("li.skipped")).to_have_count(1)
    record(page, home, "people", "De wijkverpleging en een mantelzorger ontbreken nog. Fatma vraagt ze.")
    page.goto(f"{home}journey/")
    expect(page.locator("li.skipped")).to_have_count(0)
    expect(page.locator("li.done")).to_have_count(2)
    assert axe(page) == []


def record(page: Page, home: str, step: str, text: str) -> None:
    page.goto(f"{home}steps/{step}/")
    page.fill("textarea[name=text]", text)
    press(page, "#result")
    expect(page.locator("#result")).to_contain_text(text)


def result_sheet(page: Page, home: str) -> str:
    """The words of the tagged PDF, on one line."""
    page.goto(f"{home}results/")
    with page.expect_download() as download:
        page.locator("a[href$='sheet.pdf']").click()
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert pdf.metadata
    assert pdf.metadata.title == "Resultatenblad"
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages)).replace("’", "'")


def test_reading_and_recording_work_without_script(server: Server, open_page: OpenPage) -> None:
    page = open_page(server, "/", script=False)
    sign_in(page, server, "anna@example.org", "Anna Bakker")
    page.goto("/start/")
    page.fill("textarea[name=about]", "Hoe leren we van elkaars lessen?")
    choose(page, "leernetwerk@2026.1")
    press(page)
    home = page.url

    record(page, home, "ambition", "Elke maand kijkt iedereen bij een ander in de klas.")
    for path in ("", "journey/", "people/", "results/", "question/", "steps/roles/", "settings/"):
        page.goto(home + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("None")
