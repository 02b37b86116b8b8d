from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.documents import result_sheet as result_pdf
from akker.documents import step_sheet as step_pdf
from akker.documents.naming import file_name
from akker.handbooks.model import Step
from akker.handbooks.reader import text as words
from akker.journey import actions, report
from akker.journey.forms import ResultForm
from akker.journey.models import Result, StepTaken
from akker.journey.report import worksheets
from akker.journey.walk import Walk, walk
from akker.networks.access import May, Visit, enter
from akker.networks.models import Network, Seat
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale

PHOTOS = 8  # of filled sheets on the page of a step; the others are on their own page


def walk_of(network: Network) -> Walk:
    """The journey of a network in the reader's language; one query."""
    return walk(network.book, words(network.book, get_language() or "en"), report.MOVES(network=network.pk))


def _step(visit: Visit, key: str) -> Step:
    for step in visit.network.book.steps:
        if step.key == key:
            return step
    raise Http404


def _page(request: HttpRequest, visit: Visit, step: Step, status: int = 200, **more: Any) -> HttpResponse:
    journey = walk_of(visit.network)
    place = journey.place(step.key)
    versions = list(visit.network.results.standing().filter(step=step.key).select_related("by").order_by("-number"))
    newest = versions[0] if versions else None
    holders = Seat.objects.current().filter(
        membership__network=visit.network, membership__left_at=None, role=step.owner
    )
    context = {
        "visit": visit,
        "here": "journey",
        "place": place,
        "step": step,
        "text": place.text if place else None,
        "sheets": _sheets(visit, step),
        "owner": words(visit.network.book, get_language() or "en").roles.get(step.owner),
        "holders": [str(seat.membership.person) for seat in holders.select_related("membership__person")]
        if step.owner
        else [],
        "newest": newest,
        "agreed_by": report.who_agreed(newest) if newest else "",
        "earlier": versions[1:],
        "form": _result_form(visit, newest),
        "photos": visit.network.sheet_photos.seen().filter(step=step.key).order_by("-uploaded_at")[:PHOTOS],
        "is_next": journey.next is not None and journey.next.step.key == step.key,
        **more,
    }
    return render(request, "journey/step.html", context, status=status)


def _sheets(visit: Visit, step: Step) -> list[tuple[str, str]]:
    """Key and title of the worksheets of a step."""
    texts = words(visit.network.book, get_language() or "en").worksheets
    return [(key, texts[key].title) for key in step.worksheets]


def _result_form(visit: Visit, newest: Any) -> ResultForm:
    today = clock.now().astimezone(visit.network.zone).date()
    if newest is None:
        return ResultForm(initial={"agreed_on": today, "seen": 0})
    return ResultForm(
        initial={"text": newest.text, "agreed_on": today, "agreed_by": newest.agreed_by, "seen": newest.number}
    )


@require_safe
def step(request: HttpRequest, programme: str, network: str, step: str) -> HttpResponse:
    """A step of an earlier handbook has no page any more; what it left is on the result sheet."""
    visit = enter(request.user, programme, network, May.READ)
    if step not in words(visit.network.book, "en").steps and step in report.left(visit.network):
        return redirect("journey:results", *visit.address)
    return _page(request, visit, _step(visit, step))


SAID = {
    StepTaken.Way.BEGUN: gettext_noop("Begun."),
    StepTaken.Way.FINISHED: gettext_noop("Finished."),
    StepTaken.Way.SKIPPED: gettext_noop("Skipped. You can come back to it at any time."),
    StepTaken.Way.REOPENED: gettext_noop("Open again."),
}


