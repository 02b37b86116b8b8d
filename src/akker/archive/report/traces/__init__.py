"""The table of where people stand in the rows of the house: what is told to them, and what erasure does.

A room that gets a noun adds it here; `tests/test_traces.py` walks every model and says what is missing.
Source: docs/decisions/0010-erasure.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from akker.archive.report.traces import agenda, composing, dates, ground, journey, meetings, question, recruit, roles
from akker.archive.report.traces.trace import Trace, Whose
from akker.people.models import Person

__all__ = ["EVERYWHERE", "LEFT_OUT", "TRACES", "Trace", "leads"]

# In the order in which they are told.
TRACES: tuple[Trace, ...] = (
    *ground.TRACES, *roles.TRACES, *question.TRACES, *journey.TRACES, *meetings.TRACES, *agenda.TRACES, *dates.TRACES,
    *recruit.TRACES, *composing.TRACES, *ground.THEMES,
)  # fmt: skip

# Texts that belong to no place; erasure looks at all of them.
EVERYWHERE: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (DBTaskResult, ("args_kwargs", "return_value", "traceback")),
)

# What is neither told nor erased here, and why.
LEFT_OUT = MappingProxyType({
    "sessions.Session": "read one by one: told as times, ended by erasure",
    "account.EmailConfirmation": "the key of a mail we never send; goes with its address",
    "auth.Group": "not used", "auth.Permission": "not used", "auth.Group_permissions": "not used",
    "contenttypes.ContentType": "names of tables",
    "post.Heartbeat": "of the worker", "post.Schedule": "of the worker",
    "programmes.ForumDate": "a day and no more", "programmes.ThemeCall": "two days and no more",
    "django_tasks_database.DBTaskResult": "ids of rows; see EVERYWHERE for its texts",
})  # fmt: skip


def leads(whose: Whose, person: Person) -> Iterator[str]:
    """The fields of the model by which `whose` finds its rows."""
    for child in whose(person).children:
        if isinstance(child, tuple):
            yield str(child[0]).partition("__")[0]
