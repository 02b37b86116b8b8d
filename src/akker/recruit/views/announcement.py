"""The announcement inside the network: written, looked at, opened, said to be full, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akker.documents import announcement as paper
from akker.documents.naming import file_name
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.recruit.actions import announcement as actions
from akker.recruit.forms.announcement import AnnouncementForm
from akker.recruit.models import Announcement
from akker.recruit.report import announcement as report


@require_http_methods(["GET", "HEAD", "POST"])
@once
def announcement(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    if request.method != "POST":
        return _page(request, visit, None)
    actions.still_open(visit.network)
    form = AnnouncementForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, 422)
    try:
        event = actions.write(
            network=visit.network, by=visit.person, now=clock.now(), seen=form.cleaned_data["version"], **form.words
        )
    except Stale as stale:
        return _stale(request, visit, form, stale)
    messages.success(request, _("Saved."), extra_tags=visit.undo(event))
    return redirect("recruit:announcement", *visit.address)


def _page(
    request: HttpRequest, visit: Visit, form: AnnouncementForm | None, status: int = 200, **more: Any
) -> HttpResponse:
    """Two queries; three when nobody wrote it yet."""
    row = report.found(visit.network)
    today = clock.now().astimezone(visit.network.zone).date()
    initial = _written(row) if row else report.beginning(visit.network, today)
    given = report.motives(visit.network)
    context = {
        "visit": visit,
        "here": "people",
        "tab": "announcement",
        "form": form or AnnouncementForm(initial=initial),
        "row": row,
        "stand": row.stand(today) if row else "draft",
        "shown": _shown(row or Announcement(network=visit.network, **initial)),
        "lacking": report.lacking(row) if row else [],
        "motives": given,
        "mail": report.mail(row) if row else "",
        "address": report.address(visit.network),
        "step": report.step(visit.network),
        **more,
    }
    return render(request, "recruit/announcement.html", context, status=status)


def _written(row: Announcement) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*actions.WORDS, "version")}


def _shown(row: Announcement) -> dict[str, Any]:
    """What the preview reads, in the language of the network."""
    with translation.override(row.network.language):
        return {
            "network": row.network,
            "blocks": report.blocks(row),
            "numbers": report.numbers(row),
            "size": report.size(row),
            "apply_until": row.apply_until,
        }


def _stale(request: HttpRequest, visit: Visit, form: AnnouncementForm, stale: Stale) -> HttpResponse:
    """Both texts; saving again then saves over what was seen here."""
    form.data = dict(form.data.items()) | {"version": stale.row.version}  # type: ignore[attr-defined]
    pairs = [
        (form.fields[name].label, mine, getattr(stale.row, name))
        for name, mine in stale.mine.items()
        if getattr(stale.row, name) != mine
    ]
    return _page(request, visit, form, 409, pairs=pairs)


@require_POST
def preview(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """How it would look, as it is being typed; nothing is kept, so it needs no key."""
    visit = enter(request.user, programme, network, May.INVITE)
    form = AnnouncementForm(request.POST)
    form.is_valid()
    words = {name: value for name, value in form.words.items() if name in actions.WORDS}
    row = Announcement(network=visit.network, **words)
    return render(request, "recruit/_preview.html", {"visit": visit, "shown": _shown(row)})


@require_POST
@once
def opening(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    try:
        event = actions.open(network=visit.network, by=visit.person, now=clock.now())
    except actions.NotWritten as refusal:
        messages.error(request, str(refusal.message))
        return redirect("recruit:announcement", *visit.address)
    messages.success(
        request, _("Open: everybody with the address can read it and apply."), extra_tags=visit.undo(event)
    )
    return redirect("recruit:announcement", *visit.address)


@require_POST
@once
def closing(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.INVITE)
    try:
        event = actions.close(network=visit.network, by=visit.person, now=clock.now())
    except actions.NotWritten as refusal:
        messages.error(request, str(refusal.message))
        return redirect("recruit:announcement", *visit.address)
    messages.success(request, _("Closed. Who applied stays a candidate."), extra_tags=visit.undo(event))
    return redirect("recruit:announcement", *visit.address)


@require_POST
@once
def fullness(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """Full, or room again: `way` says which."""
    visit = enter(request.user, programme, network, May.INVITE)
    is_full = request.POST.get("way") != "roomy"
    try:
        event = actions.say_full(network=visit.network, is_full=is_full, by=visit.person, now=clock.now())
    except actions.NotWritten as refusal:
        messages.error(request, str(refusal.message))
        return redirect("recruit:announcement", *visit.address)
    said = _("The page now says that it is full.") if is_full else _("The page now says that there is room.")
    messages.success(request, said, extra_tags=visit.undo(event))
    return redirect("recruit:announcement", *visit.address)


@require_safe
def sheet(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    """The announcement on A4, as it stands."""
    visit = enter(request.user, programme, network, May.INVITE)
    row = report.found(visit.network)
    if row is None:
        raise Http404
    made = report.sheet(row)
    name = file_name(visit.network.name)
    return HttpResponse(
        paper.to_pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
