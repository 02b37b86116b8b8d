"""Which action takes which back: a register that rooms fill, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

INVERSES: dict[str, Callable[..., Any]] = {}


def undoes(verb: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register an action `(event, by, now)` as the inverse of the verb of an event."""

    def register(action: Callable[..., Any]) -> Callable[..., Any]:
        INVERSES[verb] = action
        return action

    return register
