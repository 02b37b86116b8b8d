"""Every handbook drives a network: each step opens, takes a result and prints, in every language."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape
from pypdf import PdfReader

from akker.handbooks import reader
from akker.journey.models import Result
from akker.networks.models import Network
from akker.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
HERE = "/p/academie/zorg/"
each_book = pytest.mark.parametrize("pin", reader.shelf())
each_language = pytest.mark.parametrize("language", dict(settings.LANGUAGES))


@pytest.fixture
def walker(network: Network, lotte: Person, pin: str, language: str, as_: Any) -> Client:
    """Lotte leads a network that walks this handbook in this language, and reads that language herself."""
    Network.objects.filter(pk=network.pk).update(handbook=pin, language=language)
    Person.objects.filter(pk=lotte.pk).update(language=language)
    return as_("lotte")


def pages_of(answer: Any) -> tuple[Any, str]:
    """The root of the PDF, and its words on one line."""
    pdf = PdfReader(BytesIO(answer.getvalue() if hasattr(answer, "getvalue") else answer.content))
    return pdf.trailer["/Root"], " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@each_language
@each_book
def test_every_step_opens_takes_a_result_and_prints(pin: str, language: str, walker: Client):
    book = reader.find(pin)
    prose = reader.text(book, language)
    for step in book.steps:
        path = f"{HERE}steps/{step.key}/"
        page = walker.get(path).content.decode()
        assert escape(prose.steps[step.key].title) in page
        assert not step.owner or escape(prose.roles[step.owner].name) in page
        for sheet in step.worksheets:
            assert f'href="{path}worksheets/{sheet}.pdf"' in page
            assert escape(prose.worksheets[sheet].title) in page

        form = {"text": f"Uitkomst {step.key}", "agreed_on": "2026-11-20", "agreed_by": "", "seen": "0"}
        assert walker.post(f"{path}result/", form).status_code == 302
        root, said = pages_of(walker.get(f"{path}sheet.pdf"))
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert prose.steps[step.key].title.split()[0] in said

    assert set(Result.objects.values_list("step", flat=True)) == {step.key for step in book.steps}
    _root, said = pages_of(walker.get(f"{HERE}results/sheet.pdf"))
    assert all(f"Uitkomst {step.key}" in said for step in book.steps)


@each_language
@each_book
def test_every_worksheet_prints_with_the_words_of_the_handbook(pin: str, language: str, walker: Client):
    book = reader.find(pin)
    prose = reader.text(book, language)
    for step in book.steps:
        for key in step.worksheets:
            sheet, text = book.worksheets[key], prose.worksheets[key]
            root, said = pages_of(walker.get(f"{HERE}steps/{step.key}/worksheets/{key}.pdf"))
            assert root["/MarkInfo"]["/Marked"]
            assert root["/Lang"] == language
            wanted = [text.title, *(text.labels[field] for field in sheet.fields)]
            wanted += [prose.roles[role].name for role in sheet.roles if sheet.kind == "table"]
            flat = said.replace(" ", "").replace("\u200b", "").lower()
            assert [words for words in wanted if words.replace(" ", "").lower() not in flat] == [], (key, said)


@each_language
@each_book
def test_the_roles_of_the_handbook_can_be_given(pin: str, language: str, walker: Client, network: Network):
    page = walker.get(f"{HERE}people/{network.memberships.get().pk}/").content.decode()
    book, prose = reader.find(pin), reader.text(reader.find(pin), language)

    given = [key for key, role in book.roles.items() if role.acts_as in ("leader", "facilitator", "member")]
    assert [key for key in given if escape(prose.roles[key].name) not in page] == []


@pytest.mark.parametrize("language", ["nl"])
@pytest.mark.parametrize("pin", ["lcop@2026.1"])
def test_a_worksheet_of_another_step_is_not_there(walker: Client, pin: str, language: str):
    assert walker.get(f"{HERE}steps/case/worksheets/leadership.pdf").status_code == 404


def test_there_are_at_least_five() -> None:
    assert len(reader.shelf()) >= 5
