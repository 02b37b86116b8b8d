"""The question clinic: from a draft, by way of everybody's voice, to a question that is agreed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.handbooks.reader import text as words
from akker.journey.access import may_reveal
from akker.journey.actions import rounds
from akker.journey.models import Round, Voice
from akker.networks.access import May, Visit, enter
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question import actions
from akker.question.access import own
from akker.question.difference import difference
from akker.question.forms.clinic import ProposalForm, RoundForm, VoiceForm
from akker.question.hints import hints
from akker.question.models import Wording, state_of
from akker.question.views import agreement

ASKED = gettext_lazy("What does this question do to you, and how would you word it?")
LINE = Wording.Kind.LINE


# --- the page ------------------------------------------------------------------------------


def page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """The whole clinic; five queries. `more` may hold a bound form under its name, and `pairs` of a conflict."""
    network = visit.network
    versions = list(network.wordings.of(LINE).select_related("by", "sharpened_by", "agreed_by"))
    there = network.memberships.present().with_leading(network.book)
    members = list(there.select_related("person").order_by("added_at"))
    member = next((each for each in members if each.person_id == visit.person.pk), None)
    found = _rounds(visit)
    voices = _voices(visit, found, member)
    current = next((row for row in found if row.is_open), None)
    context = {
        "visit": visit,
        "here": "question",
        "tab": "clinic",
        "own": member,
        "newest": versions[0] if versions else None,
        "state": state_of(versions),
        "hints": list(hints(network.line, _end(network))) if network.line else [],
        "round": current,
        "voices": voices[current.pk] if current else [],
        "may_reveal": current is not None and may_reveal(visit, current, members),
        "core_count": sum(each.is_core for each in members),
        "history": _history(versions, found, voices),
        "line_word": words(network.book, get_language() or "en").line,
        **_forms(current, voices, member, versions),
        **agreement.answers(versions, members, member),
        **more,
    }
    if "proposal_form" in more:
        _put(context["voices"], more["proposal_form"], more["voice_pk"])
    return render(request, "question/clinic.html", context, status=status)


def _end(network: Network) -> str:
    return date_format(network.ends_on, "DATE_FORMAT") if network.ends_on else ""


def _rounds(visit: Visit) -> list[Round]:
    """About any version of the line, oldest first; one query."""
    of_the_line = Wording.objects.filter(network=visit.network, kind=LINE).values("pk")
    found = Round.objects.about("wording").filter(network=visit.network, target_id__in=of_the_line)
    return list(found.with_counts().select_related("opened_by"))


def _voices(visit: Visit, found: list[Round], member: Membership | None) -> dict[UUID, list[Voice]]:
    """By round, what this person may read, for those inside the network; one query."""
    by_round = defaultdict[UUID, list[Voice]](list)
    shown = Voice.objects.shown_to(visit.person).filter(round__in=found).select_related("membership__person")
    for voice in shown.order_by("at", "pk") if member else ():
        by_round[voice.round_id].append(voice)
    return by_round


def _forms(
    current: Round | None, voices: dict[UUID, list[Voice]], member: Membership | None, versions: list[Wording]
) -> dict[str, Any]:
    if current is None:
        return {"round_form": RoundForm(initial={"prompt": ASKED}, auto_id="id_round_%s")}
    if current.is_revealed:
        seen = versions[0].number if versions else 0
        for voice in voices[current.pk]:
            initial = {"text": voice.proposal, "seen": seen}
            voice.form = ProposalForm(initial=initial, auto_id=f"id_{voice.pk.hex}_%s")  # type: ignore[attr-defined]
        return {}
    mine = next((voice for voice in voices[current.pk] if member and voice.membership_id == member.pk), None)
    initial = {"text": mine.text, "proposal": mine.proposal, "seen": mine.version} if mine else {}
    return {"mine": mine, "voice_form": VoiceForm(initial=initial, auto_id="id_voice_%s")}


def _put(voices: list[Voice], form: ProposalForm, pk: UUID) -> None:
    """Show a form that was sent where it stands."""
    for voice in voices:
        if voice.pk == pk:
            voice.form = form  # type: ignore[attr-defined]


def _history(versions: list[Wording], found: list[Round], voices: dict[UUID, list[Voice]]) -> list[dict[str, Any]]:
    """Newest first: each version, what it changed in the one before, and what was said about it."""
    said = defaultdict[UUID | None, list[Voice]](list)
    for row in found:
        if row.is_revealed and not row.is_open:
            said[row.target_id] += voices[row.pk]
    return [
        {
            "wording": wording,
            "before": before,
            "parts": list(difference(before.text, wording.text)) if before else [],
            "voices": said[wording.pk],
        }
        for wording, before in zip(versions, [*versions[1:], None], strict=False)
    ]


@require_safe
def clinic(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return page(request, enter(request.user, programme, network, May.READ))


# --- rounds --------------------------------------------------------------------------------


def _round(visit: Visit, pk: UUID) -> Round:
    """Raises: Http404."""
    found: Round = get_object_or_404(visit.network.rounds.about("wording").select_related("network"), pk=pk)
    return found


def _back(visit: Visit) -> HttpResponse:
    return redirect("question:clinic", *visit.address)


def _refused(request: HttpRequest, visit: Visit, why: Any) -> HttpResponse:
    messages.error(request, str(why))
    return _back(visit)


@require_POST
@once
def opening(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    newest = visit.network.wordings.of(LINE).first()
    form = RoundForm(request.POST, auto_id="id_round_%s")
    if newest is None:
        raise Http404
    if not form.is_valid():
        return page(request, visit, 422, round_form=form)
    try:
        event = rounds.open(
            network=visit.network, target=newest, prompt=form.cleaned_data["prompt"], by=visit.person, now=clock.now(),
            what=agreement.told(visit, gettext_lazy("Write alone what the question does to you")),
        )  # fmt: skip
    except rounds.StillOpen as refusal:
        return _refused(request, visit, refusal.message)
    messages.success(request, _("The round is open: everybody writes alone first."), extra_tags=visit.undo(event))
    return _back(visit)


@require_POST
@once
def voice(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Write one's own; both fields empty takes it back."""
    visit = enter(request.user, programme, network, May.BRING)
    row, member = _round(visit, pk), own(visit)
    form = VoiceForm(request.POST, auto_id="id_voice_%s")
    if not form.is_valid():
        return page(request, visit, 422, voice_form=form)
    try:
        said = rounds.speak(round=row, membership=member, now=clock.now(), **form.cleaned_data)
    except rounds.AlreadyRevealed as refusal:
        return _refused(request, visit, refusal.message)
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"seen": there.version}
        pairs = [(form.fields[name].label, stale.mine[name], getattr(there, name)) for name in ("text", "proposal")]
        return page(request, visit, 409, voice_form=form, pairs=pairs)
    kept = _("Kept. Only you can read it until the round is revealed.")
    messages.success(request, kept if said else _("Taken back; nothing is kept of it."))
    return _back(visit)


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
        return _refused(request, visit, refusal.message)
    messages.success(request, _("Now everybody reads what everybody wrote."))
    return _back(visit)


