"""Who applied, for a network and for a programme: the list, one candidate, the intake note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.documents.tables import write_csv, write_xlsx
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.people.models import Stale
from akker.people.pages import turned
from akker.recruit import access
from akker.recruit.actions import candidate as actions
from akker.recruit.forms.candidate import NoteForm
from akker.recruit.models import Candidate, IntakeNote
from akker.recruit.report import candidate as report
from akker.recruit.report import table
from akker.recruit.views.invitations import networks_of
from akker.recruit.views.place import Place, in_network, in_programme

PAGE = 50
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
FILTERS = ("words", "organisation", "sector", "region", "stand")


@require_safe
def candidates(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    return _list(request, in_network(request, programme, network))


@require_safe
def of_programme(request: HttpRequest, programme: str) -> HttpResponse:
    return _list(request, in_programme(request, programme))


def _rows(place: Place) -> QuerySet[Candidate]:
    rows = Candidate.objects.standing()
    return rows.for_network(place.network) if place.network else rows.filter(programme=place.programme)


def _list(request: HttpRequest, place: Place) -> HttpResponse:
    """Four queries; five with intake notes."""
    wanted = {name: request.GET.get(name, "").strip()[:120] for name in FILTERS}
    everybody = _rows(place)
    found = _stood(report.listed(everybody, **wanted), place, wanted["stand"]).with_preferences()
    rows, pages = turned(request, found, PAGE)
    context = {
        "visit": place.visit,
        "base": place.base,
        "here": "people" if place.network else "candidates",
        "tab": "candidates",
        "place": place,
        "rows": [_row(place, row) for row in rows],
        **pages,
        "wanted": wanted,
        "is_filtered": any(wanted.values()),
        "choices": report.choices(everybody),
        "to": {page: place.to(page) for page in ("candidates", "import", "invitations", "experts")},
        "exports": {kind: place.to("export", kind) for kind in TYPES},
    }
    return render(request, "recruit/candidates.html", context)


def _stood(rows: QuerySet[Candidate], place: Place, stand: str) -> Any:
    if stand == "pool":
        return rows.filter(pool_at__isnull=False)
    if stand == "experts":
        return rows.filter(experts_at__isnull=False)
    here = {"preferences__network": place.network} if place.network else {}
    if stand == "first":
        return rows.filter(preferences__rank=1, **here).distinct()
    if stand == "waiting":
        return rows.filter(preferences__waiting_at__isnull=False, **here).distinct()
    return rows


def _row(place: Place, candidate: Candidate) -> dict[str, Any]:
    wishes = candidate.wishes  # type: ignore[attr-defined]
    here = next((wish for wish in wishes if place.network and wish.network_id == place.network.pk), None)
    return {
        "candidate": candidate,
        "wishes": wishes,
        "here": here,
        "is_waiting": here.waiting_at if here else any(wish.waiting_at for wish in wishes),
        "address": place.to("candidate", candidate.pk),
    }


# --- one candidate -------------------------------------------------------------------------


@require_safe
def candidate(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    place = in_network(request, programme, network)
    return _one(request, place, access.applicant(place.visit, pk))


@require_safe
def one_of_programme(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    place = in_programme(request, programme)
    rows = Candidate.objects.filter(programme=place.programme).with_preferences()
    return _one(request, place, get_object_or_404(rows, pk=pk))


def _one(request: HttpRequest, place: Place, row: Candidate, status: int = 200, **more: Any) -> HttpResponse:
    takes_intake = place.network is not None and access.takes_intake(place.visit)
    note = _note(place, row) if takes_intake else None
    context = {
        "visit": place.visit,
        "base": place.base,
        "here": "people" if place.network else "candidates",
        "tab": "candidates",
        "place": place,
        "candidate": row,
        "wishes": row.wishes,  # type: ignore[attr-defined]
        "mine": _row(place, row)["here"],
        "said": report.said(row, [wish.network for wish in row.wishes], to_themselves=False),  # type: ignore[attr-defined]
        "takes_intake": takes_intake,
        "note": note,
        "form": NoteForm(initial={"text": note.text, "seen": note.version} if note else {}),
        "to": {"candidates": place.to("candidates"), "asking": place.to("asking", row.pk)},
        "networks": networks_of(place),
        **more,
    }
    return render(request, "recruit/candidate.html", context, status=status)


def _note(place: Place, row: Candidate) -> IntakeNote | None:
    return IntakeNote.objects.filter(network=place.network, candidate=row).select_related("by").first()


@require_POST
@once
def note(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = _taking_intake(request, programme, network)
    row = access.applicant(visit, pk)
    form = NoteForm(request.POST)
    place = in_network(request, programme, network)
    if not form.is_valid():
        return _one(request, place, row, 422, form=form)
    values = form.cleaned_data
    try:
        event = actions.note(
            candidate=row, network=visit.network, text=values["text"].strip(), by=visit.person, now=clock.now(),
            seen=values["seen"],
        )  # fmt: skip
    except Stale as stale:
        form.data = dict(form.data.items()) | {"seen": stale.row.version}  # type: ignore[attr-defined]
        pairs = [(form.fields["text"].label, stale.mine["text"], stale.row.text)]  # type: ignore[attr-defined]
        return _one(request, place, row, 409, form=form, pairs=pairs)
    messages.success(request, _("Noted. The candidate can read it too."), extra_tags=visit.undo(event))
    return redirect("recruit:candidate", *visit.address, pk)


def _taking_intake(request: HttpRequest, programme: str, network: str) -> Visit:
    visit = enter(request.user, programme, network, May.INVITE)
    if not access.takes_intake(visit):
        raise PermissionDenied
    return visit


@require_POST
@once
def place(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """Off the waiting list of this network."""
    visit = enter(request.user, programme, network, May.INVITE)
    row = access.applicant(visit, pk)
    event = actions.give_place(candidate=row, network=visit.network, by=visit.person, now=clock.now())
    messages.success(
        request, _("%(name)s is off the waiting list.") % {"name": row.person}, extra_tags=visit.undo(event)
    )
    return redirect("recruit:candidate", *visit.address, pk)


# --- as a file -----------------------------------------------------------------------------


@require_safe
def export(request: HttpRequest, programme: str, network: str, kind: str) -> HttpResponse:
    return _export(in_network(request, programme, network), kind)


@require_safe
def export_of_programme(request: HttpRequest, programme: str, kind: str) -> HttpResponse:
    return _export(in_programme(request, programme), kind)


def _export(place: Place, kind: str) -> HttpResponse:
    """Candidates as an import takes them; a spreadsheet that is opened runs nothing."""
    if kind not in TYPES:
        raise Http404
    made = table.candidates(_rows(place), place.programme, get_language() or "en")
    title = place.network.name if place.network else place.programme.name
    content = write_csv(made) if kind == "csv" else write_xlsx(made, title=title)
    slug = place.network.slug if place.network else place.programme.slug
    name = f"{slug}-{_('candidates')}-{clock.now().astimezone(place.person.zone).date()}.{kind}"
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
