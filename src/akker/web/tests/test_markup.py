"""Every page of a network is sound HTML: labelled, in order, in the right language, and safe from what people type."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from akker.journey import actions as journey
from akker.journey.models import Round, Voice
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.question import actions as question
from akker.question.models import LearningQuestion

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
HERE = "/p/academie/zorg/"
PAGES = [
    "/", "/start/", HERE, f"{HERE}journey/", f"{HERE}people/", f"{HERE}people/new/", f"{HERE}people/{{piet}}/",
    f"{HERE}people/{{lotte}}/card/", f"{HERE}people/{{piet}}/arrangements/", f"{HERE}people/{{piet}}/departure/",
    f"{HERE}seats/{{seat}}/end/", f"{HERE}invitations/", f"{HERE}settings/", f"{HERE}question/",
    f"{HERE}question/clinic/", f"{HERE}question/learning/", f"{HERE}question/mine/",
    f"{HERE}steps/ambition/", f"{HERE}steps/ambition/versions/", f"{HERE}results/", f"{HERE}meetings/new/",
    f"{HERE}meetings/", f"{HERE}meetings/series/", f"{HERE}meetings/{{meeting}}/",
    f"{HERE}meetings/{{meeting}}/change/", f"{HERE}meetings/{{meeting}}/invitations/",
    f"{HERE}polls/new/", "/me/calendar/",
]  # fmt: skip
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}[x](javascript:alert(3))"
VOID = {
    "input",
    "img",
    "br",
    "meta",
    "link",
    "hr",
    "path",
    "circle",
    "rect",
    "line",
    "polyline",
    "col",
    "wbr",
    "ellipse",
}
each_page = pytest.mark.parametrize("path", PAGES)


class Page(HTMLParser):
    """What of a page these tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.faults = list[str](), list[str]()
        self.headings, self.ids, self.labels, self.wanted = list[int](), list[str](), set[str](), list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and "form" in self.open:
            self.faults.append("a form inside a form")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "label":
            self.labels.add(said.get("for", ""))
        if tag in ("input", "select", "textarea") and said.get("type") not in ("hidden", "submit"):
            self.wanted.append(said.get("id", f"a {tag} without id"))
        self.faults += [f"{tag} has {name}" for name in said if name.startswith("on") or name == "style"]
        self.faults += [
            f"{tag} leads to code" for name in ("href", "action", "src") if "javascript:" in said.get(name, "")
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def fill(path: str, things: dict[str, UUID]) -> str:
    return path.format(**{name: things[name] for name in ("piet", "lotte", "seat", "meeting")})


@each_page
def test_labels_headings_forms_and_ids(path: str, things: dict[str, UUID], as_: Any):
    page = Page(as_("lotte").get(fill(path, things)).content.decode())

    assert page.faults == []
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert [here for before, here in zip(page.headings, page.headings[1:], strict=False) if here > before + 1] == []
    assert [name for name in page.ids if page.ids.count(name) > 1] == []
    assert [name for name in page.wanted if name not in page.labels] == []


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/password/"])
def test_signing_in_labels_each_field_of_both_forms(path: str, client: Client):
    page = Page(client.get(path).content.decode())

    assert [name for name in page.ids if page.ids.count(name) > 1] == []
    assert [name for name in page.wanted if name not in page.labels] == []


@pytest.mark.parametrize("path", [f"{HERE}closing/", "/language/"])
def test_an_address_that_only_takes_a_form_still_answers_with_a_page(path: str, network: Network, as_: Any):
    answer = as_("lotte").get(path)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert Page(answer.content.decode()).headings == [1]


def test_empty_pages_keep_their_headings_in_order(network: Network, lotte: Person, olga: Person, as_: Any):
    for who, path in [
        ("olga", "/"),
        ("lotte", f"{HERE}results/"),
        ("lotte", f"{HERE}steps/ambition/versions/"),
        ("lotte", HERE),
    ]:
        headings = Page(as_(who).get(path).content.decode()).headings
        assert [here for before, here in zip(headings, headings[1:], strict=False) if here > before + 1] == [], path


@pytest.mark.trust
@each_page
def test_what_people_type_is_never_run(path: str, network: Network, lotte: Person, things: dict[str, UUID], as_: Any):
    now, lists = clock.now(), [EVIL[:60]]
    Person.objects.update(name=EVIL[:120])
    Network.objects.update(name=EVIL[:120], rhythm=EVIL[:120], ambition=EVIL)
    words = {"brings": EVIL, "needs": EVIL, "function": EVIL[:120], "thanks": EVIL, "competences": lists}
    Membership.objects.update(**words, kind_words=EVIL[:120], kind_shown_at=now)
    network.meetings.update(place=EVIL)
    for kind in ("line", "theme", "ambition"):
        seen = network.wordings.filter(kind=kind).count()
        question.word(network=network, kind=kind, text=EVIL, by=lotte, now=now, seen=seen, reason=EVIL)
    Round.objects.update(prompt=EVIL, revealed_at=now)
    Voice.objects.update(text=EVIL, proposal=EVIL[:500])
    LearningQuestion.objects.update(question=EVIL[:500], context=EVIL, tried=EVIL, differently=EVIL, brings=EVIL)
    question.divide(network=network, names=[EVIL[:100]], by=lotte, now=now, seen=[])
    for seen in (0, 1):
        journey.agree(
            network=network,
            step="ambition",
            text=EVIL,
            agreed_on=now.date(),
            agreed_by=EVIL,
            by=lotte,
            now=now,
            seen=seen,
        )

    text = as_("lotte").get(fill(path, things)).content.decode()

    assert Page(text).faults == []
    assert "alert(1)</script>" not in text
    assert "<img src=x" not in text
    assert path == "/start/" or "alert(1)" in text


def test_what_is_sent_back_is_never_run(things: dict[str, UUID], as_: Any):
    for path, data in {
        f"{HERE}people/new/": {"people": f"{EVIL} a@b"},
        f"{HERE}question/line/": {"text": EVIL * 9},
        f"{HERE}steps/ambition/result/": {"text": EVIL, "agreed_on": EVIL},
        f"{HERE}settings/": {"name": "", "rhythm": EVIL},
    }.items():
        text = as_("lotte").post(path, data).content.decode()
        assert "alert(1)" in text
        assert Page(text).faults == []


def test_words_of_the_network_say_what_language_they_are_in(network: Network, lotte: Person, things: Any, as_: Any):
    """A Danish network read by somebody who reads English."""
    now = clock.now()
    Network.objects.update(language="da")
    Person.objects.update(language="en")
    for kind, text in (("line", "Hvordan bor man hjemme?"), ("theme", "Nattens tema")):
        last = network.wordings.of(kind).first()
        question.word(network=network, kind=kind, text=text, by=lotte, now=now, seen=last.number if last else 0)
    journey.agree(network=network, step="ambition", text="Ét nummer", agreed_on=now.date(), by=lotte, now=now, seen=0)
    client = as_("lotte")

    for path, words in [
        ("/", "Hvordan bor"), (HERE, "Hvordan bor"), (HERE, "Ét nummer"), (f"{HERE}people/", "Hvordan bor"),
        (f"{HERE}question/", "Nattens tema"), (f"{HERE}results/", "Ét nummer"),
        (f"{HERE}steps/ambition/", "Ét nummer"), (f"{HERE}steps/ambition/versions/", "Ét nummer"),
    ]:  # fmt: skip
        text = client.get(path).content.decode()
        assert '<html lang="en"' in text
        assert re.search(rf'lang="da"[^>]*>(?:\s*<p>)?\s*{words}', text), (path, words)


@pytest.mark.trust
def test_an_invitation_is_as_safe(network: Network, lotte: Person, things: dict[str, UUID], as_: Any):
    nina = Membership.objects.select_related("person", "network").get(pk=things["nina"])
    Network.objects.update(name=EVIL[:120], line=EVIL)
    Person.objects.update(name=EVIL[:120])
    for membership in Membership.objects.select_related("person", "network").filter(pk=nina.pk):
        networks.invite(memberships=[membership], subject="S", text="[link]", minutes=2, by=lotte, now=clock.now())
    found = re.search(r"/t/[\w-]{43}/", Mail.objects.get(person=nina.person).text)
    assert found
    text = Client().get(f"{found.group()}join/").content.decode()
    assert "alert(1)" in text
    assert Page(text).faults == []
