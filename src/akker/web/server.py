"""The server: Django as WSGI in a fixed pool of threads, behind one ASGI application.

Plain Django under ASGI is three to five times slower for sync views; /live/ will join
here as an ASGI end of its own. See docs/decisions/0004.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Awaitable, Callable
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akker.web.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

django = get_wsgi_application()
# What was loaded stays: looking through it again and again cost a tenth of every page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)

pages = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=settings.THREADS)  # two ways to type the same call


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)  # type: ignore[arg-type]


async def _lifespan(receive: Receive, send: Send) -> None:
    """Django raises on lifespan messages, so they are answered here."""
    while True:
        message = await receive()
        kind = "startup" if message["type"] == "lifespan.startup" else "shutdown"
        await send({"type": f"lifespan.{kind}.complete"})
        if kind == "shutdown":
            return
