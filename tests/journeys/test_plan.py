"""The plan of a running network: two people at one cell, on a telephone, and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenPage, axe
from tests.journeys.test_pitch import signed_in
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo of our own, in which the plan changes."""
    running = Server(tmp_path_factory.mktemp("plan"))
    yield running.demo().start()
    running.stop()


def cell(page: Page, name: str, number: int) -> Locator:
    row = page.locator(".plan tbody tr", has=page.get_by_role("rowheader", name=name))
    return row.locator("[name=cell]").nth(number - 1)


def letters(page: Page) -> list[str]:
    """Required, optional, in writing and not, as the reader's language begins them."""
    return str(page.locator("[data-plan]").get_attribute("data-letters")).split()


def test_two_change_the_same_cell_and_the_second_sees_both(open_page: OpenPage, demo: Server) -> None:
    here = "/p/academie-rivierenland/dementie-thuis/plan/"
    one, other = (signed_in(open_page, demo, who) for who in ("lotte", "fatma"))
    for page in (one, other):
        page.goto(here)
    cell(one, "Piet Jansen", 2).click()
    expect(cell(one, "Piet Jansen", 2)).to_have_class("o")

    cell(other, "Piet Jansen", 2).focus()
    absent = letters(other)[-1]
    other.keyboard.press(absent)

    theirs = cell(one, "Piet Jansen", 2).text_content() or "?"
    expect(other.locator("#messages .warning")).to_contain_text(theirs)
    expect(cell(other, "Piet Jansen", 2)).to_have_class("o")
    other.keyboard.press(absent)
    expect(cell(other, "Piet Jansen", 2)).to_have_class("n")
    other.keyboard.press("Control+z")
    expect(cell(other, "Piet Jansen", 2)).to_have_class("o")
    expect(cell(other, "Piet Jansen", 2)).to_be_focused()  # one goes on where one was
    add_a_meeting(other)


def add_a_meeting(page: Page) -> None:
    """By keyboard, and back."""
    page.locator(".head a[href$='/plan/meetings/new/']").press("Enter")
    page.locator("[name=purpose]").focus()
    page.keyboard.type("Nog een keer")
    page.locator("main button.primary").press("Enter")
    expect(page.locator(".plan thead")).to_contain_text("Nog een keer")
    page.locator("#messages button").press("Enter")
    expect(page.locator(".plan thead")).not_to_contain_text("Nog een keer")


def test_a_tap_counts_once_and_a_swipe_is_none(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "fatma", width="tablet")
    page.goto("/p/academie-rivierenland/dementie-thuis/plan/")
    pressed = cell(page, "Daan Verhoeven", 1)
    pressed.scroll_into_view_if_needed()
    place, sent = pressed.bounding_box(), []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    pressed.tap()

    expect(page.locator("#messages .message")).to_have_count(1)
    expect(pressed).to_have_class("o")
    assert pressed.bounding_box() == place  # what is said of it moves nothing: a second tap would hit another
    for _ in range(2):
        pressed.tap()
    expect(pressed).to_have_class("n")
    swipe(page, pressed)
    page.wait_for_function("document.querySelector('.plan-scroll').scrollLeft > 0")
    assert len(sent) == 3


def swipe(page: Page, what: Locator) -> None:
    """A finger that comes down there and goes 150 px to the left."""
    box = what.bounding_box() or {}
    x, y = box["x"] + 20, box["y"] + 20
    finger = page.context.new_cdp_session(page)
    for kind, moved in [("touchStart", 0), *(("touchMove", 15 * step) for step in range(1, 11)), ("touchEnd", 0)]:
        points = [] if kind == "touchEnd" else [{"x": x - moved, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("script", [True, False])
def test_on_a_telephone_each_meeting_has_its_list(script: bool, open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "fatma", width="phone", script=script)
    page.goto("/p/academie-rivierenland/dementie-thuis/plan/")
    expect(page.locator(".plan")).to_be_hidden()
    page.locator(".plan-list a").nth(4).click()
    person = page.locator(".wish", has_text="Bram Willems")
    person.locator(f"label:has([value={'optional' if script else 'consulted'}])").click()
    page.locator("main button.primary").first.click()

    chosen = page.locator(".wish", has_text="Bram Willems").locator("input:checked")
    expect(chosen).to_have_value("optional" if script else "consulted")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360 if script else True
    if script:
        assert axe(page) == []


def test_without_a_script_every_cell_is_a_button(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "lotte", script=False)
    page.goto("/p/academie-rivierenland/dementie-thuis/plan/")

    cell(page, "Ilse Kok", 1).click()

    expect(cell(page, "Ilse Kok", 1)).to_have_class("o")
    page.locator("#messages button").click()
    expect(cell(page, "Ilse Kok", 1)).to_have_class("r")
