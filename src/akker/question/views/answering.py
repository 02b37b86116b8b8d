"""Saying that it is sharp enough, that one agrees, or that all did aloud: of the question and of the ambition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question.access import own
from akker.question.actions import clinic as acts
from akker.question.forms.clinic import ConsentForm, SeenForm
from akker.question.models import Wording
from akker.question.views import ambition, clinic
from akker.question.views.agreement import ASKED, CHANGED, told


def _is_ambition(visit: Visit, form: Form) -> bool:
    """Whether the version that was answered to is one of the ambition; one query."""
    seen = form.cleaned_data.get("seen")
    return seen is not None and visit.network.wordings.filter(pk=seen, kind=Wording.Kind.AMBITION).exists()


def _shown(request: HttpRequest, visit: Visit, form: Form, status: int, **more: Any) -> HttpResponse:
    """The page it was sent from, once more."""
    return (ambition.page if _is_ambition(visit, form) else clinic.page)(request, visit, status, **more)


def _back(visit: Visit, form: Form) -> HttpResponse:
    return redirect("question:ambition" if _is_ambition(visit, form) else "question:clinic", *visit.address)


def _changed(request: HttpRequest, visit: Visit, form: Form, **forms: Form) -> HttpResponse:
    """Somebody gave it another version while this person was answering to an older one."""
    return _shown(request, visit, form, 409, changed=CHANGED, **forms)


@require_POST
@once
def sharpening(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _shown(request, visit, form, 422)
    try:
        kind = Wording.Kind.AMBITION if _is_ambition(visit, form) else Wording.Kind.LINE
        event = acts.sharpen(
            network=visit.network, what=told(visit, ASKED[kind]), by=visit.person, now=clock.now(), **form.cleaned_data
        )
    except Stale:
        return _changed(request, visit, form)
    messages.success(
        request,
        _("Sharpened. Everybody in the core finds it at Now. Nobody is mailed."),
        extra_tags=visit.undo(event),
    )
    return _back(visit, form)


@require_POST
@once
def consent(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    member = own(visit)
    form = ConsentForm(request.POST, auto_id="id_consent_%s")
    if not form.is_valid():
        return _shown(request, visit, form, 422, consent_form=form)
    try:
        event = acts.answer(
            network=visit.network, membership=member, by=visit.person, now=clock.now(), **form.cleaned_data
        )
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.pk}
        return _changed(request, visit, form, consent_form=form)
    messages.success(request, _("Your answer is noted."), extra_tags=visit.undo(event))
    return _back(visit, form)


@require_POST
@once
def aloud(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Note for everybody who has not answered that they agreed aloud."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _shown(request, visit, form, 422)
    try:
        event = acts.agree_aloud(network=visit.network, by=visit.person, now=clock.now(), **form.cleaned_data)
    except Stale:
        return _changed(request, visit, form)
    except acts.NobodyLeft as refusal:
        messages.error(request, str(refusal.message))
        return _back(visit, form)
    messages.success(request, _("Noted: agreed aloud."), extra_tags=visit.undo(event))
    return _back(visit, form)
