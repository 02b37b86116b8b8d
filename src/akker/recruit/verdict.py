"""The facts of the optimiser in sentences, in the language of the reader. Facts are plain values: docs/compose.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

Facts = Mapping[str, Any]
ORDINALS: dict[int, Promise] = {
    1: gettext_lazy("first choice"), 2: gettext_lazy("second choice"), 3: gettext_lazy("third choice"),
}  # fmt: skip
FACILITATES = "+facilitator"  # for the optimiser; no competence is called so
NUMBERS = ("experience_years",)  # nearly everybody differs in a number, which says little
SMALL = 0.0005  # of the value: less than a twentieth of a percent is nothing


@dataclass(frozen=True, slots=True)
class Words:
    """What ids stand for. `rules`: id of a rule -> its `kind`, `what` and `count`; `attributes`: name -> its word."""

    names: Mapping[str, str]
    rules: Mapping[str, Facts] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def name(self, key: str | None) -> str:
        return self.names.get(key or "", "?") if key else _("the bench")

    def attribute(self, name: str) -> str:
        return str(self.attributes.get(name, name))


def percent(share: float) -> str:
    """`0.0123` as "1.2%", as the reader's language writes it."""
    return _("%(number)s%%") % {"number": number_format(abs(share) * 100, decimal_pos=1)}


def choice(rank: int | None) -> str:
    """Which wish of theirs a network is."""
    if rank is None:
        return _("no choice of theirs")
    return str(ORDINALS.get(rank) or _("choice %(number)d") % {"number": rank})


# --- what a move does ----------------------------------------------------------------------


def effect(done: Facts, words: Words) -> str:
    """One sentence on what some moves do together, in a clause each."""
    return " ".join([_moved(done, words), _cost(done["share"]), *_choices(done, words), *_breaks(done, words)])


def _moved(done: Facts, words: Words) -> str:
    moves = [
        _("%(name)s to %(place)s") % {"name": words.name(move["person"]), "place": words.name(move["new"])}
        for move in done["moves"]
    ]
    return _list(moves) + ":"


def _cost(share: float) -> str:
    if abs(share) < SMALL:
        return _("about as good as it was.")
    if share > 0:
        return _("%(share)s better.") % {"share": percent(share)}
    return _("%(share)s less good.") % {"share": percent(share)}


def _choices(done: Facts, words: Words) -> Iterator[str]:
    for who, (before, after) in done["ranks"].items():
        if before != after:
            said = {"name": words.name(who), "now": choice(after), "before": choice(before)}
            yield _("%(name)s gets %(now)s instead of %(before)s.") % said


def _breaks(done: Facts, words: Words) -> Iterator[str]:
    for broken in done["breaks"]:
        yield _("Breaks a rule: %(rule)s") % {"rule": breach(broken, words)}
    if done["mends"]:
        yield ngettext(
            "It mends %(count)d broken rule.", "It mends %(count)d broken rules.", len(done["mends"])
        ) % {"count": len(done["mends"])}  # fmt: skip
    if not done["breaks"]:
        yield _("No rule breaks.")


def _what(said: str) -> str:
    """What a rule asks people to be good at: as they wrote it, or the one that the optimiser calls by a sign."""
    return _("facilitating") if said == FACILITATES else said


def _asked_for(rule: Facts) -> str:
    return _what(FACILITATES if rule.get("kind") == "facilitator" else rule.get("what", ""))


# --- rules ---------------------------------------------------------------------------------


def rule(said: Facts, words: Words) -> str:
    """One rule in words: its `kind`, `what`, `count`, and the ids of `network`, `candidate` and `other`."""
    values = {
        "count": said.get("count") or 1,
        "what": _what(said.get("what", "")),
        "attribute": words.attribute(said.get("what", "")),
        "name": words.name(said.get("candidate")),
        "other": words.name(said.get("other")),
        "place": words.name(said.get("network")) if said.get("network") else _("each network"),
    }
    return RULES[said["kind"]](values) % values


RULES: dict[str, Callable[[Facts], str]] = {
    "at-most": lambda it: ngettext(
        "At most %(count)d person with the same %(attribute)s in %(place)s",
        "At most %(count)d people with the same %(attribute)s in %(place)s", it["count"],
    ),
    "requires": lambda it: ngettext(
        "At least %(count)d person who is good at %(what)s in %(place)s",
        "At least %(count)d people who are good at %(what)s in %(place)s", it["count"],
    ),
    "facilitator": lambda it: ngettext(
        "At least %(count)d person who can facilitate in %(place)s",
        "At least %(count)d people who can facilitate in %(place)s", it["count"],
    ),
    "languages": lambda it: _("Everybody speaks the language of the network"),
    "availability": lambda it: ngettext(
        "Everybody can come at %(count)d of the times of the network",
        "Everybody can come at %(count)d of the times of the network", it["count"],
    ),
    "wished": lambda it: _("Nobody is placed where they did not ask to be"),
    "together": lambda it: _("%(name)s and %(other)s in the same network"),
    "apart": lambda it: _("%(name)s and %(other)s not in the same network"),
    "pin": lambda it: _("%(name)s stays in %(place)s"),
    "forbid": lambda it: _("%(name)s not in %(place)s"),
}  # fmt: skip


