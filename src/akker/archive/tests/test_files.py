"""Photos of filled sheets go out beside the document and come in again."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from akker.archive import actions, container, tables
from akker.archive.container import Parcel
from akker.archive.faults import Refused
from akker.archive.report import scenario
from akker.archive.report.nouns import NOUNS
from akker.archive.tests.documents import PHOTO, PHOTO_NAME, small
from akker.journey import files
from akker.journey.models import SheetPhoto

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")
    return tmp_path / "media" / files.FOLDER


def packed(file: Path, document: dict[str, Any], content: bytes = PHOTO, name: str = PHOTO_NAME) -> Path:
    beside = file.with_suffix(".part")
    beside.write_bytes(content)
    with file.open("wb") as out:
        container.pack(out, container.text(document, canonical=True), {name: beside})
    return file


def empty(shelf: Path) -> None:
    for noun in reversed(NOUNS):
        noun.model._default_manager.all().delete()
    for file in shelf.iterdir():
        file.unlink()


def test_photos_come_back_the_same(tmp_path: Path, shelf: Path) -> None:
    call_command("load", packed(tmp_path / "in.zip", small()))
    first = tmp_path / "first.zip"
    call_command("dump", "--out", first)
    empty(shelf)
    call_command("load", first)
    call_command("dump", "--out", tmp_path / "second.zip")

    assert (tmp_path / "second.zip").read_bytes() == first.read_bytes()
    assert files.read(PHOTO_NAME) == PHOTO
    assert sorted(SheetPhoto.objects.values_list("step", flat=True)) == ["", "roles"]
    with zipfile.ZipFile(first) as folder:
        assert folder.namelist() == ["scenario.json", f"files/{PHOTO_NAME}"]


def test_a_photo_without_its_file_is_refused() -> None:
    with pytest.raises(Refused, match=r"networks\[0\].photos\[0\].file: files/\w+ is not in the ZIP"):
        actions.load(Parcel(small()))
    assert not SheetPhoto.objects.exists()


def test_a_file_that_is_no_photo_is_refused(tmp_path: Path, shelf: Path) -> None:
    document = small()
    name = hashlib.sha256(b"<script>").hexdigest()
    for photo in document["networks"][0]["photos"]:
        photo["file"] = name
    with pytest.raises(CommandError, match="is no photo"):
        call_command("load", packed(tmp_path / "in.zip", document, b"<script>", name))
    assert not list(shelf.glob("*"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64])
def test_a_file_has_the_name_of_what_it_holds(name: str) -> None:
    document = small()
    document["networks"][0]["photos"][0]["file"] = name
    with pytest.raises(Refused, match="photos"):
        actions.load(Parcel(document))


def test_a_network_with_photos_is_taken_out_as_a_zip(tmp_path: Path) -> None:
    call_command("load", packed(tmp_path / "in.zip", small()))
    out = ["dump", "--network", "academie/thuis", "--take-out", "--out"]
    with pytest.raises(CommandError, match=r"\.zip"):
        call_command(*out, tmp_path / "out.json")
    assert SheetPhoto.objects.count() == 2
    call_command(*out, tmp_path / "out.zip")
    assert not SheetPhoto.objects.exists()
    call_command("load", tmp_path / "out.zip", "--into", "academie")
    assert SheetPhoto.objects.count() == 2


def test_json_alone_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load", packed(tmp_path / "in.zip", small()))
    call_command("dump", "--out", tmp_path / "out.json")
    assert "1 files are not in JSON alone" in capsys.readouterr().err


def test_backup_brings_photos_back(tmp_path: Path, shelf: Path) -> None:
    call_command("load", packed(tmp_path / "in.zip", small()))
    told = container.text(scenario(), canonical=True)
    call_command("backup", tmp_path / "all.zip")
    tables.clear(tables.tables().values())
    for file in shelf.iterdir():
        file.unlink()
    call_command("restore", tmp_path / "all.zip")
    assert container.text(scenario(), canonical=True) == told
    assert files.read(PHOTO_NAME) == PHOTO
