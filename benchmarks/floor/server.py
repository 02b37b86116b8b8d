"""The bare project on the server of the product: one ASGI application, pages in as many threads."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.floor.project")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

pages = WSGIMiddleware(get_wsgi_application(), workers=int(os.environ.get("AKKER_THREADS", "4")))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await pages(scope, receive, send)  # type: ignore[arg-type]
