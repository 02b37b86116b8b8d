"""Break one rule at a time in a copy of the house, and see that the check that keeps it notices.

    python -m tests.house.break_the_house           # all of them, and the unbroken house
    python -m tests.house.break_the_house floors    # those whose name or check holds the word

Each breach names its check: a contract of import-linter, or a house test. Exit 1 when one goes unnoticed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
SRC = "src/akker"
PACK = f"{SRC}/handbooks/shelf/leernetwerk/2026.1"
PAGE = f"{SRC}/networks/templates/networks/breach.html"
PARTS = ("src", "tests", "docs", "scripts", "conftest.py", "pyproject.toml", "requirements.lock", "README.md")
DOORS = "--ignore=tests/house/test_doors.py"  # a minute by itself, and run with the suite
Change = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken: what is done, which check must see it, how it is done."""

    name: str
    check: str
    change: Change

    @property
    def command(self) -> list[str]:
        if "::" in self.check:
            return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/house/{self.check}"]
        return [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--contract", self.check]


def append(file: str, text: str) -> Change:
    """Put `text` behind `file`, which is made when a room has none yet."""

    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        with (root / file).open("a") as out:
            out.write(text)

    return change


def replace(file: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / file).read_text()
        if old not in text:
            raise LookupError(f"{file} no longer holds {old!r}: give this breach another grip")
        (root / file).write_text(text.replace(old, new, 1))

    return change


def both(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


FIELD = """

class Breach(models.Model):
    \"\"\"A row that looks up the stairs.\"\"\"

    upstairs = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="+")
"""
FORM = '<form method="post">{% csrf_token %}{% once %}<button>Go</button></form>'
BREACHES = [
    Breach("a room looks up", "floors", append(f"{SRC}/people/keys.py", "from akker.networks import models\n")),
    Breach("an undeclared room", "floors", append(f"{SRC}/utils/__init__.py", "")),
    Breach("undeclared furniture", "furniture", append(f"{SRC}/networks/helpers.py", "X = 1\n")),
    Breach(
        "models import actions",
        "furniture",
        append(f"{SRC}/question/models/wording.py", "from akker.question import actions\n"),
    ),
    Breach(
        "an instrument imports models", "furniture", append(f"{SRC}/post/kinds.py", "from akker.post import models\n")
    ),
    Breach(
        "the optimiser imports Django",
        "plain-python",
        append(f"{SRC}/compose/search.py", "from django.conf import settings\n"),
    ),
    Breach("the reader imports Django", "plain-python", append(f"{SRC}/handbooks/node.py", "import django.db\n")),
    Breach(
        "a second door to the optimiser",
        "one-door-to-compose",
        append(f"{SRC}/recruit/actions.py", "from akker import compose\n"),
    ),
    Breach("a circle", "no-circles", append(f"{SRC}/handbooks/node.py", "from akker.handbooks import reader\n")),
    Breach(
        "a fifth room asks the optimiser",
        "test_floors.py::test_only_four_rooms_ask_the_optimiser",
        append(f"{SRC}/journey/tasks.py", "from akker import compose\n"),
    ),
    Breach(
        "contracts and settings part ways",
        "test_floors.py::test_contracts_have_the_floors_of_the_settings",
        replace("pyproject.toml", '"web", "api", "archive"', '"web", "archive", "api"'),
    ),
    Breach(
        "a foreign key looks up",
        "test_floors.py::test_foreign_keys_point_down",
        append(f"{SRC}/networks/models.py", FIELD),
    ),
    Breach(
        "a redirect leads up",
        "test_floors.py::test_redirects_point_down",
        append(f"{SRC}/people/breach.py", "def go(): return redirect('networks:people')\n"),
    ),
    Breach(
        "a borrowed form",
        "test_floors.py::test_no_room_borrows_views_or_forms",
        both(
            append(f"{SRC}/networks/forms.py", ""),
            append(f"{SRC}/recruit/views.py", "from akker.networks import forms\n"),
        ),
    ),
    Breach(
        "an instrument imports another room's models",
        "test_floors.py::test_instruments_import_no_models",
        append(f"{SRC}/networks/roster.py", "from akker.people import models\n"),
    ),
    Breach(
        "a room with a middleware of its own",
        "test_floors.py::test_only_the_shell_has_shell_furniture",
        append(f"{SRC}/networks/middleware.py", "X = 1\n"),
    ),
    Breach(
        "a room without a word",
        "test_floors.py::test_room_says_what_it_owns",
        lambda root: (root / SRC / "pulse/__init__.py").write_text(""),
    ),
    Breach(
        "a file that goes on and on",
        "test_floors.py::test_files_stay_short",
        append(f"{SRC}/people/keys.py", "X = 1\n" * 400),
    ),
    Breach(
        "a template links up",
        "test_templates.py::test_template_links_down",
        append(PAGE, '{% url "meetings:meeting" 1 %}'),
    ),
    Breach(
        "a form without csrf_token",
        "test_templates.py::test_forms_that_post_act_once_and_only_from_here",
        append(PAGE, FORM.replace("{% csrf_token %}", "")),
    ),
    Breach(
        "a form that can act twice",
        "test_templates.py::test_forms_that_post_act_once_and_only_from_here",
        append(PAGE, FORM.replace("{% once %}", "")),
    ),
    Breach(
        "an inline script", "test_templates.py::test_template_holds_no_code", append(PAGE, "<script>alert(1)</script>")
    ),
    Breach(
        "an inline style", "test_templates.py::test_template_holds_no_code", append(PAGE, '<p style="color: red">x</p>')
    ),
    Breach(
        "an inline handler", "test_templates.py::test_template_holds_no_code", append(PAGE, '<p onclick="go()">x</p>')
    ),
    Breach(
        "an untrimmed translation",
        "test_templates.py::test_translated_blocks_are_trimmed",
        append(PAGE, "{% blocktranslate %}\n  x\n{% endblocktranslate %}"),
    ),
    Breach(
        "an untold setting",
        "test_docs.py::test_setting_is_told",
        append(f"{SRC}/people/clock.py", 'X = "AKKER_BREACH"\n'),
    ),
    Breach(
        "an untold command",
        "test_docs.py::test_command_is_told",
        replace(f"{SRC}/web/cli.py", "COMMANDS = {", 'COMMANDS = {\n    "breach": "untold",'),
    ),
    Breach(
        "an untold noun",
        "test_docs.py::test_vocabulary_holds_every_noun",
        append(f"{SRC}/people/models.py", FIELD.replace("meetings.Meeting", "people.Person")),
    ),
    Breach(
        "a noun that is gone",
        "test_docs.py::test_vocabulary_names_no_class_that_is_gone",
        append("docs/vocabulary.md", "\n| a | b |\n| - | - |\n| gone | `GoneModel` |\n"),
    ),
    Breach("an untold room", "test_docs.py::test_every_room_is_told", replace("docs/rooms.md", "`pulse`", "pulse")),
    Breach(
        "a hole in the decisions",
        "test_docs.py::test_decisions_are_numbered_without_holes",
        append("docs/decisions/0999-x.md", "x"),
    ),
    Breach(
        "a missing Danish step",
        "test_handbooks.py::test_handbook_is_sound_and_complete",
        lambda root: sorted((root / PACK / "da/steps").glob("*.md"))[0].unlink(),
    ),
    Breach(
        "a handbook that grants itself power",
        "test_handbooks.py::test_handbook_is_sound_and_complete",
        replace(f"{PACK}/handbook.yaml", "acts_as: member", "acts_as: owner"),
    ),
    Breach(
        "code in a handbook", "test_handbooks.py::test_handbooks_hold_no_code", append(f"{PACK}/trick.py", "print(1)\n")
    ),
    Breach(
        "a fuzzy word",
        "test_words.py::test_no_word_is_untranslated_or_fuzzy",
        append(f"{SRC}/web/locale/nl/LC_MESSAGES/django.po", '\n#, fuzzy\nmsgid "Breach"\nmsgstr "Breuk"\n'),
    ),
    Breach(
        "an untranslated word",
        "test_words.py::test_no_word_is_untranslated_or_fuzzy",
        append(f"{SRC}/web/locale/da/LC_MESSAGES/django.po", '\nmsgid "Breach"\nmsgstr ""\n'),
    ),
    Breach(
        "a word not collected",
        "test_words.py::test_every_word_is_collected",
        append(PAGE, '{% translate "A breach" %}'),
    ),
    Breach(
        "a word that we do not use",
        "test_words.py::test_avoided_words_stand_nowhere",
        append(f"{PACK}/nl/steps/ambition.md", "Een bedenking."),
    ),
    Breach(
        "a word that stands nowhere",
        "test_words.py::test_chosen_words_stand_where_the_table_says",
        append(
            "docs/words.md",
            "\n| a | b | c | both | |\n| - | - | - | - | - |\n| breach | breukje | brudstykke | screen | |\n",
        ),
    ),
    Breach(
        "a model without its migration",
        "test_migrations.py::test_models_have_their_migrations",
        append(f"{SRC}/journey/models/step.py", FIELD),
    ),
    Breach(
        "a migration without a name",
        "test_migrations.py::test_migrations_are_named_in_words",
        append(f"{SRC}/people/migrations/0999_auto_20261120_1200.py", "from django.db.migrations import Migration\n"),
    ),
    Breach(
        "a hole in the migrations",
        "test_migrations.py::test_migrations_stand_in_one_line",
        append(f"{SRC}/people/migrations/0999_breach.py", "from django.db.migrations import Migration\n"),
    ),
    Breach(
        "an address without a row",
        "test_doors.py::test_every_route_has_a_row",
        replace(f"{SRC}/web/urls.py", "pages = [", 'pages = [\n    path("breach/", views.now, name="breach"),'),
    ),
    Breach(
        "a door that lets too many in",
        "test_doors.py::test_doors_of[networks]",
        replace(f"{SRC}/networks/views/settings.py", "May.MANAGE", "May.SEE"),
    ),
    Breach(
        "a power of its own making",
        "test_doors.py::test_powers_are_the_closed_list",
        replace(
            f"{SRC}/networks/access.py",
            '    "leader": frozenset(May),',
            '    "leader": frozenset(May),\n    "owner": frozenset(May),',
        ),
    ),
    Breach(
        "a place on one machine",
        "test_speaks_of_itself.py::test_no_file_names_a_place_on_one_machine",
        append("docs/breach.md", "See /" + "home/somebody/notes.\n"),
    ),
    Breach(
        "a registry in the lock",
        "test_speaks_of_itself.py::test_no_lock_or_page_names_a_registry",
        append("requirements.lock", "--index-url https://" + "pypi" + ".org/simple\n"),
    ),
]


def copy(root: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "fonts")
    for part in PARTS:
        if (HERE / part).is_dir():
            shutil.copytree(HERE / part, root / part, ignore=ignored)
        elif (HERE / part).exists():
            shutil.copy(HERE / part, root / part)


def run(root: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{root}/src:{root}", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)


def notices(breach: Breach) -> bool:
    """Whether the check of this breach fails once the rule is broken."""
    with tempfile.TemporaryDirectory(prefix="akker-house-") as folder:
        copy(Path(folder))
        try:
            breach.change(Path(folder))
        except (OSError, LookupError) as no_grip:
            print(f"{breach.name}: {no_grip}", file=sys.stderr)
            return False
        done = run(Path(folder), breach.command)
    return "BROKEN" in done.stdout if "::" not in breach.check else f"FAILED tests/house/{breach.check}" in done.stdout


def stands() -> str:
    """ "" when the unbroken house passes every check, else what it said."""
    with tempfile.TemporaryDirectory(prefix="akker-house-") as folder:
        copy(Path(folder))
        lint = run(Path(folder), [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"])
        test = run(
            Path(folder),
            [sys.executable, "-m", "pytest", "-q", "-m", "not slow", "tests/house", "-p", "no:cacheprovider", DOORS],
        )
    return "" if lint.returncode == test.returncode == 0 else lint.stdout[-3000:] + test.stdout[-3000:]


def main(words: list[str]) -> int:
    chosen = [breach for breach in BREACHES if all(word in f"{breach.name} {breach.check}" for word in words)]
    with ThreadPoolExecutor(2) as pool:
        fault = pool.submit(str if words else stands)  # a part alone leaves the unbroken house out
        seen = list(pool.map(notices, chosen))
    for breach, noticed in zip(chosen, seen, strict=True):
        print(f"{'noticed' if noticed else 'UNSEEN':8} {breach.name:45} {breach.check}")
    print(f"{sum(seen)} of {len(seen)} breaches noticed")
    if fault.result():
        print(f"The unbroken house falls:\n{fault.result()}")
    return int(not all(seen) or bool(fault.result()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
