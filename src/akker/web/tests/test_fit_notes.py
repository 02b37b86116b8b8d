"""What somebody says of themselves in the talk about roles is in no page, dump or history of others."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from akker.archive import container
from akker.archive.report import scenario
from akker.people.models import Person
from akker.programmes.models import Event
from akker.roles.models import CardRead, Nomination
from akker.web.management.commands.routes import routes
from tests.cast import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
HERE = "/p/academie/zorg/"
WORD = "zeldzaamwoord"
NOTES = {"note_place": "Bij de balie.", "note_enthusiasm": f"Ik wil dit {WORD} graag.", "seen": "0"}
ROOMS = ("roles:", "networks:", "journey:", "question:", "web:", "meetings:")


def put_forward(as_: Any) -> None:
    sent = as_("piet").post(f"{HERE}roles/cards/connector/nomination/", {**NOTES, "once": str(uuid4())})
    assert sent.status_code == 302


def pages(client: Any) -> str:
    """Every page of the network that needs no more than its address."""
    names = ("roles:", "networks:", "journey:", "question:", "web:", "meetings:")
    paths = {route.path.replace("{programme}", "academie").replace("{network}", "zorg").replace("{step}", "roles")
             for route in routes() if route.name.startswith(names)}  # fmt: skip
    return "".join(
        client.get(path).content.decode(errors="ignore")
        for path in sorted(paths)
        if "{" not in path and not path.endswith("pdf")
    )


@pytest.mark.parametrize("who", CAST)
def test_only_the_person_and_who_leads_or_facilitates_read_it(who: str, cast: Any, as_: Any):
    put_forward(as_)
    seen = pages(as_(who))

    assert (WORD in seen) == (who in {"piet", "lotte", "fatma"})


def test_gone_from_every_page_once_the_roles_are_settled(cast: dict[str, Person], as_: Any):
    put_forward(as_)
    as_("piet").post(f"{HERE}roles/result/", {"text": "Piet verbindt.", "agreed_on": "2026-11-20", "seen": "0"})

    assert [who for who in CAST if WORD in pages(as_(who))] == []


def test_no_event_no_dump_no_mail_tells_of_it(cast: Any, as_: Any):
    before = Event.objects.count()
    put_forward(as_)
    as_("piet").post(f"{HERE}roles/cards/connector/reading/", {"way": "read"})

    assert (Nomination.objects.count(), CardRead.objects.count()) == (1, 1)
    assert Event.objects.count() == before
    told = container.text(scenario(), canonical=True).decode()
    assert WORD not in told
    assert str(Nomination.objects.get().pk) not in told
