"""Which rules clash and what helps, in words and in every language, so that a programme manager can act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from akker.people.models import Person
from akker.programmes.models import Programme
from akker.recruit import verdict
from akker.recruit.actions import composing as actions
from akker.recruit.models import Candidate, Composition
from akker.recruit.tasks import composing as tasks
from akker.recruit.tests.pool import NOW, a_composition
from akker.recruit.tests.test_invitations import HERE, post

DOCS = Path(__file__).parents[4] / "docs/compose.md"
KINDS = re.findall(r"^\| `([a-z-]+)` \|", DOCS.read_text().partition("## When there is no answer")[2], re.MULTILINE)
LANGUAGES = ("en", "nl", "da")
WORDS = verdict.Words(
    {"p": "Kim", "q": "Bo", "n": "Nacht"},
    {"r": {"kind": "at-most", "what": "organisation", "count": 2},
     "s": {"kind": "requires", "what": "recht", "count": 1}},
    {"organisation": "ORG"},
)  # fmt: skip
FACTS = {"people": 3, "least": 8, "short": 5, "placeable": 4, "most": 6, "over": 2, "count": 7, "what": "recht",
         "attribute": "organisation", "value": "Thuis"}  # fmt: skip


def clash(kind: str) -> dict[str, object]:
    remedies = [{"kind": how, "rule": rule, "to": 9, "cost": 2, "network": "n"}
                for how in ("lower", "raise", "drop", "add") for rule in ("r", "sizes")]  # fmt: skip
    return {"kind": kind, "rules": ["r", "s"], "people": ["p", "q"], "networks": ["n"], "facts": FACTS,
            "remedies": remedies}  # fmt: skip


def said(kind: str, language: str) -> list[str]:
    with translation.override(language):
        return [verdict.conflict(clash(kind), WORDS), *verdict.remedies(clash(kind), WORDS)]


def test_the_documented_kinds_are_read() -> None:
    assert len(KINDS) >= 20


@pytest.mark.parametrize("kind", KINDS)
def test_every_clash_has_words_of_its_own_in_every_language(kind: str) -> None:
    told = {language: said(kind, language) for language in LANGUAGES}

    for sentences in told.values():
        assert not re.search(r"%\(|\{|\?|_", " ".join(sentences))
    for english, *others in zip(*told.values(), strict=True):
        assert english not in others
    assert kind in verdict.CONFLICTS


# --- on the page ---------------------------------------------------------------------------

SENTENCES = {
    "en": ("These cannot all be kept", "The networks need at least 20 people together, and there are 6: 14 short.",
           "Let all networks together start with 6 people.", "Find 14 more people who fit, with a call."),
    "nl": ("Dit gaat niet allemaal samen", "De netwerken hebben samen minstens 20 mensen nodig en er zijn er 6",
           "Laat alle netwerken samen beginnen met 6 mensen.", "Zoek nog 14 mensen die passen, met een oproep."),
    "da": ("Det kan ikke alt sammen overholdes",
           "Netværkene har tilsammen brug for mindst 20 personer, og der er 6",
           "Lad alle netværk tilsammen begynde med 6 personer.", "Find 14 flere, der passer, med et opslag."),
}  # fmt: skip


@pytest.fixture
def composition(programme: Programme, mette: Person, monkeypatch: pytest.MonkeyPatch) -> Composition:
    """Six candidates for two networks that want ten each."""
    monkeypatch.setattr(tasks, "budget", lambda people: {"steps": 50})
    return a_composition(programme, mette, people=6, least=10, most=12)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_clash_and_the_smallest_change(
    client: Client, composition: Composition, mette: Person, language: str
):
    Person.objects.filter(pk=mette.pk).update(language=language)
    client.force_login(mette)

    before = client.get(f"{HERE}compositions/{composition.pk}/").content.decode()
    asked = actions.ask(composition=composition, by=mette, now=NOW)
    tasks.propose.call(str(asked.pk))
    after = client.get(f"{HERE}compositions/{composition.pk}/A/search/").content.decode()

    for page in (before, after):
        places = [page.find(sentence) for sentence in SENTENCES[language]]
        assert -1 not in places
        assert places == sorted(places)
    asked.refresh_from_db()
    assert (asked.solved_at, asked.placings.count()) == (None, 0)


@pytest.mark.django_db
def test_following_the_advice_makes_it_possible(client: Client, composition: Composition, mette: Person):
    client.force_login(mette)
    for opening in composition.openings.all():
        said = {f"{opening.pk}-{name}": value for name, value in (("least", 3), ("most", 12), ("version", 1))}
        post(client, f"/p/academie/programme/openings/{opening.pk}/", **said)

    assert SENTENCES["nl"][0] not in client.get(f"{HERE}compositions/{composition.pk}/").content.decode()
    made = actions.ask(composition=composition, by=mette, now=NOW)
    tasks.propose.call(str(made.pk))
    assert made.placings.seated().count() == 6


# --- what makes no sense -------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("people", "words"), [(0, "nog niemand aangemeld"), (1, "er zijn er 1")])
def test_nobody_and_one_person_are_told(client: Client, programme: Programme, mette: Person, people: int, words: str):
    made = a_composition(programme, mette, people=people)
    client.force_login(mette)

    page = client.get(f"{HERE}compositions/{made.pk}/").content.decode()
    asked = actions.ask(composition=made, by=mette, now=NOW)
    tasks.propose.call(str(asked.pk))
    found = client.get(f"{HERE}compositions/{made.pk}/A/search/").content.decode()

    assert words in page
    assert words in found
    assert not asked.placings.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "at-most", "attribute": "colour", "count": "2"}, {"kind": "dance"}, {"kind": "at-most", "count": "2"},
        {"kind": "requires", "competence": "recht"}, {"kind": "pin", "candidate": "x", "network": "y"},
        {"kind": "together", "candidate": "same", "other": "same"},
    ],
)  # fmt: skip
def test_a_rule_that_says_nothing_sensible_is_refused(
    client: Client, composition: Composition, mette: Person, rule: dict[str, str]
):
    same = str(Candidate.objects.earliest("pk").pk)
    client.force_login(mette)
    before = composition.rules.count()

    answer = post(client, f"{HERE}compositions/{composition.pk}/rules/new/",
                  **{name: same if value == "same" else value for name, value in rule.items()})  # fmt: skip

    assert answer.status_code == 422
    assert composition.rules.count() == before
