from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.handbooks import packing, reader
from akker.handbooks.model import HandbookFault, HandbookMissing
from akker.people import clock
from akker.people.access import once
from akker.programmes.access import May, Visit, enter
from akker.programmes.actions import packs as actions
from akker.programmes.forms import PackForm
from akker.programmes.models import books, find_book, shelves
from akker.programmes.views.programme import manage, sent, show_or_act


@show_or_act
@once
def packs(request: HttpRequest, programme: str) -> HttpResponse:
    """The handbooks of a programme, and a way to bring one."""
    visit = manage(request, programme)
    if request.method != "POST":
        return _page(request, visit, PackForm())
    form = PackForm(sent(request), request.FILES)
    if not form.is_valid():
        return _page(request, visit, form, 422)
    try:
        event = actions.bring(
            programme=visit.programme, data=form.cleaned_data["file"], taken=reader.shelf(*shelves()).keys(),
            by=visit.person, now=clock.now(),
        )  # fmt: skip
    except packing.PackRefused as refusal:
        return _page(
            request, visit, form, 422, faults=[(fault, _(fault.message) % fault.values) for fault in refusal.faults]
        )
    messages.success(request, _("The networks of this programme can choose it now."), extra_tags=visit.undo(event))
    return redirect("programmes:packs", programme)


def _page(request: HttpRequest, visit: Visit, form: PackForm, status: int = 200, **more: Any) -> HttpResponse:
    language = get_language() or "en"
    context = {
        "visit": visit,
        "here": "packs",
        "form": form,
        "packs": [
            (pack, reader.text(pack.book, language))
            for pack in visit.programme.packs.standing().defer("pages").select_related("by").order_by("slug", "at")
        ],
        "starts": [(book.pin, reader.text(book, language)) for book in books()],
        **more,
    }
    return render(request, "programmes/packs.html", context, status=status)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, pk: UUID) -> HttpResponse:
    visit = manage(request, programme)
    pack = get_object_or_404(visit.programme.packs.standing().defer("pages"), pk=pk)
    event = actions.withdraw(pack=pack, by=visit.person, now=clock.now())
    said = _("Nobody can choose it any more; networks that walk it go on.")
    messages.success(request, said, extra_tags=visit.undo(event))
    return redirect("programmes:packs", programme)


@require_safe
def export(request: HttpRequest, programme: str, pin: str) -> HttpResponse:
    """A handbook as a ZIP, to make one's own from."""
    visit = enter(request.user, programme, May.MANAGE)
    try:
        book = find_book(pin, visit.programme.pk)
    except (HandbookMissing, HandbookFault) as missing:
        raise Http404 from missing
    return HttpResponse(
        packing.zipped(book.folder),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{book.slug}-{book.version}.zip"'},
    )
