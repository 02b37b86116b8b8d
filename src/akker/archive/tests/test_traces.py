"""Every field that leads to a person, or in which people write, is in the table of traces or left out on purpose."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, FileField, ForeignKey, JSONField, Model, TextField
from django.utils.functional import Promise

from akker.archive.report.held import LABELS
from akker.archive.report.traces import EVERYWHERE, LEFT_OUT, TRACES, leads
from akker.networks.models import Membership, Seat
from akker.people.models import Person

pytestmark = pytest.mark.trust
MODELS = apps.get_models(include_auto_created=True)
BY_MODEL = {trace.model: trace for trace in TRACES}
# Texts that the house writes, not people: keys of packs, names of zones and verbs, short words of a state.
OURS = {
    "role", "step", "signal", "verb", "target_kind", "time_zone", "handbook", "kind", "token_hash", "password", "hold",
    "language", "characteristic", "box", "way", "asks", "state", "ring", "mapping", "last_login",
    "form", "clause", "file",
}  # fmt: skip
# A handbook that somebody brought is a method: it names nobody, and it never changes.
METHODS = {"programmes.UploadedPack": {"slug", "pack_version", "pages", "digest"},
           "networks.HandbookChange": {"before", "after"}}  # fmt: skip


def fields(model: type[Model]) -> list[Any]:
    return [it for it in model._meta.concrete_fields if not it.primary_key]


def is_text(it: Any) -> bool:
    return isinstance(it, CharField | TextField | JSONField | FileField) and it.name not in OURS and not it.choices


def points_at_people(it: Any) -> bool:
    return isinstance(it, ForeignKey) and it.related_model in (Person, Membership, Seat)


def test_no_model_is_forgotten() -> None:
    known = {model._meta.label for model in BY_MODEL} | set(LEFT_OUT)
    missing = {model._meta.label for model in MODELS} - known

    assert not missing, f"add these to archive/report/traces: {missing}"
    assert not set(LEFT_OUT) - {model._meta.label for model in MODELS}
    assert len(BY_MODEL) == len(TRACES)


@pytest.mark.parametrize("model", BY_MODEL, ids=lambda model: model._meta.label)
def test_every_field_is_told_or_hidden_for_a_reason(model: type[Model]) -> None:
    """Of rows that are about people or by them."""
    trace = BY_MODEL[model]
    if not trace.tells:
        return
    known = {name.rpartition("__")[2] for name in trace.tells} | set(trace.hides)
    silent = {it.name for it in fields(model)} - known - {"programme", "network"}

    assert not silent, f"tell or hide: {silent}"


@pytest.mark.parametrize("model", BY_MODEL, ids=lambda model: model._meta.label)
def test_every_way_to_a_person_is_followed(model: type[Model]) -> None:
    trace, person = BY_MODEL[model], Person()
    followed = {*leads(trace.about, person), *leads(trace.by, person)}
    ways = {it.name for it in fields(model) if points_at_people(it)}

    assert ways <= followed | {"reference_leader"}


@pytest.mark.parametrize("model", BY_MODEL, ids=lambda model: model._meta.label)
def test_every_text_is_searched_for_names_or_goes(model: type[Model]) -> None:
    trace = BY_MODEL[model]
    texts = {it.name for it in fields(model) if is_text(it)}
    cleared = {*trace.mentions, *trace.addresses, *trace.empties, *(trace.tells if trace.goes else ())}
    cleared |= {name for name, why in trace.hides.items() if trace.goes}

    cleared |= METHODS.get(model._meta.label, set())

    assert not texts - cleared, f"names may stand in {texts - cleared}"


def test_texts_that_belong_to_no_place_are_searched_too() -> None:
    for model, names in EVERYWHERE:
        texts = {it.name for it in fields(model) if isinstance(it, JSONField) or it.name == "traceback"}

        assert texts - {"worker_ids"} <= set(names)


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.name)
def test_places_and_labels_are_there(trace: Any) -> None:
    for name in (*trace.mentions, *trace.addresses):
        it = trace.model._meta.get_field(name)
        assert trace.network or trace.programme
        assert name in LABELS or isinstance(it.verbose_name, Promise)
    for path in trace.tells:
        name = path.rpartition("__")[2]
        it = Seat._meta.get_field(name) if path.startswith("seat__") else None
        it = it or trace.model._meta.get_field(path.partition("__")[0])
        assert name in LABELS or isinstance(it.verbose_name, Promise), name


def test_nothing_that_opens_a_door_is_told() -> None:
    told = {(trace.model, name) for trace in TRACES for name in trace.tells}
    names = {name for _model, name in told}

    assert names.isdisjoint({"password", "token_hash", "session_key", "session_data", "key", "link_until"})
