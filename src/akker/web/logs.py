"""What may stand in a log: never the token of a personal link, nor anybody's address."""

from __future__ import annotations

import logging
import re

from akker.post.links import IN_ADDRESS

MAILBOX = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
TRACES = logging.Formatter()


def blanked(text: str) -> str:
    """`text` without tokens and e-mail addresses."""
    return MAILBOX.sub("…@…", IN_ADDRESS.sub(r"\1…", text))


class WithoutLinks(logging.Filter):
    """Blank the token of every personal link and every address, in a message and in the trace of a fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = blanked(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = TRACES.formatException(record.exc_info)
        record.exc_text = blanked(record.exc_text) if record.exc_text else record.exc_text
        return True
