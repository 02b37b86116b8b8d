"""What happens without anybody waiting for the page."""

from __future__ import annotations

from django_tasks import task

from akker.people import clock
from akker.question.actions import shelf


@task()
def sweep_offers() -> int:
    return shelf.sweep(now=clock.now())
