"""The competences a network needs around its table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akker.documents.tables import Table
from akker.meetings.actions import competence as acts
from akker.meetings.forms.rows import MOST_COMPETENCES, CompetencesForm
from akker.meetings.forms.sheet import SheetForm
from akker.meetings.models import Competence
from akker.meetings.report.competence import examples
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale


def _standing(visit: Visit) -> list[Competence]:
    return list(Competence.objects.standing().filter(network=visit.network))


def _initial(rows: list[Competence]) -> dict[str, Any]:
    values: dict[str, Any] = {"seen": acts.seen(rows), "framework": rows[0].framework if rows else ""}
    for place, row in enumerate(rows[:MOST_COMPETENCES]):
        values |= {f"name_{place}": row.name, f"about_{place}": row.about, f"key_{place}": row.pk}
    return values


@require_http_methods(["GET", "HEAD", "POST"])
@once
def competences(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The set, written by hand; with `?start=1` our example as a start, which nothing keeps until it is saved."""
    visit = enter(request.user, programme, network, May.RECORD)
    rows = _standing(visit)
    initial = _initial(rows)
    if request.GET.get("start") and not rows:
        initial |= {f"name_{place}": name for place, (name, _about) in enumerate(examples())}
        initial |= {f"about_{place}": about for place, (_name, about) in enumerate(examples())}
    form = CompetencesForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _page(request, visit, form, 422 if form.is_bound else 200)
    try:
        acts.settle(
            network=visit.network, competences=form.named(), framework=form.cleaned_data["framework"],
            by=visit.person, now=clock.now(), seen_set=form.cleaned_data["seen"],
        )  # fmt: skip
    except Stale:
        there = _standing(visit)
        mine = "\n".join(named.name for named in form.named())
        form.data = dict(form.data.items()) | {"seen": acts.seen(there)}
        pairs = [(_("Competences"), mine, "\n".join(row.name for row in there))]
        return _page(request, visit, form, 409, pairs=pairs)
    messages.success(request, _("Saved."))
    return redirect("meetings:plan-rows", *visit.address)


def _page(request: HttpRequest, visit: Visit, form: CompetencesForm, status: int, **more: Any) -> HttpResponse:
    context = {"visit": visit, "here": "plan", "form": form, "sheet": SheetForm(), "most": MOST_COMPETENCES, **more}
    return render(request, "meetings/competences.html", context, status=status)


@require_POST
@once
def competences_import(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """A framework from a spreadsheet fills in the form; nothing is kept until somebody saves that."""
    visit = enter(request.user, programme, network, May.RECORD)
    rows = _standing(visit)
    sheet = SheetForm(request.POST, request.FILES)
    if not sheet.is_valid():
        return _page(request, visit, CompetencesForm(initial=_initial(rows)), 422, sheet=sheet)
    found = _read(sheet.cleaned_data["file"])
    keys = {row.name.casefold(): row.pk for row in rows}
    initial: dict[str, Any] = {"seen": acts.seen(rows), "framework": sheet.file_name.rpartition(".")[0][:120]}
    for place, (name, about) in enumerate(found[:MOST_COMPETENCES]):
        initial |= {f"name_{place}": name, f"about_{place}": about, f"key_{place}": keys.get(name.casefold())}
    left_out = found[MOST_COMPETENCES:]
    return _page(request, visit, CompetencesForm(initial=initial), 200, is_read=True, left_out=left_out)


def _read(table: Table) -> list[tuple[str, str]]:
    """The first two columns: what it is called, and what it means."""
    pairs = [(cells[0].strip()[:80], cells[1].strip()[:300] if len(cells) > 1 else "") for cells in table.rows]
    return list({name.casefold(): (name, about) for name, about in pairs if name}.values())
