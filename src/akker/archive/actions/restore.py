from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from akker.archive import manifest, tables
from akker.archive.faults import Refused
from akker.archive.manifest import Manifest
from akker.people.models import Person
from akker.programmes.models import Programme


def restore(file: Path) -> Manifest:
    """Bring a backup back, all of it or nothing; the place must be migrated and empty.

    Raises: Refused when the file is no backup, damaged or of another version, or when people are here.
    """
    with manifest.opened(file) as (folder, said):
        if fault := manifest.misfit(said, tables.migrations()):
            raise Refused([fault])
        _still_empty()
        with _files(folder, said), transaction.atomic():
            _still_empty()
            _fill(folder)
        return said


def _still_empty() -> None:
    if Person.objects.exists() or Programme.objects.exists():
        raise Refused.whole("goes into an empty place only, and people are here already")


def _fill(folder: zipfile.ZipFile) -> None:
    models = tables.tables()
    tables.clear(models.values())
    try:
        for name, model in models.items():
            with folder.open(f"tables/{name}.jsonl") as lines:
                tables.fill(model, lines)
        connection.check_constraints()
        tables.count_on(models.values())
    except (KeyError, ValueError, TypeError, DatabaseError) as broken:
        raise Refused.whole(f"does not fit this installation: {broken}") from broken


@contextmanager
def _files(folder: zipfile.ZipFile, said: Manifest) -> Iterator[None]:
    """Put the files in place; away with them when the rows cannot follow."""
    root = Path(settings.MEDIA_ROOT)
    names = [name for name in said.members if name.startswith("files/")]
    placed: list[Path] = []
    try:
        for name in names:
            target = root / name.removeprefix("files/")
            if target.exists():
                raise Refused.whole(f"goes into an empty place only, and {target} is here already")
            target.parent.mkdir(parents=True, exist_ok=True)
            placed.append(target)
            with folder.open(name) as content, target.open("xb") as copy:
                shutil.copyfileobj(content, copy)
        yield
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        raise
