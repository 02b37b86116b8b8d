from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.journey.access import may_reveal
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question import actions, report, sheets
from akker.question.actions import sentences
from akker.question.forms.boxes import BoxForm, SentenceForm
from akker.question.forms.wording import WordingForm
from akker.question.models import AmbitionSentence, Wording, state_of
from akker.question.views import agreement, boxes


def page(
    request: HttpRequest, visit: Visit, status: int = 200, bound: BoxForm | None = None, box: str = "", **more: Any
) -> HttpResponse:
    """The way from individual sentences to one line that all can go on with; five queries."""
    versions = list(visit.network.wordings.of(Wording.Kind.AMBITION).select_related("by"))
    written = list(AmbitionSentence.objects.filter(network=visit.network).as_read_by(visit.person).order_by("pk"))
    mine = next((each for each in written if each.membership.person_id == visit.person.pk), None)
    newest = versions[0] if versions else None
    there = visit.network.memberships.present().with_leading(visit.network.book)
    members = list(there.select_related("person").order_by("added_at"))
    own = next((each for each in members if each.person_id == visit.person.pk), None)
    context = {
        "visit": visit,
        "here": "question",
        "tab": "ambition",
        "step": report.step(visit.network, "ambition"),
        "way": sheets.WAY,
        "minutes": sum(minutes for _words, minutes in sheets.WAY),
        "boxes": boxes.drawn(visit, "ambition", bound, box),
        "versions": versions,
        "newest": newest,
        "state": state_of(versions),
        "own": own,
        **agreement.answers(versions, members, own),
        "form": WordingForm(
            initial={"text": newest.text if newest else "", "seen": newest.number if newest else 0},
            auto_id="id_line_%s",
        ),
        "shown": [each for each in written if each.shown_at and visit.is_inside],
        "hidden_count": sum(1 for each in written if not each.shown_at),
        "may_show": may_reveal(visit, members=members),
        "mine": mine,
        "sentence": SentenceForm(
            initial={"text": mine.words, "seen": mine.version} if mine else None,  # type: ignore[attr-defined]
            auto_id="id_mine_%s",
        ),
        **more,
    }
    context["form"].fields["text"].label = _("Our ambition, in one line")
    return render(request, "question/ambition.html", context, status=status)


@require_safe
def ambition(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def line(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A new version of the one line."""
    visit = enter(request.user, programme, network, May.RECORD)
    form = WordingForm(request.POST, auto_id="id_line_%s")
    if not form.is_valid():
        return page(request, visit, 422, form=form)
    values = form.cleaned_data
    try:
        event = actions.word(
            network=visit.network, kind=Wording.Kind.AMBITION, text=values["text"].strip(), reason=values["reason"],
            by=visit.person, now=clock.now(), seen=values["seen"],
        )  # fmt: skip
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.number}  # type: ignore[attr-defined]
        pairs = [(_("Our ambition, in one line"), values["text"], stale.row.text)]  # type: ignore[attr-defined]
        return page(request, visit, 409, form=form, pairs=pairs)
    if event:
        messages.success(request, _("Saved; the earlier version is kept."), extra_tags=visit.undo(event))
    return redirect("question:ambition", *visit.address)


@require_POST
@once
def sentence(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """One's own sentence; an empty one takes it back."""
    visit = enter(request.user, programme, network, May.RECORD)
    membership = get_object_or_404(visit.network.memberships.present(), person=visit.person)
    membership.network, membership.person = visit.network, visit.person
    form = SentenceForm(request.POST, auto_id="id_mine_%s")
    if not form.is_valid():
        return page(request, visit, 422, sentence=form)
    text, seen = form.cleaned_data["text"].strip(), form.cleaned_data["seen"]
    told = {"membership": membership, "seen": seen}
    try:
        is_new = sentences.write(text=text, **told) if text else sentences.take_back(**told)
    except Stale as stale:
        return page(request, visit, 409, sentence=form, pairs=boxes.told(form, stale, ["text"]))
    if is_new:
        messages.success(request, _("Saved.") if text else _("Taken back; nothing is kept of it."))
    return redirect("question:ambition", *visit.address)


@require_POST
@once
def reveal(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """All sentences together, for everybody in the network."""
    visit = enter(request.user, programme, network, May.RECORD)
    if not may_reveal(visit):
        raise PermissionDenied
    event = sentences.show(network=visit.network, by=visit.person, now=clock.now())
    if event:
        messages.success(request, _("Everybody can read the sentences now."), extra_tags=visit.undo(event))
    return redirect("question:ambition", *visit.address)
