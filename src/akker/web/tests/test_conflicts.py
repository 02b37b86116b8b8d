"""Two people write at once: both texts are shown, and the second save with the new number works."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from akker.web.tests.posts import address, filled_in

pytestmark = pytest.mark.django_db


class Clash(NamedTuple):
    """Fields in which two versions of one text differ, and the field that tells what was seen."""

    field: str
    first: str
    second: str
    seen: str = "version"


CLASHES = {
    "networks:card": Clash("brings", "Soep van gisteren", "Brood van morgen"),
    "networks:arrangements": Clash("organisation", "Zorg Oost", "Zorg West"),
    "networks:settings": Clash("rhythm", "elke week", "elke maand"),
    "question:wording": Clash("text", "Hoe dan?", "Waarom dan?", "seen"),
    "question:subthemes": Clash("names", "Nacht", "Mantelzorg", "seen"),
    "question:learning-question": Clash("question", "Hoe wacht ik?", "Hoe zwijg ik?", "seen"),
    "question:ambition-line": Clash("text", "Eén nummer", "Twee nummers", "seen"),
    "question:sentence": Clash("text", "Ik slaap door", "Wij slapen door", "seen"),
    "question:box": Clash("text", "Wie belt er?", "Wie niet?", "seen"),
    "question:indicator": Clash("words", "Oproepen", "Bezoeken"),
    "question:conversation": Clash("shifted", "Bellen is falen", "Bellen mag"),
    "question:known": Clash("words", "Bellen helpt", "Bellen schaadt"),
    "question:motives-choice": Clash("words", "Samen sterker", "Samen wijzer", "seen"),
    "journey:result": Clash("text", "Eén nummer", "Twee nummers", "seen"),
    "meetings:change": Clash("place", "Zaal Noord", "Zaal Zuid"),
}
WHO = {"networks:card": "piet", "question:learning-question": "piet"}


def hidden(page: str, field: str, among: str) -> str:
    """The value of a hidden field in the form that holds what `among` says."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if among in form)
    found = re.search(rf'<input type="hidden" name="{field}"(?: value="([^"]*)")?', form)
    assert found
    return found.group(1) or ""


@pytest.mark.parametrize("name", CLASHES)
def test_both_texts_are_shown_and_the_second_save_wins(name: str, things: dict[str, UUID], as_: Any):
    clash, client, path = CLASHES[name], as_(WHO.get(name, "lotte")), address(name, things)
    data = filled_in(name, things)
    assert client.post(path, {**data, clash.field: clash.first}).status_code == 302

    refused = client.post(path, {**data, clash.field: clash.second})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "autofocus" in page.partition('id="conflict"')[2].partition(">")[0]  # read out first, wherever it stands
    assert clash.first in page.partition('id="conflict"')[2].partition("</section>")[0]
    assert clash.second in page.partition('id="conflict"')[2].partition("</section>")[0]

    seen = hidden(page, clash.seen, among=clash.second)
    assert client.post(path, {**data, clash.field: clash.second, clash.seen: seen}).status_code == 302
    again = client.post(path, {**data, clash.field: clash.first})
    assert again.status_code == 409
    assert clash.second in again.content.decode()


def test_a_refused_text_changes_nothing(things: dict[str, UUID], network: Any, as_: Any):
    client, path, data = as_("lotte"), address("question:wording", things), filled_in("question:wording", things)
    client.post(path, {**data, "text": "Eerst"})
    client.post(path, {**data, "text": "Later"})

    network.refresh_from_db()
    assert (network.line, network.wordings.count()) == ("Eerst", 3)


def test_the_same_words_twice_are_one_version(things: dict[str, UUID], network: Any, as_: Any):
    client, path, data = as_("lotte"), address("question:wording", things), filled_in("question:wording", things)
    client.post(path, data)

    assert client.post(path, data | {"seen": "3"}).status_code == 302
    assert network.wordings.count() == 3


@pytest.mark.parametrize(
    ("name", "wrong", "kept"),
    [
        ("networks:people-new", {"people": "Anna\nbo@nergens", "ring": "core"}, "bo@nergens"),
        ("networks:card", {"brings": "Brood", "kind": "king", "version": "1"}, "Brood"),
        ("networks:arrangements", {"ring": "core", "organisation": "Oost", "hours_agreed": "veel"}, "veel"),
        ("networks:departure", {"thanks": "D" * 1001}, "D" * 1001),
        ("networks:seat-end", {"to": "x", "note": "Bel de wijk"}, "Bel de wijk"),
        ("networks:invitations", {"who": "x", "subject": "Kom je", "text": "Zonder koppeling"}, "Zonder koppeling"),
        ("networks:settings", {"name": "", "rhythm": "elke week", "ends_on": "eens"}, "elke week"),
        ("question:wording", {"text": "x" * 501, "seen": "0"}, "x" * 501),
        ("question:subthemes", {"names": "y" * 3001}, "y" * 3001),
        ("journey:result", {"text": "Bijna af", "agreed_on": "gisteren", "seen": "0"}, "Bijna af"),
        ("meetings:new", {"on": "2027-02-30", "place": "Zaal 9", "at": "25:00"}, "Zaal 9"),
        ("meetings:change", {"on": "2027-02-01", "place": "Zaal 9", "at": "", "minutes": "90"}, "Zaal 9"),
    ],
)
def test_what_was_typed_wrongly_is_still_there(
    name: str, wrong: dict[str, str], kept: str, things: dict[str, UUID], as_: Any
):
    response = as_(WHO.get(name, "lotte")).post(address(name, things), wrong)

    assert response.status_code == 422
    assert kept in response.content.decode()
    assert 'role="alert"' in response.content.decode()
