"""The reader of the work-form library, on a small one that is broken line by line, and the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from akker.handbooks import workforms
from akker.handbooks.model import HandbookFault, Size
from akker.handbooks.workforms.model import KINDS, FormMissing, FormStepText

STRUCTURE = """\
version: "1.0"
languages: [nl, en]
licence: EUPL-1.2
sources:
  - {key: card, title: "A card", address: "https://example.org/card", licence: CC0-1.0}
forms:
  - key: walk
    kind: exchange
    size: {least: 2, most: 8}
    minutes: 30
    rounds: 2
    subgroup: 2
    phases: [sow]
    captures: [insight]
    materials: [shoes]
    evidence: src
    source: card
    minutes_evidence: proposal
    steps:
      - {minutes: 10, mode: conversation, does: move}
      - {minutes: 5, mode: individual, does: write}
  - {key: rest, kind: break, size: {least: 1}, minutes: 5, steps: [{minutes: 5, mode: together, does: move}]}
agendas:
  - {key: day, items: [{form: walk}, {form: rest, minutes: 15}]}
clauses:
  - {key: shoes}
checklists:
  - {key: boots, moment: meeting, owner: member, items: [dry]}
"""
LABELS = """\
title: "Forms"
summary: "All of them."
source_note: "Ours."
kinds: {exchange: "Exchange", break: "Break"}
does: {talk: "talking", write: "writing", move: "moving"}
captures:
  question: "q"
  expectation: "e"
  case: "c"
  insight: "i"
  idea: "i"
  agreement: "a"
  decision: "d"
  to-do: "t"
  experiment: "x"
  story: "s"
  answer: "a"
  source: "s"
  offer: "o"
  contact: "c"
materials: {shoes: "good shoes"}
agendas: {day: {name: "A day", summary: "Out and back."}}
clauses: {shoes: {name: "Shoes", ask: "Which?", text: "Dry ones."}}
"""
WALK = """\
# Walk

## purpose
Move.

## suits
Dry days.

## safety
Stop when you like.

## steps
1. **Out.** Walk and
   talk.
   > Shall we
   > go?
2. **Note.** Write.

## capture
One line.

