"""Candidates come in from a spreadsheet in four pages, at a network or at the programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from akker.networks.actions import still_open
from akker.networks.actions.people_import import samples
from akker.people import clock
from akker.people.access import once
from akker.recruit.actions import candidate_import as actions
from akker.recruit.columns import COLUMNS
from akker.recruit.forms.candidate_import import ColumnsForm, UploadForm
from akker.recruit.models import CandidateImport
from akker.recruit.report.arriving import ACTING, CHANGES, ERROR, KINDS, NEW, SAME, sentence
from akker.recruit.tasks import apply_candidate_import
from akker.recruit.views.place import Place, in_network, in_programme

SHOWN = 50  # rows of one kind on a page
SAMPLES = 3  # cells beside each column
HEADINGS = {
    ERROR: gettext_lazy("Left out"),
    CHANGES: gettext_lazy("Changed"),
    NEW: gettext_lazy("New"),
    SAME: gettext_lazy("Here already, nothing changes"),
}
COLOURS = {ERROR: "clay", CHANGES: "wheat", NEW: "leaf", SAME: "sky"}

show_or_act = require_http_methods(["GET", "HEAD", "POST"])
Page = Callable[..., HttpResponse]


def _at_both(page: Callable[..., HttpResponse]) -> tuple[Page, Page]:
    """The same page at a network and at the programme."""

    @show_or_act
    @once
    def at_network(request: HttpRequest, programme: str, network: str, **pk: UUID) -> HttpResponse:
        place = in_network(request, programme, network)
        if request.method == "POST":
            still_open(place.visit.network)
        return page(request, place, **pk)

    @show_or_act
    @once
    def at_programme(request: HttpRequest, programme: str, **pk: UUID) -> HttpResponse:
        return page(request, in_programme(request, programme), **pk)

    return at_network, at_programme


def _import_of(place: Place, pk: UUID) -> CandidateImport:
    rows = CandidateImport.objects.select_related("job", "event", "network", "programme")
    return get_object_or_404(rows.filter(programme=place.programme, network=place.network), pk=pk)


def _upload(request: HttpRequest, place: Place) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        incoming = actions.read(
            programme=place.programme, network=place.network, file_name=form.file_name,
            table=form.cleaned_data["file"], by=place.person, now=clock.now(),
        )  # fmt: skip
        return redirect(place.to("import-columns", incoming.pk))
    context = {"form": form, "columns": [str(label) for label in COLUMNS.values()]}
    return _page(request, place, "upload", context, status=422 if form.is_bound else 200)


def _columns(request: HttpRequest, place: Place, pk: UUID) -> HttpResponse:
    incoming = _import_of(place, pk)
    if is_over := _elsewhere(request, place, incoming):
        return is_over
    content = incoming.content
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        header=content["header"],
        samples=[samples(content["rows"], index, SAMPLES) for index in range(len(content["header"]))],
        mapping=incoming.mapping,
    )
    if form.is_valid():
        actions.map_columns(incoming=incoming, mapping=form.mapping, by=place.person, now=clock.now())
        return redirect(place.to("import-preview", pk))
    context = {"form": form, "import": incoming, "row_count": sum(any(row) for row in content["rows"])}
    return _page(request, place, "columns", context, status=422 if form.is_bound else 200)


def _preview(request: HttpRequest, place: Place, pk: UUID) -> HttpResponse:
    incoming = _import_of(place, pk)
    if is_over := _elsewhere(request, place, incoming):
        return is_over
    if incoming.mapped_at is None:
        return redirect(place.to("import-columns", pk))
    if request.method != "POST":
        return _preview_page(request, place, incoming)
    try:
        actions.confirm(incoming=incoming, by=place.person, now=clock.now())
    except actions.PlanChanged:
        # Not an error status: the new plan has to stay when the key of the form is spent.
        incoming.save(update_fields=["plan"])
        messages.warning(request, _("Somebody applied or changed in the meantime. Look once more, then confirm."))
        return redirect(place.to("import-preview", pk))
    except actions.AlreadyOver:
        return redirect(place.to("import-done", pk))
    apply_candidate_import.enqueue(str(incoming.pk))
    return redirect(place.to("import-done", pk))


def _done(request: HttpRequest, place: Place, pk: UUID) -> HttpResponse:
    """How far it is, then what happened; posting goes on with one that stopped."""
    incoming, now = _import_of(place, pk), clock.now()
    if incoming.confirmed_at is None:
        return redirect(place.to("import"))
    if request.method == "POST":
        if incoming.has_stopped(now):
            actions.start_job(incoming=incoming, by=place.person, now=now)
            apply_candidate_import.enqueue(str(incoming.pk))
        return redirect(place.to("import-done", pk))
    context = {"import": incoming, **_outcome(place, incoming, now)}
    if request.headers.get("HX-Request"):
        return render(request, "recruit/_import_outcome.html", {**_frame(place, pk), **context})
    return _page(request, place, "done", context)


upload, upload_at_programme = _at_both(_upload)
columns, columns_at_programme = _at_both(_columns)
preview, preview_at_programme = _at_both(_preview)
done, done_at_programme = _at_both(_done)


# --- what the pages show -------------------------------------------------------------------


def _frame(place: Place, pk: UUID | None = None) -> dict[str, Any]:
    pages = ("import-columns", "import-preview", "import-done") if pk else ()
    to = {page.replace("import-", ""): place.to(page, pk) for page in pages}
    to |= {"import": place.to("import"), "candidates": place.to("candidates")}
    exports = {kind: place.to("export", kind) for kind in ("xlsx", "csv")}
    here = "people" if place.network else "candidates"
    return {"visit": place.visit, "base": place.base, "place": place, "here": here, "to": to, "exports": exports}


def _page(request: HttpRequest, place: Place, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    incoming = context.get("import")
    frame = _frame(place, incoming.pk if incoming else None)
    return render(request, f"recruit/import_{name}.html", {**frame, **context}, status=status)


def _elsewhere(request: HttpRequest, place: Place, incoming: CandidateImport) -> HttpResponse | None:
    """Where an import goes on that is no longer being prepared."""
    if incoming.confirmed_at:
        return redirect(place.to("import-done", incoming.pk))
    if incoming.withdrawn_at:
        messages.info(request, _("This file was put aside: you chose another, or it waited for more than a day."))
        return redirect(place.to("import"))
    return None


def _preview_page(request: HttpRequest, place: Place, incoming: CandidateImport) -> HttpResponse:
    """Some rows of each kind; ?kind= shows that kind alone, ?after= goes on behind that row."""
    only, after = request.GET.get("kind", ""), request.GET.get("after", "")
    plan, here = incoming.plan, place.to("import-preview", incoming.pk)
    start = int(after) if only and after.isdecimal() and len(after) < 7 else 0
    kinds = [kind for kind in KINDS if only not in KINDS or only == kind]
    sections = [_section(kind, plan, start, here) for kind in kinds]
    counts = {kind: sum(row["kind"] == kind for row in plan) for kind in KINDS}
    context = {
        "import": incoming,
        "counts": [
            (COLOURS[kind], HEADINGS[kind], counts[kind], f"{here}?kind={kind}") for kind in KINDS if counts[kind]
        ],
        "sections": [section for section in sections if section["rows"]],
        "acting": sum(counts[kind] for kind in ACTING),
        "left_out": counts[ERROR],
        "only": only,
        "all": here,
    }
    return _page(request, place, "preview", context)


def _section(kind: str, plan: list[dict[str, Any]], after: int, here: str) -> dict[str, Any]:
    rows = [row for row in plan if row["kind"] == kind and row["number"] > after]
    later = f"{here}?kind={kind}&after={rows[SHOWN - 1]['number']}" if len(rows) > SHOWN else ""
    return {
        "kind": kind,
        "heading": HEADINGS[kind],
        "colour": COLOURS[kind],
        "count": sum(row["kind"] == kind for row in plan),
        "rows": [{**row, "lines": _lines(row)} for row in rows[:SHOWN]],
        "later": later,
    }


def _lines(row: dict[str, Any]) -> list[str]:
    """What happens in a row, each a plain sentence."""
    lines = [sentence(code, values) for code, values in row["faults"]]
    if row["kind"] == NEW:
        lines.append(" · ".join(Truncator(after).chars(80) for _field, _before, after in row["changes"]))
    else:
        lines += [_change(*change) for change in row["changes"]]
    lines += [
        _("%(field)s: kept as it is, the candidate's own word counts.") % {"field": COLUMNS[name]}
        for name in row["kept"]
    ]
    return lines


def _change(field: str, before: str, after: str) -> str:
    cut = {"before": Truncator(before).chars(80), "after": Truncator(after).chars(80)}
    values = {"field": COLUMNS[field], **cut}
    if before:
        return _("%(field)s: from %(before)s to %(after)s.") % values
    return _("%(field)s: %(after)s.") % values


def _outcome(place: Place, incoming: CandidateImport, now: datetime) -> dict[str, Any]:
    outcome, event = incoming.outcome, incoming.event
    can_undo = event is not None and incoming.withdrawn_at is None and event.can_be_undone(place.person, now)
    left_out = [row for row in incoming.plan if row["kind"] == ERROR]
    return {
        "job": incoming.job,
        "has_stopped": incoming.has_stopped(now),
        "undo": place.undo(event) if event and can_undo else "",
        "added": len(outcome.get("added", [])),
        "changed": len(outcome.get("changed", {})),
        "left_out": len(left_out),
        "errors": [{**row, "lines": _lines(row)} for row in left_out[:SHOWN]],
    }
