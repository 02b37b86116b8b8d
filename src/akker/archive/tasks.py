from __future__ import annotations

from django_tasks import task

from akker.archive.actions.erase import wipe


@task()
def wipe_file() -> None:
    """After an erasure: nothing of it stays in the file of the database."""
    wipe()
