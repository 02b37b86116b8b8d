from __future__ import annotations

import pytest

from akker.archive.tests.documents import PHOTO
from akker.journey import files


@pytest.fixture(autouse=True)
def photo_of_the_small_document() -> None:
    """It is here already, so that the document alone can be read in."""
    files.keep(PHOTO)
