"""What an applicant does through a link of their own: go on with a draft, confirm, withdraw, agree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.recruit import access
from akker.recruit.actions import application as actions
from akker.recruit.actions import candidate as candidates
from akker.recruit.actions.application import Filled
from akker.recruit.forms.application import ApplicationForm, initial
from akker.recruit.forms.candidate import USES, ConsentForm
from akker.recruit.models import Announcement, Application, Candidate
from akker.recruit.report import candidate as report
from akker.recruit.views.public import TAKING, blank, spoken

HERE = "./"  # relative: an address that a form led to is kept, and the whole one opens a door
BACK = "../"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def own(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a link: a draft to go on with, an application to confirm, or who one is as a candidate."""
    found = access.own(token)
    if isinstance(found, Candidate):
        with translation.override(spoken(request, found.language or found.programme.language)):
            return _candidate(request, found, token)
    with translation.override(spoken(request, found.language)):
        if found.is_mailed:
            return _to_confirm(request, found, token)
        return _draft(request, found, token)


# --- a draft -------------------------------------------------------------------------------


def _draft(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    row = Announcement.objects.with_taken().filter(network=application.network_id).first()
    if row is None or application.sent_at:
        return render(request, "recruit/waiting.html", {"application": application, "network": application.network})
    row.network, row.programme = application.network, application.programme
    before = Filled(application.name, application.email, application.answers, application.wishes)
    first = {**initial(before), "version": application.version}
    if request.method != "POST":
        return _draft_page(request, application, blank(row, first), token)
    form = blank(row, first, request.POST, is_draft="save" in request.POST)
    if not form.is_valid() or form.is_machine:
        return _draft_page(request, application, form, token, 422)
    try:
        actions.save(
            application=application, filled=form.filled, seen=form.cleaned_data["version"] or 0, now=clock.now()
        )
    except Stale as stale:
        return _stale(request, application, form, token, stale)
    return _kept(request, application, row, form, token)


def _kept(
    request: HttpRequest, application: Application, row: Announcement, form: ApplicationForm, token: str
) -> HttpResponse:
    if form.is_draft:
        messages.success(request, _("Saved. You can go on later with this same link."))
        return redirect(HERE)
    if row.stand(clock.now().astimezone(row.network.zone).date()) not in TAKING:
        form.add_error(None, actions.NothingOpen.message)
        return _draft_page(request, application, form, token, 422)
    actions.send(application=application, now=clock.now())
    return redirect(HERE)


def _draft_page(
    request: HttpRequest, application: Application, form: ApplicationForm, token: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"application": application, "network": application.network, "form": form, "token": token, **more}
    return render(request, "recruit/draft.html", context, status=status)


def _stale(
    request: HttpRequest, application: Application, form: ApplicationForm, token: str, stale: Stale
) -> HttpResponse:
    """Another tab saved; both texts, and sending again saves over it."""
    there, mine = stale.row, stale.mine
    data = request.POST.copy()
    data["version"] = str(there.version)  # type: ignore[attr-defined]
    form.data = data
    kept = {"name": there.name, "email": there.email, **there.answers}  # type: ignore[attr-defined]
    typed = {"name": mine["name"], "email": mine["email"], **mine["answers"]}
    pairs = [(form[name].label, typed[name], kept.get(name)) for name in typed if typed[name] != kept.get(name)]
    return _draft_page(request, application, form, token, 409, pairs=pairs)


@require_POST
@never_cache
@once
def disposal(request: HttpRequest, token: str) -> HttpResponse:
    """Throw a draft away."""
    application = access.drafted(token)
    actions.drop(application=application)
    with translation.override(spoken(request, application.language)):
        return render(request, "recruit/thrown_away.html", {"network": application.network})


# --- an application to confirm -------------------------------------------------------------


def _to_confirm(request: HttpRequest, application: Application, token: str, status: int = 200) -> HttpResponse:
    names = report.wished(application)
    context = {"application": application, "network": application.network, "token": token, "wishes": names}
    return render(request, "recruit/confirm.html", context, status=status)


@require_POST
@never_cache
@once
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    application = access.to_confirm(token)
    with translation.override(spoken(request, application.language)):
        try:
            actions.confirm(application=application, now=clock.now())
        except actions.NothingOpen as refusal:
            messages.error(request, str(refusal.message))
            return _to_confirm(request, application, token, 410)
        messages.success(request, _("You applied. Keep the mail: its link always leads back to this page."))
    return redirect(BACK)


# --- a candidate ---------------------------------------------------------------------------


def _candidate(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    wishes = report.wishes(candidate)
    context = {
        "candidate": candidate,
        "token": token,
        "wishes": wishes,
        "said": report.said(candidate, [wish.network for wish in wishes], to_themselves=True),
        "notes": report.notes_of(candidate),
        "form": ConsentForm(initial={use: bool(getattr(candidate, f"{use}_at")) for use in USES}),
    }
    return render(request, "recruit/own.html", context)


@require_POST
@never_cache
@once
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    candidate = access.own_candidate(token)
    candidates.withdraw(candidate=candidate, by=candidate.person, now=clock.now())
    return redirect(BACK)


@require_POST
@never_cache
@once
def comeback(request: HttpRequest, token: str) -> HttpResponse:
    candidate = access.own_candidate(token)
    candidates.return_(candidate=candidate, by=candidate.person, now=clock.now())
    return redirect(BACK)


@require_POST
@never_cache
@once
def consents(request: HttpRequest, token: str) -> HttpResponse:
    candidate = access.own_candidate(token)
    form = ConsentForm(request.POST)
    with translation.override(spoken(request, candidate.language or candidate.programme.language)):
        if form.is_valid():
            candidates.agree(candidate=candidate, by=candidate.person, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Noted."))
    return redirect(BACK)
