"""Who fits which role in the networks of a composition: proposed by the machine, noted and chosen by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.handbooks.reader import text as words
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.programmes.access import May, Visit, enter
from akker.recruit.actions import matching as actions
from akker.recruit.forms.matching import MatchForm
from akker.recruit.models import Candidate, Match, Opening
from akker.recruit.report import matching as report
from akker.recruit.report.role import offered
from akker.recruit.tasks import matching as tasks
from akker.recruit.views.composing import HERE, found


@require_safe
def matching(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    """Per network who would take one role, and who fits best when everybody takes it once."""
    visit = enter(request.user, programme, May.MANAGE)
    row = found(visit, pk)
    there = report.openings(row)
    roles = report.roles(there)
    chosen = request.GET.get("role", "")
    role = chosen if chosen in roles else next(iter(roles), "")
    sides = report.sides(row, there, role)
    tasks.suggest(sides)
    context = {
        "visit": visit, "here": HERE, "composition": row, "roles": list(roles.items()), "role": role,
        "role_name": roles.get(role, ""), "sides": sides, "is_asked": any(side.rows for side in sides),
    }  # fmt: skip
    return render(request, "recruit/matching.html", context)


def _pair(visit: Visit, pk: UUID, role: str, opening: UUID, candidate: UUID) -> tuple[Opening, Candidate]:
    """The opening and the candidate at this address. Raises: Http404."""
    row = found(visit, pk)
    there = get_object_or_404(row.openings.select_related("network"), pk=opening)
    there.composition = row
    if role not in offered(there.network):
        raise Http404
    rows = Candidate.objects.composable().filter(programme=visit.programme).select_related("person")
    return there, get_object_or_404(rows, pk=candidate)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def match(request: HttpRequest, programme: str, pk: UUID, role: str, opening: UUID, candidate: UUID) -> HttpResponse:
    """How one candidate fits: a note, for who runs the programme and the candidate."""
    visit = enter(request.user, programme, May.MANAGE)
    place, who = _pair(visit, pk, role, opening, candidate)
    there = Match.objects.filter(composition=pk, network=place.network, candidate=who, role=role).first()
    form = _form(place, there, request.POST or None)
    if not form.is_valid():
        return _page(request, visit, place, who, role, there, form, 422 if form.is_bound else 200)
    said = form.cleaned_data
    try:
        actions.note(
            composition=place.composition, network=place.network, candidate=who, role=role, fit=said["fit"],
            words=said["note"].strip(), by=visit.person, now=clock.now(), seen=said["seen"],
        )  # fmt: skip
    except Stale as stale:
        kept: Any = stale.row
        form.data = dict(form.data.items()) | {"seen": kept.version}
        pairs = [(form.fields[name].label, form.word(name, said[name]), form.word(name, getattr(kept, name)))
                 for name in ("fit", "note") if said[name] != getattr(kept, name)]  # fmt: skip
        return _page(request, visit, place, who, role, there, form, 409, pairs=pairs)
    messages.success(request, _("Noted."))
    return _back(programme, pk, role)


def _form(opening: Opening, there: Match | None, data: Any) -> MatchForm:
    initial = {"fit": there.fit, "note": there.note, "seen": there.version} if there else {}
    network = opening.network
    names = words(network.book, get_language() or "en").fit_criteria
    return MatchForm(data, initial=initial, criteria=[str(names[key]) for key in network.book.fit_criteria])


def _page(
    request: HttpRequest, visit: Visit, opening: Opening, who: Candidate, role: str, there: Match | None,
    form: MatchForm, status: int, **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {
        "visit": visit, "here": HERE, "composition": opening.composition, "opening": opening, "candidate": who,
        "role": role, "role_name": offered(opening.network)[role], "match": there, "form": form, **more,
    }  # fmt: skip
    return render(request, "recruit/match.html", context, status=status)


@require_POST
@once
def choice(request: HttpRequest, programme: str, pk: UUID, role: str, opening: UUID, candidate: UUID) -> HttpResponse:
    """Choose them for the role, or not after all."""
    visit = enter(request.user, programme, May.MANAGE)
    place, who = _pair(visit, pk, role, opening, candidate)
    there = Match.objects.filter(
        composition=pk, network=place.network, candidate=who, role=role, chosen_at__isnull=False
    )
    if request.POST.get("way") == "not":
        said = _("Not chosen after all; nor kept in this network for it.")
        for one in there:
            event = actions.let_go(match=one, by=visit.person, now=clock.now())
            messages.success(request, said, extra_tags=visit.undo(event))
        return _back(programme, pk, role)
    try:
        event = actions.choose(
            composition=place.composition, network=place.network, candidate=who, role=role, by=visit.person,
            now=clock.now(),
        )  # fmt: skip
    except actions.ChosenElsewhere as refusal:
        messages.error(request, refusal.message)
    else:
        said = _("Chosen. The next proposal keeps %(name)s here; nobody has been told.") % {"name": who.person}
        messages.success(request, said, extra_tags=visit.undo(event))
    return _back(programme, pk, role)


def _back(programme: str, pk: UUID, role: str) -> HttpResponse:
    return redirect(reverse("recruit-matching", args=[programme, pk]) + f"?role={role}")
