"""Invitations of a programme or of one network: how they stand, who gets which mail, and one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.networks.models import Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.people.pages import turned
from akker.programmes.inverses import INVERSES
from akker.programmes.models import Event
from akker.recruit import access
from akker.recruit.actions import invitation as actions
from akker.recruit.actions import replacing
from akker.recruit.forms.invitation import AskForm, InvitationForm, SendForm
from akker.recruit.models import Candidate, Invitation, Stage
from akker.recruit.models.invitation import InvitationQuerySet
from akker.recruit.report import invitation as report
from akker.recruit.report.role import offered
from akker.recruit.views.place import Place, entered

show_or_act = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
AT_ONCE = 200  # mails shown and sent in one go


def of(place: Place) -> InvitationQuerySet:
    """The standing invitations that are looked at here."""
    rows = Invitation.objects.standing()
    return rows.filter(network=place.network) if place.network else rows.filter(programme=place.programme)


def found(place: Place, pk: UUID) -> Invitation:
    """One of them; one query. Inside a network another's and none answer alike."""
    row = of(place).listed().filter(pk=pk).first()
    if row is None:
        if place.network:
            raise PermissionDenied
        raise Http404
    return row


def context(place: Place, **more: Any) -> dict[str, Any]:
    return {
        "visit": place.visit, "base": place.base, "place": place, "tab": "invitations",
        "here": "people" if place.network else "candidates", "to": _addresses(place), **more,
    }  # fmt: skip


def _addresses(place: Place) -> dict[str, str]:
    return {page: place.to(page) for page in ("invitations", "sending", "reminders", "candidates")}


def _today(place: Place) -> Any:
    return clock.now().astimezone(place.person.zone).date()


@require_safe
def invitations(request: HttpRequest, programme: str, network: str = "") -> HttpResponse:
    """How every invitation stands; four queries."""
    place, stage = entered(request, programme, network), request.GET.get("stage", "")
    today, rows = _today(place), of(place)
    counts = rows.counted(today)
    chosen = rows.at(stage, today) if stage in counts else rows
    page, pages = turned(request, chosen.listed().order_by("network__name", "person__name", "pk"), PAGE)
    shown = [(row, row.stage(today), place.to("invitation", row.pk)) for row in page]
    stages = [(name, label, counts[name]) for name, label in labels().items() if counts[name] or name == stage]
    values = {"rows": shown, "stages": stages, "chosen": stage, "counts": counts}
    return render(request, "recruit/invitations.html", context(place, all=sum(counts.values()), **values, **pages))


def labels() -> dict[str, str]:
    """How stages are called."""
    return {
        Stage.DRAFT.value: _("not sent"), Stage.WAITING.value: _("no answer yet"), Stage.LATER.value: _("later"),
        Stage.ACCEPTED.value: _("yes"), Stage.DECLINED.value: _("no"), Stage.COLLEAGUE.value: _("a colleague"),
    }  # fmt: skip


# --- who gets which mail -------------------------------------------------------------------


@show_or_act
@once
def sending(request: HttpRequest, programme: str, network: str = "") -> HttpResponse:
    """Drafts: all names, one whole mail, and the button that sends."""
    place = entered(request, programme, network)
    return _post(request, place, of(place).drafts(), report.letter, _sent)


def _sent(**how: Any) -> str:
    count = actions.send(**how)
    done = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
    return done % {"count": count}


@show_or_act
@once
def reminders(request: HttpRequest, programme: str, network: str = "") -> HttpResponse:
    """Only who has not answered."""
    place = entered(request, programme, network)
    return _post(request, place, of(place).unanswered(_today(place)), report.reminder, _reminded)


def _reminded(**how: Any) -> str:
    count = actions.remind(**how)
    return ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count) % {
        "count": count
    }


