from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Serve the pages and the worker. The address is the loopback one unless --host says otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--no-worker", action="store_true", help="serve pages only; run `akker worker` elsewhere")

    def handle(self, *, host: str, no_worker: bool, **options: Any) -> None:
        _listen_once(host, settings.PORT)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        worker = None if no_worker else _worker()
        signal.signal(signal.SIGTERM, _leave)
        self.stdout.write(f"Akker is at http://{'localhost' if host == '127.0.0.1' else host}:{settings.PORT}")
        self.stdout.flush()
        try:
            uvicorn.run(
                "akker.web.server:application", host=host, port=settings.PORT, access_log=False, log_level="warning",
                timeout_graceful_shutdown=3, server_header=False,
            )  # fmt: skip
        finally:
            if worker:
                worker.terminate()
                worker.wait(timeout=15)


def _listen_once(host: str, port: int) -> None:
    """Notice a port that is taken before an address is printed at which something else answers."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as refused:
        why = os.strerror(refused.errno) if refused.errno and refused.errno > 0 else refused
        raise CommandError(
            f"Akker cannot listen at {host}:{port} ({why}). Stop what is there, "
            f"or set PORT to another one, such as PORT={port % 65535 + 1}."
        ) from None


def _worker() -> subprocess.Popen[bytes]:
    """The worker as a child process, ended with the server."""
    return subprocess.Popen([sys.executable, "-m", "akker.web.cli", "worker"], env=os.environ)  # noqa: S603


def _leave(*_: object) -> None:
    raise SystemExit(0)
