"""Time zones to choose from: those our users live in first, then all others."""

from __future__ import annotations

from zoneinfo import available_timezones

NEAR = (
    "Europe/Amsterdam", "Europe/Brussels", "Europe/Copenhagen", "Europe/London", "Europe/Berlin", "Europe/Oslo",
    "Europe/Stockholm", "Europe/Helsinki", "Europe/Paris", "America/Paramaribo", "America/Curacao", "America/Nuuk",
    "Atlantic/Faroe",
)  # fmt: skip


def choices(current: str) -> list[tuple[str, str]]:
    """(zone, zone) pairs: the near ones and the one in use; a short list loads fast on a phone."""
    return [(zone, zone.replace("_", " ")) for zone in dict.fromkeys((current, *NEAR)) if zone in ZONES]


ZONES = frozenset(available_timezones())
