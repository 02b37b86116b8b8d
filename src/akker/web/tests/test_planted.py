"""Whatever was typed anywhere is shown as words: the demo with code in every text, and every page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField
from django.test import Client

from akker.archive import actions
from akker.archive.actions.example import ANCHOR
from akker.people.models import Person
from akker.web.tests.test_markup import Page

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}[x](javascript:alert(3))"
ROOMS = re.compile(r"akker\.")
NEVER_TYPED = ("post.mail", "post.job", "post.ask")  # ours, and made anew from the rest
FILE = re.compile(r"\.(pdf|csv|xlsx|json|jpg|png|zip|txt|ics|md)(\?|$)")


def typed(words: Any, field: Any, number: int) -> Any:
    """The same with code for every text that has a space in it, as only what people typed has; nothing else changes."""
    if isinstance(words, str) and " " in words:
        return f"{number} {EVIL}"[: getattr(field, "max_length", None) or 2000]
    if isinstance(words, list):
        return [typed(each, field, number) for each in words]
    if isinstance(words, dict):
        return {key: typed(each, field, number) for key, each in words.items()}
    return words


def plant(model: type[Model]) -> int:
    """Code for words, in every row of a table; returns how many rows were changed."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]
    fields = [field for field in fields if not field.choices]
    changed = 0
    for number, row in enumerate(model._default_manager.all()):
        for field in fields:
            setattr(row, field.attname, typed(getattr(row, field.attname), field, number))
        changed += model._base_manager.filter(pk=row.pk).update(
            **{field.attname: getattr(row, field.attname) for field in fields}
        )
    return changed


def pages(client: Client, *begin: str) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, each kind once, with its text."""
    waiting, kinds = list(begin), set()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|=[^&]*", "*", re.sub(r"(steps|work-forms)/[^/]+/", r"\1/*/", path))
        if kind in kinds or FILE.search(path):
            continue
        kinds.add(kind)
        answer = client.get(path, follow=True)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        yield path, text
        found = (urljoin(path, unescape(link)) for link in re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', text))
        waiting += [link for link in found if link.startswith("/") and not link.startswith(("//", "/style/"))]


@pytest.mark.parametrize("name", ["Lotte", "Mette"])
def test_no_page_takes_what_was_typed_for_markup(name: str):
    actions.load_example(today=ANCHOR)
    who = Person.objects.filter(name__startswith=name).first()
    assert who
    for model in apps.get_models():
        if ROOMS.match(model.__module__) and model._meta.label_lower not in NEVER_TYPED:
            plant(model)
    client = Client()
    client.force_login(who)

    told = list(pages(client, "/", "/me/"))

    assert [(path, set(faults)) for path, text in told if (faults := Page(text).faults)] == []
    assert len(told) > 90
