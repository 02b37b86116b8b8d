"""Roles that somebody may be put forward for. Who takes one is settled in the network itself, by its people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from akker.handbooks.reader import text as words
from akker.networks.access import SEAT_POWERS
from akker.networks.models import Network
from akker.recruit.models import Invitation


def offered(network: Network, language: str = "") -> dict[str, str]:
    """Role -> its name, in the order of the pitch. Being one of the players is no role to be put forward for."""
    book = network.book
    prose = words(book, language or get_language() or "en")
    held = [role for role in book.roles.values() if role.acts_as in SEAT_POWERS]
    players = [role.key for role in held if role.zone == "players"]
    usual = players if len(players) == 1 else []
    return {role.key: prose.roles[role.key].name for role in held if role.key not in usual}


def offered_in(networks: Iterable[Network]) -> dict[str, str]:
    """The roles of all these networks, each once."""
    found: dict[str, str] = {}
    for network in networks:
        found = offered(network) | found
    return found


def forward(invitation: Invitation) -> dict[str, str]:
    """What this person can be put forward for with a yes: what they are asked for, and what they said themselves."""
    if not invitation.is_for_the_core:
        return {}
    said = [invitation.role, *(invitation.candidate.roles if invitation.candidate else ())]
    return {key: name for key, name in offered(invitation.network).items() if key in said}