## tips
- Hats.
"""
REST = "# Rest\n\n## purpose\nP.\n\n## suits\nS.\n\n## safety\nS.\n\n## steps\n1. **Sit.** Down.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "1.0"
    texts = {"labels.yaml": LABELS, "forms/walk.md": WALK, "forms/rest.md": REST}
    texts["checklists/boots.md"] = "# Boots\n\n## intro\nCheck.\n\n## items\n- dry: Dry?\n"
    for path, text in texts.items():
        for language in ("nl", "en"):
            file = library / language / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    (library / "forms.yaml").write_text(STRUCTURE)
    return library


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text()
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1))


def refusals(folder: Path) -> str:
    return "\n".join(map(str, workforms.check(folder)))


def test_a_sound_library_is_read(folder: Path) -> None:
    library = workforms.library(folder)
    walk = library.form("walk")

    assert refusals(folder) == ""
    assert (walk.size, walk.minutes, walk.subgroup, walk.modes) == (Size(2, 8), 30, 2, ("conversation", "individual"))
    assert [walk.minutes_of(each) for each in ("talk", "write", "move")] == [0, 10, 20]
    assert walk.source is not None
    assert (walk.source.licence, walk.licence, walk.minutes_evidence) == ("CC0-1.0", "EUPL-1.2", "proposal")
    assert (walk.is_exchange, walk.is_external, library.form("rest").is_exchange) == (True, False, False)
    assert library.agenda("day").minutes == 45
    assert (library.kinds, library.materials) == (("exchange", "break"), ("shoes",))


def test_words_come_with_the_title_and_what_to_say(folder: Path) -> None:
    words = workforms.words("en-gb", folder)

    assert words.forms["walk"].steps[0] == FormStepText("Out", "Walk and talk.", "Shall we go?")
    assert (words.forms["walk"].tips, str(words.forms["walk"].materials[0])) == (("Hats.",), "good shoes")
    assert (str(words.agendas["day"].name), str(words.clauses["shoes"].text)) == ("A day", "Dry ones.")
    assert words.checklists["boots"].items["dry"] == "Dry?"


def test_a_word_that_lacks_is_borrowed_and_named(folder: Path) -> None:
    (folder / "nl/forms/walk.md").unlink()
    change(folder, "nl/labels.yaml", 'title: "Forms"\n', "")

    words = workforms.words("nl", folder)

    assert (words.forms["walk"].language, words.forms["walk"].is_borrowed) == ("en", True)
    assert (words.title.is_borrowed, words.forms["rest"].is_borrowed) == (True, False)
    assert list(workforms.gaps(folder)) == ["nl/labels.yaml: title", "nl/forms/walk.md"]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("forms.yaml", "kind: exchange", "kind: party", "forms[walk].kind: 'party' is unknown"),
        ("forms.yaml", "minutes: 30", "minutes: 40", "the steps add up to 30 minutes, the form says 40 (line 10)"),
        ("forms.yaml", "rounds: 2", "colour: 2", "forms[walk].colour: unknown key"),
        ("forms.yaml", "most: 8", "most: 1", "forms[walk].size.most: is smaller than least"),
        ("forms.yaml", "size: {least: 1}, ", "", "forms[rest].size: is missing"),
        ("forms.yaml", "does: write", "does: sing", "forms[walk].steps[1].does: 'sing' is unknown"),
        ("forms.yaml", "    source: card\n", "", "forms[walk].evidence: 'src' needs a source"),
        ("forms.yaml", "source: card", "source: book", "forms[walk].source: 'book' is not in this library"),
        ("forms.yaml", "https://example.org/card", "http://x", "sources[card].address: expected an address"),
        ("forms.yaml", "[sow]", "[winter]", "forms[walk].phases: 'winter' is unknown"),
        ("forms.yaml", "{form: walk}", "{form: run}", "agendas[day].items[0].form: 'run' is not in this library"),
        ("forms.yaml", "[{form: walk}, {form: rest, minutes: 15}]", "[]", "an agenda has at least one item"),
        ("forms.yaml", "owner: member", "owner: king", "checklists[boots].owner: 'king' is unknown"),
        ("forms.yaml", "key: rest", "key: walk", "forms: 'walk' is there 2 times"),
        ("forms.yaml", 'version: "1.0"', 'version: "2.0"', "version: the folder of this library is 1.0"),
        ("forms.yaml", "languages: [nl, en]", "languages: []", "languages: expected at least one"),
        ("forms.yaml", "steps: [{minutes: 5, mode: together, does: move}]", "steps: []", "at least one step"),
        (
            "en/forms/walk.md",
            "2. **Note.** Write.\n",
            "",
            "en/forms/walk.md: steps: expected 2 numbered steps, found 1",
        ),
        ("en/forms/walk.md", "**Note.** Write", "Write", "steps: each step begins with its title"),
        ("en/forms/walk.md", "## safety\nStop when you like.\n", "", "en/forms/walk.md: safety: is missing or empty"),
        ("en/forms/walk.md", "## capture\nOne line.\n", "", "capture: is missing or empty: something is written down"),
        ("en/forms/walk.md", "Dry days.", "<b>Dry</b>", "line 7: HTML is not allowed"),
        ("en/forms/walk.md", "Dry days.", "{{ days }}", "line 7: a pack holds no templates"),
        ("en/labels.yaml", "title:", "tilte:", "en/labels.yaml: tilte: unknown key"),
        ("en/checklists/boots.md", "- dry: Dry?", "- wet: Wet?", "'wet' is not in the structure"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(folder: Path, path: str, old: str, new: str, said: str) -> None:
    change(folder, path, old, new)

    assert said in refusals(folder)
    with pytest.raises(HandbookFault):
        workforms.library(folder)


def test_files_nobody_asks_for_and_words_nobody_has_are_faults(folder: Path) -> None:
    (folder / "en/forms/run.md").write_text("# Run\n")
    for language in ("nl", "en"):
        (folder / language / "forms/rest.md").unlink()
        change(folder, f"{language}/labels.yaml", 'summary: "All of them."\n', "")

    assert refusals(folder).splitlines() == [
        "en/forms/run.md: the structure asks for no such file",
        "labels.yaml: summary: no language has these words",
        "forms/rest.md: no language has this page",
    ]


def test_a_folder_without_a_structure_is_no_library(tmp_path: Path) -> None:
    assert refusals(tmp_path) == "forms.yaml: there is no such file"


# --- the real one ----------------------------------------------------------------------------


def test_a_form_is_found_by_its_key_and_told_in_a_language() -> None:
    form = workforms.form("incident-short")

    assert [step.minutes for step in form.steps] == [5, 10, 5, 15, 10, 10, 10]
    assert workforms.text(form, "da").title == "Hændelsesmetoden, kort"
    with pytest.raises(FormMissing):
        workforms.form("karaoke")
    with pytest.raises(FormMissing):
        workforms.library().agenda("karaoke")


def test_there_are_nine_clauses_and_two_lists_of_attention_points() -> None:
    library = workforms.library()

    assert len(library.clauses) == 9
    assert {each.owner for each in library.checklists.values()} == {"facilitator", "member"}


@pytest.mark.parametrize("language", workforms.library().languages)
def test_every_form_says_words_aloud(language: str) -> None:
    forms = workforms.words(language).forms.values()

    assert [form.title for form in forms if not any(step.say for step in form.steps)] == []
    assert len({form.title for form in forms}) == len(forms)


def test_the_consultations_have_the_minutes_of_their_protocols() -> None:
    consultations = {form.key: form.minutes for form in workforms.library().of_kind("consultation")}

    assert consultations == {
        "incident-short": 65,
        "incident-long": 90,
        "gossip": 50,
        "five-step": 60,
        "balint": 90,
        "consultancy": 50,
        "reflecting-team": 40,
        "troika": 30,
    }
    assert all(workforms.form(key).works_on_case for key in consultations)
    assert {key for key in consultations if workforms.form(key).needs_trust} == {"gossip", "balint"}
    assert len(workforms.form("incident-long").steps) == 10


def test_ready_agendas_last_as_long_as_they_say() -> None:
    assert {agenda.key: agenda.minutes for agenda in workforms.library().agendas} == {
        "kickoff": 140,
        "regular": 120,
        "harvest": 150,
        "online": 90,
    }


def test_the_kickoff_makes_room_for_its_three_elements_and_an_online_agenda_works_online() -> None:
    library = workforms.library()
    kickoff = {element for item in library.agenda("kickoff").items for element in item.form.room_for}

    assert kickoff == {"acquaintance", "expectations", "agreements"}
    assert all(item.form.is_online for item in library.agenda("online").items)


def test_there_are_at_least_thirty_forms_of_every_kind_with_a_licence_each() -> None:
    library = workforms.library()

    assert len(library.forms) >= 30
    assert library.kinds == KINDS
    assert all(form.licence and form.phases for form in library.forms)
    assert all(form.source or form.evidence == "proposal" for form in library.forms)
