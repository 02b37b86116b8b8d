"""What happens without anybody waiting for the page."""

from __future__ import annotations

from django_tasks import task

from akker.people import clock
from akker.question.actions import readings, shelf


@task()
def sweep_offers() -> int:
    return shelf.sweep(now=clock.now())


@task()
def ask_readings() -> int:
    return readings.ask_all(clock.now())
