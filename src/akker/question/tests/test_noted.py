"""What is noted can be taken off, and both can be undone; then the pages are as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.question.actions import motives, noted, sentences, support
from akker.question.models import (
    AmbitionSentence,
    Conversation,
    Indicator,
    IndicatorReading,
    Knowledge,
    Motive,
    SupportRequest,
)

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
Told = dict[str, Any]
NOTED: list[Any] = [Conversation, Knowledge, Indicator]


def _row(noun: Any, told: Told) -> Any:
    values: dict[Any, dict[str, Any]] = {
        Conversation: {"who": "De nachtzorg", "on": told["now"].date()},
        Knowledge: {"words": "Bellen helpt", "state": "known"},
        Indicator: {"words": "Wachttijd"},
    }
    event = noted.note(noun=noun, **values[noun], **told)
    return noun.objects.select_related("network").get(pk=event.target_id)


def _read(told: Told, value: str) -> Event:
    indicator = Indicator.objects.filter(words="Wachttijd").select_related("network").first() or _row(Indicator, told)
    return noted.read(
        indicator=indicator, moment="start", value=value, on=told["now"].date(), by=told["by"], now=clock.now()
    )


def _reading(told: Told) -> IndicatorReading:
    return IndicatorReading.objects.select_related("network").get(pk=_read(told, "Lang").target_id)


def _ask(told: Told) -> SupportRequest:
    row = support.ask(kind="expertise", words="Wie kent wonen?", **told)
    return SupportRequest.objects.select_related("network").get(pk=row.pk)


def _give(kind: str, told: Told, *words: str, seen: tuple[str, ...] = ()) -> Event:
    told = told | {"now": clock.now()}
    return motives.give(  # type: ignore[return-value]
        kind=kind, motives=[("", each) for each in words], seen=[("", each) for each in seen], **told
    )


def _drop(row: Any, told: Told) -> Event:
    return noted.drop(row=row, by=told["by"], now=clock.now())


def _change(row: Any, told: Told) -> Event | None:
    """The first of its words said differently."""
    values = {name: getattr(row, name) for name in noted.WORDS[type(row)]}
    values[next(iter(values))] = "Anders gezegd"
    return noted.change(row=row, by=told["by"], now=clock.now(), seen=row.version, **values)


# Verb: what stands before, and the deed.
DEEDS: dict[str, tuple[Callable[[Told], Any], Callable[[Told, Any], Any]]] = {
    "question.conversation.noted": (lambda told: None, lambda told, _: _row(Conversation, told)),
    "question.knowledge.noted": (lambda told: None, lambda told, _: _row(Knowledge, told)),
    "question.indicator.noted": (lambda told: None, lambda told, _: _row(Indicator, told)),
    "question.indicatorreading.noted": (lambda told: _read(told, "Lang"), lambda told, _: _read(told, "Kort")),
    "question.conversation.dropped": (lambda told: _row(Conversation, told), lambda told, row: _drop(row, told)),
    "question.knowledge.dropped": (lambda told: _row(Knowledge, told), lambda told, row: _drop(row, told)),
    "question.indicator.dropped": (lambda told: _row(Indicator, told), lambda told, row: _drop(row, told)),
    "question.conversation.changed": (lambda told: _row(Conversation, told), lambda told, row: _change(row, told)),
    "question.knowledge.changed": (lambda told: _row(Knowledge, told), lambda told, row: _change(row, told)),
    "question.indicator.changed": (lambda told: _row(Indicator, told), lambda told, row: _change(row, told)),
    "question.supportrequest.dropped": (_ask, lambda told, row: _drop(row, told)),
    "question.supportrequest.taken_up": (
        _ask, lambda told, row: support.take_up(row=row, owner=told["by"], by=told["by"], now=clock.now())),
    "question.indicatorreading.dropped": (_reading, lambda told, row: _drop(row, told)),
    "question.sentences.shown": (
        lambda told: sentences.write(
            membership=Membership.objects.select_related("network", "person").get(person=told["by"]),
            text="Niemand wacht alleen", seen=0,
        ),
        lambda told, _: sentences.show(**told),
    ),
    "question.motives.organisation": (
        lambda told: _give("organisation", told, "Rust"),
        lambda told, _: _give("organisation", told, "Tijd", "Rust", seen=("Rust",)),
    ),
    "question.motives.member": (
        lambda told: _give("member", told, "Rust"), lambda told, _: _give("member", told, seen=("Rust",)),
    ),
}  # fmt: skip
VERBS = set(DEEDS)


def standing(network: Network) -> list[Any]:
    """All that the pages show."""
    here = {"network": network, "withdrawn_at": None}
    return [
        *(noun.objects.filter(**here).values_list("pk", *noted.WORDS[noun]).order_by("pk") for noun in NOTED),
        IndicatorReading.objects.filter(**here).values_list("moment", "value"),
        SupportRequest.objects.filter(**here).values_list("pk", "taken_up_by"),
        Motive.objects.filter(**here).values_list("kind", "words", "place").order_by("kind", "place"),
        AmbitionSentence.objects.filter(network=network).values_list("text", "shown_at"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", DEEDS)
def test_undone_everything_stands_as_before(verb: str, network: Network, piet: Person, as_: Any):
    told = {"network": network, "by": piet, "now": clock.now()}
    prepare, act = DEEDS[verb]
    row = prepare(told)
    before = [list(rows) for rows in standing(network)]
    act(told, row)
    event = Event.objects.filter(verb=verb).order_by("-at", "-pk").first()
    assert event
    assert [list(rows) for rows in standing(network)] != before

    response = as_("piet").post(f"{HERE}undo/{event.pk}/", {"once": str(uuid4())}, follow=True)

    assert response.status_code == 200
    assert [list(rows) for rows in standing(network)] == before


@pytest.mark.parametrize(
    ("noun", "page"), [(Conversation, "canvas/"), (Knowledge, "canvas/"), (Indicator, "indicators/")]
)
def test_taken_off_it_is_gone_from_the_page(noun: Any, page: str, network: Network, piet: Person, as_: Any):
    row = _row(noun, {"network": network, "by": piet, "now": clock.now()})
    client = as_("piet")
    assert str(row) in client.get(HERE + page).content.decode()

    client.post(f"{HERE}noted/{noun._meta.model_name}/{row.pk}/withdrawal/")

    client.get("/")  # the message that says so has been read
    assert str(row) not in client.get(HERE + page).content.decode()
    assert client.post(f"{HERE}noted/{noun._meta.model_name}/{row.pk}/withdrawal/").status_code == 404


def test_a_second_reading_takes_the_place_of_the_first(network: Network, piet: Person, as_: Any):
    indicator = _row(Indicator, {"network": network, "by": piet, "now": clock.now()})
    client, path = as_("piet"), f"{HERE}indicators/{indicator.pk}/readings/"
    for value in ("Twaalf", "Dertien"):
        client.post(path, {"moment": "halfway", "value": value, "on": "2026-11-20"})

    page = client.get(f"{HERE}indicators/").content.decode()

    assert ("Dertien" in page, "Twaalf" in page) == (True, False)
    assert IndicatorReading.objects.count() == 2


@pytest.mark.parametrize(("noun", "path"), [(Conversation, "canvas/conversations/"), (Knowledge, "canvas/knowledge/")])
def test_two_who_change_the_same_read_each_other(noun: Any, path: str, network: Network, piet: Person, as_: Any):
    row = _row(noun, {"network": network, "by": piet, "now": clock.now()})
    words = {name: str(getattr(row, name)) for name in noted.WORDS[noun]} | {"version": "1"}
    first, client, page = next(iter(words)), as_("piet"), f"{HERE}{path}{row.pk}/"
    assert page in client.get(f"{HERE}canvas/").content.decode()
    assert client.post(page, words | {first: "Van de een"}).status_code == 302

    refused = client.post(page, words | {first: "Van de ander"})

    assert refused.status_code == 409
    assert all(text in refused.content.decode() for text in ("Van de een", "Van de ander", 'id="conflict"'))
    assert str(noun.objects.get(withdrawn_at=None)) == "Van de een"
    assert noun.objects.filter(withdrawn_at__isnull=False, **{first: str(row)}).count() == 1


def test_what_somebody_changed_since_is_not_taken_back(network: Network, piet: Person):
    told = {"network": network, "by": piet, "now": clock.now()}
    row = _row(Knowledge, told)
    event = _change(row, told)
    assert event
    row.refresh_from_db()
    noted.change(row=row, by=piet, now=clock.now(), seen=row.version, words="Nog anders")

    noted.unchange(event=event, by=piet, now=clock.now())

    row.refresh_from_db()
    assert row.words == "Nog anders"
