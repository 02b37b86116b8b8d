"""The words of the interface: `extract` them, `compile` the translations, `check` that none is missing.

python scripts/words.py compile       # .po to .mo with polib: needs nothing but the environment
python scripts/words.py extract       # source and templates to .po: needs xgettext (Debian: gettext)
python scripts/words.py check         # lists what is untranslated or fuzzy; exit 1 when there is any
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src/akker/web/locale"
LANGUAGES = ("nl", "da")  # the words in the source are English
MARKS = ("#:", '"POT-Creation-Date', '"PO-Revision-Date')


def catalogues() -> Iterator[tuple[str, Path]]:
    """Each language with its .po file, present or not."""
    for language in LANGUAGES:
        yield language, LOCALE / language / "LC_MESSAGES/django.po"


def compile_words() -> int:
    for _language, file in catalogues():
        if file.exists():
            polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    return 0


def collect(package: Path) -> None:
    """Bring the .po files under `package`/web/locale up to date with its source and templates.

    Places and dates are left out of the files: they change with every line moved and say nothing.
    """
    for language in LANGUAGES:
        (package / "web/locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-location", "--no-wrap", "-v0"]
    chosen = [part for language in LANGUAGES for part in ("-l", language)]
    ignored = [part for folder in ("tests", "shelf", "migrations") for part in ("-i", f"*/{folder}/*")]
    env = {**os.environ, "PYTHONPATH": str(package.parent), "DJANGO_SETTINGS_MODULE": "akker.web.settings"}
    subprocess.run([*command, *chosen, *ignored, "-e", "html,py,txt"], cwd=package, env=env, check=True)
    for language in LANGUAGES:
        _without_dates(package / "web/locale" / language / "LC_MESSAGES/django.po")


def _without_dates(file: Path) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(MARKS)))


def extract() -> int:
    if not shutil.which("xgettext"):
        print("xgettext was not found; on Debian: apt-get install gettext", file=sys.stderr)
        return 1
    collect(ROOT / "src/akker")
    return 0


def missing() -> Iterator[str]:
    """One line per word that a reader would meet in English or half translated."""
    for language, file in catalogues():
        if not file.exists():
            yield f"{language}: no {file.relative_to(ROOT)}; run make words"
            continue
        for entry in polib.pofile(str(file)):
            if not entry.obsolete and (entry.fuzzy or not entry.translated()):
                yield f"{language}: {'fuzzy' if entry.fuzzy else 'untranslated'}: {entry.msgid}"


def check() -> int:
    lines = list(missing())
    print("\n".join(lines) or "Every word is translated.")
    return 1 if lines else 0


COMMANDS = {"compile": compile_words, "extract": extract, "check": check}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]]())
