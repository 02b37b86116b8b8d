"""Whether a document has the shape of a scenario: the JSON Schema in this package, with paths to each fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError as Misfit

from akker.archive.faults import Fault, path
from akker.handbooks.reader import PIN
from akker.people.zones import ZONES

SCHEMA = Path(__file__).parent / "scenario.schema.json"
FORMAT = 1
YEAR = r"(?:19|20|21)\d\d"
UTC_TIME = re.compile(YEAR + r"-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")
WALL_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{6})?)?")
DATE = re.compile(YEAR + r"-\d\d-\d\d")
MEANT = {
    "date-time": "a time in UTC such as 2026-09-10T08:00:00Z",
    "date": "a date such as 2026-09-10",
    "wall-time": "a time of day such as 13:30",
    "uuid": "a UUID in small letters",
    "email": "an e-mail address in small letters",
    "time-zone": "a time zone such as Europe/Amsterdam",
    "handbook": "a handbook with its version, such as leernetwerk@2026.1",
}


def faults(document: dict[str, Any]) -> Iterator[Fault]:
    """What keeps this from being a scenario, in the order of the document."""
    if document.get("akker") != FORMAT or document["akker"] is True:
        yield Fault("akker", _version(document))
        return
    for misfit in _validator().iter_errors(document):
        yield Fault(path(misfit.absolute_path), _words(misfit))


def _version(document: dict[str, Any]) -> str:
    if "akker" not in document:
        return f'is missing: a scenario begins with "akker": {FORMAT}'
    return f"this installation reads version {FORMAT} of the format, not {str(document['akker'])[:40]}"


@cache
def _validator() -> Draft202012Validator:
    checker = FormatChecker(formats=())
    for name, check in CHECKS.items():
        checker.checks(name, raises=(ValueError, ValidationError))(check)
    return Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=checker)


def _words(misfit: Misfit) -> str:
    row: Any = misfit.instance
    schema: Any = misfit.schema
    wanted: Any = misfit.validator_value
    found = json.dumps(row, ensure_ascii=False)
    found = found if len(found) <= 60 else f"{found[:60]}…"
    if misfit.validator == "required":
        missing = [name for name in wanted if name not in row]
        return f"{', '.join(missing)}: missing"
    if misfit.validator == "additionalProperties":
        strange = sorted(row.keys() - schema["properties"].keys())
        return f"{', '.join(strange)[:200]}: not in this format"
    if misfit.validator == "format":
        return f"{found} is not {MEANT[wanted]}"
    if misfit.validator == "enum":
        return f"{found} is not one of {', '.join(map(str, wanted))}"
    if misfit.validator == "maxLength":
        return f"longer than {wanted} characters"
    if misfit.validator == "type":
        return f"{found} is not of type {wanted}"
    if misfit.validator == "pattern":
        return f"{found} has another shape than {wanted}"
    return f"{found} does not keep to {misfit.validator} {wanted}"


def _shaped(shape: re.Pattern[str], parse: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        return not isinstance(value, str) or bool(shape.fullmatch(value) and parse(value))

    return check


def _uuid(value: object) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value


def _address(value: object) -> bool:
    if isinstance(value, str):
        validate_email(value)
        return value == value.lower()
    return True


CHECKS: dict[str, Callable[[object], bool]] = {
    "date-time": _shaped(UTC_TIME, datetime.fromisoformat),
    "date": _shaped(DATE, date.fromisoformat),
    "wall-time": _shaped(WALL_TIME, lambda text: time.fromisoformat(text) is not None),
    "uuid": _uuid,
    "email": _address,
    "time-zone": lambda value: not isinstance(value, str) or value in ZONES,
    "handbook": lambda value: not isinstance(value, str) or value == "" or bool(PIN.fullmatch(value)),
}
