"""Who is signed in, asked at every request: the two queries for it are written once instead of each time anew.

Composing these two costs Django more than running them does; see `make bench`. All else is Django's and allauth's.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Field, Model
from django.utils import timezone

from akker.people.models import Person

M = TypeVar("M", bound=Model)
_WRITTEN: dict[tuple[str, tuple[str, ...]], str] = {}  # SQL by database and what is asked


def _first(model: type[M], **wanted: Any) -> M | None:
    """The row that `wanted` finds, lookups as in a filter; None without one. One query."""
    key = (connection.vendor, (model._meta.label, *wanted))
    if key not in _WRITTEN:
        rows = model._default_manager.all()
        for name, value in wanted.items():  # one by one: a filter with more orders them by name
            rows = rows.filter(**{name: value})
        _WRITTEN[key] = str(rows.query.sql_with_params()[0])
    values = [_field(model, name).get_db_prep_value(value, connection) for name, value in wanted.items()]
    return next(iter(model._default_manager.raw(_WRITTEN[key], values)), None)


def _field(model: type[Model], lookup: str) -> Field[Any, Any]:
    return cast("Field[Any, Any]", model._meta.get_field(lookup.partition("__")[0]))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = _first(Session, session_key=self.session_key, expire_date__gt=timezone.now())
        if found is None:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        found = _first(Person, id=user_id)
        return found if found and self.user_can_authenticate(found) else None
