"""Write a scenario: the rows of every noun, under readable keys, as values of JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from akker.archive.identity import numbered
from akker.archive.report.nouns import (
    ASKED,
    CANDIDATES,
    COMPOSITIONS,
    FORUM_DATES,
    FORUMS,
    NETWORKS,
    NOUNS,
    OFFICES,
    ORGANISATIONS,
    PACKS,
    PEOPLE,
    PROGRAMME_EVENTS,
    PROGRAMMES,
    QUESTIONNAIRES,
    THEME_CALLS,
    THEMES,
    Noun,
    lists_in,
    may_lack,
    points_at,
    silence,
)  # fmt: skip
from akker.archive.shape import FORMAT
from akker.archive.snapshot import snapshot
from akker.networks.models import Membership, Network
from akker.people.models import Person

Rows = Mapping[str, list[Any]]  # by the place of their noun


class NoSuchNetwork(LookupError):
    """There is no network at this PROGRAMME/NETWORK."""


def scenario(network: str = "") -> dict[str, Any]:
    """The document of this installation, or of one network ("programme/network") with the people it needs.

    A few queries per noun, all of one moment. Raises: NoSuchNetwork.
    """
    with snapshot():
        rows = _of_one(network_at(network)) if network else {noun.place: list(_all(noun)) for noun in NOUNS}
    keys = _keys(rows)
    inside = {noun.place: _by_parent(noun, rows[noun.place]) for noun in NOUNS}
    return {"akker": FORMAT} | {noun.name: _list(noun, rows[noun.place], keys, inside) for noun in lists_in(None)}


def network_at(address: str) -> Network:
    """The network at "programme/network". Raises: NoSuchNetwork."""
    programme, _, slug = address.partition("/")
    network = Network.objects.filter(programme__slug=programme, slug=slug).first()
    if network is None:
        raise NoSuchNetwork(address)
    return network


def _all(noun: Noun) -> QuerySet[Any]:
    rows = noun.model._default_manager.filter(**noun.only)
    return rows.select_related(*noun.joined) if noun.joined else rows


def _of_one(network: Network) -> Rows:
    """The rows of one network; of its programme only what they refer to."""
    organisations = Membership.objects.filter(network=network).values("organisation")
    chosen = {
        NETWORKS.place: _all(NETWORKS).filter(pk=network.pk),
        PROGRAMMES.place: _all(PROGRAMMES).filter(pk=network.programme_id),
        ORGANISATIONS.place: _all(ORGANISATIONS).filter(pk__in=organisations),
        OFFICES.place: _all(OFFICES).filter(pk=network.reference_leader_id),
        PACKS.place: _packs_of(network),
        THEMES.place: _all(THEMES).filter(pk=network.proposal_id),
        **{
            noun.place: _all(noun).none()
            for noun in (
                PEOPLE,
                FORUMS,
                FORUM_DATES,
                PROGRAMME_EVENTS,
                THEME_CALLS,
                QUESTIONNAIRES,
                CANDIDATES,
                ASKED,
                COMPOSITIONS,
            )  # fmt: skip
        },
    }
    for noun in NOUNS:
        if noun.place not in chosen and noun.inside:
            chosen[noun.place] = _all(noun).filter(**{f"{noun.link}__in": chosen[noun.inside.place].values("pk")})
    rows = {place: list(queryset) for place, queryset in chosen.items()}
    rows[PEOPLE.place] = list(Person.objects.filter(pk__in=_people_in(rows)))
    return rows


def _packs_of(network: Network) -> QuerySet[Any]:
    """The handbooks of its programme that the network walks, or walked."""
    changes = network.handbook_changes.values_list("before", "after")
    pins = {network.handbook}.union(*changes)
    wanted = [Q(slug=slug, pack_version=version) for slug, _at, version in (pin.partition("@") for pin in pins)]
    return _all(PACKS).filter(reduce(or_, wanted), programme=network.programme_id)


def _people_in(rows: Rows) -> set[UUID]:
    fields = [(noun, it) for noun in NOUNS for it in noun.fields() if points_at(it) is PEOPLE]
    return {getattr(row, it.attname) for noun, it in fields for row in rows[noun.place]} - {None}


def _keys(rows: Rows) -> dict[UUID, str]:
    """A key for every row that others can name. Who was there first gets it without a number."""
    keys: dict[UUID, str] = {}
    for noun in NOUNS:
        if noun.stem is None:
            continue
        scopes = defaultdict(list)
        for row in sorted(rows[noun.place], key=lambda row: row.pk):
            scopes[getattr(row, noun.link) if noun.link else None].append((row.pk, noun.stem(row, keys)))
        for stems in scopes.values():
            keys |= numbered(stems)
    return keys


def _by_parent(noun: Noun, rows: Iterable[Model]) -> dict[UUID, list[Model]]:
    grouped = defaultdict(list)
    for row in rows if noun.inside else ():
        grouped[getattr(row, noun.link)].append(row)
    return grouped


Inside = Mapping[str, Mapping[UUID, list[Any]]]


def _list(noun: Noun, rows: Iterable[Model], keys: Mapping[UUID, str], inside: Inside) -> list[dict[str, Any]]:
    written = [_row(noun, row, keys, inside) for row in rows]
    order = ("key",) if noun.stem else (*noun.order, "id")
    return sorted(written, key=lambda row: [row.get(name, "") for name in order])


def _row(noun: Noun, row: Model, keys: Mapping[UUID, str], inside: Inside) -> dict[str, Any]:
    """One row: key, id, what it says, and the lists inside it. Where it is silent, nothing is written.

    It may be silent too about what is in no file, such as a learning question that its member took back.
    """
    written: dict[str, Any] = {"key": keys[row.pk]} if noun.stem else {}
    written["id"] = str(row.pk)
    for it in noun.fields():
        value = getattr(row, it.attname)
        if points_at(it) and value not in keys and may_lack(it):
            continue
        if not may_lack(it) or value != silence(it):
            written[it.name] = keys[value] if points_at(it) else plain(value)
    for each in lists_in(noun):
        if own := inside[each.place].get(row.pk):
            written[each.name] = _list(each, own, keys, inside)
    return written


def plain(value: Any) -> Any:
    """A value as JSON says it: dates of ISO 8601, times in UTC with a Z, wall times without."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, time):
        return value.isoformat("minutes" if value.second == value.microsecond == 0 else "auto")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value
