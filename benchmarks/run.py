"""Ask the product and a bare Django project in turn; print what a page costs, and write docs/benchmarks.md.

Both run on the same server with as many threads. CPU is what the kernel booked on the server process
while it answered, so the client and a busy neighbour hardly count. Exit 1 when a limit is passed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import wire  # noqa: E402
from tests import machine  # noqa: E402

SEED = 20261120
ROUNDS = 6
ASKS = 30  # requests a round, after a warm-up
THREADS = "4"
PRODUCT_SECONDS = 60  # no more rounds are begun after this
LIMITS = {"overview": 4.0, "journey": 4.0, "people": 4.0, "now": 4.0, "fragment": 2.5, "cell": 2.5}
ANY_PAGE = 8.0

INTRO = """# Benchmarks

Made by `make bench`: the demo beside a bare Django project (session, user, one query, small template) on the same
server with {threads} threads, on SQLite, each page asked in {rounds} interleaved rounds of {asks} requests. CPU is what
the server process used; the ratio is to the floor. Bytes are what crosses the wire, compressed and with headers, in
Chromium with an empty cache and again with a full one: at most {limit.FIRST} kB in {limit.REQUESTS} requests the first
time, {limit.REPEAT} kB after that. The fragment is asked the way htmx asks; the cell is a press in the plan, and
writes. The composer has [a page of its own](benchmarks-compose.md).
"""


@dataclass(slots=True)
class Site:
    """One running server with a signed-in visitor. `costs`: page -> CPU per request in ms, one per round."""

    process: subprocess.Popen[bytes]
    port: int
    cookie: dict[str, str]
    pages: dict[str, str]
    cell: dict[str, str] = field(default_factory=dict)  # what a press on a cell of the plan sends, but for the version
    token_name: str = ""  # of the cookie that goes with a press
    costs: dict[str, list[float]] = field(default_factory=dict)
    presses: int = 0

    def cpu(self) -> float:
        """Seconds of CPU this process has used; its threads stay, so their sum only grows."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def ask(self, page: str, times: int) -> None:
        """Ask for a page `times` over one connection. Raises AssertionError when it does not answer 200."""
        headers = {"Cookie": f"{self.cookie['name']}={self.cookie['value']}", "Accept-Encoding": "gzip, br"}
        if page in wire.FRAGMENTS:
            headers["HX-Request"] = "true"
        connection = HTTPConnection("localhost", self.port, timeout=30)
        for _time in range(times):
            body = self.press(headers) if page == "cell" else None
            connection.request("POST" if body else "GET", self.pages[page], body=body, headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert "HX-Redirect" not in answer.headers, f"{page}: the press was only shown"
            assert answer.status == 200, f"{page} {self.pages[page]}: {answer.status} {answer.headers.get('Location')}"
        connection.close()

    def press(self, headers: dict[str, str]) -> str:
        """The next press on one cell: each gives another state, as the script of the page sends it."""
        token = self.cell["csrfmiddlewaretoken"]
        headers["Cookie"] = f"{self.cookie['name']}={self.cookie['value']}; {self.token_name}={token}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        place, state = f"{self.cell['cell']}.{self.presses}", ("optional", "required")[self.presses % 2]
        self.presses += 1
        return urlencode(self.cell | {"cell": place, "state": state})

    def measure(self, page: str) -> None:
        self.ask(page, 2)
        before = self.cpu()
        self.ask(page, ASKS)
        self.costs.setdefault(page, []).append((self.cpu() - before) / ASKS * 1000)


@contextmanager
def site(application: str, sign_in: str, env: dict[str, str]) -> Iterator[Site]:
    """A server with somebody signed in; gone afterwards."""
    made = subprocess.run([sys.executable, sign_in], env=env, cwd=ROOT, capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(made.stderr)
    visitor = json.loads(made.stdout)
    port = int(env["PORT"])
    words = ["--port", str(port), "--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "3"]
    process = machine.start([sys.executable, "-m", "uvicorn", application, *words], env=env, cwd=ROOT)
    try:
        _await(process, port)
        cookie = {"name": visitor["name"], "value": visitor["value"]}
        yield Site(process, port, cookie, visitor["pages"], visitor.get("cell", {}), visitor.get("token", ""))
    finally:
        machine.stop(process)


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    for _attempt in range(150):
        try:
            HTTPConnection("localhost", port, timeout=1).connect()
        except OSError:
            time.sleep(0.2)
            assert process.poll() is None, "the server did not start"
        else:
            return
    raise TimeoutError("the server did not answer within 30 seconds")


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AKKER_", "DJANGO_"))}
    port = str(machine.free_port())
    mine = {"PYTHONPATH": str(ROOT), "PORT": port, "AKKER_THREADS": THREADS, "AKKER_DATA": str(folder)}
    return {**kept, **mine, "FLOOR_DATA": str(folder), "AKKER_ADDRESS": f"http://localhost:{port}"}


def compare(floor: Site, product: Site) -> None:
    """Interleaved rounds: before each page of the product the floor is asked, so both meet the same neighbours."""
    order = random.Random(SEED)
    pages = list(product.pages)
    until = time.monotonic() + PRODUCT_SECONDS
    for _round in range(ROUNDS):
        order.shuffle(pages)
        for page in pages:
            floor.measure("floor")
            product.measure(page)
        if time.monotonic() > until:
            return


def report(floor: Site, product: Site, weights: dict[str, wire.Weight]) -> tuple[list[str], bool]:
    """The lines of the table, and whether every page keeps within its limit."""
    base = statistics.median(floor.costs["floor"])
    lines = [
        "| page | CPU per request | ratio | limit | | first visit | repeat visit | requests |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
        f"| floor | {base:.1f} ms | 1.0 | | | | | |",
    ]
    kept = True
    for page in product.pages:
        cost = statistics.median(product.costs[page])
        limit = LIMITS.get(page, ANY_PAGE)
        weight = weights.get(page)
        fine = cost / base <= limit and (weight is None or weight.is_light)
        kept &= fine
        carried = f"{weight.first:.1f} kB | {weight.repeat:.1f} kB | {weight.requests}" if weight else "| |"
        lines.append(f"| {page} | {cost:.1f} ms | {cost / base:.1f} | {limit} | {'' if fine else 'over'} | {carried} |")
    return lines, kept


def write(lines: list[str], floor: Site, product: Site) -> None:
    """docs/benchmarks.md, and the same on the console."""
    rounds = len(floor.costs["floor"]) // len(product.pages)
    intro = INTRO.format(threads=THREADS, rounds=rounds, asks=ASKS, limit=wire)
    memory = f"Memory of the server process after this: {product.memory():.0f} MB; the floor: {floor.memory():.0f} MB."
    load, cores = os.getloadavg()[1], os.cpu_count()
    busy = f"Load of the machine in the last five minutes: {load:.1f} on {cores} processors; what counts is the ratio."
    text = "\n".join([intro, *lines, "", memory, busy, ""])
    print(text)
    (ROOT / "docs/benchmarks.md").write_text(text)


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="akker-bench-"))
    for name in ("floor", "product"):
        (folder / name).mkdir()
    bare, akker = surroundings(folder / "floor"), surroundings(folder / "product")
    try:
        command = [str(Path(sys.executable).with_name("akker")), "demo", "--no-serve"]
        subprocess.run(command, env=akker, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        files = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
        subprocess.run(files, env={**akker, "DJANGO_SETTINGS_MODULE": "akker.web.settings"}, cwd=folder, check=True)
        with (
            site("benchmarks.floor.server:application", "benchmarks/floor/sign_in.py", bare) as floor,
            site("akker.web.server:application", "benchmarks/product_sign_in.py", akker) as product,
        ):
            compare(floor, product)
            lines, kept = report(floor, product, wire.weigh(product.port, product.cookie, product.pages))
            write(lines, floor, product)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