def _post(
    request: HttpRequest, place: Place, rows: InvitationQuerySet, written: Callable[..., report.Letter],
    act: Callable[..., str],
) -> HttpResponse:  # fmt: skip
    """One page for what leaves: looked at first, then sent."""
    everybody = list(rows.listed().order_by("network__name", "person__name", "pk")[:AT_ONCE])
    there = {str(row.pk): row for row in everybody if row.person.email and not row.network.is_closed}
    form = SendForm(request.POST or None, people=_choices(place, there), initial={"who": _ticked(request, there)})
    if not form.is_valid() or "look" in request.POST:
        read = there.get(request.POST.get("reads", request.GET.get("only", ""))) or next(iter(there.values()), None)
        words = request.POST.get("words", "")[:2000]
        values = {
            "form": form, "people": list(there.values()), "read": read, "is_reminder": written is report.reminder,
            "letter": written(read, by=place.person, words=words) if read else None,
            "unreachable": [row for row in everybody if str(row.pk) not in there],
        }  # fmt: skip
        status = 422 if form.is_bound and "look" not in request.POST else 200
        return render(request, "recruit/sending.html", context(place, **values), status=status)
    chosen = [there[key] for key in form.cleaned_data["who"]]
    said = act(invitations=chosen, words=form.cleaned_data["words"], by=place.person, now=clock.now())
    messages.success(request, said)
    return redirect(place.to("invitations"))


def _choices(place: Place, there: dict[str, Invitation]) -> list[tuple[str, str]]:
    """Name, network where there are several, and address."""
    return [
        (key, " · ".join([str(row.person), *([] if place.network else [str(row.network)]), *_address(place, row)]))
        for key, row in there.items()
    ]


def _address(place: Place, row: Invitation) -> list[str]:
    """That of an expert, and of who was found for a vacancy, is shown to nobody who leads a network."""
    is_hidden = place.network and (row.kind == Invitation.Kind.CONTRIBUTION or row.ring)
    return [] if is_hidden or not row.person.email else [row.person.email]


def _ticked(request: HttpRequest, there: dict[str, Invitation]) -> list[str]:
    only = request.GET.get("only", "")
    return [only] if only in there else list(there)


# --- one of them ---------------------------------------------------------------------------


@show_or_act
@once
def invitation(request: HttpRequest, programme: str, pk: UUID, network: str = "") -> HttpResponse:
    """One invitation: the whole mail, how it stands, and as a draft what it says."""
    place = entered(request, programme, network)
    try:
        row = found(place, pk)
    except (PermissionDenied, Http404):
        if _is_withdrawn(place, pk):
            return redirect(place.to("invitations"))  # undo leads back to where it was pressed
        raise
    if request.method != "POST":
        return _one(request, place, row)
    form = _says(row, request.POST)
    if not form.is_valid():
        return _one(request, place, row, 422, form=form)
    try:
        actions.revise(
            invitation=row, by=place.person, now=clock.now(), seen=form.cleaned_data["seen"], **form.said
        )  # fmt: skip
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.version}  # type: ignore[attr-defined]
        pairs = [
            (form.fields[name].label, form.word(name, mine), form.word(name, getattr(stale.row, name)))
            for name, mine in form.said.items()
        ]
        return _one(request, place, row, 409, form=form, pairs=[pair for pair in pairs if pair[1] != pair[2]])
    except actions.Answered:
        messages.error(request, _("This has been sent, so it stays as it is."))
        return redirect(place.to("invitation", row.pk))
    messages.success(request, _("Saved."))
    return redirect(place.to("invitation", row.pk))


def _is_withdrawn(place: Place, pk: UUID) -> bool:
    rows = Invitation.objects.filter(pk=pk, withdrawn_at__isnull=False)
    return (rows.filter(network=place.network) if place.network else rows.filter(programme=place.programme)).exists()


