"""Queries written once give and take what the ORM would, on either database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from akker.people.models import Person, Stale
from akker.people.prepared import KEY, TEXT, Prepared, Written, change, columns

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def noor(db: None) -> Person:
    return Person.objects.create(name="Noor", email="noor@example.org", last_login=NOON)


def test_both_ways_of_asking_give_what_the_orm_gives(noor: Person):
    names = ("id", "name", "last_login", "is_active")
    built = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list(*names), pk=KEY)
    sql = "SELECT id, name, last_login, is_active FROM people_person WHERE id = %(pk)s AND name = %(name)s"
    by_hand = Written(sql, columns(Person, names), pk=KEY, name=TEXT)
    asked = list(Person.objects.filter(pk=noor.pk).values_list(*names))
    assert asked == [(noor.pk, "Noor", NOON, True)]
    assert built(pk=noor.pk) == by_hand(pk=noor.pk, name="Noor") == asked
    assert by_hand(pk=noor.pk, name="Nora") == []


def test_a_change_is_written_only_where_the_row_is_as_it_was_seen(noor: Person):
    assert change(noor, {"name": "Noor"}, {"name": "Nora", "last_login": None})
    assert not change(noor, {"name": "Noor"}, {"name": "Noor again"})
    noor.refresh_from_db()
    assert (noor.name, noor.last_login) == ("Nora", None)


def test_who_saves_second_gets_both_texts(noor: Person):
    other = Person.objects.get(pk=noor.pk)
    noor.revise(seen=1, name="Noor de Wit", last_login=NOON)
    with pytest.raises(Stale) as told:
        other.revise(seen=1, name="N. de Wit")
    assert (told.value.row.name, told.value.mine) == ("Noor de Wit", {"name": "N. de Wit"})  # type: ignore[attr-defined]
    assert Person.objects.get(pk=noor.pk).version == 2
