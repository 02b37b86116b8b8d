from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akker.handbooks.reader import text as words
from akker.journey import files, picture
from akker.journey.actions import photos as actions
from akker.journey.forms import PhotoForm, PlaceForm
from akker.journey.models import SheetPhoto
from akker.journey.tasks import read_photo
from akker.networks.access import May, Visit, enter
from akker.people import clock
from akker.people.access import once
from akker.post import actions as post

SHOWN = 60  # photos on the page of a network


def steps_of(visit: Visit) -> list[tuple[str, str]]:
    """Key and title of every step, in the order of the handbook; no query."""
    prose = words(visit.network.book, get_language() or "en")
    return [
        (step.key, f"{step.number}. {title}" if step.number else title)
        for step in visit.network.book.steps
        for title in (prose.steps[step.key].title,)
    ]


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    """Every photo of the network, newest first, and first of all those that belong nowhere yet; one query."""
    photos = list(visit.network.sheet_photos.standing().order_by("-uploaded_at")[:SHOWN])
    titles = dict(steps_of(visit))
    known = set(titles)
    for photo in photos:
        photo.title = titles.setdefault(photo.step, photo.step)  # type: ignore[attr-defined]
        photo.is_parked = photo.step not in known  # type: ignore[attr-defined]
    context = {
        "visit": visit,
        "here": "journey",
        "loose": [photo for photo in photos if not photo.step],
        "filed": sorted((photo for photo in photos if photo.step), key=lambda photo: list(titles).index(photo.step)),
        "form": PhotoForm(steps=steps_of(visit)),
        "steps": steps_of(visit),
        **more,
    }
    return render(request, "journey/photos.html", context, status=status)


@require_safe
def photos(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.READ)
    return _page(request, visit)


@require_POST
@once
def upload(request: HttpRequest, programme: str, network: str) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    form = PhotoForm(request.POST, request.FILES, steps=steps_of(visit))
    if not form.is_valid():
        return _page(request, visit, 422, form=form)
    now = clock.now()
    photo = actions.keep(network=visit.network, data=form.data_read, size=form.size, by=visit.person, now=now)
    job = post.begin(person=visit.person, kind="photo", now=now, network_id=visit.network.pk)
    read_photo.enqueue(str(photo.pk), str(job.pk), form.cleaned_data["step"])
    messages.success(request, _("The photo is saved."))
    return redirect("post:job", job.pk)


def _photo(visit: Visit, pk: UUID) -> SheetPhoto:
    photo: SheetPhoto = get_object_or_404(visit.network.sheet_photos.standing(), pk=pk)
    photo.network = visit.network
    return photo


@require_POST
@once
def filing(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    photo = _photo(visit, pk)
    form = PlaceForm(request.POST, steps=steps_of(visit))
    if not form.is_valid():
        return _page(request, visit, 422, wrong=photo.pk, place=form)
    step = form.cleaned_data["step"]
    event = actions.file(photo=photo, network=visit.network, step=step, by=visit.person, now=clock.now())
    messages.success(request, _("The photo is with its step now."), extra_tags=visit.undo(event))
    return redirect("journey:photos", *visit.address)


@require_POST
@once
def withdrawal(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    visit = enter(request.user, programme, network, May.RECORD)
    event = actions.withdraw(photo=_photo(visit, pk), by=visit.person, now=clock.now())
    messages.success(request, _("The photo is gone."), extra_tags=visit.undo(event))
    return redirect("journey:photos", *visit.address)


@require_safe
def image(request: HttpRequest, programme: str, network: str, pk: UUID) -> HttpResponse:
    """The picture as we made it; `?small` for a thumbnail. What was sent is never served."""
    visit = enter(request.user, programme, network, May.READ)
    photo = get_object_or_404(visit.network.sheet_photos.seen(), pk=pk)
    try:
        data = files.read(photo.file)
    except FileNotFoundError as gone:
        raise Http404 from gone
    headers = {
        "Content-Disposition": f'inline; filename="{photo.uploaded_at:%Y-%m-%d}.jpg"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",  # seconds; who may see it can change
    }
    content = picture.small(data) if "small" in request.GET else data
    return HttpResponse(content, content_type="image/jpeg", headers=headers)
