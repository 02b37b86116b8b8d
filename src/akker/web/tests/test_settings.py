"""What is set wrong is told in one line that names the setting, and nothing starts."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from akker.web import settings
from akker.web.cli import COMMANDS, main
from akker.web.management.commands.sound import faults_found

NONSENSE = [
    (lambda: settings.env_bool("PORT", False), "PORT", "yes"),
    (lambda: settings.env_int("PORT", 8000, 1, 65535), "PORT", "٣"),
    (lambda: settings.env_int("PORT", 8000, 1, 65535), "PORT", "65536"),
    (lambda: settings.env_choice("AKKER_LOG", "INFO", ("INFO",)), "AKKER_LOG", "loud"),
    (lambda: settings.env_sender("AKKER_MAIL_FROM", ""), "AKKER_MAIL_FROM", "Akker"),
    (settings.data_folder, "AKKER_DATA", "/proc/akker"),
    (settings.secret_key, "AKKER_SECRET_KEY", "short"),
    (settings.clock_shift, "AKKER_CLOCK", "yesterday"),
]
ADDRESSES = [
    (settings.database, "AKKER_DATABASE_URL", "mysql://localhost/akker"),
    (settings.database, "AKKER_DATABASE_URL", "sqlite:///"),
    (settings.database, "AKKER_DATABASE_URL", "postgresql://akker:secret@localhost:99999/akker"),
    (settings.database, "AKKER_DATABASE_URL", "postgresql://akker:secret@localhost:first/akker"),
    (settings.mail_server, "AKKER_MAIL_URL", "localhost"),
    (settings.mail_server, "AKKER_MAIL_URL", "smtp://akker:secret@localhost:99999"),
    (settings.mail_server, "AKKER_MAIL_URL", "smtp://akker:secret@[::1"),
]


@pytest.mark.parametrize(("read", "name", "text"), NONSENSE)
def test_nonsense_is_told_with_its_name(read: Any, name: str, text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, text)

    with pytest.raises(ImproperlyConfigured, match=name):
        read()


@pytest.mark.trust
@pytest.mark.parametrize(("read", "name", "text"), ADDRESSES)
def test_an_address_that_is_none_is_told_without_its_password(read: Any, name: str, text: str):
    with pytest.raises(ImproperlyConfigured, match=name) as told:
        read(text)

    assert "secret" not in str(told.value)


@pytest.mark.django_db
def test_check_tells_of_a_setting_that_nothing_reads(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AKKER_DATABASE_URL2", "True")

    assert "There is no setting AKKER_DATABASE_URL2." in faults_found()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_the_command_as_it_is_typed(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: akker {command} [-h]")


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["plough"])

    assert left.value.code == 2
    assert "there is no command 'plough'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_before_anything_starts(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setattr("django.conf.settings.PORT", port)

        with pytest.raises(CommandError, match=f"127.0.0.1:{port}.*PORT="):
            call_command("run_server", no_worker=True)
