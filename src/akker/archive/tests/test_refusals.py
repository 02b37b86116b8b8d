"""Bad documents: each refused whole, with the path of its fault, and nothing left behind."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from akker.archive import actions, container
from akker.archive.container import Parcel
from akker.archive.faults import Refused
from akker.archive.report.nouns import NOUNS
from akker.archive.tests.documents import NOW, small

Spoil = Callable[[dict[str, Any]], object]


def network(document: dict[str, Any]) -> Any:
    return document["networks"][0]


def programme(document: dict[str, Any]) -> Any:
    return document["programmes"][0]


SPOILED: list[tuple[Spoil, str]] = [
    (lambda d: d.update(akker=2), "akker: this installation reads version 1"),
    (lambda d: d.pop("akker"), "akker: is missing"),
    (lambda d: d.update(akker=True), "akker: this installation reads version 1"),
    (lambda d: d.update(cats=[]), "cats: not in this format"),
    (lambda d: d.update(people={}), "people: {} is not of type array"),
    (lambda d: d["people"][1].pop("language"), "people[1]: language: missing"),
    (lambda d: d["people"][1].update(language="de"), 'people[1].language: "de" is not one of nl, da, en'),
    (lambda d: d["people"][1].update(email="Anna@Example.org"), "people[1].email"),
    (lambda d: d["people"][1].update(email="anna"), 'people[1].email: "anna" is not an e-mail address'),
    (lambda d: d["people"][1].update(email="anna@example.org"), "people[1]: another row of this document has the same"),
    (lambda d: d["people"][1].update(key="anna"), 'people[1].key: "anna" stands twice'),
    (lambda d: d["people"][1].update(password="x"), "people[1]: password: not in this format"),
    (lambda d: d["people"][1].update(time_zone="Mars/Base"), "people[1].time_zone: "),
    (lambda d: d["people"][1].update(id="7"), 'people[1].id: "7" is not a UUID'),
    (lambda d: d["people"][1].update(name="a" * 121), "people[1].name: longer than 120"),
    (lambda d: [p.update(id="018f0000-0000-7000-8000-000000000009") for p in d["people"][:2]], "people[1].id: this id"),
    (lambda d: programme(d).update(key="Academie!"), "programmes[0].key"),
    (lambda d: programme(d).update(handbook="nergens@1"), 'programmes[0].handbook: no shelf holds the handbook "nerg'),
    (lambda d: programme(d)["offices"][0].update(person="x"), 'programmes[0].offices[0].person: no such person "x"'),
    (lambda d: programme(d)["offices"][0].update(forum="forum"), "programmes[0].offices[0]: forum members have a"),
    (lambda d: programme(d)["offices"][1].pop("forum"), "programmes[0].offices[1]: forum members have a forum"),
    (lambda d: programme(d)["organisations"].append({"key": "b", "name": "Gemeente"}), "organisation names differ"),
    (lambda d: programme(d)["forums"][0]["dates"].append({"on": "2026-12-01"}), "forums[0].dates[1]: forum sits once"),
    (lambda d: programme(d)["forums"][0]["dates"].append({"on": "2026-02-30"}), "forums[0].dates[1].on"),
    (lambda d: d.pop("programmes"), 'networks[0].key: no such programme "academie"'),
    (lambda d: network(d).update(key="academie"), "networks[0].key"),
    (lambda d: network(d).update(key="academie/programme"), "networks[0].key: this name is kept"),
    (lambda d: network(d).update(reference_leader="x"), 'networks[0].reference_leader: no such office "x"'),
    (lambda d: network(d).update(handbook="leernetwerk@1999"), "networks[0].handbook: no shelf holds"),
    (lambda d: network(d).update(handbook="leernetwerk"), "networks[0].handbook"),
    (lambda d: network(d).update(started_at="2026-10-01T08:00:00+02:00"), "networks[0].started_at"),
    (lambda d: network(d).update(started_at="0001-01-01T00:00:00Z"), "networks[0].started_at"),
    (lambda d: network(d)["memberships"][1].update(person="x"), 'networks[0].memberships[1].person: no such person'),
    (lambda d: network(d)["memberships"][1].update(person="anna"), "networks[0].memberships[1]: one membership per"),
    (lambda d: network(d)["memberships"][0].update(organisation="x"), 'memberships[0].organisation: no such organisat'),
    (lambda d: network(d)["memberships"][0].update(hours_agreed=2.55), "memberships[0].hours_agreed: 2.55 has more"),
    (lambda d: network(d)["memberships"][0].update(hours_agreed=-1), "memberships[0].hours_agreed"),
    (lambda d: network(d)["memberships"][1].update(kind_shown_at=NOW), "memberships[1]: kind is shown only when"),
    (lambda d: network(d)["memberships"][0]["seats"].append({"role": "leader", "from_on": "2026-10-02"}),
     "networks[0].memberships[0].seats[2]: a role is held once"),
    (lambda d: network(d)["memberships"][0]["seats"][0].update(role="king"), 'leernetwerk@2026.1 has no role "king"'),
    (lambda d: network(d)["steps"][0].update(step="dance"), 'steps[0].step: leernetwerk@2026.1 has no step'),
    (lambda d: network(d)["steps"][0].update(way="danced"), "networks[0].steps[0].way"),
    (lambda d: network(d)["results"].append(dict(network(d)["results"][0])), "results[1]: results are numbered"),
    (lambda d: network(d)["meetings"][0].update(at="25:00"), 'meetings[0].at: "25:00" is not a time of day'),
    (lambda d: network(d)["meetings"][0].update(minutes=40_000), "networks[0].meetings[0].minutes"),
    (lambda d: network(d)["events"][0].update(by="x"), 'networks[0].events[0].by: no such person "x"'),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "said"), SPOILED, ids=[said[:50] for _spoil, said in SPOILED])
def test_a_bad_document_is_refused_with_its_path(spoil: Spoil, said: str) -> None:
    document = small()
    spoil(document)
    with pytest.raises(Refused) as refused:
        actions.load(Parcel(document))

    assert said in str(refused.value)
    assert not any(noun.model._default_manager.exists() for noun in NOUNS)


@pytest.mark.django_db
def test_all_faults_are_told_at_once() -> None:
    document = small()
    network(document)["memberships"][1]["person"] = "x"
    network(document)["steps"][0]["step"] = "dance"
    network(document)["events"][0]["by"] = "y"
    with pytest.raises(Refused) as refused:
        actions.load(Parcel(document))

    assert len(refused.value.faults) == 3


@pytest.mark.django_db
def test_a_programme_to_join_must_be_here() -> None:
    with pytest.raises(Refused, match='there is no programme "elders" here'):
        actions.load(Parcel(small()), into="elders")


GOOD = json.dumps(small()).encode()
BAD_FILES = [
    (b"", "is not JSON"),
    (b"\xff\xfe{}", "is not UTF-8"),
    (b"[]", "one JSON object"),
    (b'{"akker": 1, "akker": 1}', "'akker' stands twice"),
    (b'{"akker": NaN}', "NaN is no number"),
    (b'{"akker": ' + b"9" * 5000 + b"}", "is not JSON"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b'{"a":' * 50 + b"1" + b"}" * 50, "nested too deeply"),
    (rb'{"akker": 1, "people": [{"name": "a\u0000"}]}', "people[0].name: holds a character that is none"),
    (rb'{"akker": 1, "people": [{"name": "\ud800"}]}', "people[0].name: holds a character that is none"),
    (rb'{"akker": 1, "\ud800": []}', "a name in it holds a character that is none"),
]


@pytest.mark.parametrize(("data", "said"), BAD_FILES, ids=[said for _data, said in BAD_FILES])
def test_a_bad_file_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(Refused) as refused:
        container.read(tmp_path / "x.json")

    assert said in str(refused.value)
    str(refused.value).encode()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        container.read(tmp_path / "x.json")
    with pytest.raises(Refused, match="cannot be read"):
        container.read(tmp_path)


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_BYTES", 1000)
    (tmp_path / "x.json").write_bytes(GOOD)
    with pytest.raises(Refused, match="is larger than"):
        container.read(tmp_path / "x.json")


def zipped(file: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in members.items():
            folder.writestr(name, data)
    return file


NAME = hashlib.sha256(b"hello").hexdigest()
BAD_ZIPS: list[tuple[dict[str, bytes], str]] = [
    ({"other.json": GOOD}, "is a ZIP without scenario.json"),
    ({"scenario.json": GOOD, "/etc/passwd": b""}, "holds '/etc/passwd'"),
    ({"scenario.json": GOOD, "../x": b""}, "holds '../x'"),
    ({"scenario.json": GOOD, "files/../../x": b""}, "holds 'files/../../x'"),
    ({"scenario.json": GOOD, f"files/{NAME}": b"bye"}, "does not hold what its name says"),
    ({"scenario.json": b"{" + b" " * 2_000_000}, "scenario.json is larger than"),
]  # fmt: skip


@pytest.mark.parametrize(("members", "said"), BAD_ZIPS, ids=[said for _members, said in BAD_ZIPS])
def test_a_bad_zip_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: dict[str, bytes], said: str
) -> None:
    monkeypatch.setattr(container, "MOST_BYTES", 1_000_000)
    with pytest.raises(Refused) as refused:
        container.read(zipped(tmp_path / "x.zip", **members))

    assert said in str(refused.value)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", **{"scenario.json": GOOD})
    data = bytearray(file.read_bytes())
    data[len("scenario.json") + 60] ^= 0xFF
    file.write_bytes(bytes(data))

    with pytest.raises(Refused):
        container.read(file)


def test_files_travel_under_their_hash(tmp_path: Path) -> None:
    (tmp_path / "hello").write_bytes(b"hello")
    with container.replacing(tmp_path / "x.zip") as out:
        container.pack(out, GOOD, {NAME: tmp_path / "hello"})

    assert container.read(tmp_path / "x.zip").files == {NAME}
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.django_db
def test_a_file_that_no_row_names_is_refused() -> None:
    with pytest.raises(Refused, match="no row refers to it"):
        actions.load(Parcel(small(), frozenset({NAME})))
