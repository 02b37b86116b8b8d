"""The theme canvas: nine boxes with two lists, on the page and on A3."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.question import actions as question
from akker.question.actions import boxes, noted
from akker.question.models import Conversation, Knowledge

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/canvas/"
LONG = "Samtalerne mellem sundhedsplejersken og familierne flytter sig, når børnene selv er med. "
KEYS = ["wonder", "possibilities", "potentials", "touched", "missing", "known", "talks", "subthemes", "direction"]


@pytest.fixture
def filled(network: Network, piet: Person) -> Network:
    told: dict[str, Any] = {"network": network, "by": piet, "now": clock.now()}
    question.divide(names=["Nat", "Dag", "Skole", "Hjem"], seen=[], **told)
    boxes.write(page="canvas", box="wonder", text="Hvorfor ringer ingen?", seen=0, **told)
    noted.note(
        noun=Conversation, who="Natsygeplejersken", on=clock.now().date(), shifted="Familier ringer ikke", **told
    )
    noted.note(noun=Knowledge, words="At ringe hjælper", source="Rapport", vouched_by="Noor", state="contested", **told)
    return network


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_page_shows_all_of_it(filled: Network, as_: Any):
    page = as_("piet").get(HERE).content.decode()

    assert not [
        word for word in ("Nat", "Hjem", "Hvorfor ringer ingen?", "Natsygeplejersken", "At ringe") if word not in page
    ]
    assert [key for key in KEYS if f'id="box-{key}"' in page] == KEYS


def test_the_sheet_is_tagged_and_holds_it(filled: Network, as_: Any):
    answer = as_("piet").get(f"{HERE}sheet.pdf")
    reader, text = PdfReader(BytesIO(answer.content)), text_of(answer.content)
    box = reader.pages[0].mediabox

    assert answer["Content-Type"] == "application/pdf"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert (round(box.width), round(box.height)) == (1191, 842)
    expected = (
        "Nat",
        "Dag",
        "Skole",
        "Hjem",
        "Hvorfor ringer ingen?",
        "Familier ringer ikke",
        "At ringe hjælper",
        "Noor",
    )
    assert not [word for word in expected if word not in text]


def test_blank_it_holds_only_our_words(filled: Network, as_: Any):
    text = text_of(as_("piet").get(f"{HERE}sheet.pdf?blank=1").content)

    assert "Hvorfor ringer ingen?" not in text
    assert filled.name in text


def test_a_long_text_flows_onto_more_pages_and_nothing_is_lost(network: Network, piet: Person, as_: Any):
    network.language, network.handbook = "da", "laeringsnetvaerk@2026.1"
    network.save()
    told: dict[str, Any] = {"network": network, "by": piet, "now": clock.now(), "seen": 0}
    for key in KEYS:
        boxes.write(page="canvas", box=key, text=LONG * 32 + f"Slut på {key}.", **told)

    pdf = as_("piet").get(f"{HERE}sheet.pdf").content

    text = text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) > 1
    assert not [key for key in KEYS if f"Slut på {key}." not in text]
    assert "Det undrer" in text or "undre" in text


def test_what_is_wrong_is_said_in_its_own_form(network: Network, piet: Person, as_: Any):
    client = as_("piet")

    talk = client.post(f"{HERE}conversations/", {"who": "", "on": "gisteren"})
    known = client.post(f"{HERE}knowledge/", {"words": "Bellen helpt", "state": "sure"})

    assert (talk.status_code, known.status_code) == (422, 422)
    assert "Bellen helpt" in known.content.decode()


def test_the_theme_stands_above_it_with_its_version(filled: Network, piet: Person, as_: Any):
    told: dict[str, Any] = {"network": filled, "kind": "theme", "by": piet, "now": clock.now()}
    question.word(text="De nacht", seen=0, **told)
    question.word(text="Thuis in de nacht", seen=1, **told)
    client = as_("piet")

    page, text = client.get(HERE).content.decode(), text_of(client.get(f"{HERE}sheet.pdf").content)
    blank = text_of(client.get(f"{HERE}sheet.pdf?blank=1").content)

    assert "Thuis in de nacht" in page
    assert "Thuis in de nacht" in text
    assert ("Versie 2," in text, "Versie 2," in blank) == (True, False)
    assert [word for word in ("THEMA", "VERSIE", "DATUM") if word in blank.upper()] == ["THEMA", "VERSIE", "DATUM"]


def test_the_direction_says_since_when_it_is_so(filled: Network, piet: Person, as_: Any):
    told: dict[str, Any] = {"network": filled, "by": piet, "now": clock.now(), "page": "canvas", "box": "direction"}
    boxes.write(text="Eerst de dag", seen=0, **told)
    boxes.write(text="Eerst de nacht", seen=1, **told)
    client = as_("piet")

    assert "Versie 2, " in client.get(HERE).content.decode()
    assert "Versie 2, " in text_of(client.get(f"{HERE}sheet.pdf").content)


def test_a_handbook_that_calls_the_line_its_theme_has_it_once(filled: Network, piet: Person, as_: Any):
    Network.objects.update(handbook="laeringsnetvaerk@2026.1")
    client = as_("piet")

    assert [head.kind for head in client.get(HERE).context["heads"]] == ["line"]

    question.word(network=filled, kind="theme", text="De nacht", seen=0, by=piet, now=clock.now())
    page = client.get(HERE).content.decode()

    assert "De nacht" in page
    assert "Het bredere thema" in page
