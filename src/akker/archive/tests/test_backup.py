"""Everything in one file and back; another file is refused."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from akker.archive import actions, container, tables
from akker.archive.actions.example import ANCHOR
from akker.archive.faults import Refused
from akker.archive.report import scenario
from akker.people.models import Person
from akker.post.models import Ask, Mail, Preference

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
NOW = datetime(2026, 11, 20, 9, 0, 0, 123, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def made(tmp_path: Path, files: Path) -> Path:
    """A backup of the demo, with a password, mail, an ask, a preference and a file."""
    actions.load_example(today=ANCHOR)
    fatma = Person.objects.get(name="Fatma Yıldız")
    fatma.set_password("een lang wachtwoord")
    fatma.save()
    Mail.objects.create(
        person=fatma, address="fatma@example.org", kind="invitation", subject="Kom je?", text="Ja \x01", language="nl",
        queued_at=NOW, not_before=NOW,
    )  # fmt: skip
    Ask.objects.create(
        person=fatma, kind="join", what="Thuis", minutes=5, asked_at=NOW, token_hash="a" * 64, link_until=NOW
    )
    Preference.objects.create(person=fatma, kind="invitation", way="off")
    (files / "ab").mkdir(parents=True)
    (files / "ab/photo").write_bytes(b"light")
    call_command("backup", tmp_path / "all.zip")
    return tmp_path / "all.zip"


def rows() -> dict[str, list[bytes]]:
    return {name: list(tables.lines(model)) for name, model in tables.tables().items()}


def leave(files: Path) -> None:
    """The place is empty again."""
    tables.clear(tables.tables().values())
    connection.check_constraints()
    for file in files.rglob("photo"):
        file.unlink()


def test_every_row_and_file_comes_back(made: Path, files: Path) -> None:
    before, told = rows(), container.text(scenario(), canonical=True)
    leave(files)
    assert not Person.objects.exists()
    call_command("restore", made)

    assert rows() == before
    assert container.text(scenario(), canonical=True) == told
    assert Person.objects.get(name="Fatma Yıldız").check_password("een lang wachtwoord")
    assert (files / "ab/photo").read_bytes() == b"light"
    Preference.objects.create(person=Person.objects.all()[1], kind="invitation", way="off")  # its number is free


def test_a_backup_goes_into_an_empty_place_only(made: Path) -> None:
    before = rows()
    with pytest.raises(CommandError, match="people are here already"):
        call_command("restore", made)

    assert rows() == before


def test_a_file_in_the_way_stops_it(made: Path, files: Path) -> None:
    leave(files)
    (files / "ab/photo").write_bytes(b"mine")
    with pytest.raises(Refused, match="is here already"):
        actions.restore(made)

    assert (files / "ab/photo").read_bytes() == b"mine"
    assert not Person.objects.exists()


Spoil = Callable[[dict[str, bytes]], object]


def telling(members: dict[str, bytes], change: Callable[[dict[str, Any]], object]) -> None:
    said = json.loads(members["manifest.json"])
    change(said)
    members["manifest.json"] = json.dumps(said).encode()


SPOILED: list[tuple[Spoil, str]] = [
    (lambda m: m.pop("manifest.json"), "it holds no manifest.json"),
    (lambda m: m.update({"manifest.json": b"{"}), "its manifest.json cannot be read"),
    (lambda m: m.update({"manifest.json": b"[" * 100_000}), "its manifest.json cannot be read"),
    (lambda m: telling(m, lambda said: said.update(kind="x")), "its manifest.json cannot be read"),
    (lambda m: telling(m, lambda said: said.update(members=[1])), "its manifest.json cannot be read"),
    (lambda m: telling(m, lambda said: said.update(format=2)), "was made by Akker"),
    (lambda m: telling(m, lambda said: said.update(akker="99.0")), "was made by Akker 99.0"),
    (lambda m: telling(m, lambda said: said["migrations"].append("people.0099_wings")), "people.0099_wings"),
    (lambda m: telling(m, lambda said: said["migrations"].remove("people.0001_people")), "before people.0001_people"),
    (lambda m: telling(m, lambda said: said["members"].update({"tables/../x": ""})), "holds other members"),
    (
        lambda m: m.update({"tables/people.person.jsonl": m["tables/people.person.jsonl"][:-9]}),
        "person.jsonl: is damaged",
    ),
    (lambda m: m.update({"extra": b""}), "holds other members than it says: extra"),
    (lambda m: m.pop("tables/people.person.jsonl"), "holds other members than it says: tables/people.person.jsonl"),
    (lambda m: m.pop("files/ab/photo"), "holds other members than it says: files/ab/photo"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILED, ids=[said for _spoil, said in SPOILED])
def test_a_spoiled_backup_is_refused(made: Path, files: Path, tmp_path: Path, spoil: Spoil, said: str) -> None:
    leave(files)
    with zipfile.ZipFile(made) as folder:
        members = {name: folder.read(name) for name in folder.namelist()}
    spoil(members)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as folder:
        for name, data in members.items():
            folder.writestr(name, data)
    with pytest.raises(Refused) as refused:
        actions.restore(tmp_path / "bad.zip")

    assert said in str(refused.value)
    assert not Person.objects.exists()
    assert not (files / "ab/photo").exists()


def test_a_backup_with_a_flipped_byte_is_refused(made: Path, files: Path) -> None:
    leave(files)
    data = bytearray(made.read_bytes())
    data[len(data) // 3] ^= 0xFF
    made.write_bytes(bytes(data))
    with pytest.raises(Refused):
        actions.restore(made)

    assert not Person.objects.exists()


def test_rows_that_point_nowhere_are_refused(made: Path, files: Path, tmp_path: Path) -> None:
    """A file that keeps its own word, but not that of the database."""
    leave(files)
    with zipfile.ZipFile(made) as folder:
        members = {name: folder.read(name) for name in folder.namelist()}
    name = "tables/people.person.jsonl"
    members[name] = b"".join(members[name].splitlines(keepends=True)[:3])
    telling(members, lambda said: said["members"].update({name: hashlib.sha256(members[name]).hexdigest()}))
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as folder:
        for member, data in members.items():
            folder.writestr(member, data)
    with pytest.raises(Refused, match="does not fit this installation"):
        actions.restore(tmp_path / "bad.zip")

    assert not Person.objects.exists()
    assert not (files / "ab/photo").exists()


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(CommandError, match="is no backup of Akker"):
        call_command("restore", tmp_path / "x.json")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", tmp_path / "nothing.zip")


def test_a_backup_that_fails_leaves_the_old_one(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.read_bytes()
    monkeypatch.setattr(tables, "lines", lambda model: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("backup", made)

    assert made.read_bytes() == before
    assert [file.name for file in made.parent.iterdir() if file.name.startswith(".")] == []
