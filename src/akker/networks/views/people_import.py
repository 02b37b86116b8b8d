"""People come in from a spreadsheet in four pages, and go out as one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akker.documents.tables import write_csv, write_xlsx
from akker.handbooks.reader import text as prose
from akker.networks import report
from akker.networks.access import May, Visit, enter
from akker.networks.actions import people_import as actions
from akker.networks.arrivals import ACTING, CHANGES, ERROR, KINDS, NEW, RETURNS, SAME, SENTENCES
from akker.networks.forms.people_import import ColumnsForm, UploadForm
from akker.networks.models import Membership, PeopleImport
from akker.networks.spreadsheet import FIELDS
from akker.networks.tasks import apply_people_import
from akker.people import clock
from akker.people.access import once

SHOWN = 50  # rows of one kind on a page
SAMPLES = 3  # cells beside each column
HEADINGS = {
    ERROR: gettext_lazy("Left out"),
    CHANGES: gettext_lazy("Changed"),
    NEW: gettext_lazy("New"),
    RETURNS: gettext_lazy("Back again"),
    SAME: gettext_lazy("Here already, nothing changes"),
}
COLOURS = {ERROR: "clay", CHANGES: "wheat", NEW: "leaf", RETURNS: "leaf", SAME: "sky"}
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def _import_of(visit: Visit, pk: UUID) -> PeopleImport:
    rows = PeopleImport.objects.select_related("job", "event").filter(network=visit.network)
    found = get_object_or_404(rows, pk=pk)
    found.network = visit.network
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@once
def upload(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        people_import = actions.read(
            network=visit.network, file_name=form.file_name, table=form.cleaned_data["file"],
            by=visit.person, now=clock.now(),
        )  # fmt: skip
        return redirect("networks:import-columns", *visit.address, people_import.pk)
    return _page(request, visit, "upload", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def columns(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    people_import = _import_of(visit, pk)
    if is_over := _elsewhere(request, visit, people_import):
        return is_over
    content = people_import.content
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        header=content["header"],
        samples=[actions.samples(content["rows"], index, SAMPLES) for index in range(len(content["header"]))],
        mapping=people_import.mapping,
    )
    if form.is_valid():
        actions.map_columns(people_import=people_import, mapping=form.mapping, by=visit.person, now=clock.now())
        return redirect("networks:import-preview", *visit.address, pk)
    context = {"form": form, "import": people_import, "row_count": sum(any(row) for row in content["rows"])}
    return _page(request, visit, "columns", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def preview(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    people_import = _import_of(visit, pk)
    if is_over := _elsewhere(request, visit, people_import):
        return is_over
    if people_import.mapped_at is None:
        return redirect("networks:import-columns", *visit.address, pk)
    if request.method != "POST":
        return _preview_page(request, visit, people_import)
    try:
        actions.confirm(people_import=people_import, by=visit.person, now=clock.now())
    except actions.PlanChanged:
        # Not an error status: the new plan has to stay when the key of the form is spent.
        people_import.save(update_fields=["plan"])
        messages.warning(request, _("People were added or changed in the meantime. Look once more, then confirm."))
        return redirect("networks:import-preview", *visit.address, pk)
    except actions.AlreadyOver:
        return redirect("networks:import-done", *visit.address, pk)
    apply_people_import.enqueue(str(people_import.pk))
    return redirect("networks:import-done", *visit.address, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def done(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """How far it is, then what happened; posting goes on with one that stopped."""
    visit = enter(request.user, programme, network, May.INVITE)
    people_import = _import_of(visit, pk)
    if people_import.confirmed_at is None:
        return redirect("networks:import", *visit.address)
    now = clock.now()
    if request.method == "POST":
        if people_import.has_stopped(now):
            actions.start_job(people_import=people_import, by=visit.person, now=now)
            apply_people_import.enqueue(str(people_import.pk))
        return redirect("networks:import-done", *visit.address, pk)
    context = {"here": "people", "visit": visit, "import": people_import, **_outcome(visit, people_import, now)}
    template = "networks/_import_outcome.html" if request.headers.get("HX-Request") else "networks/import_done.html"
    return render(request, template, context)


@require_safe
def export(request: HttpRequest, programme: str, network: str, kind: str) -> HttpResponse:
    """The people present as an import takes them; a spreadsheet that is opened runs nothing."""
    visit = enter(request.user, programme, network, May.INVITE)
    if kind not in TYPES:
        raise Http404
    table = report.people_table(visit.network, get_language() or "en", with_own_words=May.READ in visit.may)
    content = write_csv(table) if kind == "csv" else write_xlsx(table, title=visit.network.name)
    name = f"{visit.network.slug}-{clock.now().astimezone(visit.person.zone).date()}.{kind}"
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


# --- what the pages show -------------------------------------------------------------------


def _page(request: HttpRequest, visit: Visit, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {"here": "people", "visit": visit, **context}
    return render(request, f"networks/import_{name}.html", context, status=status)


def _elsewhere(request: HttpRequest, visit: Visit, people_import: PeopleImport) -> HttpResponse | None:
    """Where an import goes on that is no longer being prepared."""
    if people_import.confirmed_at:
        return redirect("networks:import-done", *visit.address, people_import.pk)
    if people_import.withdrawn_at:
        messages.info(request, _("This file was put aside: you chose another, or it waited for more than a day."))
        return redirect("networks:import", *visit.address)
    return None


def _preview_page(request: HttpRequest, visit: Visit, people_import: PeopleImport) -> HttpResponse:
    """Some rows of each kind; ?kind= shows that kind alone, ?after= goes on behind that row."""
    only, after = request.GET.get("kind", ""), request.GET.get("after", "")
    names = _role_names(visit)
    plan = people_import.plan
    here = reverse("networks:import-preview", args=[*visit.address, people_import.pk])
    sections = [
        _section(kind, plan, int(after) if only and after.isdecimal() else 0, here, names)
        for kind in KINDS
        if only not in KINDS or only == kind
    ]
    counts = _counts(plan)
    context = {
        "import": people_import,
        "counts": [
            (COLOURS[kind], HEADINGS[kind], counts[kind], f"{here}?kind={kind}") for kind in KINDS if counts[kind]
        ],
        "sections": [section for section in sections if section["rows"]],
        "acting": sum(counts[kind] for kind in ACTING),
        "left_out": counts[ERROR],
        "only": only,
        "all": here,
    }
    return _page(request, visit, "preview", context)


def _counts(plan: list[dict[str, Any]]) -> dict[str, int]:
    return {kind: sum(row["kind"] == kind for row in plan) for kind in KINDS}


def _section(kind: str, plan: list[dict[str, Any]], after: int, here: str, names: dict[str, str]) -> dict[str, Any]:
    rows = [row for row in plan if row["kind"] == kind and row["number"] > after]
    later = f"{here}?kind={kind}&after={rows[SHOWN - 1]['number']}" if len(rows) > SHOWN else ""
    return {
        "kind": kind,
        "heading": HEADINGS[kind],
        "colour": COLOURS[kind],
        "count": sum(row["kind"] == kind for row in plan),
        "rows": [{**row, "lines": _lines(row, names)} for row in rows[:SHOWN]],
        "later": later,
    }


def _role_names(visit: Visit) -> dict[str, str]:
    return {key: role.name for key, role in prose(visit.network.book, get_language() or "en").roles.items()}


def _lines(row: dict[str, Any], names: dict[str, str]) -> list[str]:
    """What happens in a row, each a plain sentence."""
    lines = [_sentence(code, values) for code, values in row["faults"]]
    if row["kind"] == NEW:
        lines += _newcomer(row["changes"], names)
    else:
        lines += [_change(*change, names=names) for change in row["changes"]]
    lines += [
        _("%(field)s: kept as it is, the member's own word counts.") % {"field": FIELDS[name]} for name in row["kept"]
    ]
    if row["has_namesake"]:
        lines.append(_("Somebody of this name is here already, but this is not their address."))
    return lines


def _sentence(code: str, values: dict[str, Any]) -> str:
    return str(SENTENCES[code]) % {**values, "field": FIELDS.get(str(values.get("field")), "")}


def _newcomer(changes: list[list[str]], names: dict[str, str]) -> list[str]:
    """Two lines: where they belong, then what is said of them."""
    said = [(field, _value(field, after, names)) for field, _before, after in changes]
    place = " · ".join(value for field, value in said if field not in report.OWN_WORDS)
    words = " · ".join(value for field, value in said if field in report.OWN_WORDS)
    return [line for line in (place, words) if line]


def _change(field: str, before: str, after: str, *, names: dict[str, str]) -> str:
    values = {
        "field": FIELDS[field],
        "before": _value(field, before, names),
        "after": _value(field, after, names),
    }
    if field == "roles":
        return _("Role: %(after)s.") % values
    if before:
        return _("%(field)s: from %(before)s to %(after)s.") % values
    return _("%(field)s: %(after)s.") % values


def _value(field: str, value: str, names: dict[str, str]) -> str:
    if field == "ring" and value:
        return str(Membership.Ring(value).label)
    if field == "hours" and value:
        return _("%(hours)s hours") % {"hours": report.hours_text(Decimal(value))}
    return names.get(value, value) if field == "roles" else Truncator(value).chars(80)


def _outcome(visit: Visit, people_import: PeopleImport, now: datetime) -> dict[str, Any]:
    outcome, event = people_import.outcome, people_import.event
    can_undo = event is not None and people_import.withdrawn_at is None and event.can_be_undone(visit.person, now)
    names = _role_names(visit)
    left_out = [row for row in people_import.plan if row["kind"] == ERROR]
    return {
        "job": people_import.job,
        "has_stopped": people_import.has_stopped(now),
        "undo": visit.undo(event) if event and can_undo else "",
        "added": len(outcome.get("added", [])),
        "returned": outcome.get("returned", 0),
        "changed": len(outcome.get("changed", {})) - outcome.get("returned", 0),
        "left_out": len(left_out),
        "errors": [{**row, "lines": _lines(row, names)} for row in left_out[:SHOWN]],
    }
