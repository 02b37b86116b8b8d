"""Seven meetings for fourteen people and one vacancy: by keyboard alone, on a telephone, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenPage, axe
from tests.journeys.test_pitch import signed_in
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PEOPLE = [f"Deelnemer {n}" for n in range(1, 14)]  # thirteen, and Olga who starts it


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo of our own, in which Olga starts a network."""
    running = Server(tmp_path_factory.mktemp("plan"))
    yield running.demo().start()
    running.stop()


def cell(page: Page, name: str, number: int) -> Locator:
    row = page.locator(".plan tbody tr", has=page.get_by_role("rowheader", name=name))
    return row.locator("[name=cell]").nth(number - 1)


def started(page: Page) -> str:
    """A network with fourteen people; returns where it is."""
    page.goto("/start/")
    page.locator("[name=about]").fill("Hoe houden we de nacht vol?")
    page.locator("[name=who]").fill("\n".join(PEOPLE))
    page.locator("main button.primary").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return urlsplit(page.url).path


def test_seven_meetings_for_fourteen_people_by_keyboard_alone(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "olga")
    home = started(page)
    draw(page, home)
    change_cells(page)
    add_a_meeting(page)
    somebody_is_missing(page, home)
    versions(page, home)
    on_paper(page, home)
    assert axe(page) == []


def draw(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    page.locator("[name=count]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("Kennismaken")
    for key in ("Tab", "Tab", "Enter"):  # past the kickoff, to the button
        page.keyboard.press(key)
    expect(page.locator("[name=cell]")).to_have_count(7 * 14)
    expect(page.locator(".plan thead")).to_contain_text("Kennismaken")
    assert axe(page) == []


def letters(page: Page) -> list[str]:
    """Required, optional, in writing and not, as the reader's language begins them."""
    return str(page.locator("[data-plan]").get_attribute("data-letters")).split()


def change_cells(page: Page) -> None:
    """Arrows, space and letters; every key counts, however fast."""
    first = cell(page, "Olga", 1)
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "Deelnemer 1", 1)).to_be_focused()
    _required, optional, writing, absent = letters(page)
    for key in ("ArrowRight", "Space", "ArrowRight", absent, "ArrowDown", writing, "End", optional):
        page.keyboard.press(key)
    expect(cell(page, "Deelnemer 2", 7)).to_have_class("o")
    expect(cell(page, "Deelnemer 1", 2)).to_have_class("o")
    expect(cell(page, "Deelnemer 1", 3)).to_have_class("n")
    expect(cell(page, "Deelnemer 2", 3)).to_have_class("c")
    expect(cell(page, "Deelnemer 2", 7)).to_be_focused()
    expect(page.locator("#plan-sums td").nth(2)).to_have_text("12")  # the sums follow by themselves
    page.keyboard.press("Control+z")
    expect(cell(page, "Deelnemer 2", 7)).to_have_class("r")
    expect(cell(page, "Deelnemer 2", 7)).to_be_focused()  # one goes on where one was


def add_a_meeting(page: Page) -> None:
    page.locator(".head a[href$='/plan/meetings/new/']").press("Enter")
    page.locator("[name=purpose]").focus()
    page.keyboard.type("Nog een keer")
    page.locator("main button.primary").press("Enter")
    expect(page.locator(".plan thead")).to_contain_text("Nog een keer")
    page.locator("#messages button").press("Enter")  # and back: the plan has seven meetings again
    expect(page.locator("[name=cell]")).to_have_count(7 * 14)


def somebody_is_missing(page: Page, home: str) -> None:
    page.goto(f"{home}plan/vacancies/new/")
    page.locator("[name=needed]").fill("Iemand die ’s nachts werkt")
    page.locator("[name=meetings]").nth(3).check()
    page.locator("main button.primary").press("Enter")
    expect(page.locator("#call-text")).to_contain_text("Iemand die ’s nachts werkt")
    page.goto(f"{home}plan/")
    expect(cell(page, "Iemand die", 4)).to_have_class("v")
    page.locator(".plan a", has_text="Iemand die").click()
    page.locator("[name=name]").fill("Nadia Nacht")
    page.locator("button.primary").press("Enter")
    expect(cell(page, "Nadia Nacht", 4)).to_have_class("r")


def versions(page: Page, home: str) -> None:
    page.goto(f"{home}plan/versions/")
    page.locator("[name=reason]").fill("De nachtdienst ontbrak")
    page.locator("main button.primary").press("Enter")
    expect(page.locator(".versions")).to_contain_text("De nachtdienst ontbrak")
    page.goto(f"{home}plan/")
    expect(page.locator(".head .eyebrow")).to_contain_text("De nachtdienst ontbrak")


def on_paper(page: Page, home: str) -> None:
    for name, start in (("sheet.pdf", b"%PDF"), ("plan.xlsx", b"PK")):
        answer = page.context.request.get(f"{page.url.partition('/p/')[0]}{home}plan/{name}")
        assert answer.body().startswith(start)


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


def test_five_checks_after_a_meeting(open_page: OpenPage, demo: Server) -> None:
    page = signed_in(open_page, demo, "lotte")
    page.goto("/p/academie-rivierenland/dementie-thuis/plan/")
    page.locator("a[href$='/after/']").click()
    after = page.url
    assert axe(page) == []
    for about in ("holds", "reference"):
        page.locator(f"#check-{about} input[value=yes]").check()
    say(page, "pace", "more")
    expect(page.locator("#check-holds input[value=yes]")).to_be_checked()  # all of it was kept at once
    page.locator("#check-pace form[action*='plan/meetings/new'] button").click()
    expect(page.locator(".plan thead th")).to_have_count(10)  # one meeting more

    member = signed_in(open_page, demo, "piet", width="phone")
    member.goto(after)
    expect(member.locator("main section[id^=check-]")).to_have_count(2)
    say(member, "missing", "yes")
    expect(member.locator("#check-missing a")).to_be_visible()
    say(member, "relevant", "leave")
    expect(member.locator("#check-relevant a[href$='/departure/']")).to_be_visible()
    page.goto(after)
    expect(page.locator("#check-relevant")).not_to_contain_text("Piet")  # his alone until he acts


def say(page: Page, about: str, answer: str) -> None:
    part = page.locator(f"#check-{about}")
    part.locator(f"input[value={answer}]").check()
    page.locator("button[form=checks]").click()
    expect(page.locator(f"#check-{about} input[value={answer}]")).to_be_checked()
