"""Reading a pack: structure, words, the visible fallback, and what lacks."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from akker.handbooks import reader
from akker.handbooks.model import Activity, HandbookFault, HandbookMissing, Size
from akker.handbooks.tests import packs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return packs.write(tmp_path)


def test_a_sound_pack_has_no_faults_and_no_gaps(folder: Path) -> None:
    assert reader.check(folder) == []
    assert list(reader.gaps(folder)) == []


def test_structure_is_read(folder: Path) -> None:
    handbook = reader.read(folder)

    assert (handbook.pin, handbook.line_kind) == ("walking@1.0", "tema")
    assert (handbook.core_size, handbook.ring_size) == (Size(3, 9), None)
    assert [step.key for step in handbook.steps] == ["look", "walk"]
    assert handbook.step("look").activities == (Activity("individual", 10),)
    assert (handbook.step("walk").result, handbook.step("walk").repeats) == ("walk", True)
    assert handbook.phase_of("walk").key == "sow"
    assert handbook.role("guide").acts_as == "leader"
    assert [role.key for role in handbook.zone("players")] == ["walker"]
    assert [role.key for role in handbook.acting_as("leader")] == ["guide"]
    assert handbook.checklists["boots"].items == ("dry", "tied")
    assert handbook.needs == ("pen",)


def test_a_handbook_is_frozen_hashable_and_read_once(folder: Path) -> None:
    handbook = reader.read(folder)

    assert reader.read(folder) is handbook
    assert reader.text(handbook, "nl") is reader.text(handbook, "nl-BE")
    assert {handbook: 1}[handbook] == 1
    with pytest.raises(FrozenInstanceError):
        handbook.slug = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        handbook.roles["new"] = handbook.role("guide")  # type: ignore[index]


def test_words_are_read(folder: Path) -> None:
    words = reader.text(reader.read(folder), "en")

    assert (str(words.title), str(words.phase("sow").name)) == ("Walking", "Sow")
    look, walk = words.step("look"), words.step("walk")
    assert look.actions == ("Look, slowly.",)
    assert look.do == "1. **10 min** · Look, slowly."
    assert (walk.do, walk.actions) == ("Just walk.", ())
    assert [str(need) for need in look.needs] == ["a pen"]
    assert (str(look.origin), str(walk.origin)) == ("From the card.", "Our own step.")
    assert (words.role("guide").tasks, words.role("walker").fit) == (("Leads", "Waits"), ())
    assert words.worksheet("map").labels == {"route": "Route", "date": "Date"}
    assert words.checklists["boots"].items == {"dry": "Dry?", "tied": "Tied?"}


def test_a_missing_page_falls_back_visibly_and_alone(folder: Path) -> None:
    (folder / "nl/steps/look.md").unlink()
    packs.change(folder, "nl/labels.yaml", 'line: "theme"\n', "")

    words = reader.text(reader.read(folder), "nl")

    assert (words.step("look").language, words.step("look").is_borrowed) == ("en", True)
    assert (words.step("walk").language, words.step("walk").is_borrowed) == ("nl", False)
    assert (words.line.text, words.line.language, words.line.asked) == ("theme", "en", "nl")
    assert list(reader.gaps(folder)) == ["nl/labels.yaml: line", "nl/steps/look.md"]


def test_whom_it_suits_may_be_left_out_but_not_in_one_language(folder: Path) -> None:
    assert reader.text(reader.read(folder), "nl").suits is None

    packs.change(folder, "en/labels.yaml", 'line: "theme"\n', 'line: "theme"\nsuits: "Walkers."\n')
    reader._open.cache_clear()
    reader._text.cache_clear()
    suits = reader.text(reader.read(folder), "nl").suits

    assert suits is not None
    assert (suits.text, suits.is_borrowed) == ("Walkers.", True)
    assert list(reader.gaps(folder)) == ["nl/labels.yaml: suits"]


def test_a_language_the_pack_lacks_falls_back_to_english(folder: Path) -> None:
    words = reader.text(reader.read(folder), "da")

    assert (words.language, words.title.language, words.title.is_borrowed) == ("da", "en", True)


def test_without_english_the_first_language_of_the_pack_speaks(tmp_path: Path) -> None:
    folder = packs.write(tmp_path, languages=("nl",))
    packs.change(folder, "handbook.yaml", "languages: [nl, en]", "languages: [nl, da]")

    assert reader.text(reader.read(folder), "da").step("look").language == "nl"
    assert "da/labels.yaml: title" in list(reader.gaps(folder))
    assert "da/roles/guide.md" in list(reader.gaps(folder))


def test_a_broken_pack_is_refused_loudly(folder: Path) -> None:
    packs.change(folder, "handbook.yaml", "minutes: 10", "minutes: soon")

    with pytest.raises(HandbookFault, match=r"sow.*look.*minutes.*whole number") as refusal:
        reader.read(folder)
    assert refusal.value.faults[0].path == "handbook.yaml"


def test_find_takes_the_pin_of_a_network(folder: Path) -> None:
    assert reader.find("walking@1.0", [folder.parents[1]]) is reader.read(folder)
    assert reader.find(reader.DEFAULT).pin == reader.DEFAULT


@pytest.mark.parametrize("pin", ["walking@2.0", "walking", "../walking@1.0", "walking@..", ""])
def test_find_refuses_what_no_shelf_holds(folder: Path, pin: str) -> None:
    with pytest.raises(HandbookMissing):
        reader.find(pin, [folder.parents[1]])


def test_shelf_lists_all_and_the_built_in_one_wins(folder: Path) -> None:
    shelf = folder.parents[1]
    packs.put(shelf, "akker/2026.1/handbook.yaml", "slug: false-friend")

    found = reader.shelf(shelf)

    assert found["walking@1.0"] == folder
    assert found[reader.DEFAULT].is_relative_to(reader.SHELF)
    assert reader.find(reader.DEFAULT, [shelf]).slug == "akker"
