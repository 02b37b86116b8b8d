"""The kickoff kit: three elements, over one or more meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from akker.journey.access import may_reveal
from akker.journey.actions import clusters, rounds
from akker.journey.models import Cluster, Round, Voice
from akker.meetings.actions import kickoff as actions
from akker.meetings.forms.kickoff import AskForm, ClusterForm, ElementForm, ExpectationForm, MarkForm
from akker.meetings.models import KickoffElement
from akker.meetings.report import kickoff as report
from akker.meetings.views.agenda import find
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question.access import own

PROMPT = gettext_lazy("Which question do you bring along, and what do you expect of this network?")


def _page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: ElementForm | None = None, element: str = "",
    **more: Any,
) -> HttpResponse:  # fmt: skip
    found = report.kickoff(visit.network)
    rows = [(room, bound if bound and element == room.element else _element_form(room)) for room in found.rooms]
    gaps = [room.element.label for room in found.rooms if not room.is_there and not room.minutes]
    context = {
        "visit": visit, "here": "meetings", "tab": "kickoff", "kickoff": found, "rows": rows, "gaps": gaps, **more,
    }  # fmt: skip
    return render(request, "meetings/kickoff.html", context, status=status)


def _element_form(room: report.Room) -> ElementForm:
    said = {"words": room.noted.words, "seen": room.noted.version} if room.noted else {}
    return ElementForm(initial=said, auto_id=f"id_{room.element}_%s")


@require_safe
def kickoff(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def marking(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Let a meeting belong to the kickoff."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422)
    event = actions.mark(meeting=find(visit, form.cleaned_data["meeting"]), by=visit.person, now=clock.now())
    messages.success(request, _("It belongs to the kickoff."), extra_tags=visit.undo(event))
    return redirect("meetings:kickoff", *visit.address)


@require_POST
@once
def unmarking(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Let a meeting belong to the kickoff no more."""
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.leave_out(meeting=find(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("It is an ordinary meeting again."), extra_tags=visit.undo(event))
    return redirect("meetings:kickoff", *visit.address)


@require_POST
@once
def noting(request: HttpRequest, programme: str, network: str, element: str) -> HttpResponse:
    """Note what an element left."""
    visit = enter(request.user, programme, network, May.RECORD)
    if element not in KickoffElement.Element.values:
        raise Http404
    form = ElementForm(request.POST, auto_id=f"id_{element}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form, element)
    try:
        event = actions.note(
            network=visit.network, element=element, by=visit.person, now=clock.now(), **form.cleaned_data
        )
    except Stale as stale:
        theirs: Any = stale.row
        form.data = dict(form.data.items()) | {"seen": theirs.version}
        pairs = [(form.fields["words"].label, form.cleaned_data["words"], theirs.words)]
        return _page(request, visit, 409, form, element, pairs=pairs)
    messages.success(request, _("Noted."), extra_tags=visit.undo(event))
    return redirect("meetings:kickoff", *visit.address)


# --- questions and expectations ------------------------------------------------------------


def _round(visit: Visit, pk: UUID) -> Round:
    found: Round = get_object_or_404(Round.objects.standing(), network=visit.network, target_kind="network", pk=pk)
    found.network = visit.network
    return found


def _expectations(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The round: writing alone, or everything together; four queries."""
    if not visit.is_inside:
        raise PermissionDenied
    current = report.expectations(visit.network)
    member, voices = visit.membership, []
    if current:
        shown = Voice.objects.shown_to(visit.person).filter(round=current)
        voices = list(shown.select_related("membership__person", "cluster").order_by("at", "pk"))
    mine = next((each for each in voices if member and each.membership_id == member.pk), None)
    said = {"text": mine.text, "proposal": mine.proposal, "seen": mine.version} if mine else {}
    context = {
        "visit": visit, "here": "meetings", "tab": "kickoff", "round": current, "mine": mine,
        "may_reveal": current is not None and may_reveal(visit, current), "clusters": _clusters(voices),
        "ask_form": AskForm(initial={"prompt": PROMPT}, auto_id="id_ask_%s"),
        "voice_form": ExpectationForm(initial=said, auto_id="id_voice_%s"),
        "cluster_form": _cluster_form(voices), **more,
    }  # fmt: skip
    return render(request, "meetings/expectations.html", context, status=status)


def _clusters(voices: list[Voice]) -> list[tuple[Cluster | None, list[Voice]]]:
    """The voices by cluster; those that stand loose come last."""
    found: dict[Any, tuple[Cluster | None, list[Voice]]] = {}
    for voice in sorted(voices, key=lambda each: each.cluster is None):
        found.setdefault(voice.cluster_id, (voice.cluster, []))[1].append(voice)
    return list(found.values())


def _cluster_form(voices: list[Voice], data: Any = None) -> ClusterForm:
    loose = [(each.pk, each.proposal or each.text) for each in voices if each.cluster_id is None]
    return ClusterForm(data, voices=loose, auto_id="id_cluster_%s")


@require_safe
def expectations(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _expectations(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def opening(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = AskForm(request.POST, auto_id="id_ask_%s")
    if not form.is_valid():
        return _expectations(request, visit, 422, ask_form=form)
    with override(visit.network.language):
        what = _("Write which question you bring along, and what you expect")
    try:
        event = rounds.open(
            network=visit.network, target=visit.network, by=visit.person, now=clock.now(), what=what,
            **form.cleaned_data,
        )  # fmt: skip
    except rounds.StillOpen as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:expectations", *visit.address)
    messages.success(
        request, _("The round is open: everybody finds it at Now. Nobody is mailed."), extra_tags=visit.undo(event)
    )
    return redirect("meetings:expectations", *visit.address)


@require_POST
@once
def voice(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Write for oneself; nobody reads it before the round is revealed."""
    visit = enter(request.user, programme, network, May.BRING)
    row, member = _round(visit, pk), own(visit)
    form = ExpectationForm(request.POST, auto_id="id_voice_%s")
    if not form.is_valid():
        return _expectations(request, visit, 422, voice_form=form)
    try:
        said = rounds.speak(round=row, membership=member, now=clock.now(), **form.cleaned_data)
    except rounds.AlreadyRevealed as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:expectations", *visit.address)
    except Stale as stale:
        return _expectations(request, visit, 409, voice_form=form, pairs=_pairs(form, stale.row))
    if said:
        messages.success(request, _("Kept, for you alone until the round is revealed."))
    else:
        messages.info(request, _("Both are empty, so you have no voice in this round yet."))
    return redirect("meetings:expectations", *visit.address)


def _pairs(form: ExpectationForm, row: Any) -> list[tuple[Any, Any, Any]]:
    form.data = dict(form.data.items()) | {"seen": row.version}
    names = [name for name in ("proposal", "text") if form.cleaned_data[name] != getattr(row, name)]
    return [(form.fields[name].label, form.cleaned_data[name], getattr(row, name)) for name in names]


@require_POST
@once
def revelation(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    row = _round(visit, pk)
    if not may_reveal(visit, row):
        raise PermissionDenied
    try:
        rounds.reveal(round=row, by=visit.person, now=clock.now())
    except rounds.AlreadyRevealed as refusal:
        messages.error(request, refusal.message)
    return redirect("meetings:expectations", *visit.address)


@require_POST
@once
def clustering(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Put some voices together under a name."""
    visit = enter(request.user, programme, network, May.RECORD)
    row = _round(visit, pk)
    voices = list(Voice.objects.standing().filter(round=row)) if row.is_revealed else []
    form = _cluster_form(voices, request.POST)
    if not form.is_valid():
        return _expectations(request, visit, 422, cluster_form=form)
    chosen = [UUID(key) for key in form.cleaned_data["voices"]]
    event = clusters.gather(round=row, name=form.cleaned_data["name"], voices=chosen, by=visit.person, now=clock.now())
    messages.success(request, _("They stand together."), extra_tags=visit.undo(event))
    return redirect("meetings:expectations", *visit.address)


@require_POST
@once
def keeping(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Close the round, and keep what was said as where the network started from."""
    visit = enter(request.user, programme, network, May.RECORD)
    try:
        event = actions.keep(round=_round(visit, pk), by=visit.person, now=clock.now())
    except rounds.NotRevealed as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:expectations", *visit.address)
    messages.success(request, _("Kept. This is where you started from."), extra_tags=visit.undo(event))
    return redirect("meetings:kickoff", *visit.address)
