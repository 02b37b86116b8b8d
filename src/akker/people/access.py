"""Who is signed in, and what every form shares: it acts once, whoever sends it and however often.

The session and its person are asked at every request, in prepared queries; all else about them is Django's and
allauth's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from posixpath import relpath
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from akker.people import clock
from akker.people.models import Once, Person
from akker.people.prepared import KEY, MOMENT, TEXT, Prepared, thin

P = ParamSpec("P")
OPENS = re.compile(r"/[\w-]{43}/")  # the token of a personal link: of those only hashes are kept
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

SESSION = ("session_key", "session_data", "expire_date")
SESSIONS = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(*SESSION),
    key=TEXT, now=MOMENT,
)  # fmt: skip
PERSON = tuple(field.attname for field in Person._meta.concrete_fields)
PEOPLE = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list(*PERSON), pk=KEY)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        for values in SESSIONS(key=self.session_key, now=timezone.now()):
            return thin(Session, SESSION, values)
        self._session_key = None
        return None


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        for values in PEOPLE(pk=user_id):
            person = thin(Person, PERSON, values)
            return person if self.user_can_authenticate(person) else None
        return None


class _SentBefore(Exception):
    """This key has had its effect."""


def once(view: View[P]) -> View[P]:
    """Run a POST in one transaction with its `once` key: all of it is kept, or none.

    An answer of 400 or above undoes the transaction, so the same form can be sent again
    corrected. A key that had its effect is answered with the address of the first answer.
    """

    @wraps(view)
    def act(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key(request)
        try:
            with transaction.atomic():
                return _run(request, key, lambda: view(request, *args, **kwargs))
        except _SentBefore:
            return _again(request, key)

    act.acts_once = True  # type: ignore[attr-defined]
    return act


def _run(request: HttpRequest, key: UUID | None, view: Callable[[], HttpResponse]) -> HttpResponse:
    mark = _mark(request, key)
    response = view()
    if response.status_code >= 400:
        transaction.set_rollback(True)
    elif mark and isinstance(response, HttpResponseRedirect):
        mark.address = _kept(response.url, request.path)[:500]
        mark.save(update_fields=["address"])
    return response


def _kept(address: str, path: str) -> str:
    """An address as it is kept: one that opens a door only as the way there from `path`, which is not kept."""
    return f"{relpath(address, path)}/" if OPENS.search(address) and address.endswith("/") else address


def _mark(request: HttpRequest, key: UUID | None) -> Once | None:
    if key is None:
        return None
    try:
        with transaction.atomic():
            return Once.objects.create(key=key, person=_sender(request), at=clock.now())
    except IntegrityError as sent:
        raise _SentBefore from sent


def _again(request: HttpRequest, key: UUID | None) -> HttpResponse:
    """The answer to a form sent before: by the same person, or before they signed in."""
    mine = Q(person=_sender(request)) | Q(person=None)
    first = Once.objects.filter(Q(key=key) & mine).first()
    if first is None:
        raise BadRequest
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": first.address or request.path})
    return HttpResponseRedirect(first.address or request.path)


def _sender(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _key(request: HttpRequest) -> UUID | None:
    text = request.POST.get("once", "")
    try:
        return UUID(text) if text else None
    except ValueError as broken:
        raise BadRequest from broken
