"""The JSON Schema of the format, drawn from the table of nouns and the fields of their models."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Field

from akker.archive.report.nouns import NETWORKS, PROGRAMMES, Noun, lists_in, may_lack, points_at, silence
from akker.archive.shape import FORMAT

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
KEY = {"type": "string", "pattern": "^[a-z0-9_-]+(/[a-z0-9_-]+)?$", "maxLength": 130}
SLUG = "^[a-z0-9]+([_-]+[a-z0-9]+)*$"
SHA256 = "^[0-9a-f]{64}$"
LONGEST = 100_000  # characters of a text
FORMATS: tuple[tuple[type[Field[Any, Any]], dict[str, Any]], ...] = (  # the first that fits
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.TimeField, {"type": "string", "format": "wall-time"}),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.DecimalField, {"type": "number", "minimum": 0}),
    (models.PositiveSmallIntegerField, {"type": "integer", "minimum": 0, "maximum": 2**15 - 1}),
    (models.PositiveIntegerField, {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}),
    (models.JSONField, {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 200}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.SlugField, {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$"}),
    (models.CharField, {"type": "string"}),
    (models.TextField, {"type": "string", "maxLength": LONGEST}),
)


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a scenario."""
    lists = {noun.name: _list(noun) for noun in lists_in(None)}
    return {
        "$schema": ADDRESS,
        "title": "Akker scenario",
        "type": "object",
        "additionalProperties": False,
        "required": ["akker"],
        "properties": {"akker": {"const": FORMAT}} | lists,
        "$defs": {"key": KEY},
    }


def _list(noun: Noun) -> dict[str, Any]:
    properties: dict[str, Any] = {"key": _key(noun)} if noun.stem else {}
    properties["id"] = {"type": "string", "format": "uuid"}
    properties |= {it.name: _value(it) for it in noun.fields()}
    properties |= {each.name: _list(each) for each in lists_in(noun)}
    required = [*(["key"] if noun.stem else []), *(it.name for it in noun.fields() if not may_lack(it))]
    row = {"type": "object", "additionalProperties": False, "required": required, "properties": properties}
    return {"type": "array", "items": row}


def _key(noun: Noun) -> dict[str, Any]:
    if noun is NETWORKS:
        return KEY | {"pattern": f"{SLUG[:-1]}/{SLUG[1:]}", "description": "programme/network, as in its address"}
    if noun is PROGRAMMES:
        return KEY | {"pattern": SLUG, "maxLength": 60, "description": "as in its address"}
    return {"$ref": "#/$defs/key"}


def _value(it: Field[Any, Any]) -> dict[str, Any]:
    target = points_at(it)
    if target:
        return {"$ref": "#/$defs/key", "description": f"a key of {target.place}"}
    said = dict(next(kind for model, kind in FORMATS if isinstance(it, model)))
    if isinstance(it, models.CharField) and it.max_length:
        said["maxLength"] = it.max_length
    if isinstance(it, models.JSONField) and it.default is dict:
        said = {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST}}
    if it.name == "frozen":  # nested, and read with care
        said = {"type": "object"}
    if it.choices:
        said["enum"] = [value for value, _label in it.flatchoices]
    if isinstance(it, models.DecimalField):
        said["maximum"] = 10 ** (it.max_digits - it.decimal_places) - 1
    if it.name == "file":
        said["pattern"] = SHA256
    if it.name == "time_zone":
        said["format"] = "time-zone"
    if it.name == "handbook":
        said["format"] = "handbook"
    if may_lack(it) and silence(it) not in (None, "", [], {}):
        said["default"] = silence(it)
    return said
