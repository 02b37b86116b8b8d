"""What tests take from the machine: Debian packages, free ports, processes that end with us."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any


def on_ci() -> bool:
    """Whether a skipped part must fail the run."""
    return os.environ.get("CI", "") in ("true", "1") or os.environ.get("AKKER_CI", "") == "1"


def install(package: str) -> str:
    """Install one Debian package; "" when that went well, else why not."""
    if not shutil.which("apt-get"):
        return f"there is no apt-get; install {package} in the way of this system"
    if os.geteuid():
        return f"as root: apt-get install {package}"
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # 1: start no services
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *command], env=env, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"apt-get install {package} failed: {done.stderr.strip()[-200:]}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start a process that is told to end when we end, even when we are killed."""
    leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    return subprocess.Popen([*leash, *command], **options)


def stop(process: subprocess.Popen[bytes], seconds: float = 15) -> None:
    """End a process kindly, and after `seconds` not so kindly."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
