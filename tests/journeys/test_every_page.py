"""Every page of the demo, as somebody meets it: nothing for axe to find, nothing cut off, little to carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser import OpenPage, axe
from tests.server import Server
from tests.trust import FULL

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.trust]
FIRST_LOAD, FIRST_REQUESTS, REPEAT = 110_000, 8, 12_000  # bytes on the wire, requests, bytes


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def speak(page: Page, language: str) -> None:
    page.goto("/me/")
    page.select_option("select[name=language]", language)
    page.locator("main form button.primary").first.click()
    page.wait_for_load_state()


def addresses(page: Page, *begin: str) -> Iterator[tuple[str, str]]:
    """Every address that can be reached by links from `begin` and its kind, each kind once; read without drawing it."""
    waiting, kinds = list(begin), set()
    while waiting:
        path = waiting.pop(0)
        path = re.sub(r"(handbooks?)/[a-z-]+/[^/]+/", r"\1/lcop/2026.1/", path)
        path = re.sub(r"work-forms/[a-z0-9-]+/", "work-forms/arrival-round/", path)  # one of many stands for all
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", re.sub(r"steps/[^/]+/", "steps/*/", path))
        kind = re.sub(r"=[^&]*", "=*", kind)
        if kind in kinds or path.startswith(("/style/", "/t/")):
            continue
        kinds.add(kind)
        yield path, kind
        waiting += links(page, path)


def links(page: Page, path: str) -> list[str]:
    """Where the links of a page lead, as far as that is another page of ours."""
    answer = page.request.get(path)
    found = re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', answer.text())
    paths = [urljoin(answer.url, unescape(link)).removeprefix(answer.url.split("/", 3)[0]) for link in found]
    here = "//" + answer.url.split("/", 3)[2]
    ours = [each.removeprefix(here) for each in paths if each.startswith(here + "/")]
    return [each for each in ours if not re.search(r"\.(pdf|csv|xlsx|json|html|jpg|zip|txt|ics)", each)]


SOME = [("nl", "phone"), ("da", "phone"), ("en", "desktop")]
EVERY = list(product(("nl", "da", "en"), ("phone", "desktop")))
in_each_language = pytest.mark.parametrize(("language", "width"), EVERY if FULL else SOME)


REACHED: dict[str, dict[str, str]] = {}  # kind by address, by who walked there: the same in each language and width


def share(page: Page, who: str, language: str, width: str, *begin: str) -> Iterator[str]:
    """Of what can be reached from `begin`, in full all; in every run what falls to this of three turns.

    Together the turns look at each kind of page once, whoever it was that got there first.
    """
    if who not in REACHED:
        seen = set() if FULL else {kind for others in REACHED.values() for kind in others.values()}
        reached = addresses(page, *begin)
        REACHED[who] = {path: kind for path, kind in reached if kind not in seen or path in begin}
    for number, path in enumerate(REACHED[who]):
        if FULL or number % len(SOME) == SOME.index((language, width)):
            yield path


@in_each_language
def test_every_page_is_for_everybody(demo_server: Server, open_page: OpenPage, language: str, width: str) -> None:
    page = open_page(demo_server, "/", width=width)
    sign_in(page, "Lotte")
    speak(page, language)
    faults = []
    seen = 0
    for path in share(page, "Lotte", language, width, "/", "/start/", "/programmes/new/"):
        seen += 1
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        faults += [f"{path}: {fault}" for fault in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: wider than the screen")
        if page.get_by_role("heading", level=1).count() != 1:
            faults.append(f"{path}: not one first heading")
    speak(page, "nl")
    assert not faults, "\n".join(faults)
    assert seen >= 15


@in_each_language
def test_programme_pages_are_for_everybody(demo_server: Server, open_page: OpenPage, language: str, width: str) -> None:
    page = open_page(demo_server, "/", width=width)
    sign_in(page, "Mette")
    speak(page, language)
    faults = []
    for path in share(page, "Mette", language, width, "/"):
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in axe(page)]
    speak(page, "nl")
    assert not faults, "\n".join(faults)


def test_a_page_is_light(demo_server: Server, open_page: OpenPage) -> None:
    page = open_page(demo_server, "/")
    sign_in(page, "Lotte")
    home = page.locator("main h2 a").first.get_attribute("href") or ""
    for path in ("/", home, *(f"{home}{page}/" for page in ("journey", "people", "results", "roles", "canvas"))):
        first, requests = carried(page, path, fresh=True)
        again, _requests = carried(page, path, fresh=False)
        assert first <= FIRST_LOAD, f"{path}: {first} bytes"
        assert requests <= FIRST_REQUESTS, f"{path}: {requests} requests"
        assert again <= REPEAT, f"{path}: {again} bytes the second time"


def carried(page: Page, path: str, *, fresh: bool) -> tuple[int, int]:
    """Bytes on the wire and requests of one visit, with an empty cache or a full one."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    if fresh:
        session.send("Network.clearBrowserCache")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    session.detach()
    return sum(sizes), len([size for size in sizes if size])
