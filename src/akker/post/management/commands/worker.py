"""The worker: a lane for mail, so that no code waits for an import, a lane for the rest, and a clock."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections, connection
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from akker.people import clock
from akker.post.models import Heartbeat, Schedule
from akker.post.schedules import SCHEDULES

TICK = 5.0  # seconds between two looks at the schedules
INTERVAL = 0.3  # seconds between two looks at an empty queue
log = logging.getLogger("akker.worker")


class Command(BaseCommand):
    help = "Send mail and do the heavy work, until it is stopped (SIGTERM lets the task at hand finish)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do everything that is due, then exit")

    def handle(self, *, once: bool, **options: Any) -> None:
        name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        prepare()
        beat(name)
        if once:
            run_due(everything=True)
            lane(name, "*", batch=True).run()
        else:
            work(name)


def work(name: str) -> None:
    """Run until a signal comes: heavy tasks in this thread, mail and the clock beside it."""
    stop = threading.Event()
    heavy, mail = lane(name, "default"), lane(name, "mail")
    beside = [
        threading.Thread(target=_beside, args=(stop, lambda: tick(name, stop)), daemon=True),
        threading.Thread(target=_beside, args=(stop, mail.run), daemon=True),
    ]
    for thread in beside:
        thread.start()
    heavy.configure_signals()
    try:
        _until_stopped(heavy)
    finally:
        stop.set()
        mail.running = False
        for thread in beside:
            thread.join(timeout=25)  # longer than a mail server may take to answer
        Heartbeat.objects.filter(worker=name).delete()


def lane(name: str, queue: str, batch: bool = False) -> Worker:
    """A worker for one queue; "*" is all of them."""
    return Worker(
        queue_names=[queue],
        interval=INTERVAL,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def _until_stopped(heavy: Worker) -> None:
    while heavy.running:
        try:
            heavy.run()
        except OperationalError:
            log.exception("the database did not answer; trying again")
            time.sleep(1)


def _beside(stop: threading.Event, run: Callable[[], None]) -> None:
    try:
        while not stop.is_set():
            try:
                run()
            except OperationalError:
                log.exception("the database did not answer; trying again")
                stop.wait(1)
    finally:
        connection.close()


def tick(name: str, stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        beat(name)
        run_due()
        stop.wait(TICK)


def beat(name: str) -> None:
    """Say that this worker lives."""
    Heartbeat.objects.update_or_create(worker=name, defaults={"at": clock.now()})


def prepare() -> None:
    """Give each schedule of the code its row; forget rows whose schedule is gone."""
    Schedule.objects.exclude(name__in=SCHEDULES).delete()
    for name, (every, _task) in SCHEDULES.items():
        Schedule.objects.update_or_create(
            name=name, defaults={"every": every}, create_defaults={"every": every, "next_run_at": clock.now()}
        )


def run_due(everything: bool = False) -> list[str]:
    """Enqueue the task of each schedule that is due (or of all of them); returns their names."""
    now = clock.now()
    due = [row for row in Schedule.objects.filter(name__in=SCHEDULES) if row.claim(now) or everything]
    for row in due:
        import_string(SCHEDULES[row.name][1]).enqueue()
    return [row.name for row in due]
