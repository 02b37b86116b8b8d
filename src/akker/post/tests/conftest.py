from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from akker.people.models import Person

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def reader(db: None) -> Person:
    """Somebody who gets mail."""
    return Person.objects.create_user("reader@example.org", name="Jannie de Boer")


@pytest.fixture(autouse=True)
def no_limits_remembered() -> None:
    cache.clear()
