"""What crosses the wire for one page, counted by Chromium: with an empty cache, and with a full one."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests import chromium

FRAGMENTS = {"fragment", "cell"}  # parts of a page, asked and sent the way htmx does
FIRST, REPEAT, REQUESTS = 110, 12, 8  # kB, kB, requests on a first visit


@dataclass(frozen=True, slots=True)
class Weight:
    """kB of 1,000 bytes, compressed, headers included."""

    first: float
    repeat: float
    requests: int

    @property
    def is_light(self) -> bool:
        return self.first <= FIRST and self.repeat <= REPEAT and self.requests <= REQUESTS


def weigh(port: int, cookie: dict[str, str], pages: dict[str, str]) -> dict[str, Weight]:
    """Page -> its weight; empty, with one line why, when there is no Chromium. A fragment is no page."""
    if why := chromium.missing():
        print(f"Skipped: bytes on the wire. To get them: {why}", file=sys.stderr)
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.ARGUMENTS)
        origin = f"http://localhost:{port}"
        weights = {
            page: _weigh(browser, origin, cookie, address) for page, address in pages.items() if page not in FRAGMENTS
        }
        browser.close()
    return weights


def _weigh(browser: Browser, origin: str, cookie: dict[str, str], address: str) -> Weight:
    context = browser.new_context()
    context.add_cookies([{**cookie, "url": origin}])
    first, requests = _visit(context, origin + address)
    repeat, _ = _visit(context, origin + address)
    context.close()
    return Weight(first, repeat, requests)


def _visit(context: BrowserContext, address: str) -> tuple[float, int]:
    """kB and requests of one visit in a tab of its own; the context keeps the cache."""
    page = context.new_page()
    sizes: list[float] = []
    tab = context.new_cdp_session(page)
    tab.send("Network.enable")
    tab.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.close()
    carried = [size for size in sizes if size]  # nothing crosses for what the cache holds
    return sum(carried) / 1000, len(carried)
