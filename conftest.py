"""The ground under every test: settings that never touch var/, the database, what the machine has."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

DATA = Path(tempfile.mkdtemp(prefix="akker-test-"))
for name in [
    name
    for name in os.environ
    if name.startswith("AKKER_") and name not in ("AKKER_CI", "AKKER_TEST_POSTGRES", "AKKER_TRUST")
]:
    del os.environ[name]
os.environ["AKKER_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "akker.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread

import django  # noqa: E402
import hypothesis  # noqa: E402
from django.conf import settings  # noqa: E402

from tests import machine  # noqa: E402

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns about a folder that is not there
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # a worker of xdist would inherit it and read the settings before this file

hypothesis.settings.register_profile("house", deadline=None, derandomize=True)  # same cases, busy machine or not
hypothesis.settings.load_profile("house")
RUNNING = ExitStack()
pytest_plugins = ["tests.browser", "tests.trust", *(["tests.cast"] if find_spec("tests.cast") else [])]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="what the tests run on")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("database") == "postgres":
        use_database(os.environ.get("AKKER_TEST_POSTGRES") or start_postgres())


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.db import connections

    connections.close_all()
    RUNNING.close()
    machine.remove(DATA)


def start_postgres() -> str:
    """Start one cluster for this run; workers of xdist find its address in the environment."""
    from tests import postgres

    if why := postgres.missing():
        pytest.exit(f"skipped everything on PostgreSQL: {why}", returncode=1 if machine.on_ci() else 0)
    os.environ["AKKER_TEST_POSTGRES"] = RUNNING.enter_context(postgres.cluster())
    return os.environ["AKKER_TEST_POSTGRES"]


def use_database(address: str) -> None:
    from django.db import connections

    from akker.web.settings import database

    connections.close_all()
    settings.DATABASES["default"] = database(address)
    vars(connections).pop("settings", None)  # cached from the settings as they were
    del connections["default"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("database") == "postgres":
        items[:] = [item for item in items if not item.get_closest_marker("sqlite")]
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="only on PostgreSQL: pytest --database=postgres"))
