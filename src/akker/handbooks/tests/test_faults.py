"""Every reason to refuse a pack, each shown once, with the place it points at."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polib
import pytest

import akker
from akker.handbooks import reader
from akker.handbooks.tests import packs

YAML = "handbook.yaml"
WORDS = Path(akker.__file__).parent / "web/locale/nl/LC_MESSAGES/django.po"


@cache
def gathered() -> frozenset[str]:
    """What translators were asked; that all of it has a translation is looked at elsewhere."""
    return frozenset(entry.msgid for entry in polib.pofile(str(WORDS)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return packs.write(tmp_path)


def refusals(folder: Path) -> str:
    """All faults; each that points at something inside a file says on which line, and waits for a translator."""
    faults = reader.check(folder)
    pointing = [fault for fault in faults if fault.where]
    assert {fault.message for fault in faults} <= gathered()
    assert [fault for fault in pointing if (folder / fault.path).is_file() and not fault.line] == []
    return "\n".join(map(str, faults))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("line_kind: tema", "line_kind: tema\nbanana: 1", "handbook.yaml: banana: unknown key"),
        ("line_kind: tema", "line_kind: hobby", "line_kind: 'hobby' is unknown"),
        ("line_kind: tema\n", "", "line_kind: is missing"),
        ("languages: [nl, en]", "languages: []", "languages: expected at least one"),
        ("languages: [nl, en]", "languages: [nl, no]", "languages: expected a list of texts"),
        ("languages: [nl, en]", "languages: [nl, en, nl]", "languages: something is there twice"),
        ('version: "1.0"', "version: 1.0", "version: expected a text: write it between quotes"),
        ('version: "1.0"', 'version: "../1"', "version: use digits"),
        ("slug: walking", "slug: Walking Out", "slug: 'Walking Out': use small letters"),
        ("slug: walking", "slug: running", "the folder of this pack is running/1.0"),
        ("{least: 3, most: 9}", "{least: 3, most: 2}", "core_size.most: is smaller than least"),
        ("{least: 3, most: 9}", "{least: three}", "core_size.least: expected a whole number"),
        ("{least: 3, most: 9}", "lots", "core_size: expected keys and values"),
        ("https://example.org/card", "http://x", "sources[card].address: expected an address"),
        ("evidence: seed, source: card}\nfit", "evidence: hunch}\nfit", "norms[size].evidence: 'hunch'"),
        ("acts_as: leader", "acts_as: king", "roles.guide.acts_as: 'king' is unknown"),
        ("zone: staff", "zone: bench", "roles.guide.zone: 'bench' is unknown"),
        ("zone: players}", "zone: players, per: planet}", "roles.walker.per: 'planet' is unknown"),
        ("  walker:", "  Slow Walker:", "roles: 'Slow Walker': use small letters"),
        ("kind: form", "kind: poem", "worksheets[map].kind: 'poem' is unknown"),
        ("fields: [route]", "roles: [pilot], fields: [route]", "worksheets.map.roles: 'pilot' is not"),
        ("owner: guide, items", "owner: pilot, items", "checklists.boots.owner: 'pilot' is not"),
        ("moment: meeting", "moment: full-moon", "checklists[boots].moment: 'full-moon'"),
        ("key: sow", "key: rest", "key: 'rest' is unknown"),
        ("minutes: 10, modes", "minutes: 0, modes", "minutes: expected a whole number of at least 1"),
        ("minutes: 10, modes", "minutes: 15, modes", "add up to 10 minutes, the step says 15"),
        ("modes: [individual]", "modes: [sleeping]", "modes: 'sleeping' is unknown"),
        ("modes: [individual]", "modes: [together]", "are not the modes of the activities"),
        ("needs: [pen]", "needs: [Pen 2]", "needs: 'Pen 2': use small letters"),
        ("owner: guide,\n", "owner: pilot,\n", "steps.look.owner: 'pilot' is not in this pack"),
        ("worksheets: [map]", "worksheets: [globe]", "steps.look.worksheets: 'globe' is not"),
        ("source: card}\n      - ", "source: book}\n      - ", "steps.look.source: 'book' is not"),
        ("repeats: true", "repeats: daily", "repeats: expected true or false"),
        ("key: walk,", "key: look,", "steps: 'look' is there 2 times"),
        ("repeats: true", "when: rain", "when: unknown key"),
        ("slug: walking", "slug: walking\nslug: again", "line 2: this is not sound YAML: the key 'slug'"),
        ("slug: walking", "slug: &a walking\nversion: *a", "aliases (*) are not allowed"),
        ("slug: walking", "slug: !!python/name:os.system x", "this is not sound YAML"),
        ("slug: walking", "slug: [", "this is not sound YAML"),
        ("slug: walking", "? [slug]\n: walking", "this is not sound YAML: found unhashable key"),
        ("slug: walking", "slug: \x07", "this is not sound YAML"),
        ("slug: walking", "slug: '{{ 7 * 7 }}'", "line 1: a pack holds no templates or expressions"),
        ("slug: walking", "slug: '<script>'", "line 1: HTML is not allowed"),
    ],
)
def test_structure_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    packs.change(folder, YAML, old, new)

    assert said in refusals(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- a list", "expected keys and values"),
        ("roles: [guide]", "roles: expected keys and values"),
        ("phases: {sow: 1}", "phases: expected a list"),
        ("phases: [sow]", "phases[0]: expected keys and values"),
        ("phases: []", "phases: a handbook has at least one step"),
    ],
)
def test_another_shape_is_refused(folder: Path, content: str, said: str) -> None:
    packs.put(folder, YAML, content)

    assert said in refusals(folder)


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("steps/look.md", "# Look", "", "nl/steps/look.md: title: is missing or empty"),
        ("steps/look.md", "# Look", "Look\n# Look", "line 1: these words belong to no section"),
        ("steps/look.md", "## goal", "## doel", "line 3: one `# title` and each of these once"),
        ("steps/look.md", "## why\nWell.", "", "why: is missing or empty"),
        ("steps/look.md", "## why", "## goal", "line 6: one `# title`"),
        ("steps/look.md", "1. Look", "Look", "do: expected 1 numbered actions, found 0"),
        ("steps/look.md", "See.", "See {% if x %}.", "line 4: a pack holds no templates"),
        ("steps/look.md", "See.", "See <script>alert(1)</script>", "line 4: HTML is not allowed"),
        ("steps/look.md", "See.", "[x](javascript:alert(1))", "line 4: a link goes to https://"),
        ("steps/look.md", "See.", "![x](../../../secret.svg)", "line 4: a link goes to https://"),
        ("steps/look.md", "See.", "[x]: /etc/passwd", "line 4: a link goes to https://"),
        ("roles/guide.md", "- Leads\n- Waits", "Leads", "tasks: expected a list with - in front"),
        ("roles/guide.md", "## fit", "## pay", "found 'pay'"),
        ("worksheets/map.md", "- date: Date", "", "labels: `- date: ...` is missing"),
        ("worksheets/map.md", "- date: Date", "- date: D\n- time: T", "labels: 'time' is not in the structure"),
        ("worksheets/map.md", "- date: Date", "- date: D\n- date: T", "each key once"),
        ("checklists/boots.md", "- dry: Dry?", "- Dry?", "items: `- dry: ...` is missing"),
        ("labels.yaml", 'line: "theme"', 'line: "theme"\nlien: "x"', "nl/labels.yaml: lien: unknown key"),
        ("labels.yaml", 'line: "theme"', "line: yes", "nl/labels.yaml: line: expected words"),
        ("labels.yaml", 'line: "theme"', 'line: "  "', "nl/labels.yaml: line: expected words"),
    ],
)
def test_words_are_refused(folder: Path, path: str, old: str, new: str, said: str) -> None:
    packs.change(folder, f"nl/{path}", old, new)

    assert said in refusals(folder)


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("run.py", "print()", "run.py: a pack holds only .md, .yaml, .svg files"),
        ("nl/steps/dance.md", "# Dance", "nl/steps/dance.md: the structure asks for no such file"),
        ("fr/labels.yaml", "title: x", "fr/labels.yaml: the structure asks for no such file"),
        ("large.md", "a" * 1_000_001, "large.md: the file is larger than 1 MB"),
        ("latin.md", b"caf\xe9", "latin.md: the file is not text in UTF-8"),
        ("pictures/a.svg", "<svg><script/></svg>", "script: this element is not allowed"),
        ("pictures/a.svg", '<svg><path onclick="x"/></svg>', "path onclick: a drawing may not act"),
        ("pictures/a.svg", '<svg><use href="https://x"/></svg>', "use href: a drawing may not act"),
        ("pictures/a.svg", '<svg><path fill="url(https://x)"/></svg>', "path fill: a drawing may not"),
        ("pictures/a.svg", "<!DOCTYPE svg><svg/>", "no document type or entities"),
        ("pictures/a.svg", "<svg>", "line 1: this is not sound SVG"),
    ],
)
def test_files_are_refused(folder: Path, path: str, content: str | bytes, said: str) -> None:
    packs.put(folder, path, content)

    assert said in refusals(folder)


def test_what_is_there_twice_is_found_at_its_second_place(folder: Path) -> None:
    packs.change(folder, YAML, "key: walk,", "key: look,")
    lines = (folder / YAML).read_text().splitlines()
    second = [number for number, line in enumerate(lines, 1) if "key: look," in line][1]

    assert f"steps: 'look' is there 2 times (line {second})" in refusals(folder)


def test_links_are_refused(folder: Path, tmp_path: Path) -> None:
    packs.put(tmp_path, "secret.md", "# Secret")
    (folder / "notes.md").symlink_to(tmp_path / "secret.md")
    (folder / "nl/pictures").symlink_to(tmp_path)

    said = refusals(folder)

    assert "notes.md: links are not allowed in a pack" in said
    assert "nl/pictures: links are not allowed in a pack" in said


def test_notes_and_drawings_are_welcome(folder: Path) -> None:
    packs.put(folder, "README.md", "# Walking\n\n[card](https://example.org) and [map](pictures/a.svg)")
    packs.put(folder, "pictures/a.svg", '<svg><g fill="url(#b)"><use href="#c"/></g></svg>')

    assert refusals(folder) == ""


def test_words_that_no_language_has_are_refused(tmp_path: Path) -> None:
    folder = packs.write(tmp_path, languages=("nl",))
    (folder / "nl/steps/look.md").unlink()
    packs.change(folder, "nl/labels.yaml", 'line: "theme"\n', "")

    assert refusals(folder).splitlines() == [
        "labels.yaml: line: no language has these words",
        "steps/look.md: no language has this page",
    ]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert refusals(tmp_path) == "handbook.yaml: there is no such file"


def test_the_caller_decides_which_powers_there_are(folder: Path) -> None:
    assert reader.check(folder, powers={"leader", "member"}) == []
    assert "'member' is unknown" in str(reader.check(folder, powers={"leader"})[0])
