from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akker.networks.access import May, enter
from akker.people import clock
from akker.people.access import once
from akker.question.models import Conversation
from akker.recruit.actions import invitation
from akker.recruit.actions import talk as actions
from akker.recruit.forms.invitation import NamedForm


@require_http_methods(["GET", "HEAD", "POST"])
@once
def talk(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Ask whom a talk was with to take part; what they said is for who may read the network."""
    visit = enter(request.user, programme, network, May.INVITE)
    if May.READ not in visit.may:
        raise PermissionDenied
    row = get_object_or_404(Conversation, network=visit.network, withdrawn_at=None, pk=pk)
    row.network = visit.network
    form = NamedForm(request.POST or None, initial={"name": row.who[:120]})
    if form.is_valid():
        try:
            made = actions.invite(conversation=row, by=visit.person, now=clock.now(), **form.cleaned_data)
        except invitation.AskedAlready as refusal:
            form.add_error("email", str(refusal.message))
        else:
            messages.success(request, _("Written, and not sent yet. Look at it first."))
            return redirect("recruit:invitation", *visit.address, made.pk)
    context = {"visit": visit, "here": "people", "tab": "candidates", "form": form, "talk": row}
    return render(request, "recruit/talk.html", context, status=422 if form.is_bound else 200)
