from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from akker.networks import actions, report
from akker.networks.access import May, Visit, enter
from akker.networks.forms.people import InvitationForm, JoinForm
from akker.networks.models import Membership
from akker.people import clock
from akker.people.access import once
from akker.post.access import SpentLink, answer

JOIN_MINUTES = 2  # what answering an invitation takes


@require_http_methods(["GET", "HEAD", "POST"])
@once
def invitations(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Who gets which mail, shown before anything leaves."""
    visit = enter(request.user, programme, network, May.INVITE)
    waiting = list(
        visit.network.memberships.present()
        .filter(joined_at=None)
        .select_related("person", "network")
        .order_by("added_at")
    )
    reachable = {str(member.pk): member for member in waiting if member.person.email}
    choices = [(key, f"{member.person} <{member.person.email}>") for key, member in reachable.items()]
    form = InvitationForm(request.POST or None, people=choices, initial=_draft(visit, reachable))
    if not form.is_valid():
        context = {
            "visit": visit,
            "here": "people",
            "form": form,
            "unreachable": [member for member in waiting if not member.person.email],
            "is_empty": not choices,
        }
        return render(request, "networks/invitations.html", context, status=422 if form.is_bound else 200)
    count = actions.invite(
        memberships=[reachable[key] for key in form.cleaned_data["who"]],
        subject=form.cleaned_data["subject"], text=form.cleaned_data["text"], minutes=JOIN_MINUTES,
        by=visit.person, now=clock.now(),
    )  # fmt: skip
    done = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
    messages.success(request, done % {"count": count})
    return redirect("networks:people", *visit.address)


def _draft(visit: Visit, reachable: dict[str, Membership]) -> dict[str, object]:
    """A mail to start from, in the language of the network."""
    network = visit.network
    with translation.override(network.language):
        subject = _("Will you join “%(network)s”?") % {"network": network.name}
        lines = [
            _("Hello,"),
            _("%(name)s invites you to the learning network “%(network)s”.")
            % {"name": visit.person, "network": network.name},
            _("What we work on: %(line)s") % {"line": network.line} if network.line else "",
            _("Next meeting: %(when)s") % {"when": when} if (when := report.next_meeting(network)) else "",
            _("With this link you say whether you join. It takes two minutes and you need no account."),
            "[link]",
            _("See you soon,"),
            str(visit.person),
        ]
    text = "\n\n".join(line for line in lines if line)
    fresh = [key for key, member in reachable.items() if member.invited_at is None]
    return {"subject": subject, "text": text, "who": fresh}


@require_POST
@once
def joining(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Say yes, signed in."""
    visit = enter(request.user, programme, network, May.BRING)
    if visit.membership is None:
        raise PermissionDenied
    event = actions.join(membership=visit.membership, by=visit.person, now=clock.now())
    messages.success(request, _("Good to have you. You are in."), extra_tags=visit.undo(event))
    return redirect(visit.home)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation's personal link: yes or no, without an account."""
    now = clock.now()
    try:
        errand = answer(token, now)
    except SpentLink:
        return redirect("post:link", token)
    members = Membership.objects.present().select_related("network__programme", "person")
    member = get_object_or_404(members, pk=errand.ask.target_id, person=errand.person)
    with translation.override(member.network.language):
        if member.network.is_closed:
            page = {"network": member.network, "why": actions.NetworkClosed.message}
            return render(request, "networks/join_link_closed.html", page, status=410)
        return _answered(request, token, member, errand.ask.asked_by)


def _answered(request: HttpRequest, token: str, member: Membership, inviter: object) -> HttpResponse:
    context = {"member": member, "network": member.network, "inviter": inviter, "token": token}
    context["next_meeting"] = report.next_meeting(member.network)
    form = JoinForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "networks/join_link.html", {**context, "form": form}, status=422 if form.is_bound else 200
        )
    now = clock.now()
    if request.POST.get("answer") == "no":
        actions.decline(membership=member, by=member.person, now=now)
        return render(request, "networks/join_link_done.html", {**context, "is_in": False})
    actions.join(membership=member, by=member.person, now=now, brings=form.cleaned_data["brings"])
    return render(request, "networks/join_link_done.html", {**context, "is_in": True})
