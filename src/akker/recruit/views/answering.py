"""The page behind the link of an invitation: yes, no, later, or a colleague; without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from akker.people import clock
from akker.people.access import once
from akker.post.access import SpentLink, answer
from akker.recruit.actions import invitation as actions
from akker.recruit.forms.invitation import ANSWERS, YesForm
from akker.recruit.models import Invitation
from akker.recruit.report import invitation as report
from akker.recruit.report.role import forward


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def invited(request: HttpRequest, token: str) -> HttpResponse:
    try:
        errand = answer(token, clock.now())
    except SpentLink:
        return redirect("post:link", token)
    rows = Invitation.objects.standing().select_related("network__programme", "person", "candidate")
    row = get_object_or_404(rows, pk=errand.ask.target_id, person=errand.person)
    with translation.override(row.language):
        if row.network.is_closed:
            page = {"network": row.network, "why": actions.NetworkClosed.message}
            return render(request, "recruit/invited_closed.html", page, status=410)
        return _answered(request, row, errand.ask.asked_by)


def _answered(request: HttpRequest, row: Invitation, inviter: Any) -> HttpResponse:
    chosen = request.POST.get("answer", "")
    bound = _form(row, chosen, request.POST) if chosen in ANSWERS else None
    if bound is None or not bound.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "recruit/invited.html", _page(row, inviter, chosen, bound), status=status)
    _act(row, chosen, bound.cleaned_data)
    return render(request, "recruit/invited_done.html", {"invitation": row, "network": row.network})


def _page(row: Invitation, inviter: Any, chosen: str, bound: forms.Form | None) -> dict[str, Any]:
    blank = {name: _form(row, name) for name in ANSWERS}
    return {
        "invitation": row, "network": row.network, "inviter": inviter, "chosen": chosen,
        "forms": blank | ({chosen: bound} if bound else {}),
        "numbers": report.numbers(row.meeting_count, row.hours),
        "role": forward(row).get(row.role, ""),
    }  # fmt: skip


def _form(row: Invitation, name: str, data: Any = None) -> forms.Form:
    if name != Invitation.Answer.ACCEPTED:
        return ANSWERS[name](data, prefix=name, initial={"later_on": row.later_on})
    roles = forward(row)
    initial = {"brings": row.candidate.brings[:1000] if row.candidate else "", "roles": list(roles)}
    return YesForm(data, prefix=name, initial=initial, roles=roles)


def _act(row: Invitation, chosen: str, said: dict[str, Any]) -> None:
    now = clock.now()
    if chosen == Invitation.Answer.ACCEPTED:
        actions.accept(invitation=row, now=now, brings=said["brings"].strip(), roles=said.get("roles", ()))
    elif chosen == Invitation.Answer.DECLINED:
        actions.decline(invitation=row, now=now, words=said["words"].strip())
    elif chosen == Invitation.Answer.LATER:
        actions.postpone(invitation=row, on=said["later_on"], now=now)
    else:
        name, email = said["colleague_name"].strip(), said["colleague_email"].strip()
        actions.name_colleague(invitation=row, name=name, email=email, now=now)