def breach(broken: Facts, words: Words) -> str:
    """One broken rule in words."""
    facts = broken.get("facts", {})
    values = {
        "place": words.name(broken.get("network")),
        "count": facts.get("count", 0),
        "most": facts.get("most", 0),
        "least": facts.get("least", 0),
        "value": facts.get("value", ""),
        "names": _list([words.name(who) for who in broken.get("people", ())]),
        "what": _asked_for(words.rules.get(broken.get("rule", ""), {})),
    }
    return BREACHES.get(broken["kind"], lambda it: _("a rule about %(names)s is not kept."))(values) % values


BREACHES: dict[str, Callable[[Facts], str]] = {
    "size": lambda it: (
        _("%(place)s has %(count)d people and needs %(least)d.")
        if it["count"] < it["least"]
        else _("%(place)s has %(count)d people and has room for %(most)d.")
    ),
    "at-most": lambda it: _("%(place)s has %(count)d people of %(value)s, and %(most)d is the most."),
    "requires": lambda it: _("%(place)s has %(count)d of the %(least)d people who are good at %(what)s."),
    "languages": lambda it: _("%(names)s does not speak the language of %(place)s."),
    "availability": lambda it: _("%(names)s cannot come at the times of %(place)s."),
    "wished": lambda it: _("%(names)s did not ask for %(place)s."),
    "together": lambda it: _("%(names)s do not sit together."),
    "apart": lambda it: _("%(names)s sit together in %(place)s."),
    "pin": lambda it: _("%(names)s does not sit where they were pinned."),
    "forbid": lambda it: _("%(names)s sits in %(place)s, where they should not."),
}


# --- when no answer exists -----------------------------------------------------------------


def conflict(clash: Facts, words: Words) -> str:
    """Why these rules cannot all be kept."""
    facts = clash.get("facts", {})
    values = {
        **{name: facts.get(name, 0) for name in ("people", "least", "short", "placeable", "most", "count")},
        "what": _what(facts.get("what", "")),
        "attribute": words.attribute(str(facts.get("attribute", ""))),
        "value": facts.get("value", ""),
        "names": _list([words.name(who) for who in clash.get("people", ())]),
        "places": _list([words.name(where) for where in clash.get("networks", ())]),
        "rules": _list([_named(key, words) for key in clash.get("rules", ())]),
    }
    return (
        CONFLICTS.get(clash["kind"], lambda it: _("These rules cannot be kept together: %(rules)s."))(values) % values
    )


CONFLICTS: dict[str, Callable[[Facts], str]] = {
    "no-people": lambda it: _("Nobody who agreed to be placed has applied yet."),
    "no-networks": lambda it: _("No network has been chosen."),
    "too-few-people": lambda it: _(
        "The networks need at least %(least)d people together, and there are %(people)d: %(short)d short."
    ),
    "too-few-who-can": lambda it: _(
        "The rules ask for %(least)d people who are good at %(what)s, and there are %(people)d: %(short)d short."
    ),
    "pinned-twice": lambda it: _("%(names)s is pinned in two networks."),
    "pinned-and-barred": lambda it: _("%(names)s is pinned where another rule keeps them out: %(rules)s."),
    "pinned-and-apart": lambda it: _("%(names)s must be apart and are pinned in the same network."),
    "pinned-too-many": lambda it: _(
        "More people are pinned in %(places)s than there is room: %(people)d for %(most)d."
    ),
    "pinned-over-limit": lambda it: _(
        "%(count)d people of %(value)s are pinned in %(places)s, and %(most)d is the most."
    ),
    "together-and-apart": lambda it: _("%(names)s must be together and apart: %(rules)s."),
    "together-and-pinned": lambda it: _("%(names)s must be together and are pinned in two networks."),
    "together-too-many": lambda it: _(
        "%(people)d people must be together, and no network has room for more than %(most)d."
    ),
    "together-over-limit": lambda it: _(
        "%(count)d people of %(value)s must be together, and %(most)d is the most in a network."
    ),
    "together-nowhere": lambda it: _("No network may have all of these people: %(names)s."),
    "promised-nowhere": lambda it: _("%(names)s must have a place, and no network may have them."),
    "too-many-promised": lambda it: _("%(people)d people must have a place, and there are %(most)d."),
    "more-than-fit": lambda it: _(
        "%(places)s asks for %(least)d people who are good at %(what)s and has room for %(most)d."
    ),
    "limit-leaves-need": lambda it: _(
        "This limit on %(attribute)s lets in only %(placeable)d of the %(least)d people who are good at %(what)s."
    ),
    "too-few-may-come": lambda it: _(
        "%(places)s needs %(least)d people, and the rules let in %(people)d: %(short)d short."
    ),
    "too-few-who-can-may-come": lambda it: _(
        "%(places)s needs %(least)d people who are good at %(what)s, and the rules let in %(people)d."
    ),
    "networks-share-people": lambda it: _(
        "%(places)s look for the same people: they need %(least)d together, and there are %(people)d."
    ),
    "networks-share-who-can": lambda it: _(
        "%(places)s look for the same people who are good at %(what)s: they need %(least)d, and there are %(people)d."
    ),
    "no-answer-found": lambda it: _("No division was found that keeps these rules: %(rules)s."),
    "limit-leaves-seats": lambda it: _(
        "With this limit on %(attribute)s only %(placeable)d people can be placed, for %(least)d places to fill."
    ),
}


