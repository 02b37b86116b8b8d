"""A division of people over networks with how it was found, and what can be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from akker.compose import residue, why
from akker.compose.conflicts import Conflict
from akker.compose.division import Division
from akker.compose.problem import Problem
from akker.compose.reasons import Gap, Reasons, Share, WhyNot
from akker.compose.score import Breach, Parts


@dataclass(frozen=True, kw_only=True)
class Solution(Division):
    """A division and how it was found.

    `upper_bound`: points that no division can pass, None where no useful one is known. `steps`: with the same seed they
    give the same answer on every machine. `is_optimal`: proven. `is_cancelled`: stopped before its time.
    `is_repeatable`: the steps and the seed give it again; not when the clock or somebody cut the search short.
    """

    upper_bound: float | None = None
    steps: int = 0
    seed: int = 0
    seconds: float = 0.0
    is_optimal: bool = False
    is_cancelled: bool = False
    is_repeatable: bool = True

    @classmethod
    def of(cls, problem: Problem, assignment: Mapping[str, str], **rest: Any) -> Solution:
        """What somebody composed by hand, or what was kept: to be judged and explained like any other."""
        return cls(problem=problem, assignment=dict(assignment), **rest)

    @property
    def gap(self) -> float | None:
        """How much better than this anything can be, as a share of the bound; 0.001 is a tenth of a percent."""
        if self.upper_bound is None:
            return None
        return max(0.0, (self.upper_bound - self.value) / self.upper_bound) if self.upper_bound > 0 else 0.0

    def explain(self, person: str) -> Reasons:
        """Why this person sits here, and what each other place would cost. Raises: KeyError."""
        return why.explain(self, person)

    def why_not(self, person: str, network: str) -> WhyNot:
        """Why this person does not sit there, and what it would take. Raises: KeyError."""
        return why.why_not(self, person, network)

    def gaps(self) -> tuple[Gap, ...]:
        """What each network still lacks: what a call can ask for."""
        return tuple(why.gaps(self.problem, self.seats))

    def shares(self) -> tuple[Share, ...]:
        """How each value of each attribute is spread, beside the even split."""
        return tuple(why.shares(self.problem, self.seats))

    def clash(self) -> Conflict | None:
        """What a search could not keep, and the numbers with which this very division keeps all; None when it does.

        Not a proof, unlike `Problem.check`, which is asked first.
        """
        return residue.clash(self.problem.board, self.violations)

    def to_dict(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        return {
            "assignment": dict(sorted(self.assignment.items())),
            "bench": sorted(self.bench),
            "value": self.value,
            "parts": _plain(self.parts),
            "upper_bound": self.upper_bound,
            "gap": self.gap,
            "rules_broken": [_plain(breach) for breach in self.violations],
            "steps": self.steps,
            "seed": self.seed,
            "seconds": round(self.seconds, 3),
            "is_optimal": self.is_optimal,
            "is_cancelled": self.is_cancelled,
            "is_repeatable": self.is_repeatable,
            "problem": self.problem.fingerprint,
            "fingerprint": self.fingerprint,
        }


def _plain(one: Parts | Breach) -> dict[str, Any]:
    if isinstance(one, Parts):
        numbers = {"diversity": one.diversity, "preferences": one.preferences, "stability": one.stability}
        return numbers | {"attributes": dict(one.attributes)}
    return {
        "kind": one.kind,
        "rule": one.rule,
        "network": one.network,
        "people": list(one.people),
        "amount": one.amount,
        "facts": dict(one.facts),
    }
