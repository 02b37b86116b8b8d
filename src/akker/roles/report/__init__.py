"""What the pages and papers of this room say."""

from akker.roles.report.board import (
    board,
    forward,
    holders,
    members,
    prose_of,
    role_name,
    seat_roles,
    targets,
)
from akker.roles.report.papers import file_name, letter, letter_draft, result_text, worksheet
from akker.roles.report.table import needs, preconditions, unmet

__all__ = [
    "board",
    "file_name",
    "forward",
    "holders",
    "letter",
    "letter_draft",
    "members",
    "needs",
    "preconditions",
    "prose_of",
    "result_text",
    "role_name",
    "seat_roles",
    "targets",
    "unmet",
    "worksheet",
]
