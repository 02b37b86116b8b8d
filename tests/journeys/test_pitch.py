"""The pitch in a browser: the same move by drag, by keyboard, and without a script on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenPage, axe
from tests.server import Server
from tests.trust import times

pytestmark = [pytest.mark.browser, pytest.mark.journey]
TURNS = times(5, 30)
HERE = "/p/academie-rivierenland/dementie-thuis/"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo of our own, since here names are moved."""
    running = Server(tmp_path_factory.mktemp("pitch"))
    running.demo().start()
    yield running
    running.stop()


def signed_in(open_page: OpenPage, demo: Server, who: str, **how: object) -> Page:
    link = demo.akker("login-link", f"{who}@example.org").split()[-1]
    page = open_page(demo, link.removeprefix(demo.url), **how)
    if page.locator("main button.primary").count():
        page.locator("main button.primary").click()
    page.goto(f"{HERE}roles/")
    return page


def chip(page: Page, name: str, zone: str = "") -> Locator:
    return page.locator(f"{zone} .chip", has=page.locator("summary b", has_text=name))


def test_drag_and_keyboard_do_the_same_and_the_second_of_two_is_told(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "lotte")
    page.set_viewport_size({"width": 1280, "height": 1800})
    other = page.context.new_page()
    other.set_viewport_size({"width": 1280, "height": 1800})
    other.goto(f"{HERE}roles/")
    page.bring_to_front()

    chip(page, "Noor").drag_to(page.locator(".staff [data-role=connector]"))
    expect(chip(page, "Noor", ".staff")).to_have_count(1)
    expect(page.locator("#messages button")).to_be_visible()
    expect(chip(page, "Noor", ".staff").locator("summary")).to_be_focused()
    assert axe(page) == []

    other.bring_to_front()
    chip(other, "Noor").drag_to(other.locator(".zone.spectators"))
    expect(other.locator("#conflict")).to_contain_text("Noor")
    expect(chip(other, "Noor", ".staff")).to_have_count(1)
    assert axe(other) == []

    page.bring_to_front()
    page.locator("#messages button").click()
    expect(chip(page, "Noor", ".players")).to_have_count(1)
    chip(page, "Noor").locator("summary").focus()
    for key in ("Enter", "Tab", "Home", "Tab", "Enter"):  # open, to the list, the first role, to the button, press
        page.keyboard.press(key)
    expect(chip(page, "Noor", ".staff [data-role=connector]")).to_have_count(1)


SEND = """role => {
    const form = [...document.querySelectorAll("form[data-move]")].find(form => form.textContent.includes("Mo Haddad"));
    form.elements.role.value = role;
    window.sent = fetch(form.action, {method: "POST", body: new FormData(form, form.querySelector("[value=move]"))})
        .then(answer => answer.status);
}"""


@pytest.mark.trust(times=TURNS)
def test_two_people_move_the_same_name_at_the_same_moment(open_page: OpenPage, demo: Server) -> None:
    pages = {"connector": signed_in(open_page, demo, "lotte"), "project-assistant": signed_in(open_page, demo, "fatma")}
    for _turn in range(TURNS):
        for page in pages.values():
            page.goto(f"{HERE}roles/")
        for role, page in pages.items():
            page.evaluate(SEND, role)
        told = {role: page.evaluate("window.sent") for role, page in pages.items()}

        page = pages["connector"]
        page.goto(f"{HERE}roles/list/")
        row = page.locator("tr", has=page.get_by_role("link", name="Mo Haddad"))
        expect(row).to_have_count(1)
        assert sorted(told.values()) == [200, 409]
        won = next(role for role, status in told.items() if status == 200)
        assert row.locator("option[selected]").get_attribute("value") == won
        row.locator("summary").click()
        row.locator("select").select_option("participant")
        row.locator("button[value=move]").click()
        page.wait_for_load_state()


def test_without_a_script_on_a_telephone(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "piet", width="phone", script=False)
    hans = chip(page, "Hans", ".players")
    hans.locator("summary").click()
    hans.locator("select").select_option("communications-adviser")
    hans.locator("button[value=add]").click()

    expect(chip(page, "Hans", ".staff")).to_have_count(1)
    expect(chip(page, "Hans", ".players")).to_have_count(1)
    page.goto(f"{HERE}roles/list/")
    expect(page.locator("main table").first).to_contain_text("Hans Rietveld")
    assert page.locator(".place-else").count() > 10