@require_POST
@once
def taken(request: HttpRequest, programme: str, network: str, step: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    chosen = _step(visit, step)
    way = request.POST.get("way", "")
    if way not in StepTaken.Way.values:
        return _page(request, visit, chosen, 422)
    event = actions.take(network=visit.network, step=chosen.key, way=way, by=visit.person, now=clock.now())
    messages.success(request, _(SAID[StepTaken.Way(way)]), extra_tags=visit.undo(event))
    if way in (StepTaken.Way.BEGUN, StepTaken.Way.REOPENED):
        return redirect("journey:step", *visit.address, chosen.key)
    return redirect(visit.home)


@require_POST
@once
def result(request: HttpRequest, programme: str, network: str, step: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    chosen = _step(visit, step)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, chosen, 422, form=form)
    try:
        event = actions.agree(
            network=visit.network, step=chosen.key, by=visit.person, now=clock.now(), **form.cleaned_data
        )
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.number}  # type: ignore[attr-defined]
        pairs = [(form.fields["text"].label, stale.mine["text"], stale.row.text)]  # type: ignore[attr-defined]
        return _page(request, visit, chosen, 409, form=form, pairs=pairs)
    messages.success(request, _("It is on the result sheet."), extra_tags=visit.undo(event))
    return redirect("journey:step", *visit.address, chosen.key)


@require_safe
def versions(request: HttpRequest, programme: str, network: str, step: str) -> HttpResponse:
    """Every version of what a step left, newest first."""
    visit = enter(request.user, programme, network, May.READ)
    shown = list(visit.network.results.standing().filter(step=step).select_related("by").order_by("-number"))
    lines = [(version, report.who_agreed(version)) for version in shown]
    return render(
        request,
        "journey/versions.html",
        {"visit": visit, "here": "journey", "lines": lines} | _named(visit, step, shown),
    )


def _named(visit: Visit, step: str, versions: list[Result]) -> dict[str, Any]:
    """Key and title of a step, also of one that only an earlier handbook has. Raises: Http404."""
    language = get_language() or "en"
    if text := words(visit.network.book, language).steps.get(step):
        return {"key": step, "title": text.title, "is_parked": False}
    for key, title, _result in report.parked(visit.network, {step: versions[0]} if versions else {}, language):
        return {"key": key, "title": title, "is_parked": True}
    raise Http404


@require_safe
def results(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    prose = words(visit.network.book, get_language() or "en")
    newest, counts = report.newest(visit.network)
    blocks = [
        {
            "step": step,
            "text": prose.steps[step.key],
            "phase": prose.phases[visit.network.book.phase_of(step.key).key].name,
            "result": newest[step.key],
            "agreed_by": report.who_agreed(newest[step.key]),
            "earlier": counts[step.key] - 1,
        }
        for step in visit.network.book.steps
        if step.key in newest
    ]
    parked = [
        {
            "key": key,
            "title": title,
            "result": result,
            "agreed_by": report.who_agreed(result),
            "earlier": counts[key] - 1,
        }
        for key, title, result in report.parked(visit.network, newest, get_language() or "en")
    ]
    context = {"visit": visit, "here": "results", "blocks": blocks, "parked": parked, "prose": prose}
    return render(request, "journey/results.html", context)


@require_safe
def result_sheet(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    today = clock.now().astimezone(visit.network.zone).date()
    sheet = report.result_sheet(visit.network, on=today)
    return _pdf(result_pdf.to_pdf(sheet), f"{visit.network.name} {sheet.title}")


@require_safe
def step_sheet(request: HttpRequest, programme: str, network: str, step: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    sheet = report.step_sheet(visit.network, _step(visit, step))
    content = step_pdf.to_pdf(sheet, paper="a3" if request.GET.get("paper") == "a3" else "a4")
    return _pdf(content, f"{visit.network.name} {sheet.title}")


@require_safe
def worksheet(request: HttpRequest, programme: str, network: str, step: str, sheet: str) -> HttpResponse:
    """A worksheet of a step to print and write on."""
    visit = enter(request.user, programme, network, May.READ)
    chosen = _step(visit, step)
    if sheet not in chosen.worksheets:
        raise Http404
    content = worksheets.worksheet(visit.network, chosen, visit.network.book.worksheets[sheet])
    return _pdf(
        content, f"{visit.network.name} {words(visit.network.book, visit.network.language).worksheets[sheet].title}"
    )


def _pdf(content: bytes, title: str) -> HttpResponse:
    name = file_name(title)
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    )
