"""Mail put in a folder while no mail server is set: each mail in a file of its own, so that one can go alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.mail.backends import filebased


class EmailBackend(filebased.EmailBackend):
    """Django names the file after the second and a place in memory, which two mails can share."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._fname = str(Path(self.file_path) / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid4()}.log")
