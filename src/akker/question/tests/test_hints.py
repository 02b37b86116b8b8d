"""Hints notice a word or the lack of one; they never judge."""

from __future__ import annotations

import pytest

from akker.question.hints import hints, hints_of_one


def noticed(text: str) -> list[str]:
    return [hint.key for hint in hints(text) if hint.seen]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Hoe houden wij het thuis samen vol?", []),
        ("Hvordan taler vi med pårørende i hjemmet?", []),
        ("How do we hear each other in our own classes?", []),
        ("Dementie", ["open", "ours"]),
        ("Moet de samenwerking beter?", ["open", "ours", "practice"]),
        ("Hoe krijgen we overal iedereen mee?", ["time"]),
        ("Hoe kan ik beter doorvragen? En wanneer?", ["ours", "time", "several"]),
        ("", ["open", "ours"]),
        ("Kunnen we iets doen wat de familie helpt?", ["open"]),
        ("Kan vi gøre noget, hvor vi er fælles om det?", ["open"]),
        ("Should we help families who stay up?", ["open"]),
        ("Op welke manier delen we de nacht?", []),
        ("Als de nacht valt, hoe houden we het dan vol?", []),
        ("Mensen blijven thuis. Hoe helpen we ze?", []),
    ],
)
def test_what_is_noticed(text: str, keys: list[str]) -> None:
    assert noticed(text) == keys


def test_there_are_always_five_each_with_something_to_talk_about() -> None:
    found = list(hints("Hoe dan?"))

    assert [hint.key for hint in found] == ["open", "ours", "practice", "time", "several"]
    assert all(hint.name and hint.says and hint.talk for hint in found)


def test_the_end_of_the_network_is_named_when_it_is_known() -> None:
    assert "28 mei 2027" in str([hint.says for hint in hints("Hoe dan?", "28 mei 2027")][3])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Hoe vraag ik door zonder te sturen?", []),
        ("Hvordan holder jeg min egen uro ude af samtalen?", []),
        ("How do I listen longer?", []),
        ("Hoe werkt intervisie?", ["mine"]),
        ("Doorvragen", ["open", "mine"]),
        ("Hoe breng ik iedereen altijd in beweging met beleid?", ["practice", "time"]),
    ],
)
def test_what_is_noticed_in_what_one_member_wants_to_learn(text: str, keys: list[str]) -> None:
    assert [hint.key for hint in hints_of_one(text) if hint.seen] == keys
