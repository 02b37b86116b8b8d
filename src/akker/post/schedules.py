"""What the worker does again and again; the rooms above add theirs when they start."""

from __future__ import annotations

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds

SCHEDULES: dict[str, tuple[int, str]] = {  # name -> (every so many seconds, dotted path of a task without arguments)
    "send due mail": (15, "akker.post.tasks.send_due"),
    "gather digests": (HOUR, "akker.post.tasks.gather_digests"),
    "pick up dropped work": (MINUTE, "akker.post.tasks.pick_up"),
    "sweep": (DAY, "akker.post.tasks.sweep"),
}


def add(name: str, every: int, task: str) -> None:
    """Have the worker enqueue `task` every so many seconds.

    Raises:
        ValueError: the name is taken by something else.
    """
    if SCHEDULES.setdefault(name, (every, task)) != (every, task):
        raise ValueError(f"the schedule {name!r} exists already")
