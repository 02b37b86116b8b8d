from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.people import actions
from akker.people.access import once
from akker.people.forms import ZONES_FIRST, AddressForm, CodeForm, LanguageForm, MeForm, NewPasswordForm, PasswordForm
from akker.people.models import Person, Stale
from akker.people.sign_in import CODE, DEMO, enter, way_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next(request) or "/")
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _sign_in_page(request, status=422 if form.is_bound else 200, form=form)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="request_login_code", key=email):
        form.add_error(None, _("That was often. Wait a minute, then ask again."))
        return _sign_in_page(request, status=429, form=form)
    person = actions.recognise(email=email, language=get_language() or "")
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)
    return redirect(_passing_on(request, "account_confirm_login_code"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def code(request: HttpRequest) -> HttpResponse:
    stage = None if request.user.is_authenticated else LoginStageController.enter(request, LoginByCodeStage.key)
    process = stage and LoginCodeVerificationProcess.resume(stage)
    if not process:
        return _ask_anew(request, _("That code is no longer valid. Ask for a new one.") if stage else "")
    form = CodeForm(request.POST or None, expected=process.code)
    if request.method == "POST" and form.is_valid():
        return process.finish(_next(request))
    if request.method == "POST" and not process.record_invalid_attempt():
        return _ask_anew(request, _("That was wrong too often. Ask for a new code."))
    context = {"form": form, "email": process.state["email"], "next": _next(request)}
    return render(request, "people/code.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def sign_in_by_password(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next(request) or "/")
    form = PasswordForm(request.POST or None, auto_id="id_password_%s")
    person = _by_password(request, form) if form.is_bound and form.is_valid() else None
    if person is None:
        return _sign_in_page(request, status=422 if form.is_bound else 200, password_form=form)
    login = Login(user=person, email=person.email, redirect_url=_next(request))
    return perform_password_login(request, {"email": person.email}, login)


def _by_password(request: HttpRequest, form: PasswordForm) -> Person | None:
    words = form.cleaned_data
    try:
        person = get_adapter(request).authenticate(request, email=words["email"], password=words["password"])
    except ValidationError:
        form.add_error(None, _("That was wrong too often. Wait five minutes, or sign in with a code."))
        return None
    if person is None:
        form.add_error(None, _("This address and this password do not belong together."))
    return person


@require_POST
@once
def sign_in_as(request: HttpRequest, pk: UUID) -> HttpResponse:
    if not settings.DEMO or settings.PRODUCTION:
        raise Http404
    person = get_object_or_404(Person, pk=pk, is_active=True)
    if request.user.is_authenticated:
        logout(request)
    return enter(request, person, DEMO, _next(request))


@require_POST
@once
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "people/inactive.html")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def me(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = MeForm(request.POST or None, initial=_words(person))
    if request.method != "POST" or not form.is_valid():
        return _me_page(request, form, status=422 if form.is_bound else 200)
    try:
        actions.introduce(person=person, seen=form.cleaned_data["version"], **form.words())
    except Stale as stale:
        theirs = _words(stale.row)
        again = MeForm(initial={**stale.mine, "version": theirs["version"]})
        pairs = [(again[name].label, mine, theirs[name]) for name, mine in stale.mine.items()]
        return _me_page(request, again, status=409, pairs=pairs)
    if onward := _next(request):
        return redirect(onward)
    with translation.override(form.cleaned_data["language"]):  # it may just have been changed
        messages.success(request, _("Saved."))
    return redirect("people:me")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def password(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    asks_old = person.has_usable_password() and way_in(request, person) != CODE
    form = NewPasswordForm(request.POST or None, person=person, asks_old=asks_old)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/password.html", {"form": form}, status=422 if form.is_bound else 200)
    actions.lock(person=person, password=form.cleaned_data["new"])
    update_session_auth_hash(request, person)
    messages.success(request, _("Your password is set. You can still sign in with a code too."))
    return redirect("people:me")


@require_POST
@once
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    onward = redirect(_next(request) or "/")
    if not form.is_valid():
        return onward
    if isinstance(request.user, Person):
        actions.speak(person=request.user, language=form.cleaned_data["language"])
    onward.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return onward


def _sign_in_page(request: HttpRequest, status: int, **forms: Any) -> HttpResponse:
    cast = Person.objects.cast() if settings.DEMO and not settings.PRODUCTION else []
    page = {
        "form": AddressForm(),
        "password_form": PasswordForm(auto_id="id_password_%s"),
        **forms,
        "cast": cast,
        "next": _next(request),
    }
    return render(request, "people/sign_in.html", page, status=status)


def _me_page(request: HttpRequest, form: MeForm, status: int, pairs: Sequence[tuple[Any, ...]] = ()) -> HttpResponse:
    page = {"form": form, "zones": ZONES_FIRST, "pairs": pairs, "next": _next(request), "here": "me"}
    return render(request, "people/me.html", page, status=status)


def _words(person: Model) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ("name", "language", "time_zone", "version")}


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _ask_anew(request: HttpRequest, why: str) -> HttpResponse:
    if why:
        messages.error(request, why)
    return redirect(_passing_on(request, "account_login"))


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if safe else ""


def _passing_on(request: HttpRequest, name: str) -> str:
    onward = _next(request)
    return resolve_url(name) + ("?" + urlencode({"next": onward}) if onward else "")
