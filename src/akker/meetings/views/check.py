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
from akker.meetings.models import PlanCheck
from akker.networks.access import May, enter
from akker.people import clock
from akker.people.access import once


@require_POST
@once
def checks(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Answer the checks that were asked, each aloud or for oneself; one left empty is skipped or taken back."""
    visit = enter(request.user, programme, network, May.BRING)
    meeting = get_object_or_404(visit.network.meetings.standing(), pk=pk)
    meeting.network = visit.network
    if visit.membership is None:
        raise PermissionDenied
    asked = request.POST.getlist("about")
    forms = [CheckForm(request.POST, prefix=about) for about in PlanCheck.About if about in asked]
    if not forms or not all(form.is_valid() for form in forms):
        messages.error(request, _("Choose one of the answers. Nothing was kept."))
        return redirect(f"{visit.home}meetings/{pk}/after/")
    said = [acts.Said(str(form.prefix), **form.cleaned_data) for form in forms]
    changed = acts.answer(meeting=meeting, membership=visit.membership, said=said, now=clock.now())
    messages.success(request, _told(changed))
    return redirect(f"{visit.home}meetings/{pk}/after/")


def _told(changed: list[acts.Said]) -> str:
    if changed and all(each.is_nothing for each in changed):
        return _("Your answer is gone.")
    if any(not each.is_aloud and not each.is_nothing for each in changed):
        return _("Kept. What you do not say aloud, only you can read.")
    return _("Kept.")
