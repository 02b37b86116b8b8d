"""What a theme proposal says, in the network that it became."""

from __future__ import annotations

from datetime import datetime

from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import ThemeProposal
from akker.question.actions import boxes, word

BOXES = {  # of the theme canvas: what of the proposal stands in it
    "wonder": ("unknown",),
    "touched": ("for_whom",),
    "missing": ("participants",),
    "direction": ("why_now", "together"),
}


def fill(*, network: Network, proposal: ThemeProposal, by: Person, now: datetime) -> None:
    """What puzzles them becomes the question; the rest goes to the boxes of the theme canvas."""
    word(network=network, kind="line", text=proposal.puzzles, by=by, now=now, seen=0)
    for box, names in BOXES.items():
        if text := "\n\n".join(filter(None, (getattr(proposal, name) for name in names))):
            boxes.write(network=network, page="canvas", box=box, text=text, by=by, now=now, seen=0)
