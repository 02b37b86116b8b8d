from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.people import clock
from akker.people import sign_in as people
from akker.people.access import once
from akker.people.models import Person
from akker.post import actions, kinds
from akker.post.access import SpentLink, answer
from akker.post.forms import PreferencesForm
from akker.post.models import Job, Preference
from akker.post.pages import ASK_PAGES


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        errand = answer(token, clock.now())
    except SpentLink as spent:
        return _spent(request, token, spent)
    if page := ASK_PAGES.get(errand.ask.kind):
        return redirect(page, token)
    return _in_words_of(errand.person, request, "post/errand.html", {"errand": errand})


@require_POST
@never_cache
@once
def renewal(request: HttpRequest, token: str) -> HttpResponse:
    try:
        answer(token, clock.now())
    except SpentLink as spent:
        if not _may_renew(spent):
            return _spent(request, token, spent)
        actions.mail_link(ask=spent.ask, now=clock.now())
        return redirect("post:link-sent")
    return redirect("post:link", token)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "post/link_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        errand = answer(token, clock.now())
        if errand.ask.kind != kinds.SIGN_IN:
            raise Http404
        if request.method != "POST":
            return _in_words_of(errand.person, request, "post/sign_in.html", {"errand": errand})
        actions.redeem(ask=errand.ask, now=clock.now())
    except SpentLink as spent:
        return _spent(request, token, spent)
    return people.enter(request, errand.person, people.LINK, "")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def preferences(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "way"))
    form = PreferencesForm(request.POST or None, initial=dict.fromkeys(kinds.CHOOSABLE, kinds.NOW) | chosen)
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "post/preferences.html", {"form": form, "here": "mail"}, status=422 if form.is_bound else 200
        )
    for kind, way in form.cleaned_data.items():
        actions.set_preference(person=person, kind=kind, way=way, now=clock.now())
    messages.success(request, _("Your mail comes as you chose."))
    return redirect("post:preferences")


@require_safe
@never_cache
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = get_object_or_404(Job, pk=pk, person=_person(request))
    page = "post/_job.html" if getattr(request, "htmx", False) else "post/job.html"
    return render(request, page, {"job": mine})


def _spent(request: HttpRequest, token: str, spent: SpentLink) -> HttpResponse:
    """The page of a link that has ended: 410, gone."""
    page = {"ask": spent.ask, "why": spent.why, "token": token, "may_renew": _may_renew(spent)}
    return _in_words_of(spent.ask.person, request, "post/spent.html", page, status=410)


def _may_renew(spent: SpentLink) -> bool:
    return (
        spent.why == "overdue"
        and spent.ask.is_open
        and spent.ask.kind != kinds.SIGN_IN
        and bool(spent.ask.person.email)
    )


def _in_words_of(
    person: Person, request: HttpRequest, page: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page in the language of the person the link was made for."""
    with translation.override(person.language):
        return render(request, page, context, status=status)


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
