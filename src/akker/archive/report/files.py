"""The files beside a scenario: photos and papers, each under the sha256 of what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from akker.journey.files import place


def named(document: Mapping[str, Any]) -> dict[str, str]:
    """The files that rows of a sound document name: sha256 -> the place of the first row that does."""
    found: dict[str, str] = {}
    for where, name in _rows(document):
        found.setdefault(name, where)
    return found


def beside(document: Mapping[str, Any]) -> dict[str, Path]:
    """Where those files are on this disk; one that is lost is missing."""
    return {name: place(name) for name in named(document) if place(name).exists()}


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number, network in enumerate(document.get("networks", ())):
        for index, photo in enumerate(network.get("photos", ())):
            yield f"networks[{number}].photos[{index}].file", photo["file"]
        for index, meeting in enumerate(network.get("meetings", ())):
            for which, paper in enumerate(meeting.get("papers", ())):
                yield f"networks[{number}].meetings[{index}].papers[{which}].file", paper["file"]