def remedies(clash: Facts, words: Words) -> list[str]:
    """What takes a conflict away, the cheapest first."""
    open_to_us = [one for one in clash.get("remedies", ()) if not one["rule"].startswith("member:")]
    return [said for one in open_to_us if (said := _remedy(one, clash, words))]


def _remedy(one: Facts, clash: Facts, words: Words) -> str:
    values = {
        "rule": _named(one["rule"], words), "to": one.get("to", 0), "cost": one.get("cost", 1),
        "place": words.name(one.get("network")) if one.get("network") else _("all networks together"),
        "what": _what(clash.get("facts", {}).get("what", "")),
    }  # fmt: skip
    is_size = one["rule"] == "sizes"
    said = {
        "lower": _("Let %(place)s start with %(to)d people.") if is_size else _("Lower to %(to)d: %(rule)s."),
        "raise": _("Give %(place)s room for %(to)d people.") if is_size else _("Raise to %(to)d: %(rule)s."),
        "drop": _("Do without this rule: %(rule)s."),
        "add": _("Find %(cost)d more people who fit, with a call.") if not values["what"] else _(
            "Find %(cost)d more people who are good at %(what)s."
        ),
    }  # fmt: skip
    return said[one["kind"]] % values if one["kind"] in said else ""


def _named(key: str, words: Words) -> str:
    if key == "sizes":
        return _("the sizes of the networks")
    if key.startswith("member:"):
        return _("who is in a network already stays there")
    known = words.rules.get(key)
    return rule(known, words) if known else _("a rule that is gone")


# --- why here, why not there ---------------------------------------------------------------


def why(said: Facts, words: Words) -> list[str]:
    """Why somebody sits where they sit, a sentence each."""
    name = words.name(said["person"])
    if said["network"] is None:
        return [
            _("%(name)s is on the bench: the places were better filled with others, or a rule left none.")
            % {"name": name}
        ]
    sentences = [_("This is %(choice)s of %(name)s.") % {"choice": choice(said["rank"]), "name": name}]
    brings = sorted(
        ((name, count) for name, count in said["brings"].items() if name not in NUMBERS), key=lambda pair: -pair[1]
    )
    for attribute, count in [pair for pair in brings if pair[1]][:2]:
        sentences.append(
            ngettext(
                "%(count)d colleague here has another %(attribute)s.",
                "%(count)d colleagues here have another %(attribute)s.", count,
            ) % {"count": count, "attribute": words.attribute(attribute)}
        )  # fmt: skip
    sentences += [
        _("A rule decides too: %(rule)s.") % {"rule": _named(key, words)} for key in said["rules"] if key in words.rules
    ]
    return sentences


def alternative(one: Facts, words: Words) -> str:
    """What it would cost to sit in another place, and who would come back."""
    if one["partner"]:
        way = _("in exchange with %(name)s") % {"name": words.name(one["partner"])}
    else:
        way = _("there is room")
    return f"{words.name(one['network'])}, {way}: {_cost(one['effect']['share'])}"


def why_not(said: Facts, words: Words) -> str:
    """Why somebody does not sit in a network, in one or two sentences."""
    values = {"name": words.name(said["person"]), "place": words.name(said["network"])}
    if said["is_possible"]:
        return _("%(name)s could sit in %(place)s.") % values + " " + effect(said["effect"], words)
    broken = [breach(one, words) for one in said["effect"]["breaks"]]
    kept_out = [_named(key, words) + "." for key in said["rules"] if key in words.rules] if not broken else []
    return _("%(name)s does not fit in %(place)s.") % values + " " + " ".join(broken or kept_out)


def gap(one: Facts, words: Words) -> str:
    """What a network still lacks, short enough for a chip."""
    values = {
        "count": one["wanted"] - one["count"], "what": _what(one["what"]), "attribute": words.attribute(one["kind"]),
    }  # fmt: skip
    if one["kind"] == "seat":
        return ngettext("room for %(count)d more", "room for %(count)d more", values["count"]) % values
    if one["kind"] in ("competence", "role"):
        return _("%(count)d more good at %(what)s") % values
    return _("missing: %(what)s") % values


def _list(names: Sequence[str]) -> str:
    """ "Anna, Bram and Cees" """
    if len(names) < 2:
        return "".join(names)
    return _("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
