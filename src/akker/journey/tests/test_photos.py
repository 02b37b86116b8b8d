"""A photo of a filled sheet finds its step by the code on it; what is no photo is refused, and nothing of it stays."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from django.conf import settings
from django.test import Client
from PIL import Image

from akker.documents.code import svg
from akker.journey import files, picture
from akker.journey.actions import photos as actions
from akker.journey.models import SheetPhoto
from akker.journey.tests.photos import GPS, a_photo, of_sheet, plain, sending, with_place
from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people.models import Person
from akker.post.models import Job
from akker.programmes.models import Event, Programme
from tests.cast import NOW, member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
PHOTOS, NEW = f"{HERE}photos/", f"{HERE}photos/new/"


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path / files.FOLDER


@pytest.fixture
def send(as_: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Send a photo as `who` and let the worker read it; returns the photo."""

    def sent(who: str, data: bytes, at: str = NEW, **more: str) -> SheetPhoto:
        with django_capture_on_commit_callbacks(execute=True):
            assert as_(who).post(at, {"file": sending(data), **more}).status_code == 302
        return SheetPhoto.objects.latest("uploaded_at")

    return sent


@pytest.fixture(scope="module")
def printed(django_db_setup: Any, django_db_blocker: Any) -> bytes:
    """The sheet of step 4 of the network of the cast, photographed from the side in poor light."""
    network = Network(
        slug="zorg", name="Dementie thuis", programme=Programme(slug="academie"), handbook="leernetwerk@2026.1",
        language="nl",
    )  # fmt: skip
    return of_sheet(network, "roles")


# --- filing -----------------------------------------------------------------------------------------------------------


def test_a_photo_files_itself_by_its_code(printed: bytes, network: Network, piet: Person, send: Any):
    photo = send("piet", printed)
    assert (photo.network, photo.step, photo.filed_by) == (network, "roles", None)
    assert photo.filed_at
    job = Job.objects.get()
    assert job.finished_at
    assert job.result["address"] == f"{HERE}steps/roles/"
    assert "Dementie thuis" in job.result["said"]


def test_the_code_is_believed_before_the_page_it_was_sent_from(printed: bytes, piet: Person, send: Any):
    assert send("piet", printed, step="ambition").step == "roles"


def test_without_a_code_it_stays_with_the_step_it_was_sent_from(piet: Person, send: Any):
    photo = send("piet", plain(), step="ambition")
    assert (photo.step, photo.filed_by) == ("ambition", piet)


def test_without_a_code_and_a_step_it_asks_where_it_belongs(piet: Person, send: Any, as_: Any):
    photo = send("piet", plain())
    assert photo.step == ""
    assert Job.objects.get().result["address"] == PHOTOS
    page = as_("piet").get(PHOTOS).content.decode()
    assert f'action="{PHOTOS}{photo.pk}/"' in page
    assert as_("piet").post(f"{PHOTOS}{photo.pk}/", {"step": ""}).status_code == 422
    assert as_("piet").post(f"{PHOTOS}{photo.pk}/", {"step": "nowhere"}).status_code == 422
    assert as_("piet").post(f"{PHOTOS}{photo.pk}/", {"step": "people"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.step, photo.filed_by) == ("people", piet)


@pytest.fixture
def elsewhere(programme: Programme) -> Network:
    return Network.objects.create(programme=programme, slug="elders", name="Palliatief", started_at=NOW)


def test_a_photo_goes_to_another_network_where_its_sender_records(
    printed: bytes, network: Network, elsewhere: Network, piet: Person, send: Any
):
    networks.add(network=elsewhere, person=piet, by=None, now=NOW)
    photo = send("piet", printed, at="/p/academie/elders/photos/new/")
    assert (photo.network, photo.step) == (network, "roles")


def test_a_code_of_a_strange_network_says_nothing(printed: bytes, network: Network, elsewhere: Network, send: Any):
    member(elsewhere, "Karel")
    photo = send_as(Person.objects.get(name="Karel"), printed)
    assert (photo.network, photo.step) == (elsewhere, "")
    assert "zorg" not in str(Job.objects.get().result)
    assert "Dementie" not in str(Job.objects.get().result)


def send_as(person: Person, data: bytes) -> SheetPhoto:
    client = Client()
    client.force_login(person)
    assert client.post("/p/academie/elders/photos/new/", {"file": sending(data)}).status_code == 302
    return SheetPhoto.objects.get()


@pytest.mark.parametrize(
    "said",
    [
        "https://evil.example/p/academie/zorg/steps/roles/",
        "{}/p/academie/zorg/journey/",
        "{}/p/academie/zorg/steps/nowhere/",
        "{}/nowhere/",
        "{}.evil/x",
        "WIFI:S:thuis;;",
    ],
)
def test_a_code_that_leads_to_no_step_is_not_followed(said: str, piet: Person, send: Any):
    assert send("piet", with_code(said.format(settings.ADDRESS))).step == ""


def test_a_clean_code_is_followed(piet: Person, send: Any):
    assert send("piet", with_code(f"{settings.ADDRESS}/p/academie/zorg/steps/ambition/")).step == "ambition"


def with_code(said: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(said).save(out, kind="png", scale=6)
    return out.getvalue()


# --- what is refused, and what goes -----------------------------------------------------------------------------------


def _pixels(width: int, height: int) -> bytes:
    """A small file of a large white picture."""
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 not a photo", "no photo we can read"),
        (b"", ""),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "no photo we can read"),
        (b"GIF89a" + b"\0" * 100, "no photo we can read"),
        (_pixels(10_000, 6_000), "40 megapixels"),
        (_pixels(20_000, 20_000), "40 megapixels"),
        (plain() + b"\0" * 15 * 2**20, "15 MB"),
    ],
    ids=["pdf", "empty", "broken", "gif", "60 megapixels", "bomb", "heavy"],
)
@pytest.mark.trust
def test_what_is_no_photo_is_refused_with_a_sentence(data: bytes, why: str, shelf: Path, piet: Person, as_: Any):
    piet.language = "en"
    piet.save()
    answer = as_("piet").post(NEW, {"file": sending(data)})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not SheetPhoto.objects.exists()
    assert not list(shelf.glob("*"))


