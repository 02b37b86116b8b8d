"""A network asks its programme for support; whoever runs it takes the request up and answers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes import actions as programmes
from akker.programmes.models import Event
from akker.question.models import SupportRequest

pytestmark = pytest.mark.django_db
HERE, THERE = "/p/academie/zorg/support/", "/p/academie/programme/requests/"


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def ask(client: Client, kind: str = "participants", words: str = "Wie kent iemand van wonen?") -> SupportRequest:
    assert client.post(f"{HERE}new/", {"kind": kind, "words": words}).status_code == 302
    return SupportRequest.objects.order_by("-at").first()


def test_asked_taken_up_and_answered_with_a_when_and_a_who(
    network: Network, lotte: Person, piet: Person, mette: Person, as_: Any
) -> None:
    row = ask(as_("piet"))
    assert "Wie kent iemand van wonen?" in read(as_("mette"), THERE)
    assert "Wie kent iemand van wonen?" in Mail.objects.get(person=mette).text

    as_("mette").post(f"{THERE}{row.pk}/owner/")
    row.refresh_from_db()
    assert (row.state, row.taken_up_by) == ("taken_up", mette)
    assert "Mette" in read(as_("lotte"), HERE)
    as_("mette").post(f"{THERE}{row.pk}/answer/", {"answer": "Bel Sanne van Wonen West.", "way": "answer"})

    row.refresh_from_db()
    assert (row.state, row.settled_by) == ("answered", mette)
    assert "Bel Sanne van Wonen West." in read(as_("lotte"), HERE)
    assert "Bel Sanne van Wonen West." in Mail.objects.get(person=piet).text
    as_("mette").post(f"{THERE}{row.pk}/reopening/")
    row.refresh_from_db()
    assert (row.state, row.answer) == ("taken_up", "Bel Sanne van Wonen West.")
    assert "earlier answer" in read(as_("lotte"), HERE) or "eerder antwoord" in read(as_("lotte"), HERE)
    assert Mail.objects.filter(person=piet).count() == 2


def test_a_kind_is_enough_and_a_no_needs_a_line(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"), "facilitator", "")
    client, path = as_("mette"), f"{THERE}{row.pk}/answer/"

    assert client.post(path, {"answer": " ", "way": "decline"}).status_code == 422
    client.post(path, {"answer": "Pas na de zomer.", "way": "decline"})

    row.refresh_from_db()
    assert row.state == "declined"
    assert "Pas na de zomer." in read(as_("lotte"), HERE)


def test_who_answers_second_reads_the_first_answer(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"))
    client, path = as_("mette"), f"{THERE}{row.pk}/answer/"
    client.post(path, {"answer": "Bel Sanne.", "way": "answer"})

    second = client.post(path, {"answer": "Bel Joost.", "way": "answer"})

    assert second.status_code == 409
    assert all(text in second.content.decode() for text in ("Bel Sanne.", "Bel Joost."))
    assert SupportRequest.objects.get().answer == "Bel Sanne."


def test_passed_on_to_a_colleague(network: Network, lotte: Person, mette: Person, now: Any, as_: Any) -> None:
    joost = Person.objects.create_user("joost@example.org", name="Joost")
    role = "programme_manager"
    programmes.appoint(programme=network.programme, person=joost, role=role, by=mette, now=now)
    row = ask(as_("lotte"))
    assert set(Mail.objects.values_list("person", flat=True)) == {mette.pk, joost.pk}

    as_("mette").post(f"{THERE}{row.pk}/owner/", {"owner": str(joost.pk)})

    row.refresh_from_db()
    assert row.taken_up_by == joost
    assert Mail.objects.filter(person=joost).count() == 2  # asked, and passed on to him
    assert as_("mette").post(f"{THERE}{row.pk}/owner/", {"owner": str(lotte.pk)}).status_code == 404


def test_who_sees_to_it_is_told_when_it_is_taken_back(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"))
    as_("mette").post(f"{THERE}{row.pk}/owner/")

    as_("lotte").post(f"/p/academie/zorg/noted/supportrequest/{row.pk}/withdrawal/")

    row.refresh_from_db()
    assert row.withdrawn_at
    assert Mail.objects.filter(person=mette).count() == 2


def test_an_answered_request_is_not_taken_back(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"))
    as_("mette").post(f"{THERE}{row.pk}/answer/", {"answer": "Bel Sanne.", "way": "answer"})

    page = as_("lotte").post(f"/p/academie/zorg/noted/supportrequest/{row.pk}/withdrawal/", follow=True)

    row.refresh_from_db()
    assert row.withdrawn_at is None
    assert "Bel Sanne." in page.content.decode()


def test_taken_up_by_mistake_is_undone(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"))
    page = as_("mette").post(f"{THERE}{row.pk}/owner/", follow=True)
    event = Event.objects.get(verb="question.supportrequest.taken_up")
    assert f"/p/academie/zorg/undo/{event.pk}/" in page.content.decode()

    as_("mette").post(f"/p/academie/zorg/undo/{event.pk}/")

    row.refresh_from_db()
    assert row.state == "asked"


def test_taken_back_it_is_gone_from_the_programme(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    row = ask(as_("lotte"))
    as_("lotte").post(f"/p/academie/zorg/noted/supportrequest/{row.pk}/withdrawal/")

    assert "Wie kent iemand" not in read(as_("mette"), THERE)
    assert as_("mette").post(f"{THERE}{row.pk}/owner/").status_code == 404


def test_a_network_on_its_own_is_told_calmly(lotte: Person, as_: Any) -> None:
    home = programmes.personal(person=lotte, now=clock.now())
    started = {"by": lotte, "now": clock.now(), "language": "nl", "time_zone": "Europe/Amsterdam"}
    alone = networks.start(programme=home, name="Buurtkeuken", **started)
    path = f"/p/{home.slug}/{alone.slug}/support/"

    seen = read(as_("lotte"), path)
    as_("lotte").post(f"{path}new/", {"kind": "sharpen"})

    assert 'name="kind"' not in seen
    assert not SupportRequest.objects.exists()
    assert as_("lotte").get(f"/p/{home.slug}/programme/requests/").status_code == 404


def test_the_programme_reads_what_it_is_asked_and_no_more(
    network: Network, lotte: Person, mette: Person, rita: Person, as_: Any
) -> None:
    ask(as_("lotte"))

    assert as_("mette").get(HERE).status_code == 403
    assert as_("rita").get(THERE).status_code == 403
    assert as_("lotte").get(THERE).status_code == 404
    assert "1 " in read(as_("mette"), "/p/academie/")


def test_a_long_list_is_read_to_its_end_and_back(network: Network, lotte: Person, mette: Person, as_: Any) -> None:
    """What waits comes before what is answered; a form leads back to its page, and stands on it when it is refused."""
    now = clock.now()
    SupportRequest.objects.bulk_create(
        SupportRequest(
            programme=network.programme, network=network, kind="participants", words=f"Vraag {n}!", by=lotte,
            at=now - timedelta(hours=n), answered_at=now if n > 220 else None, answer="Ja." if n > 220 else "",
        )
        for n in range(101, 229)
    )  # fmt: skip
    client, pages, step = as_("mette"), [], THERE
    while step:
        answer = client.get(step)
        pages.append(re.findall(r"Vraag \d+!", answer.content.decode()))
        step = answer.context["later"]

    assert sum(pages, []) == [f"Vraag {n}!" for n in range(101, 229)]
    assert [len(page) for page in pages] == [20] * 6 + [8]
    assert re.findall(r"Vraag \d+!", read(client, answer.context["earlier"])) == pages[-2]
    third, row = f"{THERE}?from=40", SupportRequest.objects.get(words="Vraag 145!")
    assert f"{row.pk}/answer/?from=40" in read(client, third)
    assert client.post(f"{THERE}{row.pk}/owner/?from=40").url == third
    refused = client.post(f"{THERE}{row.pk}/answer/?from=40", {"answer": "", "way": "answer"})
    assert re.findall(r"Vraag \d+!", refused.content.decode()) == pages[2]
    assert refused.context["later"] == f"{THERE}?from=60"
    elsewhere = client.post(f"{THERE}{row.pk}/answer/", {"answer": "", "way": "answer"})
    assert re.findall(r"Vraag \d+!", elsewhere.content.decode()) == ["Vraag 145!", *pages[0]]
    assert re.findall(r"Vraag \d+!", read(client, f"{THERE}?from=500")) == pages[0]  # past the end
