"""Logs hold nothing that opens a door or says who somebody is."""

from __future__ import annotations

import logging
import sys

from akker.web.logs import WithoutLinks

EMAIL = "quirijn@planted.example"
TOKEN = "a" * 43


def told(message: str, *args: str) -> str:
    record = logging.LogRecord("akker", logging.ERROR, "x.py", 1, message, args, None)
    try:
        raise ValueError(f"Key (email)=({EMAIL}) exists")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert WithoutLinks().filter(record)
    return logging.Formatter().format(record)


def test_an_address_is_blanked_in_message_and_trace() -> None:
    text = told("Refused: %s", EMAIL)

    assert "Refused: …@…" in text
    assert "Key (email)=(…@…) exists" in text
    assert EMAIL not in text


def test_a_personal_link_is_blanked() -> None:
    assert TOKEN not in told(f"GET /t/{TOKEN}/")


def test_the_address_of_a_calendar_is_blanked() -> None:
    assert TOKEN not in told(f"GET /calendar/{TOKEN}.ics")
