"""Divides people over networks: people and rules in, proposals and their reasons out. Plain Python.

Everything that another room may use is named here; docs/compose.md tells how.
"""

from akker.compose.conflicts import Conflict, Remedy
from akker.compose.people import Network, Person
from akker.compose.problem import Fault, Problem, Unclear
from akker.compose.reasons import Alternative, Comparison, Effect, Gap, Mix, Move, Reasons, Share, WhyNot
from akker.compose.roles import Role, RoleProposal, assign_roles
from akker.compose.rules import (
    Apart,
    AtMost,
    Availability,
    Forbid,
    Languages,
    Pin,
    Requires,
    Rule,
    Together,
    Wished,
)
from akker.compose.schedule import Attendance, Schedule, schedule
from akker.compose.score import Breach, Parts
from akker.compose.solution import Solution
from akker.compose.solve import Progress, solve
from akker.compose.weights import Weights

__all__ = [
    "Alternative",
    "Apart",
    "AtMost",
    "Attendance",
    "Availability",
    "Breach",
    "Comparison",
    "Conflict",
    "Effect",
    "Fault",
    "Forbid",
    "Gap",
    "Languages",
    "Mix",
    "Move",
    "Network",
    "Parts",
    "Person",
    "Pin",
    "Problem",
    "Progress",
    "Reasons",
    "Remedy",
    "Requires",
    "Role",
    "RoleProposal",
    "Rule",
    "Schedule",
    "Share",
    "Solution",
    "Together",
    "Unclear",
    "Weights",
    "WhyNot",
    "Wished",
    "assign_roles",
    "schedule",
    "solve",
]
