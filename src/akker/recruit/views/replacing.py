"""From a published proposal to invitations, and who comes in the place of who said no. Of the programme alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from akker.people import clock
from akker.people.access import once
from akker.programmes.access import May, enter
from akker.recruit.actions import invitation as actions
from akker.recruit.actions import replacing
from akker.recruit.forms.invitation import ReplacementForm
from akker.recruit.models import Placing, Proposal
from akker.recruit.tasks import standing_in
from akker.recruit.views.invitations import context, found, show_or_act, undo
from akker.recruit.views.place import entered


@require_POST
@once
def drafting(request: HttpRequest, programme: str, pk: UUID, letter: str) -> HttpResponse:
    """Write an invitation for everybody whom the published proposal places."""
    visit = enter(request.user, programme, May.MANAGE)
    rows = Proposal.objects.ready().filter(composition=pk, composition__programme=visit.programme, letter=letter)
    proposal = get_object_or_404(rows.select_related("composition"))
    try:
        count, event = actions.draft_all(proposal=proposal, by=visit.person, now=clock.now())
    except actions.NotSettled as refusal:
        messages.error(request, refusal.message)
        return redirect("recruit-proposal", programme, pk, letter)
    if not count:
        messages.success(request, _("Everybody whom this proposal places has been written to already."))
        return redirect("recruit-invitations", programme)
    said = ngettext("%(count)d invitation is written, and not sent yet.",
                    "%(count)d invitations are written, and not sent yet.", count)  # fmt: skip
    messages.success(request, said % {"count": count}, extra_tags=visit.undo(event) if event else "")
    return redirect("recruit-sending", programme)


@show_or_act
@once
def replacement(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """The best three from the bench for the place of who said no; one click writes the invitation."""
    place = entered(request, programme)
    row = found(place, pk)
    rows = Placing.objects.select_related("proposal__composition__programme")
    placing = rows.filter(pk=row.placing_id).first() if row.placing_id else None
    if not row.leaves_a_gap or placing is None:
        raise Http404
    with translation.override(place.language if request.method == "POST" else translation.get_language()):
        offered = standing_in.stand_ins(row, placing)
    form = ReplacementForm(request.POST or None)
    chosen = next((one for one in offered if form.is_valid() and _is(one, form)), None)
    if chosen is None:
        values: dict[str, Any] = {"invitation": row, "offered": offered}
        status = 422 if form.is_bound else 200
        return render(request, "recruit/replacement.html", context(place, **values), status=status)
    try:
        made, event = replacing.replace(
            invitation=row, placing=chosen.placing, rank=chosen.rank, why=list(chosen.why), by=place.person,
            now=clock.now(),
        )  # fmt: skip
    except (actions.AskedAlready, actions.NetworkClosed) as refusal:
        messages.error(request, refusal.message)
        return redirect("recruit-invitation", programme, row.pk)
    messages.success(request, _("Written, and not sent yet. Look at it first."), extra_tags=undo(row, event))
    return redirect("recruit-invitation", programme, made.pk)


def _is(one: standing_in.StandIn, form: ReplacementForm) -> bool:
    return bool(one.placing.candidate_id == form.cleaned_data["candidate"])
