"""Step 4 whole: three members look at the roles, the group settles who takes which, and the result sheet tells it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from akker.documents import pdf
from akker.documents.code import Code
from akker.documents.tests.photographs import jpeg, photographed
from akker.documents.tests.worksheets import PITCH
from akker.documents.worksheets import drawn
from tests.browser import OpenPage, axe
from tests.journeys.test_paper_comes_back import send
from tests.journeys.test_pitch import HERE, chip, signed_in
from tests.server import Server
from tests.trust import FULL

pytestmark = [pytest.mark.browser, pytest.mark.journey]
A3 = (842, 1191)  # points, short side first


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    """A demo for each telling, since the roles are settled in it: a telephone does all that a large screen does."""
    running = Server(tmp_path)
    yield running.demo().start()
    running.stop()


@pytest.mark.trust
@pytest.mark.parametrize("width", ["desktop", "phone"] if FULL else ["desktop"])
def test_step_four_from_cards_to_result_sheet(demo: Server, open_page: OpenPage, width: str) -> None:
    for who in ("piet", "fatma", "lotte"):
        put_forward(signed_in(open_page, demo, who, width="phone"), f"Ik ken de bestuurders, zegt {who}")

    page = signed_in(open_page, demo, "lotte", width=width)
    page.goto(f"{HERE}steps/roles/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie neemt welke rol?")
    page.goto(f"{HERE}roles/cards/")
    expect(page.locator("#card-connector")).to_contain_text("zegt piet")  # who leads reads what members wrote

    assign_by_keyboard(page, "Piet Jansen", "connector")
    if width == "desktop":
        page.set_viewport_size({"width": 1280, "height": 1800})
        chip(page, "Mo Haddad").drag_to(page.locator(".staff [data-role=project-assistant]").first)
        expect(chip(page, "Mo Haddad", ".staff")).to_have_count(1)
    leave_vacant(page, "Marijke van Leeuwen")

    note_needs(page, width)
    download_letter(page)
    worksheets(page)
    paper_comes_back(page, demo)
    record(page)

    page.goto(f"{HERE}roles/cards/")
    expect(page.locator("body")).not_to_contain_text("zegt piet")  # erased with the result
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def put_forward(page: Page, words: str) -> None:
    page.goto(f"{HERE}roles/cards/")
    card = page.locator("#card-connector")
    if card.get_attribute("open") is None:
        card.locator("summary").first.click()
    read = card.locator("button[value=read]")
    if read.count():
        read.click()
        expect(page.locator("#card-connector .tag.leaf")).to_be_visible()
    if page.locator("#card-connector").get_attribute("open") is None:
        page.locator("#card-connector > summary").click()
    page.locator("#card-connector details summary").first.click()
    page.locator("#forward-connector textarea").first.fill(words)
    page.locator("#forward-connector button").first.click()
    expect(page.locator("#card-connector")).to_contain_text(words)


def assign_by_keyboard(page: Page, name: str, role: str) -> None:
    """Open the name, choose and press: no pointer at all."""
    page.goto(f"{HERE}roles/")
    mine = chip(page, name).first
    mine.locator("summary").focus()
    page.keyboard.press("Enter")
    mine.locator("select").focus()
    mine.locator("select").select_option(role)
    mine.locator("button[value=move]").focus()
    page.keyboard.press("Enter")
    expect(chip(page, name, ".staff")).to_have_count(1)


def leave_vacant(page: Page, name: str) -> None:
    """Take somebody off, so that a role is vacant, and say that this is on purpose."""
    page.goto(f"{HERE}roles/")
    there = chip(page, name, ".staff")
    there.locator("summary").click()
    there.locator("button[value=end]").click()
    expect(chip(page, name, ".staff")).to_have_count(0)
    page.locator("form[action*='/roles/vacancies/communications-adviser/'] button").first.click()
    expect(page.locator(".staff [data-role=communications-adviser] .vacant.left")).to_be_visible()


def note_needs(page: Page, width: str) -> None:
    """One free line, and one with everything."""
    page.goto(f"{HERE}roles/needs/")
    add(page, "second-ring", f"Een vast contact ({width})")
    page.goto(f"{HERE}roles/needs/")
    form = add_form(page, "connector")
    form.locator("textarea").fill(f"Een gesprek met de directie ({width})")
    form.locator("details summary").click()
    form.locator("select[name$=kind]").select_option("mandate")
    form.locator("input[name$=amount]").fill("twee keer per jaar")
    form.locator("input[name$=giver]").fill("Hanne Bakker")
    form.locator("input[name$=needed_on]").fill("2030-01-15")
    form.locator("input[name$=recheck_on]").fill("2029-12-01")
    form.locator("select[name$=state]").select_option("asked")
    form.locator("button").last.click()
    expect(page.locator("#role-connector")).to_contain_text(f"Een gesprek met de directie ({width})")
    assert axe(page) == []


def add_form(page: Page, role: str):  # type: ignore[no-untyped-def]
    row = page.locator(f"#role-{role}")
    fold = row.locator("details.fold").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    return row.locator(f"form[action$='/roles/needs/{role}/']")


def add(page: Page, role: str, words: str) -> None:
    form = add_form(page, role)
    form.locator("textarea").fill(words)
    form.locator("button").last.click()
    expect(page.locator(f"#role-{role}")).to_contain_text(words)


def download_letter(page: Page) -> None:
    page.locator("#role-connector a[href$='/letter/']").last.click()
    with page.expect_download() as letter:
        page.locator("main form button.primary").click()
    assert "directie" in text_of(letter.value.path())


def worksheets(page: Page) -> None:
    """Both sheets, filled and blank: A3, tagged, in Dutch, with the names or without."""
    for sheet in ("4a", "4b"):
        for blank in ("", "?blank=1"):
            answer = page.request.get(f"{HERE}worksheets/{sheet}.pdf{blank}")
            reader = PdfReader(io.BytesIO(answer.body()))
            root = reader.trailer["/Root"]
            box = reader.pages[0].mediabox
            assert root["/MarkInfo"]["/Marked"]
            assert root["/Lang"] == "nl"
            assert reader.metadata
            assert reader.metadata.title
            assert tuple(sorted(round(float(side)) for side in (box.width, box.height))) == A3
            assert ("Fatma Yıldız" in words_of(reader)) == (not blank)


def words_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def text_of(file: Path) -> str:
    return words_of(PdfReader(file))


def paper_comes_back(page: Page, demo: Server) -> None:
    """The printed pitch, filled in by hand, photographed askew in poor light."""
    address = f"{demo.url}{HERE}steps/roles/"
    sheet = replace(PITCH, code=Code(address, "Stap 4 op je scherm", address))
    photo = jpeg(photographed(pdf.preview(*drawn(sheet), pixels_per_inch=150)[0], turn=4))
    assert send(page, f"{HERE}photos/", photo).endswith(f"{HERE}steps/roles/")


def record(page: Page) -> None:
    page.goto(f"{HERE}roles/result/")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("Piet Jansen"))
    page.locator("main form button.primary").click()
    page.wait_for_load_state()
    page.goto(f"{HERE}results/")
    result = page.locator("section", has=page.locator("#step-roles"))
    expect(result).to_contain_text("Verbindingsfunctionaris: Piet Jansen")
    expect(result).to_contain_text("Communicatieadviseur")
    expect(result).to_contain_text("Verslag binnen drie dagen, op één bladzijde.")  # a task, with who took it on


def test_list_and_table_need_no_script(demo: Server, open_page: OpenPage) -> None:
    page = signed_in(open_page, demo, "fatma", script=False)
    page.goto(f"{HERE}roles/list/")
    row = page.locator("tr", has=page.get_by_role("link", name="Eva Smits")).first
    row.locator("summary").first.click()
    row.locator("select").select_option("project-assistant")
    row.locator("button[value=add]").click()
    page.wait_for_load_state()
    expect(page.locator("tr", has=page.get_by_role("link", name="Eva Smits"))).to_have_count(2)

    page.goto(f"{HERE}roles/needs/")
    add(page, "participant", "Tijd om voor te bereiden")
