from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.handbooks.reader import text as words
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.question import actions, sheets
from akker.question.forms.wording import SubthemesForm, WordingForm
from akker.question.models import Wording

ASKED = {
    Wording.Kind.LINE: gettext_lazy("One line. It may start empty and may change as you learn."),
    Wording.Kind.AMBITION: gettext_lazy("What is different, for whom, when you have done this well?"),
    Wording.Kind.THEME: gettext_lazy("The wider subject your line belongs to."),
}


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    versions = visit.network.wordings.standing().select_related("by").order_by("kind", "-number")
    by_kind = {kind: list(group) for kind, group in groupby(versions, key=lambda wording: wording.kind)}
    prose = words(visit.network.book, get_language() or "en")
    called = {Wording.Kind.LINE: prose.line.text, Wording.Kind.THEME: sheets.theme_word(prose)}
    blocks = [
        _block(
            kind, called.get(kind, kind.label), by_kind.get(kind, []),
            more.get("form") if more.get("kind") == kind else None,
        )
        for kind in Wording.Kind
    ]  # fmt: skip
    names = list(visit.network.subthemes.standing().values_list("name", flat=True))
    context = {
        "visit": visit,
        "here": "question",
        "blocks": blocks,
        "subthemes": SubthemesForm(initial={"names": "\n".join(names), "seen": "\n".join(names)}),
        "names": names,
        "line_word": prose.line,
        **more,
    }
    return render(request, "question/question.html", context, status=status)


def _block(kind: Wording.Kind, name: Any, versions: list[Wording], form: WordingForm | None) -> dict[str, Any]:
    newest = versions[0] if versions else None
    initial = {"text": newest.text if newest else "", "seen": newest.number if newest else 0}
    form = form or WordingForm(initial=initial, auto_id=f"id_{kind}_%s")
    form.fields["text"].label = capfirst(str(name))
    form.fields["text"].help_text = ASKED[kind]
    return {"kind": kind, "name": name, "newest": newest, "earlier": versions[1:], "form": form}


@require_safe
def question(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _page(request, enter(request.user, programme, network, May.READ))


@require_POST
@once
def wording(request: HttpRequest, programme: str, network: str, kind: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    if kind not in Wording.Kind.values:
        raise Http404
    form = WordingForm(request.POST, auto_id=f"id_{kind}_%s")
    if not form.is_valid():
        return _page(request, visit, 422, form=form, kind=kind)
    values = form.cleaned_data
    try:
        event = actions.word(
            network=visit.network, kind=kind, text=values["text"].strip(), reason=values["reason"],
            by=visit.person, now=clock.now(), seen=values["seen"],
        )  # fmt: skip
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.number}  # type: ignore[attr-defined]
        pairs = [(Wording.Kind(kind).label, stale.mine["text"], stale.row.text)]  # type: ignore[attr-defined]
        return _page(request, visit, 409, form=form, kind=kind, pairs=pairs)
    if event:
        messages.success(request, _("Saved; the earlier version is kept."), extra_tags=visit.undo(event))
    return redirect("question:question", *visit.address)


@require_POST
@once
def subthemes(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = SubthemesForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, 422, subthemes=form)
    names, seen = form.cleaned_data["names"], form.cleaned_data["seen"]
    try:
        event = actions.divide(network=visit.network, names=names, by=visit.person, now=clock.now(), seen=seen)
    except Stale:
        there = "\n".join(visit.network.subthemes.standing().values_list("name", flat=True))
        form.data = dict(form.data.items()) | {"seen": there}
        return _page(request, visit, 409, subthemes=form, pairs=[(_("Subthemes"), "\n".join(names), there)])
    messages.success(request, _("Saved."), extra_tags=visit.undo(event) if event else "")
    came_from = "canvas" if "canvas" in request.POST else "question"
    return redirect(f"question:{came_from}", *visit.address)
