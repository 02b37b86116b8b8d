from __future__ import annotations

from typing import Any

from akker.networks.access import Visit
from akker.people.models import Stale
from akker.question import report
from akker.question.forms.boxes import BoxForm


def drawn(visit: Visit, page: str, bound: BoxForm | None = None, box: str = "") -> list[dict[str, Any]]:
    """The boxes of a page, each with its form; the form that came in stands in its box. One query."""
    return [
        {"filled": each, "page": page, "form": bound if bound and each.box.key == box else _form(each)}
        for each in report.boxes(visit.network, page)
    ]


def form_id(box: str) -> str:
    return f"id_{box}_%s"


def _form(each: report.Filled) -> BoxForm:
    return named(BoxForm(initial={"text": each.text, "seen": each.version}, auto_id=form_id(each.box.key)), each)


def named(form: BoxForm, each: report.Filled) -> BoxForm:
    form.fields["text"].label = each.box.name
    form.fields["text"].help_text = each.box.ask
    return form


def told(form: Any, stale: Stale, names: list[str]) -> list[tuple[Any, Any, Any]]:
    """Mine and theirs for the conflict block, where they differ; saving again then saves over what was seen."""
    row: Any = stale.row
    form.data = dict(form.data.items()) | {name: row.version for name in ("seen", "version") if name in form.fields}
    return [
        (form.fields[name].label, form.cleaned_data[name], getattr(row, name))
        for name in names
        if form.cleaned_data[name] != getattr(row, name)
    ]
