from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from PIL import Image

from akker.handbooks.reader import text as words
from akker.journey import files, picture
from akker.journey.actions import agreements, reviews, welcomes
from akker.journey.actions import photos as actions
from akker.journey.models import SheetPhoto
from akker.networks.access import May, enter
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.actions import at_work
from akker.post.models import Job

Place = tuple[Network, str]  # and the key of its step


@task()
def ask_newcomers() -> int:
    """Whoever came in later finds the question about the working agreements as well; of who left nothing is asked."""
    welcomes.let_go(now=clock.now())
    return agreements.ask_newcomers(now=clock.now())


@task()
def ask_again() -> int:
    """Whoever leads finds it at Now when the day has come to look at the working agreements again."""
    return reviews.ask(now=clock.now())


@task()
def read_photo(photo_id: str, job_id: str, step: str = "") -> str:
    """Re-encode a photo, read its code and file it: at the step of its code, else at `step`, else nowhere yet.

    The job tells whoever sent it what became of it.
    """
    photo = SheetPhoto.objects.select_related("network__programme").get(pk=UUID(photo_id))
    job = Job.objects.select_related("person").get(pk=UUID(job_id))
    if job.is_over:
        return "over"
    with at_work(job=job, clock=clock.now), translation.override(job.person.language):
        if photo.read_at is None:  # else a worker was stopped between its work and saying so
            try:
                image = picture.decoded(files.read(photo.file))
            except (picture.NoPicture, picture.TooManyPixels, FileNotFoundError):
                actions.withdraw(photo=photo, by=None, now=clock.now())
                return _tell(job, photo, _("This photo could not be read, so it was not kept. Take it once more."))
            _settle(photo, image, job.person, step)
        return _tell(job, photo, _sentence(photo))


@transaction.atomic
def _settle(photo: SheetPhoto, image: Image.Image, person: Person, step: str) -> None:
    place = _place_of(picture.codes(image), person)
    actions.clean(photo=photo, picture=picture.cleaned(image), now=clock.now())
    if place:
        actions.file(photo=photo, network=place[0], step=place[1], by=None, now=clock.now())
    elif step:
        actions.file(photo=photo, network=photo.network, step=step, by=person, now=clock.now())


def _place_of(codes: tuple[str, ...], person: Person) -> Place | None:
    """Where the first code belongs that leads to a step which `person` may record at; others say nothing."""
    for code in codes:
        if place := _place(code, person):
            return place
    return None


def _place(code: str, person: Person) -> Place | None:
    if not code.startswith(settings.ADDRESS + "/"):
        return None
    try:
        match = resolve(code.removeprefix(settings.ADDRESS))
        if match.view_name != "journey:step":
            return None
        visit = enter(person, match.kwargs["programme"], match.kwargs["network"], May.RECORD)
    except (Resolver404, Http404, PermissionDenied):
        return None
    step = match.kwargs["step"]
    return (visit.network, step) if any(each.key == step for each in visit.network.book.steps) else None


def _sentence(photo: SheetPhoto) -> str:
    if not photo.step:
        return _("The photo is saved. No code could be read on it: say at which step it belongs.")
    step = words(photo.network.book, translation.get_language() or "en").steps[photo.step].title
    if photo.filed_by_id is None:
        return _("The photo is saved, and its code says where it belongs: %(step)s, %(network)s.") % {
            "step": step, "network": photo.network.name,
        }  # fmt: skip
    return _("The photo is saved at this step: %(step)s.") % {"step": step}


def _tell(job: Job, photo: SheetPhoto, sentence: str) -> str:
    """What the page of the job says at the end, and where it leads."""
    slugs = [photo.network.programme.slug, photo.network.slug]
    address = (
        reverse("journey:step", args=[*slugs, photo.step]) if photo.step else reverse("journey:photos", args=slugs)
    )
    job.result = {"said": sentence, "address": address}
    return "filed" if photo.step else "kept"


@task()
def sweep_photos() -> int:
    return actions.sweep(now=clock.now())
