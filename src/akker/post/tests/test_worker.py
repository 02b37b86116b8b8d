from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from akker.people import clock
from akker.people.models import Person
from akker.post import actions, kinds, schedules
from akker.post.management.commands import worker
from akker.post.models import Ask, Heartbeat, Job, Mail, Schedule

QUEUE = """
from akker.people.clock import now
from akker.post import actions
actions.queue(address="reader@example.org", kind="notice", subject="News", text="Hello", language="nl", now=now())
"""


class Installation:
    """An installation of its own in a folder, driven from the console."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("AKKER_", "DJANGO_"))}
        env |= {"AKKER_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "akker.web.settings", **settings}
        command = [sys.executable, "-W", "error::RuntimeWarning", "-m", "django", *words]
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *words: str, **settings: str) -> str:
        process = self.start(*words, **settings)
        said = process.communicate(timeout=90)[0]
        assert process.returncode == 0, said
        return said

    def mails(self) -> list[str]:
        return [file.read_text() for file in sorted((self.folder / "mail").glob("*"))]


@pytest.fixture(scope="module")
def queued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with one mail to send, made once: it takes six seconds."""
    made = Installation(tmp_path_factory.mktemp("queued"))
    made.run("migrate", "-v0", "--skip-checks")
    made.run("shell", "-v0", "-c", QUEUE)
    return made.folder


@pytest.fixture
def installation(queued: Path, tmp_path: Path) -> Installation:
    return Installation(Path(shutil.copytree(queued, tmp_path, dirs_exist_ok=True)))


@pytest.fixture
def silent_server() -> Iterator[tuple[str, threading.Event]]:
    """A mail server that takes a call and never says a word: its address, and a bell for the call."""
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            calls.append(server.accept()[0])
            called.set()

        calls: list[socket.socket] = []
        threading.Thread(target=take, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}", called
        for call in calls:
            call.close()


def eventually(true: object, within: float = 30.0) -> bool:
    end = time.monotonic() + within
    while not true() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.1)
    return bool(true())  # type: ignore[operator]


@pytest.mark.sqlite
@pytest.mark.slow
def test_once_sends_what_is_queued_into_the_folder(installation):
    installation.run("worker", "--once", "--skip-checks")
    installation.run("worker", "--once", "--skip-checks")

    (mail,) = installation.mails()
    assert "To: reader@example.org" in mail


@pytest.mark.sqlite
@pytest.mark.slow
def test_the_worker_sends_and_stops_cleanly(installation):
    process = installation.start("worker", "--skip-checks")
    try:
        assert eventually(installation.mails)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0, process.communicate()[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.sqlite
@pytest.mark.slow
def test_mail_of_a_worker_killed_while_sending_goes_out_later(installation, silent_server):
    address, called = silent_server
    process = installation.start("worker", "--skip-checks", AKKER_MAIL_URL=address)
    try:
        assert called.wait(timeout=30)
    finally:
        process.kill()
        process.communicate()

    installation.run("worker", "--once", "--skip-checks")
    assert installation.mails() == []
    later = timezone.now() + timedelta(minutes=11)
    installation.run("worker", "--once", "--skip-checks", AKKER_CLOCK=later.isoformat())
    assert len(installation.mails()) == 1


@pytest.mark.django_db
def test_a_schedule_is_claimed_once_in_its_time(now):
    row = Schedule.objects.create(name="a", every=60, next_run_at=now)

    claims = [
        row.claim(now),
        row.claim(now),
        row.claim(now + timedelta(seconds=59)),
        row.claim(now + timedelta(seconds=60)),
    ]

    assert claims == [True, False, False, True]


@pytest.mark.django_db
def test_schedules_follow_the_code_and_run_when_due():
    Schedule.objects.create(name="of an older version", every=1, next_run_at=clock.now())

    worker.prepare()
    worker.prepare()

    assert set(Schedule.objects.values_list("name", flat=True)) == set(schedules.SCHEDULES)
    assert set(worker.run_due()) == set(schedules.SCHEDULES)
    assert worker.run_due() == []


def test_a_name_of_a_schedule_is_used_once(monkeypatch):
    monkeypatch.setattr(schedules, "SCHEDULES", {})

    schedules.add("feeds", 60, "a.b")
    schedules.add("feeds", 60, "a.b")
    with pytest.raises(ValueError, match="feeds"):
        schedules.add("feeds", 60, "c.d")


def running(worker_ids: list[str]) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="akker.post.tasks.sweep",
        backend_name="default",
        run_after=timezone.now(),
        worker_ids=worker_ids,
    )


@pytest.mark.django_db
def test_work_of_a_dead_worker_is_picked_up_and_given_up_in_the_end(now):
    Heartbeat.objects.create(worker="alive", at=now)
    Heartbeat.objects.create(worker="dead", at=now - timedelta(minutes=6))
    tasks = [running(["alive"]), running(["dead"]), running(["dead"] * actions.TRIES)]

    assert actions.pick_up(now=now) == 2

    for task in tasks:
        task.refresh_from_db()
    assert [task.status for task in tasks] == ["RUNNING", "READY", "FAILED"]


@pytest.mark.django_db
def test_the_sweep_keeps_what_is_needed_and_drops_the_rest(reader, now):
    old = now - timedelta(days=400)
    for moment in (old, now):
        actions.begin(person=reader, kind="import", now=moment)
        actions.queue(to=reader, kind=kinds.NOTICE, subject="s", text="t", now=moment)
        actions.sign_in_link(person=reader, now=moment)
        actions.ask(person=reader, kind="fit", what="x", minutes=1, now=moment)

    actions.sweep(now=now)

    assert (Job.objects.count(), Mail.objects.count(), Ask.objects.count()) == (1, 1, 3)


@pytest.mark.django_db
def test_login_link_prints_an_address_that_signs_in(client, reader):
    out = StringIO()

    call_command("login_link", "Reader@Example.org", stdout=out)

    address = out.getvalue().strip()
    assert address.endswith("/sign-in/")
    client.post(address.removeprefix("http://localhost:8000"), {"once": uuid4()})
    assert client.session["_auth_user_id"] == str(reader.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "says"), [("who@example.org", "--create"), ("no address", "not an e-mail address")])
def test_login_link_refuses_whom_it_does_not_know(email, says):
    with pytest.raises(CommandError, match=says):
        call_command("login_link", email)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_login_link_refuses_a_closed_account(reader):
    Person.objects.update(is_active=False)

    with pytest.raises(CommandError, match="closed"):
        call_command("login_link", reader.email)


@pytest.mark.django_db
def test_login_link_makes_somebody_when_told_to():
    call_command("login_link", "new@example.org", create=True, stdout=StringIO())

    assert Person.objects.by_mail("new@example.org")
    assert connection.in_atomic_block
