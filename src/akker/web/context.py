"""What every page knows; no queries."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """The name of the site and what kind of installation this is."""
    return {"site_name": "Akker", "demo": settings.DEMO, "production": settings.PRODUCTION, "unfinished": None}
