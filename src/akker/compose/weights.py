"""What is worth how much. The unit is a point: what a wish of rank three is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How wishes are weighed; rules are not weighed, they are kept.

    `attributes`: name -> points that two colleagues who differ in it are apart, or two at the ends of the range of a
    number; an attribute that is not named weighs `other`. `preferences`: points for the first wish, the second, ...
    `stability`: points for staying where somebody is now.
    """

    attributes: Mapping[str, float] = field(default_factory=dict)
    other: float = 1.0
    preferences: tuple[float, ...] = (3.0, 2.0, 1.0)
    stability: float = 0.25

    def leaning(self, *, diversity: float = 1.0, preferences: float = 1.0, stability: float = 1.0) -> Weights:
        """The same, with a part multiplied: for a second proposal that leans another way."""
        return replace(
            self,
            attributes={name: weight * diversity for name, weight in self.attributes.items()},
            other=self.other * diversity,
            preferences=tuple(points * preferences for points in self.preferences),
            stability=self.stability * stability,
        )

    def of(self, attribute: str) -> float:
        return self.attributes.get(attribute, self.other)
