"""A sheet is printed, photographed from the side in poor light, and comes back to its step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image
from playwright.sync_api import Page

from akker.documents import pdf
from akker.documents.code import Code
from akker.documents.step_sheet import content
from akker.documents.tests.photographs import jpeg, photographed
from akker.documents.tests.sheets import STEP
from tests.browser import OpenPage, axe
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.slow]
LOOKS = 30  # at a page that says that work is under way


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, to write in."""
    running = Server(tmp_path_factory.mktemp("paper"))
    yield running.demo().start()
    running.stop()


def photo_of_sheet(address: str) -> bytes:
    """A sheet with the code of `address`, on a dark table."""
    sheet = replace(STEP, code=Code(address, "Stap 4 op je scherm", address))
    return jpeg(photographed(pdf.preview("step_sheet", content(sheet), pixels_per_inch=200)[0], turn=5))


def sign_in(page: Page, name: str) -> str:
    """The address of the first network of this person."""
    page.goto("/sign-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()
    link = page.locator("main a[href^='/p/']").first.get_attribute("href") or ""
    return "/".join(link.split("/")[:4]) + "/"


def send(page: Page, at: str, photo: bytes) -> str:
    """Send a photo, wait for the worker and go on; the address of where it belongs."""
    page.goto(at)
    page.set_input_files("input[type=file]", {"name": "blad.jpg", "mimeType": "image/jpeg", "buffer": photo})
    page.locator("form[enctype] button").first.click()
    page.wait_for_load_state()
    for _look in range(LOOKS):
        if page.locator("main a.btn.primary").count():
            break
        page.wait_for_timeout(1000)  # milliseconds
        page.reload()
    page.locator("main a.btn.primary").first.click()
    page.wait_for_load_state()
    return page.url


@pytest.mark.parametrize(("width", "script"), [("phone", True), ("desktop", False)])
def test_a_photo_of_a_sheet_goes_to_its_step(demo: Server, open_page: OpenPage, width: str, script: bool) -> None:
    page = open_page(demo, "/", width=width, script=script, language="nl-NL")
    home = sign_in(page, "Lotte")

    assert send(page, f"{home}photos/", photo_of_sheet(f"{demo.url}{home}steps/case/")).endswith(f"{home}steps/case/")
    assert page.locator("img[src$='image.jpg?small']").count() >= 1

    nothing = jpeg(Image.linear_gradient("L").resize((1600, 1200)).convert("RGB"))
    assert send(page, f"{home}photos/", nothing).endswith(f"{home}photos/")
    if script:
        assert axe(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.locator("main select[name=step]").first.select_option("people")
    page.locator("main form:has(select[name=step]) button").first.click()
    page.wait_for_load_state()
    assert page.locator("main select[name=step]").count() == 0
