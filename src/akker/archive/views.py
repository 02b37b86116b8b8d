"""People look after themselves: what others see of them, what is held about them, and how to be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akker.archive.actions.erase import LastManager, erase, unmanaged
from akker.archive.report import farewell, sight
from akker.archive.report.held import as_json, held
from akker.archive.report.reach import reach
from akker.archive.tasks import wipe_file
from akker.people import clock
from akker.people.access import once
from akker.people.models import Person
from akker.post import kinds
from akker.post.models import Preference


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "way"))
    context = {
        "here": "seen",
        "sights": sight.of_networks(person),
        "offices": sight.offices(person, clock.now().date()),
        "mails": [(kind, kinds.WAYS[chosen.get(key, kinds.NOW)]) for key, kind in kinds.CHOOSABLE.items()],
    }
    return render(request, "archive/seen.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    _person(request)
    return render(request, "archive/data.html", {"here": "data"})


@require_safe
def data_json(request: HttpRequest) -> HttpResponse:
    content = as_json(held(reach(_person(request))), clock.now())
    return _attached(content, "application/json", "akker.json")


@require_safe
def data_html(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    page = {"person": person, "chapters": held(reach(person)), "made_at": clock.now()}
    return _attached(render_to_string("archive/held.html", page).encode(), "text/html; charset=utf-8", "akker.html")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def erasure(request: HttpRequest) -> HttpResponse:
    person, now = _person(request), clock.now()
    if request.method != "POST":
        near = reach(person)
        page = {"here": "erasure", "farewell": farewell.of(near), "stuck": unmanaged(near, now)}
        return render(request, "archive/erasure.html", page)
    try:
        erase(person=person, now=now)
    except LastManager:
        messages.error(request, _("Nothing was erased. A programme needs a manager; appoint another first."))
        return redirect("archive:erasure")
    transaction.on_commit(lambda: wipe_file.enqueue())
    logout(request)
    messages.success(request, _("You are forgotten here. Thank you for what you brought."))
    return redirect("account_login")


def _attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
