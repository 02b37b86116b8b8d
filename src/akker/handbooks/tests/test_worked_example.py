"""The example in docs/handbooks.md is a pack that works."""

from __future__ import annotations

import re
from pathlib import Path

from akker.handbooks import reader
from akker.handbooks.tests import packs

GUIDE = Path(__file__).parents[4] / "docs/handbooks.md"
PAGES = {
    "roles/guide.md": "# Gids\n\n## short\nLoopt voor.\n\n## tasks\n- Kiest de weg\n",
    "roles/walker.md": "# Wandelaar\n\n## short\nLoopt mee.\n\n## tasks\n- Vertelt\n",
    "worksheets/map.md": "# Kaart\n\n## instructions\nX.\n\n## labels\n- route: Route\n- weather: W\n- date: D\n",
    "checklists/boots.md": "# Schoenen\n\n## intro\nKijk.\n\n## items\n- dry: Droog?\n- tied: Vast?\n",
}


def test_the_worked_example_is_sound(tmp_path: Path) -> None:
    structure, labels = re.findall(r"```yaml\n(.+?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    page = re.findall(r"```markdown\n(.+?)```", GUIDE.read_text("utf-8"), re.DOTALL)[0]
    folder = tmp_path / "walking-network/2026.1"
    packs.put(folder, "handbook.yaml", structure)
    for path, content in {"labels.yaml": labels, "steps/walk.md": page, **PAGES}.items():
        packs.put(folder, f"nl/{path}", content)

    assert list(map(str, reader.check(folder))) == []
    assert all(gap.startswith("en/") for gap in reader.gaps(folder))
