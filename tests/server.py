"""A real installation for tests: its own data folder, its own SQLite, the server process and its worker."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path

import psycopg

from tests import machine

AKKER = str(Path(sys.executable).with_name("akker"))
SECONDS_TO_START = 120
NUMBERS = count(1)
MADE: list[Server] = []  # the demo that others are copied from


class Server:
    """One installation in `data`; empty until something is loaded, silent until started."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data, self.port = data, machine.free_port()
        self.url = f"http://localhost:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AKKER_", "DJANGO_"))}
        self.env = {**kept, "AKKER_DATA": str(data), "PORT": str(self.port), "AKKER_ADDRESS": self.url, **settings}
        self.process: subprocess.Popen[bytes] | None = None

    def akker(self, *words: str) -> str:
        """What a command such as `akker login-link EMAIL` prints; its complaint when it fails."""
        done = subprocess.run([AKKER, *words], env=self.env, cwd=self.data, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, f"akker {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def demo(self) -> Server:
        """The demo loaded, copied from the one that this process made first: making it takes nine seconds of CPU."""
        if not MADE:
            MADE.append(Server(Path(tempfile.mkdtemp(prefix="akker-demo-")), AKKER_DEMO="True"))
            atexit.register(shutil.rmtree, MADE[0].data, ignore_errors=True)
            MADE[0].akker("demo", "--no-serve")
        shutil.copytree(MADE[0].data, self.data, dirs_exist_ok=True)
        self.env["AKKER_DEMO"] = "True"
        return self

    def start(self) -> Server:
        with self.log.open("ab") as log:
            self.process = machine.start([AKKER, "run"], env=self.env, cwd=self.data, stdout=log, stderr=log)
        for _attempt in range(SECONDS_TO_START * 5):
            if self.answers():
                return self
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)
        raise TimeoutError(f"the server did not answer\n{self.log.read_text()}")

    def stop(self) -> None:
        if self.process:
            machine.stop(self.process)

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/", timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code < 500
        except OSError:
            return False
        return True

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def mails(self) -> list[str]:
        """What was sent, oldest first; mail goes to a folder when no mail server is set."""
        files = sorted((self.data / "mail").glob("*"), key=lambda file: file.stat().st_mtime)
        return [file.read_text() for file in files]


def place(tmp_path: Path, kind: str) -> Server:
    """An empty installation on "sqlite", or with "postgres" on a new database of the PostgreSQL of this run."""
    name = f"place{os.getpid()}_{next(NUMBERS)}"
    data = tmp_path / name
    data.mkdir()
    if kind == "sqlite":
        return Server(data)
    address = os.environ["AKKER_TEST_POSTGRES"]
    folder = address.partition("host=")[2]
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return Server(data, AKKER_DATABASE_URL=address.replace("/postgres?", f"/{name}?"))
