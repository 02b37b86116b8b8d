"""Fixtures for tests in a browser: `server`, `demo_server`, `open_page`, `page`; and `axe`.

@pytest.mark.browser
def test_something(server, open_page):
    page = open_page(server, "/sign-in/", width="phone", script=False, language="da-DK")
    assert axe(page) == []
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import chromium, machine
from tests.server import Server

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "tests/vendor/axe.min.js"
RESULTS = ROOT / "test-results"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
WIDTHS = {
    "desktop": {"width": 1280, "height": 900},
    "tablet": {"width": 768, "height": 1024},
    "phone": {"width": 360, "height": 740},
}
PATIENCE = 15_000  # milliseconds; the machine may be busy
FAILED = pytest.StashKey[bool]()
OpenPage = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--traces", action="store_true", help="keep a trace per visitor of a failed browser test; slower")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or one line about how to get it."""
    if why := chromium.missing():
        (pytest.fail if machine.on_ci() else pytest.skip)(f"no Chromium: {why}")
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.ARGUMENTS)
        yield chrome
        chrome.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An empty installation, running."""
    running = Server(tmp_path_factory.mktemp("empty")).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, running; tests only look at it."""
    running = Server(tmp_path_factory.mktemp("demo"))
    running.demo().start()
    yield running
    running.stop()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """open_page(server, path, width=, script=, language=): a visitor of their own, with their own cookies.

    A failed test leaves a picture per visitor in test-results/, and a trace with `--traces`: a trace is
    filmed from the first step, failed or not. A script that breaks or a breach of the content policy fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(
        server: Server, path: str = "/", *, width: str = "desktop", script: bool = True, language: str = "nl-NL"
    ) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport=WIDTHS[width],
            has_touch=width == "tablet",
            java_script_enabled=script,
            locale=language,
            timezone_id="Europe/Amsterdam",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if request.config.getoption("traces"):
            context.tracing.start(screenshots=True, snapshots=True)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None
        )
        page.goto(path)
        return page

    yield visit
    if request.node.stash.get(FAILED, False):
        _keep(contexts, request.node, traces=request.config.getoption("traces"))
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage, server: Server) -> Page:
    """The first page of an empty installation, on a desktop, in Dutch."""
    return open_page(server)


def _keep(contexts: list[BrowserContext], test: pytest.Item, *, traces: bool) -> None:
    RESULTS.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", test.nodeid).strip("-")
    for number, context in enumerate(contexts):
        for page in context.pages[-1:]:
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        if traces:
            context.tracing.stop(path=RESULTS / f"{name}-{number}.zip")


def axe(page: Page) -> list[str]:
    """The breaches of WCAG 2.2 A and AA that axe finds on `page`, one line each.

    The script goes in over the debugging protocol: a script tag would be stopped by our own content policy.
    """
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{fault['id']}: {node['html']}" for fault in found["violations"] for node in fault["nodes"]]
