"""A programme brings a handbook of its own: looked through, kept whole or not at all."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape

from akker.handbooks import packing, reader
from akker.handbooks.tests import packs
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Event, UploadedPack, books
from akker.programmes.report import named_books

pytestmark = pytest.mark.django_db
PAGE = "/p/academie/programme/handbooks/"
Files = dict[str, str | bytes]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A small sound pack, by path."""
    folder = packs.write(tmp_path)
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {f"walking/1.0/{path.relative_to(folder)}": path.read_bytes() for path in found}


def zipped(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def bring(mette: Person, as_: Any) -> Callable[[bytes], Any]:
    mette.language = "en"  # what a refusal says is looked for in English
    mette.save(update_fields=["language"])

    def send(data: bytes) -> Any:
        return as_("mette").post(PAGE, {"file": SimpleUploadedFile("pack.zip", data)})

    return send


def replaced(files: Files, name: str, old: str, new: str) -> Files:
    text = bytes(files[f"walking/1.0/{name}"]).decode()  # type: ignore[arg-type]
    assert old in text
    return files | {f"walking/1.0/{name}": text.replace(old, new)}


def without(files: Files, name: str) -> Files:
    return {path: content for path, content in files.items() if path != f"walking/1.0/{name}"}


def with_link(files: Files) -> bytes:
    out = io.BytesIO(zipped(files))
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("walking/1.0/notes.md")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def lying(files: Files) -> bytes:
    """A ZIP bomb that says its file is small: ten megabytes of nothing under a header of ten bytes."""
    data = bytearray(zipped(files | {"walking/1.0/README.md": b"a" * 10_000_000}))
    size = (10_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


BROKEN: dict[str, tuple[Callable[[Files], bytes], str]] = {
    "a missing language file": (lambda f: zipped(without(f, "nl/labels.yaml")), "nl/labels.yaml"),
    "a missing page of a language": (lambda f: zipped(without(f, "en/steps/walk.md")), "en/steps/walk.md"),
    "an unknown role power": (
        lambda f: zipped(replaced(f, "handbook.yaml", "acts_as: leader", "acts_as: king")),
        "<code>handbook.yaml</code> line 12 · roles.guide.acts_as: 'king' is unknown",
    ),
    "script in prose": (
        lambda f: zipped(replaced(f, "nl/steps/look.md", "See.", "See <script>alert(1)</script>")),
        "<code>nl/steps/look.md</code> line 4: HTML is not allowed",
    ),
    "a link that acts": (
        lambda f: zipped(replaced(f, "nl/steps/look.md", "See.", "[x](javascript:alert(1))")),
        "a link goes to https://",
    ),
    "a file of ten megabytes": (
        lambda f: zipped(f | {"walking/1.0/README.md": b"a" * 10_000_000}),
        "<code>walking/1.0/README.md</code>: the file is larger than 1 MB",
    ),
    "a path outside the folder": (lambda f: zipped(f | {"../../evil.md": "x"}), "leads outside the folder"),
    "an absolute path": (lambda f: zipped(f | {"/etc/evil.md": "x"}), "leads outside the folder"),
    "a path of another machine": (lambda f: zipped(f | {"walking/1.0/..\\evil.md": "x"}), "leads outside the folder"),
    "a file beside the pack": (lambda f: zipped(f | {"other/notes.md": "x"}), "stands beside the pack"),
    "a bomb": (
        lambda f: zipped(f | {f"walking/1.0/pictures/{n}.svg": b" " * 999_999 for n in range(20)}),
        "larger than 8 MB together",
    ),
    "a bomb that lies": (lying, "damaged"),
    "too many files": (lambda f: zipped(f | {f"walking/1.0/pictures/{n}.svg": "" for n in range(201)}), "at most 200"),
    "a link": (with_link, "links are not allowed"),
    "code": (lambda f: zipped(f | {"walking/1.0/run.py": "print()"}), "a pack holds only"),
    "no ZIP": (lambda f: b"not a zip", "not a ZIP file"),
    "half a ZIP": (lambda f: zipped(f)[:-40], "not a ZIP file"),
    "an empty ZIP": (lambda f: zipped({}), "no such file in the ZIP"),
    "another text": (lambda f: zipped(f | {"walking/1.0/README.md": b"caf\xe9"}), "not text in UTF-8"),
    "more than two megabytes": (lambda f: b"PK" + b"0" * 2_000_001, "larger than 2 MB"),
    "a slug that is a path": (
        lambda f: zipped(replaced(f, "handbook.yaml", "slug: walking", "slug: ../walking")),
        "use small letters",
    ),
    "nobody who leads": (
        lambda f: zipped(replaced(f, "handbook.yaml", "acts_as: leader", "acts_as: member")),
        "nobody could run a network",
    ),
}


@pytest.mark.trust
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_pack_is_refused_and_leaves_nothing(case: str, files: Files, bring: Any, tmp_path: Path):
    make, said = BROKEN[case]
    before = sorted(Path(settings.DATA).rglob("*"))

    answer = bring(make(files))

    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&#x27;", "'"), answer.content.decode()[:4000]
    assert (UploadedPack.objects.count(), Event.objects.filter(verb__startswith="programmes.pack").count()) == (0, 0)
    assert sorted(Path(settings.DATA).rglob("*")) == before


def test_a_broken_pack_is_refused_in_the_language_of_the_page(files: Files, bring: Any, mette: Person):
    Person.objects.filter(pk=mette.pk).update(language="nl")

    page = (
        bring(zipped(replaced(files, "handbook.yaml", "line_kind: tema", "line_kind: hobby")))
        .content.decode()
        .replace("&#x27;", "'")
    )

    assert "<code>handbook.yaml</code> regel 4 · line_kind: 'hobby' is niet bekend; bekend zijn:" in page


def test_a_version_that_everybody_has_is_refused(bring: Any):
    answer = bring(packing.zipped(reader.find("lcop@2026.1").folder))

    assert answer.status_code == 422
    assert "comes with the product" in answer.content.decode()


def test_a_pack_is_kept_and_drives_a_network(files: Files, bring: Any, network: Network, lotte: Person, as_: Any):
    assert bring(zipped(files)).status_code == 302
    client: Client = as_("lotte")

    assert "Walking" in client.get("/p/academie/zorg/handbook/").content.decode()
    form = {"pin": "walking@1.0", "seen": "leernetwerk@2026.1"}
    assert client.post("/p/academie/zorg/handbook/", form).status_code == 302
    assert escape("Look") in client.get("/p/academie/zorg/steps/look/").content.decode()
    assert client.get("/p/academie/zorg/steps/look/worksheets/map.pdf").content.startswith(b"%PDF")


def test_the_unpacked_folder_is_made_again(files: Files, bring: Any, network: Network):
    bring(zipped(files))
    pack = UploadedPack.objects.get()
    folder = pack.book.folder
    assert folder.is_relative_to(Path(settings.DATA) / "packs" / pack.digest)

    shutil.rmtree(folder)

    assert pack.book.pin == "walking@1.0"
    assert reader.check(folder) == []


def test_another_programme_does_not_see_it(files: Files, bring: Any):
    bring(zipped(files))
    other = UploadedPack.objects.get().programme.__class__.objects.create(slug="elders", name="Elders")

    assert "walking@1.0" not in {book.pin for book in books(other.pk)}
    assert "walking@1.0" in {book.pin for book in books(UploadedPack.objects.get().programme_id)}


def test_a_version_never_changes_but_a_withdrawn_one_comes_back(files: Files, bring: Any, mette: Person, as_: Any):
    bring(zipped(files))
    again = replaced(files, "nl/labels.yaml", "Out and back.", "Out and home.")
    assert "never changes" in bring(zipped(again)).content.decode()

    pack = UploadedPack.objects.get()
    assert as_("mette").post(f"{PAGE}{pack.pk}/withdrawal/").status_code == 302
    assert "walking@1.0" not in {book.pin for book in books(pack.programme_id)}
    assert bring(zipped(files)).status_code == 302
    assert UploadedPack.objects.get().withdrawn_at is None


def test_bringing_and_withdrawing_are_undone(files: Files, bring: Any, mette: Person, as_: Any):
    bring(zipped(files))
    event = Event.objects.get(verb="programmes.pack.brought")
    as_("mette").post(f"/p/academie/programme/undo/{event.pk}/")
    assert UploadedPack.objects.get().withdrawn_at

    bring(zipped(files))
    as_("mette").post(f"{PAGE}{UploadedPack.objects.get().pk}/withdrawal/")
    event = Event.objects.get(verb="programmes.pack.withdrawn")
    as_("mette").post(f"/p/academie/programme/undo/{event.pk}/")
    assert UploadedPack.objects.get().withdrawn_at is None


def test_new_networks_of_the_programme_begin_with_the_one_it_chose(
    files: Files, bring: Any, mette: Person, network: Network, as_: Any
):
    bring(zipped(files))
    client, settings_page = as_("mette"), "/p/academie/programme/settings/"
    sent = client.get(settings_page).context["form"].initial
    assert sent["handbook"] == reader.DEFAULT
    assert client.post(settings_page, sent | {"handbook": "nothing@1"}).status_code == 422

    assert client.post(settings_page, sent | {"handbook": "walking@1.0"}).status_code == 302
    start = {"about": "Hoe dan?", "name": "Samen", "programme": str(network.programme_id)}
    client.post("/start/", start)
    client.post(f"{PAGE}{UploadedPack.objects.get().pk}/withdrawal/")
    client.post("/start/", start | {"name": "Later"})

    begun = dict(Network.objects.exclude(pk=network.pk).values_list("name", "handbook"))
    assert begun == {"Samen": "walking@1.0", "Later": reader.DEFAULT}


def test_a_copy_with_the_same_title_is_told_apart(bring: Any, network: Network):
    pages = packing.unpack(packing.zipped(reader.find("lcop@2026.1").folder))
    pages["handbook.yaml"] = pages["handbook.yaml"].replace('version: "2026.1"', 'version: "our.1"')
    bring(zipped(dict(pages)))

    titles = dict(named_books(network.programme_id, "nl"))

    assert [titles[pin].endswith(f"({pin})") for pin in ("lcop@2026.1", "lcop@our.1", "akker@2026.1")] == [
        True, True, False,
    ]  # fmt: skip


def test_a_copy_comes_back_under_a_name_of_its_own(bring: Any, mette: Person, as_: Any):
    copy = as_("mette").get(f"{PAGE}lcop@2026.1.zip")
    pages = packing.unpack(copy.content)
    pages["handbook.yaml"] = pages["handbook.yaml"].replace('version: "2026.1"', 'version: "our.1"')

    assert bring(zipped(dict(pages))).status_code == 302
    assert UploadedPack.objects.get().pin == "lcop@our.1"


def test_the_command_says_what_the_page_says(tmp_path: Path, capsys: Any):
    folder = packs.write(tmp_path)
    call_command("handbook", "check", str(folder))
    assert capsys.readouterr().out == "sound\n"

    packs.change(folder, "handbook.yaml", "acts_as: leader", "acts_as: king")
    with pytest.raises(CommandError, match=r"handbook.yaml: roles.guide.acts_as: .*\(line 12\)"):
        call_command("handbook", "check", str(folder))
    with pytest.raises(CommandError, match="no such folder"):
        call_command("handbook", "check", str(tmp_path / "nowhere"))


@pytest.mark.parametrize("pin", reader.shelf())
def test_every_built_in_handbook_is_as_whole_as_one_that_is_brought(pin: str):
    assert packing.check(reader.find(pin).folder) == []
