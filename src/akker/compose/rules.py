"""Rules that an answer keeps, whatever it costs. `network=None`: in every network.

`id` names a rule in breaches and conflicts; a problem gives one to each rule that has none. `text` is for people.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """No more than `count` people with the same value of `attribute` in one network; unknown values do not count."""

    attribute: str
    count: int
    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """These people sit in the same network, or all on the bench."""

    people: tuple[str, ...]
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """No two of these people sit in the same network."""

    people: tuple[str, ...]
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """This person sits in this network; without a network: has a seat somewhere, not on the bench."""

    person: str
    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid:
    """This person does not sit in this network; without a network: stays on the bench."""

    person: str
    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requires:
    """At least `at_least` people with this competence, or who can take this role; exactly one of the two is given."""

    at_least: int = 1
    competence: str = ""
    role: str = ""
    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Everybody speaks at least one language of the network."""

    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Everybody can come at `at_least` of the times of the network, or at all of them when there are fewer."""

    at_least: int = 1
    network: str | None = None
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """Nobody is placed in a network that is not among their preferences."""

    network: str | None = None
    id: str = ""
    text: str = ""


Rule = AtMost | Together | Apart | Pin | Forbid | Requires | Languages | Availability | Wished

KINDS: dict[type[Rule], str] = {
    AtMost: "at-most",
    Together: "together",
    Apart: "apart",
    Pin: "pin",
    Forbid: "forbid",
    Requires: "requires",
    Languages: "languages",
    Availability: "availability",
    Wished: "wished",
}


def kind(rule: Rule) -> str:
    """The name of its kind, as rules.toml and breaches say it: `at-most`, `together`, ..."""
    return KINDS[type(rule)]
