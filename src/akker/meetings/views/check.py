"""The five checks after a meeting; they are asked on the page in the shell that joins what follows a meeting."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akker.meetings.actions import check as acts
from akker.meetings.forms.check import CheckForm
from akker.networks.access import May, enter
from akker.people import clock
from akker.people.access import once


@require_POST
@once
def checks(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Answer one check, aloud or for oneself; without an answer it is taken back."""
    visit = enter(request.user, programme, network, May.BRING)
    meeting = get_object_or_404(visit.network.meetings.standing(), pk=pk)
    meeting.network = visit.network
    if visit.membership is None:
        raise PermissionDenied
    form = CheckForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the answers. Nothing was kept."))
        return redirect(f"{visit.home}meetings/{pk}/after/")
    values = form.cleaned_data
    if values["answer"]:
        acts.answer(
            meeting=meeting, membership=visit.membership, about=values["about"], answer=values["answer"],
            words=values["words"], is_aloud=values["is_aloud"], now=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Kept.") if values["is_aloud"] else _("Kept. Only you can read it."))
    else:
        acts.take_back(meeting=meeting, membership=visit.membership, about=values["about"])
        messages.success(request, _("Your answer is gone."))
    return redirect(f"{visit.home}meetings/{pk}/after/")
