"""What somebody sees who comes to the door for the first time."""

from __future__ import annotations

import pytest

from tests.browser import OpenPage, axe
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["nl-NL", "da-DK", "en-GB"])
def test_stranger_meets_the_sign_in_page(server: Server, open_page: OpenPage, width: str, language: str) -> None:
    page = open_page(server, "/", width=width, language=language)

    assert page.locator("html").get_attribute("lang") == language[:2]
    assert page.locator("form[method=post]").count() >= 1
    assert axe(page) == []


def test_sign_in_page_needs_no_script(server: Server, open_page: OpenPage) -> None:
    page = open_page(server, "/", script=False)

    assert page.get_by_role("textbox").count() >= 1


@pytest.mark.parametrize("language", ["nl-NL", "da-DK", "en-GB"])
def test_the_pages_before_signing_in_are_for_everybody(server: Server, open_page: OpenPage, language: str) -> None:
    page = open_page(server, "/sign-in/", width="phone", language=language)
    page.fill("input[type=email]", f"{language}@example.org".lower())
    page.locator("main button.primary").first.click()
    page.wait_for_selector("input[name=code]")
    faults = axe(page)
    for path in ("/t/nothing/", "/t/sent/", "/sign-in/inactive/"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language[:2]
        faults += [f"{path}: {fault}" for fault in axe(page)]

    assert faults == []


def test_a_personal_link_is_for_everybody_before_and_after(server: Server, open_page: OpenPage) -> None:
    link = server.akker("login-link", "link@example.org", "--create").strip()
    page = open_page(server, "/sign-in/", width="phone")
    page.goto(link)
    faults = axe(page)
    page.locator("main button").first.click()
    page.wait_for_load_state()
    other = open_page(server, "/sign-in/", width="phone")
    assert other.goto(link).status == 410

    assert faults + axe(other) == []


@pytest.mark.trust
def test_what_one_typed_is_not_there_for_who_signs_in_next(demo_server: Server, open_page: OpenPage) -> None:
    here = "/p/academie-rivierenland/dementie-thuis/agreements/"
    page = open_page(demo_server, "/sign-in/")
    page.on("dialog", lambda dialog: dialog.accept())
    typed = page.locator("form[data-keep=own] textarea")

    for name, found in (("Lotte", ""), ("Fatma", ""), ("Lotte", "")):
        page.locator("button", has_text=name).first.click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(here)
        assert typed.input_value() == found
        typed.evaluate("field => { field.value = 'Nog niet verstuurd' }")
        typed.dispatch_event("input")
        page.goto(here)
        assert typed.input_value() == "Nog niet verstuurd"  # for who typed it, it is still there
        page.locator("form[action$='sign-out/'] button").dispatch_event("click")
        page.wait_for_url("**/sign-in/**")