def _one(request: HttpRequest, place: Place, row: Invitation, status: int = 200, **more: Any) -> HttpResponse:
    stage = row.stage(_today(place))
    values = {
        "invitation": row, "stage": stage.value, "label": labels()[stage],
        "form": _says(row),
        "letter": report.letter(row, by=row.sent_by or place.person),
        "withdrawal": place.to("invitation-withdrawal", row.pk), "release": place.to("release", row.pk),
        "may_replace": not place.network and row.placing_id and row.leaves_a_gap,
        **more,
    }  # fmt: skip
    return render(request, "recruit/invitation.html", context(place, **values), status=status)


def _says(row: Invitation, data: Any = None) -> InvitationForm:
    initial = {name: getattr(row, name) for name in ("why", "competence", "meeting_count", "hours", "role")}
    roles = offered(row.network) if row.is_for_the_core else {}
    return InvitationForm(data, initial={**initial, "seen": row.version}, roles=roles)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, pk: UUID, network: str = "") -> HttpResponse:
    place = entered(request, programme, network)
    row = found(place, pk)
    try:
        event = actions.withdraw(invitation=row, by=place.person, now=clock.now())
    except actions.Answered as refusal:
        messages.error(request, refusal.message)
        return redirect(place.to("invitation", row.pk))
    messages.success(request, _("Withdrawn. No mail was sent about it."), extra_tags=undo(row, event))
    return redirect(place.to("invitations"))


def undo(row: Invitation, event: Event) -> str:
    """An event of a network is taken back through that network, also by who runs the programme."""
    if event.verb not in INVERSES:
        return ""
    return reverse("networks:undo", args=[row.network.programme.slug, row.network.slug, event.pk])


def unwriting(made: Invitation) -> str:
    """The address that takes back an invitation that was just written; one query."""
    event = Event.objects.filter(target_id=made.pk, verb="recruit.invitation.written").first()
    return undo(made, event) if event else ""


@require_POST
@once
def release(request: HttpRequest, programme: str, pk: UUID, network: str = "") -> HttpResponse:
    """Write an invitation for the colleague who was named."""
    place = entered(request, programme, network)
    row = found(place, pk)
    try:
        made = replacing.release(invitation=row, by=place.person, now=clock.now())
    except (actions.AskedAlready, actions.Answered) as refusal:
        messages.error(request, refusal.message)
        return redirect(place.to("invitation", row.pk))
    messages.success(request, _("Written, and not sent yet. Look at it first."), extra_tags=unwriting(made))
    return redirect(place.to("invitation", made.pk))


@require_POST
@once
def asking(request: HttpRequest, programme: str, pk: UUID, network: str = "") -> HttpResponse:
    """Write an invitation for one candidate, from their page."""
    place = entered(request, programme, network)
    row = _candidate(place, pk)
    networks = networks_of(place)
    form = AskForm(request.POST, networks=[(str(one.pk), one.name) for one in networks])
    if not form.is_valid():
        messages.error(request, _("Choose a network."))
        return redirect(place.to("candidate", row.pk))
    chosen = next(one for one in networks if str(one.pk) == form.cleaned_data["network"])
    try:
        made = actions.draft(network=chosen, person=row.person, candidate=row, by=place.person, now=clock.now(),
                             **actions.reasons_for(row, chosen))  # fmt: skip
    except (actions.AskedAlready, actions.NetworkClosed) as refusal:
        messages.error(request, refusal.message)
        return redirect(place.to("candidate", row.pk))
    messages.success(request, _("Written, and not sent yet. Look at it first."), extra_tags=unwriting(made))
    return redirect(place.to("invitation", made.pk))


def _candidate(place: Place, pk: UUID) -> Candidate:
    if place.network:
        return access.applicant(place.visit, pk)
    rows = Candidate.objects.standing().filter(programme=place.programme).with_preferences()
    return get_object_or_404(rows, pk=pk)


def networks_of(place: Place) -> list[Network]:
    """For which one can ask here; one query at most."""
    if place.network:
        return [place.network]
    return list(Network.objects.running().filter(programme=place.programme).order_by("name"))
