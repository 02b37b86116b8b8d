"""A small sound pack to break: written to a folder, then changed one line at a time."""

from __future__ import annotations

from pathlib import Path

STRUCTURE = """\
slug: walking
version: "1.0"
languages: [nl, en]
line_kind: tema
core_size: {least: 3, most: 9}
sources:
  - {key: card, title: "A card on walking", address: "https://example.org/card"}
norms:
  - {key: size, evidence: seed, source: card}
fit_criteria: [stamina]
roles:
  guide:  {acts_as: leader, zone: staff, source: card, evidence: seed}
  walker: {acts_as: member, zone: players}
worksheets:
  - {key: map, kind: form, fields: [route], labels: [date]}
checklists:
  - {key: boots, moment: meeting, owner: guide, items: [dry, tied]}
phases:
  - key: sow
    steps:
      - {key: look, minutes: 10, modes: [individual], needs: [pen], owner: guide,
         activities: [{minutes: 10, mode: individual}], worksheets: [map], source: card}
      - {key: walk, modes: [together], repeats: true}
"""

LABELS = """\
title: "Walking"
summary: "Out and back."
source_note: "After a card on walking."
line: "theme"
line_prompt: "What do we walk for?"
origin: {given: "From the card.", own: "Our own step."}
phases: {sow: {name: "Sow", summary: "The start."}}
zones: {staff: "Staff", players: "Players"}
fit_criteria: {stamina: "Stamina"}
needs: {pen: "a pen"}
norms: {size: "Three to nine people."}
"""

PAGES = {
    "steps/look.md": "# Look\n\n## goal\nSee.\n\n## why\nWell.\n\n## do\n1. Look,\n   slowly.\n\n## result\nNote.\n",
    "steps/walk.md": "# Walk\n\n## goal\nMove.\n\n## why\nAir.\n\n## do\nJust walk.\n\n## result\nNote.\n",
    "roles/guide.md": "# Guide\n\n## short\nLeads.\n\n## tasks\n- Leads\n- Waits\n\n## fit\n- Knows the way\n",
    "roles/walker.md": "# Walker\n\n## short\nWalks.\n\n## tasks\n- Walks\n",
    "worksheets/map.md": "# Map\n\n## instructions\nDraw.\n\n## labels\n- route: Route\n- date: Date\n",
    "checklists/boots.md": "# Boots\n\n## intro\nCheck.\n\n## items\n- dry: Dry?\n- tied: Tied?\n",
}


def pages(languages: tuple[str, ...] = ("nl", "en")) -> dict[str, str]:
    """The pack as texts by path."""
    found = {"handbook.yaml": STRUCTURE}
    for language in languages:
        found |= {f"{language}/labels.yaml": LABELS}
        found |= {f"{language}/{path}": words for path, words in PAGES.items()}
    return found


def write(place: Path, languages: tuple[str, ...] = ("nl", "en")) -> Path:
    """Write the pack below `place`, the same words in each of `languages`; its folder."""
    folder = place / "walking/1.0"
    put(folder, "handbook.yaml", STRUCTURE)
    for language in languages:
        put(folder, f"{language}/labels.yaml", LABELS)
        for path, words in PAGES.items():
            put(folder, f"{language}/{path}", words)
    return folder


def put(folder: Path, path: str, content: str | bytes) -> None:
    """Write one file, and the folders above it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Replace words in one file; they have to be there."""
    text = (folder / path).read_text("utf-8")
    assert old in text
    put(folder, path, text.replace(old, new, 1))
