from __future__ import annotations

import pytest
from django.core.cache import cache

from akker.people.models import Person


@pytest.fixture
def known(db: None) -> Person:
    """Somebody who has signed in before."""
    person = Person.objects.create_user("known@example.org", name="Jannie de Boer")
    Person.objects.filter(pk=person.pk).update(first_seen_at="2026-01-01T00:00Z")
    person.refresh_from_db()
    return person


@pytest.fixture(autouse=True)
def no_limits_remembered() -> None:
    cache.clear()
