"""The page of an open announcement, for anybody, and applying on it without an account.

Source: docs/decisions/0012-applying-without-an-account.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from akker.networks.models import Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import LANGUAGES, Person
from akker.recruit import access
from akker.recruit.actions import application as actions
from akker.recruit.forms.application import ApplicationForm
from akker.recruit.models import Announcement, Stand
from akker.recruit.report import announcement as report
from akker.recruit.report.asked import asked
from akker.recruit.report.role import offered_in

TAKING = (Stand.OPEN, Stand.WAITING)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def apply(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Read, fill in, keep as a draft or send."""
    row = access.read(programme, network)
    with translation.override(spoken(request, row.network.language)):
        if request.method != "POST":
            return _page(request, row, blank(row, _initial(request)))
        form = blank(row, {}, request.POST, is_draft="save" in request.POST)
        if form.is_machine:
            return redirect("recruit-sent", programme, network)
        if not form.is_valid() or row.stand(_today(row)) not in TAKING:
            return _page(request, row, form, 422)
        return _keep(request, row, form)


def _keep(request: HttpRequest, row: Announcement, form: ApplicationForm) -> HttpResponse:
    now = clock.now()
    try:
        application, token = actions.begin(
            announcement=row, filled=form.filled, language=translation.get_language() or row.network.language,
            origin=_origin(request), now=now,
        )  # fmt: skip
    except actions.TooMany as refusal:
        form.add_error(None, refusal.message)
        return _page(request, row, form, 429)
    if not form.is_draft:
        actions.send(application=application, now=now)
        return redirect("recruit-sent", row.programme.slug, row.network.slug)
    actions.mail_draft(application=application, token=token, now=now)
    # Not a redirect: an address that was redirected to is kept with the key of the form, and this one opens a door.
    page = {"application": application, "token": token, "network": row.network}
    return render(request, "recruit/saved.html", page)


@require_safe
def sent(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    row = access.read(programme, network)
    with translation.override(spoken(request, row.network.language)):
        return render(request, "recruit/sent.html", {"network": row.network})


# --- what the own links of an applicant use too --------------------------------------------


def spoken(request: HttpRequest, otherwise: str) -> str:
    """The language this reader chose here, or that of the network."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if isinstance(request.user, Person):
        chosen = request.user.language
    return chosen if chosen in dict(LANGUAGES) else otherwise


def blank(row: Announcement, initial: dict[str, Any], *args: Any, is_draft: bool = False) -> ApplicationForm:
    """The form for this announcement; two queries."""
    networks = open_networks(row)
    return ApplicationForm(
        *args, initial=initial, networks=[(str(one.pk), one.name) for one in networks],
        roles=offered_in(networks), asks=asked(row.programme)[0], engagement=report.engagement(row), is_draft=is_draft,
    )  # fmt: skip


def open_networks(row: Announcement) -> list[Network]:
    """This network first, then the others of the programme where one can apply; one query."""
    rows = Announcement.objects.taking(_today(row)).with_taken().select_related("network")
    others = rows.filter(programme=row.programme_id).exclude(pk=row.pk).order_by("network__name")
    taking = [other for other in others if other.stand(_today(other)) in TAKING]
    return [each.network for each in (row, *taking)]


def _today(row: Announcement) -> date:
    return clock.now().astimezone(row.network.zone).date()


def _page(request: HttpRequest, row: Announcement, form: ApplicationForm, status: int = 200) -> HttpResponse:
    stand = row.stand(_today(row))
    context = {
        "row": row,
        "network": row.network,
        "programme": row.programme,
        "stand": stand,
        "is_taking": stand in TAKING,
        "blocks": report.blocks(row),
        "numbers": report.numbers(row),
        "size": report.size(row),
        "short": report.short(row),
        "address": report.address(row.network),
        "locale": report.LOCALES.get(row.network.language, row.network.language),
        "form": form,
    }
    return render(request, "recruit/apply.html", context, status=status)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Whoever is signed in need not type who they are."""
    person = request.user
    return {"name": person.name, "email": person.email or ""} if isinstance(person, Person) else {}


def _origin(request: HttpRequest) -> str:
    """A keyed hash of where this came from: enough to notice a flood, and no address of anybody."""
    return salted_hmac("akker.recruit.origin", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()
