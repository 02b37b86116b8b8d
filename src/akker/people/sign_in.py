"""How django-allauth speaks and acts here: it carries the codes, we write the mail and keep the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.cryptokit import generate_user_code
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akker.people import clock

CODE, LINK, PASSWORD, DEMO = "code", "link", "password", "demo"  # ways to sign in, as allauth records them
LETTERS = {"account/email/login_code": "code", "account/email/unknown_account": "unknown"}


def _nobody(*, address: str, subject: str, text: str, language: str, now: datetime) -> None:
    raise RuntimeError("nobody delivers mail: post has not started")


deliver: Callable[..., object] = _nobody  # the room that sends mail is upstairs; it puts itself here


class Adapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letter = LETTERS[template_prefix]
        words = {"code": context.get("code", ""), "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}
        deliver(
            address=email.lower(),
            subject=_("Signing in to Akker"),
            text=render_to_string(f"people/{letter}.txt", words),
            language=get_language(),
            now=clock.now(),
        )

    def generate_login_code(self) -> str:
        """Six consonants in two threes (64 million): no words, nothing that looks like a digit."""
        return generate_user_code(length=6)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; the library stays silent."""

    def login(self, request: HttpRequest, user: Any) -> None:
        way = way_in(request, user)
        super().login(request, user)
        language = "" if way == DEMO else spoken(request)
        user.has_arrived(clock.now(), language=language, by_mail=way == CODE)

    def post_login(self, request: HttpRequest, user: Any, *, redirect_url: str | None, **hints: Any) -> Any:
        """Whoever has no name yet is asked for it first."""
        onward = redirect_url or resolve_url(settings.LOGIN_REDIRECT_URL)
        if not user.name:
            onward = f"{reverse('people:me')}?{urlencode({'next': onward})}"
        return super().post_login(request, user, redirect_url=onward, **hints)


def enter(request: HttpRequest, person: Any, way: str, onward: str) -> HttpResponse:
    """Sign `person` in, who proved who they are by `way`; answers with where to go."""
    record_authentication(request, person, method=way)
    answer: HttpResponse = perform_login(request, Login(user=person, email=person.email, redirect_url=onward))
    return answer


def way_in(request: HttpRequest, user: Any) -> str:
    """How `user` proved who they are in this session: one of the constants above, or nothing."""
    records = get_authentication_records(request, user)
    return str(records[-1]["method"]) if records else ""


def spoken(request: HttpRequest) -> str:
    """The language this browser asked for, or nothing when it did not say."""
    said = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or "Accept-Language" in request.headers
    return get_language() or "" if said else ""