def test_half_a_photo_is_not_kept_and_the_sender_is_told(send: Any, piet: Person):
    data = plain()
    photo = send("piet", data[: len(data) // 2])
    assert photo.withdrawn_at
    assert Job.objects.get().result["said"]
    assert SheetPhoto.objects.standing().count() == 0


@pytest.mark.trust
def test_nothing_but_pixels_is_kept(send: Any, shelf: Path, piet: Person):
    data = with_place()
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(GPS)
    photo = send("piet", data)
    kept = Image.open(io.BytesIO(files.read(photo.file)))
    assert not kept.getexif()
    assert "comment" not in kept.info
    assert kept.size == (photo.width, photo.height) == (480, 640)  # the right way up
    assert [file.name for file in shelf.iterdir()] == [photo.file]  # what was sent is gone
    assert all(word not in files.read(photo.file) for word in (b"Utrecht", b"Cameramerk", b"Exif"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_a_large_photo_becomes_a_jpeg_of_2400_pixels(kind: str, send: Any, piet: Person):
    photo = send("piet", plain((3000, 1500), kind))
    assert (photo.width, photo.height) == (2400, 1200)
    assert Image.open(io.BytesIO(files.read(photo.file))).format == "JPEG"
    assert photo.bytes == files.place(photo.file).stat().st_size


def test_what_is_seen_through_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert picture.decoded(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_what_was_sent_is_on_the_disk_before_anybody_hears_of_it(network: Network, piet: Person, shelf: Path):
    data = plain()
    photo = actions.keep(network=network, data=data, size=picture.look(data), by=piet, now=NOW)
    assert (shelf / photo.file).read_bytes() == data


# --- on the pages -----------------------------------------------------------------------------------------------------


def test_the_picture_is_served_to_readers_alone(network: Network, piet: Person, ringo: Person, olga: Person, as_: Any):
    address = f"{PHOTOS}{a_photo(network, piet, NOW).pk}/image.jpg"
    answer = as_("ringo").get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    assert "private" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (640, 480)
    assert Image.open(io.BytesIO(as_("ringo").get(address + "?small").content)).size == (360, 270)
    assert as_("olga").get(address).status_code == 404
    assert as_("ringo").post(NEW, {"file": sending(plain())}).status_code == 403


def test_what_was_not_yet_read_is_not_served(network: Network, piet: Person, as_: Any):
    photo = actions.keep(network=network, data=with_place(), size=(640, 480), by=piet, now=NOW)
    assert as_("piet").get(f"{PHOTOS}{photo.pk}/image.jpg").status_code == 404
    assert as_("piet").get(PHOTOS).status_code == 200


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (10, 8)])
def test_the_page_of_a_step_shows_its_sheets(
    count: int, shown: int, network: Network, piet: Person, as_: Any, django_assert_max_num_queries: Any
):
    for _number in range(count):
        actions.file(photo=a_photo(network, piet, NOW), network=network, step="ambition", by=piet, now=NOW)
    client = as_("piet")
    with django_assert_max_num_queries(8):
        page = client.get(f"{HERE}steps/ambition/").content.decode()
    assert page.count("image.jpg?small") == shown
    assert 'loading="lazy"' in page
    assert as_("piet").get(PHOTOS).content.decode().count("image.jpg?small") == count


def test_a_photo_taken_away_can_come_back(network: Network, piet: Person, as_: Any):
    photo = a_photo(network, piet, NOW)
    client = as_("piet")
    assert client.post(f"{PHOTOS}{photo.pk}/withdrawal/").status_code == 302
    assert client.get(f"{PHOTOS}{photo.pk}/image.jpg").status_code == 404
    event = Event.objects.get(verb="journey.photo.withdrawn")
    assert client.post(f"{HERE}undo/{event.pk}/").status_code == 302
    assert client.get(f"{PHOTOS}{photo.pk}/image.jpg").status_code == 200


# --- sweeping ---------------------------------------------------------------------------------------------------------


def test_files_that_no_row_names_are_swept(network: Network, piet: Person, shelf: Path):
    photo = a_photo(network, piet, NOW)
    old, young = files.place(files.keep(b"left by a crash")), files.place(files.keep(b"its row comes soon"))
    now = datetime.now(UTC)
    ago = (now - timedelta(days=2)).timestamp()
    for file in (old, files.place(photo.file)):
        os.utime(file, (ago, ago))
    actions.sweep(now=now)
    assert not old.exists()
    assert young.exists()
    assert files.place(photo.file).exists()


def test_a_picture_withdrawn_long_ago_goes_for_good(network: Network, piet: Person):
    photo = a_photo(network, piet, NOW)
    actions.withdraw(photo=photo, by=piet, now=NOW)
    ago = (NOW - timedelta(days=2)).timestamp()
    os.utime(files.place(photo.file), (ago, ago))
    actions.sweep(now=NOW + timedelta(days=29))
    assert files.place(photo.file).exists()
    actions.sweep(now=NOW + timedelta(days=31))
    assert not files.place(photo.file).exists()
    assert not SheetPhoto.objects.exists()


def test_the_drawing_of_a_code_is_a_picture_without_anything_that_acts():
    drawn = svg("https://akker.example.org/p/a/b/steps/roles/")
    assert drawn.startswith(b"<svg")
    assert b"script" not in drawn
