"""Which page does what was asked; the shell fills the map, since the pages live on higher floors."""

from __future__ import annotations

ASK_PAGES: dict[str, str] = {}  # kind of ask -> url name that takes `token`
LASTING: set[str] = set()  # kinds whose link goes on working once it was used: people may change their answer


def register(pages: dict[str, str]) -> None:
    """Add kinds of ask and the url names of their pages.

    Raises:
        ValueError: a kind that has another page already.
    """
    for kind, name in pages.items():
        if ASK_PAGES.setdefault(kind, name) != name:
            raise ValueError(f"{kind} has a page already: {ASK_PAGES[kind]}")
