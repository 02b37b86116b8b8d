"""Who comes in where: composing the networks of a programme."""

from __future__ import annotations

from typing import Any

from akker.networks.models import Network
from akker.people.models import Person
from akker.recruit.actions import composing
from akker.recruit.models import Candidate, Opening, Placing, PlacingRule
from tests.cast import NOW
from tests.house.doors.row import Row

TABLE = {
    "recruit-compositions": Row("mette", 200, 405),
    "recruit-composition-new": Row("mette", 200, 422),
    "recruit-composition": Row("mette", 302, 405),
    "recruit-composition-withdrawal": Row("mette", 405, 302),
    "recruit-rules": Row("mette", 200, 405),
    "recruit-rules-new": Row("mette", 405, 422),
    "recruit-rule-withdrawal": Row("mette", 405, 302),
    "recruit-opening": Row("mette", 405, 422),
    "recruit-weights": Row("mette", 405, 422),
    "recruit-comparison": Row("mette", 302, 405),
    "recruit-proposals": Row("mette", 405, 302),
    "recruit-proposal": Row("mette", 200, 405),
    "recruit-search": Row("mette", 302, 405),
    "recruit-moves": Row("mette", 405, 422),
    "recruit-putting-away": Row("mette", 405, 302),
    "recruit-publication": Row("mette", 200, 422),
    "recruit-reopening": Row("mette", 405, 302),
    "recruit-placing": Row("mette", 200, 405),
    "recruit-role": Row("mette", 405, 302),
    "recruit-call": Row("mette", 200, 405),
    "recruit-matching": Row("mette", 200, 405),
    "recruit-match": Row("mette", 200, 422),
    "recruit-choice": Row("mette", 405, 302),
}
VALUES = {"letter": "A"}


def things(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """A proposal that places Olga; made by hand, so that nothing needs to be looked for."""
    made = composing.begin(
        programme=network.programme, name="Voorjaar", networks=[network], by=cast["mette"], now=NOW,
        sizes={network.pk: (0, 20)},
    )  # fmt: skip
    proposal = composing.ask(composition=made, by=cast["mette"], now=NOW)
    composing.keep(proposal=proposal, facts={"value": 1, "facts": {"breaches": []}}, placings={}, now=NOW)
    candidate = Candidate.objects.get(person=cast["olga"])
    Placing.objects.create(programme=network.programme, proposal=proposal, candidate=candidate, network=network)
    pages = """
        composition rules weights comparison proposal search moves putting-away publication placing role call matching
        match choice reopening
    """
    keys = [f"recruit-{page}" for page in pages.split()]
    return {
        **dict.fromkeys(keys, made.pk),
        "recruit-rule-withdrawal": PlacingRule.objects.filter(composition=made).earliest("pk").pk,
        "recruit-opening": Opening.objects.get(composition=made).pk,
        "candidate": candidate.pk,
        "opening": Opening.objects.get(composition=made).pk,
    }