@require_POST
@once
def closing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The talk is over and the question stays as it is."""
    visit = enter(request.user, programme, network, May.RECORD)
    try:
        event = rounds.close(round=_round(visit, pk), by=visit.person, now=clock.now())
    except rounds.NotRevealed as refusal:
        return _refused(request, visit, refusal.message)
    messages.success(request, _("The round is closed."), extra_tags=visit.undo(event))
    return _back(visit)


def _voice(visit: Visit, pk: UUID) -> Voice:
    """One that this person may read. Raises: Http404."""
    own(visit)
    shown = Voice.objects.shown_to(visit.person).filter(network=visit.network, round__target_kind="wording")
    found: Voice = get_object_or_404(shown.select_related("round__network", "membership"), pk=pk)
    return found


@require_POST
@once
def voice_withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.BRING)
    said = _voice(visit, pk)
    if said.membership.person_id != visit.person.pk:
        raise PermissionDenied
    try:
        event = rounds.withdraw(voice=said, by=visit.person, now=clock.now())
    except rounds.NotRevealed as refusal:
        return _refused(request, visit, refusal.message)
    messages.success(request, _("Taken back."), extra_tags=visit.undo(event))
    return _back(visit)


@require_POST
@once
def proposal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Take a proposal over as the new version, with the reason, in one act."""
    visit = enter(request.user, programme, network, May.RECORD)
    said = _voice(visit, pk)
    form = ProposalForm(request.POST, auto_id=f"id_{pk.hex}_%s")
    if not said.round.is_revealed or not said.round.is_open:
        return _refused(request, visit, rounds.NotRevealed.message)
    if not form.is_valid():
        return page(request, visit, 422, proposal_form=form, voice_pk=pk)
    try:
        event = actions.word(
            network=visit.network, kind=LINE, by=visit.person, now=clock.now(), round=said.round,
            what=agreement.told(visit, agreement.ASKED[LINE]), **form.cleaned_data,
        )  # fmt: skip
    except Stale as stale:
        there: Any = stale.row
        form.data = dict(form.data.items()) | {"seen": there.number}
        pairs = [(form.fields["text"].label, stale.mine["text"], there.text)]
        return page(request, visit, 409, proposal_form=form, voice_pk=pk, pairs=pairs)
    if event:
        messages.success(request, _("This is the question now; the round is closed."), extra_tags=visit.undo(event))
    return _back(visit)
