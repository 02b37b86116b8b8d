"""A temporary PostgreSQL cluster on a socket of its own: `with cluster() as address:`.

As a command (`make pg`) it opens a shell with AKKER_DATABASE_URL set; the cluster ends with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests import machine

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=90"]


def binaries() -> Path | None:
    """The folder of initdb and postgres, the newest when there are several."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists()), None)


def missing() -> str:
    """ "" when a cluster can be started, installing PostgreSQL if need be; else how to get it."""
    return "" if binaries() else machine.install("postgresql") or ("" if binaries() else "initdb was not found")


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a fresh, empty database; fast rather than safe, and gone afterwards."""
    programs = binaries()
    if programs is None:
        raise FileNotFoundError("initdb was not found")
    folder = Path(tempfile.mkdtemp(prefix="akker-pg-", dir="/tmp"))
    who: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0:  # PostgreSQL refuses root
        shutil.chown(folder, "postgres", "postgres")
        who |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    try:
        made = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run([*made, "--locale=C.UTF-8"], check=True, **who)
        options = [part for setting in QUICK for part in ("-c", setting)]
        server = machine.start([str(programs / "postgres"), "-D", f"{folder}/data", "-k", str(folder), *options], **who)
        try:
            yield _ready(folder)
        finally:
            machine.stop(server)
    finally:
        machine.remove(folder)


def _ready(folder: Path) -> str:
    for _attempt in range(150):
        try:
            psycopg.connect(f"host={folder} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return f"postgresql://postgres@/postgres?host={folder}"
    raise TimeoutError("PostgreSQL did not answer within 15 seconds")


if __name__ == "__main__":
    if why := missing():
        raise SystemExit(why)
    with cluster() as address:
        print(f"AKKER_DATABASE_URL={address}")
        subprocess.run([os.environ.get("SHELL", "/bin/sh")], env={**os.environ, "AKKER_DATABASE_URL": address})
