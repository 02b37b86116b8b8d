"""Which page does what was asked: kind of ask to the url name of its personal link."""

from __future__ import annotations

ASK_PAGES = {
    "join": "networks-join", "invited": "recruit-invited", "ring": "recruit-ring-answer", "meeting": "meetings-link",
    "dates": "meetings-dates-link", "agreements": "journey-agreements-link",
}  # fmt: skip

# And where it is done by who is signed in: kind of ask to the url name of a page of the network, about its target,
PLACES = {"meeting": "meetings:meeting", "dates": "meetings:poll", "dates-choice": "meetings:poll"}
# or about what is newest of its kind.
PAGES = {
    "agreements": "journey:agreements", "agreements-again": "meetings:agreements-again",
    "round": "question:clinic", "expectations": "meetings:expectations",
    "wording": "question:clinic", "ambition": "question:ambition", "reading": "question:indicators",
    "welcome": "journey:welcomes",
}  # fmt: skip
