"""From what a network still lacks in a proposal to the words of a call."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from akker.people import clock
from akker.programmes.access import May, enter
from akker.recruit import verdict
from akker.recruit.report import board
from akker.recruit.report import call as report
from akker.recruit.views.composing import HERE
from akker.recruit.views.placing import found_proposal


@require_safe
def call(request: HttpRequest, programme: str, pk: UUID, letter: str, opening: UUID) -> HttpResponse:
    """A call for who is missing in one network, about the gaps that were chosen, or all of them."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found_proposal(visit, pk, letter)
    place = get_object_or_404(row.composition.openings.select_related("network"), pk=opening)
    place.network.programme = visit.programme
    gaps = board.gaps_of(row, place)
    is_chosen = bool({"gap", "chosen"} & request.GET.keys())
    told = request.GET.getlist("gap") if is_chosen else [str(number) for number, _gap in enumerate(gaps)]
    words = verdict.Words({}, attributes=board.ATTRIBUTES)
    today = clock.now().astimezone(place.network.zone).date()
    shown = [(str(number), verdict.gap(gap, words), str(number) in told) for number, gap in enumerate(gaps)]
    text = report.text(place.network, [gap for number, gap in enumerate(gaps) if str(number) in told], today)
    context = {
        "visit": visit, "here": HERE, "composition": row.composition, "proposal": row, "opening": place,
        "gaps": shown, "call": text,
    }  # fmt: skip
    return render(request, "recruit/call.html", context)
