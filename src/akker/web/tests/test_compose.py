"""`akker compose` on real files: a proposal, or a plain complaint per row and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from akker.documents.tables import read
from akker.web.cli import main

PEOPLE = """id,name,sector,years,organisation,competences,preferences,now
fatma,Fatma,care,12,Noord,law;data,north;south,north
lotte,Lotte,school,3,Zuid,,south,
piet,Piet,care,30,Noord,data,north,
mette,Mette,housing,8,Oost,law,south;north,
rita,Rita,school,21,West,,,
hanne,Hanne,housing,1,Zuid,data,north,
"""
NETWORKS = "id,size_min,size_max\nnorth,2,3\nsouth,2,3\n"
RULES = """
[weights]
other = 0
preferences = [3, 1]
[weights.attributes]
sector = 2
years = 1.5
[[rule]]
kind = "at-most"
attribute = "organisation"
count = 1
[[rule]]
kind = "pin"
person = "rita"
network = "south"
"""
Compose = Callable[..., tuple[int, str]]


@pytest.fixture
def compose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compose:
    def run(*words: str, people: str = PEOPLE, networks: str = NETWORKS, rules: str = RULES) -> tuple[int, str]:
        for name, text in (("people.csv", people), ("networks.csv", networks), ("rules.toml", rules)):
            (tmp_path / name).write_text(text)
        named = [str(tmp_path / name) for name in ("people.csv", "networks.csv", "rules.toml")]
        with pytest.raises(SystemExit) as ended:
            main(["compose", named[0], "--networks", named[1], "--rules", named[2], "--steps", "10", *words])
        told = capsys.readouterr()
        return int(str(ended.value.code)), told.out + told.err

    return run


def test_json_holds_everything_that_is_stated(compose: Compose, tmp_path: Path) -> None:
    status, told = compose("--out", str(tmp_path / "x.json"), "--seed", "3")
    found = json.loads((tmp_path / "x.json").read_text())

    assert status == 0
    assert "Rules broken: 0" in told
    assert len(found["assignment"]) == 6
    assert found["assignment"]["rita"] == "south"
    assert found["assignment"]["fatma"] != found["assignment"]["piet"]
    assert (found["seed"], found["rules_broken"], found["bench"], found["gap"]) == (3, [], [], 0.0)
    parts = found["parts"]
    assert found["value"] == pytest.approx(parts["diversity"] + parts["preferences"] + parts["stability"])


def test_a_workbook_tells_per_person_where_and_what_else_would_cost(compose: Compose, tmp_path: Path) -> None:
    status, _told = compose("--out", str(tmp_path / "x.xlsx"))
    table = read("x.xlsx", (tmp_path / "x.xlsx").read_bytes())

    assert status == 0
    assert table.header[:6] == ("network", "id", "name", "wish", "alternative", "costs")
    rows = {row[1]: row for row in table.rows}
    assert rows["rita"][0] == "south"
    assert rows["fatma"][4]
    assert float(rows["fatma"][5]) > -1e-9


def test_without_out_the_networks_are_printed(compose: Compose) -> None:
    status, told = compose()

    assert status == 0
    assert "north (3): " in told
    assert "proven to be the best" in told


def test_members_are_kept_when_that_is_asked(compose: Compose, tmp_path: Path) -> None:
    status, _told = compose("--keep", "--out", str(tmp_path / "x.csv"))

    assert status == 0
    assert "north,fatma" in (tmp_path / "x.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("files", "complaints"),
    [
        ({"people": ""}, ["people.csv: it is empty"]),
        ({"people": "id,sector\n"}, ["people.csv: there is nobody in it"]),
        ({"people": "who,sector\na,b\n"}, ["people.csv: there is no column id"]),
        ({"people": PEOPLE + "piet,Other Piet,care,1,,,,\n,Nobody,care,1,,,,\n"},
         ["people.csv, row 8: 'piet' stands in row 4 already", "people.csv, row 9: there is no id"]),
        ({"people": PEOPLE + "gijs,Gijs,care,1,,,west,east\n"},
         ["row 8: 'gijs' would like 'west', and there is no such network or question",
          "row 8: there is no network 'east' to be in now"]),
        ({"networks": "id,size_min,size_max\nnorth,4,3\nnorth,1,2\n"},
         ["networks.csv, row 2: the sizes of 'north' are no whole numbers with the smallest first"]),
        ({"networks": "id\nnorth\n"}, ["networks.csv: there must be a column id, and size, or size_min and size_max"]),
        ({"rules": "[weights.attributes]\ncolour = 1\n"}, ["rules.toml: weights: nobody has an attribute 'colour'"]),
        ({"rules": '[[rule]]\nkind = "at-most"\nattribute = "colour"\ncount = 2\n'},
         ["rules.toml: rule 1 (at-most): nobody has an attribute 'colour'"]),
        ({"rules": '[[rule]]\nkind = "dance"\n'}, ["rules.toml: rule 1: kind must be one of apart, at-most"]),
        ({"rules": '[[rule]]\nkind = "pin"\nperson = "zoe"\n'}, ["rule 1 (pin): there is no person 'zoe'"]),
        ({"rules": '[[rule]]\nkind = "at-most"\nattribute = "sector"\ncount = "two"\n'},
         ["count is not a whole number"]),
        ({"rules": "not toml"}, ["rules.toml: this is no TOML"]),
        ({"rules": "[weights]\nother = -1\n"}, ["weights are numbers from 0 to 1000"]),
    ],
)  # fmt: skip
def test_bad_files_are_told_row_by_row_and_nothing_is_written(
    compose: Compose, tmp_path: Path, files: dict[str, str], complaints: list[str]
) -> None:
    status, told = compose("--out", str(tmp_path / "x.json"), **files)  # type: ignore[arg-type]

    assert status == 1
    for complaint in complaints:
        assert complaint in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["networks.csv", "people.csv", "rules.toml"]


def test_one_person_is_told_that_the_networks_need_more(compose: Compose) -> None:
    status, told = compose(people="id,sector,years,organisation\nrita,care,1,x\n")

    assert status == 1
    assert "The networks need at least 4 people and there are 1. What would help: " in told


def test_a_hundred_thousand_rows_are_refused_in_one_line(compose: Compose) -> None:
    crowd = "id,sector\n" + "".join(f"p{number},care\n" for number in range(100_000))

    status, told = compose(people=crowd, rules="")

    assert (status, told.count("\n")) == (1, 1)
    assert "it has more rows than can be divided at once, 20,000" in told


def test_clashing_rules_are_told_with_a_way_out_unless_anyway(compose: Compose, tmp_path: Path) -> None:
    rules = RULES + '[[rule]]\nkind = "forbid"\nperson = "rita"\nnetwork = "south"\nid = "not there"\n'
    out = tmp_path / "x.json"

    status, told = compose("--out", str(out), rules=rules)

    assert status == 1
    assert (
        "Rita is pinned in south, and not there keeps them out. What would help: drop pin-2; or drop not there." in told
    )
    assert not out.exists()
    assert compose("--out", str(out), "--anyway", rules=rules)[0] == 0
    assert json.loads(out.read_text())["rules_broken"]


def test_a_file_that_is_not_there_is_told(compose: Compose, tmp_path: Path) -> None:
    status, told = compose("--out", str(tmp_path / "no" / "x.json"))

    assert status == 1
    assert "nothing was written" in told


def test_a_wrong_word_ends_with_two(compose: Compose) -> None:
    assert compose("--out", "x.pdf")[0] == 2
    assert compose("--seconds", "-1")[0] == 2
