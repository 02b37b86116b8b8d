"""`akker compose`: files in, a proposal out. Told in docs/compose.md and docs/commands.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from akker.compose import telling
from akker.compose.problem import Problem
from akker.compose.reading import Names, Sheet, Unusable, problem
from akker.compose.solution import Solution
from akker.compose.solve import Progress, solve

_MOST_SAID = 50  # complaints; the rest is counted
_UNREADABLE = {
    "empty": "it is empty",
    "too_many_rows": "it has more rows than can be divided at once, 20,000",
    "too_many_columns": "it has more than 200 columns",
    "old_workbook": "it is a workbook from before 2007; save it as .xlsx or .csv",
    "locked_workbook": "it asks for a password",
    "too_big": "it is too big",
}


@dataclass(frozen=True, slots=True)
class Files:
    """How tables are read and written; given from outside, because that is another room's work.

    `read`: name and content -> table, raising `refusal`. `write`: header, rows and title -> the bytes of a workbook.
    """

    read: Callable[[str, bytes], Sheet]
    write: Callable[[tuple[str, ...], Sequence[tuple[str, ...]], str], bytes]
    refusal: type[Exception]


def main(words: Sequence[str], files: Files) -> int:
    """Runs the command; returns 0, or 1 when there is no proposal: then nothing is written."""
    options = _options(words)
    try:
        whole = _problem(options, files)
        _looked_through(whole, options.anyway)
        solution = solve(whole, seconds=options.seconds, steps=options.steps, seed=options.seed, on_progress=_telling())
        _kept(solution, options.anyway)
        if options.out:
            _write(Path(options.out), solution, files)
    except Unusable as refusal:
        _complain(refusal.complaints)
        return 1
    print(telling.summary(solution, options.out))
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="akker compose", description="Divide people over networks.")
    parser.add_argument("people", help="CSV or XLSX: id, and what is known of each person")
    parser.add_argument("--networks", required=True, help="CSV or XLSX: id, size or size_min and size_max")
    parser.add_argument("--rules", help="TOML: weights and rules")
    parser.add_argument("--out", help="where the proposal goes: .xlsx, .csv or .json")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another search")
    parser.add_argument("--seconds", type=float, help="how long to search; 5 unless said")
    parser.add_argument("--steps", type=int, help="how many steps instead: the same answer on every machine")
    parser.add_argument("--keep", action="store_true", help="pin whoever has a network in the column now")
    parser.add_argument("--anyway", action="store_true", help="write the best there is, even if it breaks rules")
    options = parser.parse_args(words)
    if options.out and Path(options.out).suffix.lower() not in (".xlsx", ".csv", ".json"):
        parser.error("--out must end in .xlsx, .csv or .json")
    if options.seconds is not None and not 0 < options.seconds <= 86_400:
        parser.error("--seconds must be above 0, and at most a day")
    if options.steps is not None and options.steps < 1:
        parser.error("--steps must be above 0")
    return options


def _problem(options: argparse.Namespace, files: Files) -> Problem:
    people, networks = (_sheet(name, files) for name in (options.people, options.networks))
    rules = _bytes(options.rules) if options.rules else b""
    names = Names(options.people, options.networks, options.rules or "rules")
    try:
        text = rules.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable([f"{names.rules}: it is not UTF-8 text"]) from error
    return problem(people, networks, text, names, keep=options.keep)


def _sheet(name: str, files: Files) -> Sheet:
    try:
        return files.read(name, _bytes(name))
    except files.refusal as refusal:
        reason = str(getattr(refusal, "reason_key", ""))
        raise Unusable([f"{name}: {_UNREADABLE.get(reason, 'it is no table')}"]) from refusal


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Unusable([f"{name}: {error.strerror or error}"]) from error


def _looked_through(whole: Problem, anyway: bool) -> None:
    """Raises Unusable when rules clash, with what would help."""
    clashes = whole.check()
    if clashes and not anyway:
        raise Unusable([telling.conflict(clash) for clash in clashes])


def _kept(solution: Solution, anyway: bool) -> None:
    clash = solution.clash()
    if clash is not None and not anyway:
        raise Unusable([telling.conflict(clash), *(telling.breach(one) for one in solution.violations)])


def _telling() -> Callable[[Progress], bool] | None:
    if not sys.stderr.isatty():
        return None

    def tell(progress: Progress) -> bool:
        end = "\n" if progress.fraction >= 1 else "\r"
        print(
            f"{progress.fraction:4.0%}  value {progress.value:.2f}  broken {progress.violations}",
            end=end,
            file=sys.stderr,
        )
        return True

    return tell


def _write(path: Path, solution: Solution, files: Files) -> None:
    """The whole file, or none of it: it gets its name when it is complete."""
    suffix = path.suffix.lower()
    header, rows = telling.table(solution)
    if suffix == ".json":
        content = json.dumps(solution.to_dict(), indent=2, ensure_ascii=False).encode() + b"\n"
    elif suffix == ".csv":
        content = telling.csv(header, rows).encode("utf-8-sig")
    else:
        content = files.write(header, rows, "Proposal")
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        os.replace(file.name, path)
    except OSError as error:
        raise Unusable([f"{path}: {error.strerror or error}; nothing was written"]) from error


def _complain(complaints: Sequence[str]) -> None:
    for complaint in complaints[:_MOST_SAID]:
        print(f"akker compose: {complaint}", file=sys.stderr)
    if len(complaints) > _MOST_SAID:
        print(f"akker compose: and {len(complaints) - _MOST_SAID} more", file=sys.stderr)
