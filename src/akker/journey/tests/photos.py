"""Photos for the tests: small ones, odd ones, and one of a sheet that was really printed."""

from __future__ import annotations

import io
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from akker.documents import pdf, step_sheet
from akker.documents.tests.photographs import jpeg, photographed
from akker.journey import picture, report
from akker.journey.actions import photos
from akker.journey.models import SheetPhoto
from akker.networks.models import Network
from akker.people.models import Person

GPS = 0x8825  # the EXIF directory that says where


def plain(size: tuple[int, int] = (640, 480), kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    """Taken in Utrecht, on its side, with a comment of its camera."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Cameramerk"  # orientation, maker
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 26.0), 3: "E", 4: (5.0, 7.0, 17.0)})
    return plain(exif=exif, comment=b"Utrecht")


def sending(data: bytes, name: str = "blad.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def a_photo(network: Network, by: Person, now: datetime) -> SheetPhoto:
    """Kept and re-encoded, filed nowhere yet."""
    data = plain()
    photo = photos.keep(network=network, data=data, size=picture.look(data), by=by, now=now)
    photos.clean(photo=photo, picture=picture.cleaned(picture.decoded(data)), now=now)
    return photo


def of_sheet(network: Network, step: str) -> bytes:
    """The printed sheet of a step, photographed from the side in poor light."""
    chosen = next(each for each in network.book.steps if each.key == step)
    return _photographed(step_sheet.content(report.step_sheet(network, chosen)))


def _photographed(content: dict[str, object]) -> bytes:
    page = pdf.preview("step_sheet", content, pixels_per_inch=200)[0]
    return jpeg(photographed(page, turn=4))
