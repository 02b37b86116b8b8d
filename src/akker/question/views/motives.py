from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question import report, sheets
from akker.question.actions import motives as actions
from akker.question.forms.motives import MotivesForm, told
from akker.question.models import Motive


def _page(request: HttpRequest, visit: Visit, status: int = 200, kind: str = "", **more: Any) -> HttpResponse:
    """One query."""
    given = report.motives(visit.network)
    blocks = [
        {"kind": each, "given": given[each], "form": more["form"] if each == kind else _form(visit, each, given[each])}
        for each in Motive.Kind
    ]
    context = {
        "visit": visit, "here": "question", "tab": "motives", "blocks": blocks,
        "step": report.step(visit.network, "motives"), **more,
    }  # fmt: skip
    return render(request, "question/motives.html", context, status=status)


def _form(visit: Visit, kind: str, given: list[Motive]) -> MotivesForm:
    initial = {
        "chosen": [row.box for row in given if row.box],
        "words": "\n".join(row.words for row in given if row.words),
        "seen": told([(row.box, row.words) for row in given]),
    }
    return MotivesForm(listed=_listed(visit, kind, given), initial=initial, auto_id=f"id_{kind}_%s")


def _listed(visit: Visit, kind: str, given: list[Motive]) -> tuple[sheets.Box, ...]:
    """What there is to choose from, and what was chosen from another list before."""
    ours = sheets.motives(kind, report.prose_of(visit.network))
    strange = [row for row in given if row.box and row.box not in {box.key for box in ours}]
    return (*ours, *(sheets.Box(row.box, row.said) for row in strange))  # type: ignore[attr-defined]


@require_safe
def motives(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def choice(request: HttpRequest, programme: str, network: str, motive: str) -> HttpResponse:
    """The motives of one kind, from the list and in own words."""
    visit = enter(request.user, programme, network, May.RECORD)
    if motive not in Motive.Kind.values:
        raise Http404
    given = report.motives(visit.network)[motive]
    form = MotivesForm(request.POST, listed=_listed(visit, motive, given), auto_id=f"id_{motive}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, kind=motive, form=form)
    try:
        event = actions.give(
            network=visit.network, kind=motive, motives=form.motives, by=visit.person, now=clock.now(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except Stale:
        return _stale(request, visit, motive, form, given)
    if event:
        messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("question:motives", *visit.address)


def _stale(request: HttpRequest, visit: Visit, kind: str, form: MotivesForm, given: list[Motive]) -> HttpResponse:
    """Both side by side; saving again then saves over what was seen here."""
    names = dict(form.fields["chosen"].choices)  # type: ignore[attr-defined]
    mine = "\n".join(words or str(names[box]) for box, words in form.motives)
    theirs = "\n".join(row.said for row in given)  # type: ignore[attr-defined]
    data = request.POST.copy()
    data["seen"] = told([(row.box, row.words) for row in given])
    form.data = data
    return _page(request, visit, 409, kind=kind, form=form, pairs=[(Motive.Kind(kind).label, mine, theirs)])
