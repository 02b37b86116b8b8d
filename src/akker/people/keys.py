"""Primary keys that sort by time of birth."""

from __future__ import annotations

import os
import time
from datetime import datetime
from uuid import UUID


def uuid7() -> UUID:
    """A UUID of version 7: 48 bits of milliseconds, 12 bits within one, 62 random bits (RFC 9562, 6.2 method 3).

    Rows made one after the other by one process so keep their order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)  # nanoseconds
    birth = milliseconds << 16 | 0x7 << 12 | rest * 4096 // 1_000_000
    return UUID(int=birth << 64 | 0x2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)


def oldest_after(moment: datetime) -> UUID:
    """The smallest version 7 key that can be born at `moment` (aware); smaller keys are older."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76)
