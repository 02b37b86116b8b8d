"""A released handbook never changes under the networks that work with it."""

from __future__ import annotations

import json
from pathlib import Path

from akker.handbooks import reader
from akker.handbooks.tests import packs

FROZEN = json.loads((reader.SHELF.parent / "frozen.json").read_text("utf-8"))


def test_every_release_is_as_it_was_released() -> None:
    """After a release: a change goes in a new version. Before it: see docs/handbooks.md."""
    assert {pin: reader.digest(folder) for pin, folder in reader.shelf().items()} == FROZEN


def test_a_digest_sees_names_and_contents(tmp_path: Path) -> None:
    folder = packs.write(tmp_path)
    before = reader.digest(folder)

    packs.change(folder, "nl/steps/walk.md", "Air.", "Rain.")
    changed = reader.digest(folder)
    packs.change(folder, "nl/steps/walk.md", "Rain.", "Air.")
    assert (changed != before, reader.digest(folder)) == (True, before)

    (folder / "nl/steps/walk.md").rename(folder / "nl/steps/stroll.md")
    assert reader.digest(folder) != before
