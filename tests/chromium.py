"""Chromium: the one that Debian brings, driven through playwright without a download."""

from __future__ import annotations

import shutil

from tests import machine

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]


def program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def missing() -> str:
    """ "" when Chromium is there, installing it if need be; else how to get it."""
    return "" if program() else machine.install("chromium") or ("" if program() else "chromium was not found")
