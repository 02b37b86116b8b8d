"""Agendas: timed parts, what members propose, to-dos and decisions; two people at once; and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from akker.journey.actions import agreements, clusters, rounds, welcomes
from akker.journey.models import Agreement, AgreementSheet, Cluster, Consent, Round, Voice, Welcome
from akker.meetings import actions as meetings
from akker.meetings.actions import agenda, kickoff, paper, todo
from akker.meetings.models import (
    AgendaBlock,
    AgendaProposal,
    Decision,
    FormRating,
    KickoffElement,
    Meeting,
    Paper,
    ToDo,
)
from akker.meetings.report.agenda import agenda as read
from akker.meetings.report.kickoff import kickoff as kickoff_of
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person, Stale
from akker.post.models import Ask
from akker.programmes import actions as programmes
from akker.programmes.models import Event
from tests.cast import NOW

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"


@pytest.fixture
def meeting(network: Network, lotte: Person) -> Meeting:
    """At half past one, two hours."""
    event = meetings.plan(network=network, on=NOW.date(), at=NOW.time().replace(hour=13, minute=30), by=lotte, now=NOW)
    return Meeting.objects.select_related("network").get(pk=event.target_id)


def part(meeting: Meeting, by: Person, title: str, minutes: int = 10, **values: Any) -> AgendaBlock:
    event = agenda.add(meeting=meeting, by=by, now=NOW, title=title, minutes=minutes, **values)
    return AgendaBlock.objects.select_related("network").get(pk=event.target_id)


def times(meeting: Meeting) -> list[tuple[str, str]]:
    return [(row.begins, row.block.title) for row in read(meeting, "nl").rows]


# --- the clock -----------------------------------------------------------------------------


def test_when_a_part_begins_follows_from_those_before_it(meeting: Meeting, lotte: Person):
    for title, minutes, is_beside in (
        ("Aan", 10, False),
        ("Links", 30, False),
        ("Rechts", 45, True),
        ("Uit", 5, False),
    ):
        part(meeting, lotte, title, minutes, is_beside=is_beside)

    assert times(meeting) == [("13:30", "Aan"), ("13:40", "Links"), ("13:40", "Rechts"), ("14:25", "Uit")]
    assert read(meeting, "nl").ends == "14:30"


def test_parts_move_and_the_clock_with_them(meeting: Meeting, lotte: Person):
    first, _second, third = (part(meeting, lotte, title) for title in ("A", "B", "C"))

    agenda.move(block=third, to=0, by=lotte, now=NOW)
    agenda.move(block=first, to=99, by=lotte, now=NOW)

    assert times(meeting) == [("13:30", "C"), ("13:40", "B"), ("13:50", "A")]


def test_the_time_goes_to_what_forms_and_parts_say(meeting: Meeting, lotte: Person):
    part(meeting, lotte, "Intervisie", 65, form="incident-short", is_exchange=True, has_case=True, serves_line=True)
    part(meeting, lotte, "Schrijven", 35, mode="write", is_external=True)
    found = read(meeting, "nl")

    assert (found.balance.minutes, found.left) == (100, 20)
    assert sum(found.balance.modes.values()) == 100
    assert found.balance.modes["write"] >= 35
    assert (found.serving_share, found.exchange_share) == (65, 65)
    assert (found.balance.case_count, found.balance.external_count) == (1, 1)


def test_a_meeting_without_a_date_counts_from_its_start(network: Network, lotte: Person):
    undated = Meeting.objects.create(programme=network.programme, network=network, time_zone="Europe/Amsterdam")
    part(undated, lotte, "A", 65)
    part(undated, lotte, "B")

    assert times(undated) == [("0:00", "A"), ("1:05", "B")]


# --- two people at once --------------------------------------------------------------------


def test_who_saves_a_part_that_changed_sees_both(meeting: Meeting, lotte: Person, piet: Person, as_: Any):
    row = part(meeting, lotte, "Aankomen")
    path = f"{HERE}parts/{row.pk}/"
    said = {"title": "Aankomen met koffie", "minutes": "15", "version": "1", "once": str(uuid4())}
    assert as_("piet").post(path, said).status_code == 302

    answer = as_("lotte").post(path, {**said, "title": "Rustig aankomen", "once": str(uuid4())})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Rustig aankomen" in text
    assert "Aankomen met koffie" in text
    row.refresh_from_db()
    assert row.title == "Aankomen met koffie"


def test_moving_never_touches_words(meeting: Meeting, lotte: Person, piet: Person):
    row = part(meeting, lotte, "A")
    part(meeting, lotte, "B")
    agenda.change(block=row, by=piet, now=NOW, seen=1, title="Anders")
    agenda.move(block=row, to=1, by=lotte, now=NOW)

    assert times(meeting) == [("13:30", "B"), ("13:40", "Anders")]


def test_a_part_that_moved_goes_back_to_where_it_stood(meeting: Meeting, lotte: Person):
    _a, _b, third, _d = (part(meeting, lotte, title) for title in ("A", "B", "C", "D"))
    event = agenda.move(block=third, to=0, by=lotte, now=NOW)

    programmes.undo(event=event, by=lotte, now=NOW)

    assert [title for _time, title in times(meeting)] == ["A", "B", "C", "D"]


def test_of_two_moves_the_last_is_taken_back(meeting: Meeting, lotte: Person):
    first, *_others = (part(meeting, lotte, title) for title in ("A", "B", "C"))
    early = agenda.move(block=first, to=1, by=lotte, now=NOW)
    agenda.move(block=first, to=2, by=lotte, now=NOW + timedelta(seconds=1))

    programmes.undo(event=early, by=lotte, now=NOW + timedelta(seconds=2))

    assert [title for _time, title in times(meeting)] == ["B", "C", "A"]


def test_a_part_that_was_changed_says_again_what_it_said(meeting: Meeting, lotte: Person, piet: Person):
    row = part(meeting, lotte, "Aankomen", 10)
    event = agenda.change(block=row, by=piet, now=NOW, seen=1, title="Koffie", minutes=15, lead_id=piet.pk)

    programmes.undo(event=event, by=piet, now=NOW)

    row.refresh_from_db()
    assert (row.title, row.minutes, row.lead, row.version) == ("Aankomen", 10, None, 3)
    assert len(times(meeting)) == 1


def test_what_somebody_changed_since_stays(meeting: Meeting, lotte: Person, piet: Person):
    row = part(meeting, lotte, "Aankomen")
    event = agenda.change(block=row, by=piet, now=NOW, seen=1, title="Koffie")
    agenda.change(block=row, by=lotte, now=NOW + timedelta(seconds=1), seen=2, title="Thee")

    programmes.undo(event=event, by=piet, now=NOW + timedelta(seconds=2))

    row.refresh_from_db()
    assert row.title == "Thee"


def test_a_stale_to_do_is_not_written(network: Network, lotte: Person):
    event = todo.note(network=network, meeting=None, what="Bellen", by=lotte, now=NOW)
    row = ToDo.objects.select_related("network").get(pk=event.target_id)
    todo.change(to_do=row, what="Mailen", by=lotte, now=NOW, seen=1)
    with pytest.raises(Stale):
        todo.change(to_do=row, what="Schrijven", by=lotte, now=NOW, seen=1)


# --- what is taken over --------------------------------------------------------------------


def test_an_agenda_is_used_again_without_who_led_it(meeting: Meeting, network: Network, lotte: Person, as_: Any):
    part(meeting, lotte, "Aankomen", 15, lead=lotte, note="Koffie")
    later = meetings.plan(
        network=network, on=NOW.date() + timedelta(days=7), at=NOW.time(), by=lotte, now=NOW
    ).target_id

    as_("lotte").post(f"{HERE}meetings/{later}/agenda/source/", {"source": f"meeting:{meeting.pk}"})

    row = AgendaBlock.objects.get(meeting=later)
    assert (row.title, row.minutes, row.note, row.lead) == ("Aankomen", 15, "Koffie", None)


def test_a_ready_agenda_comes_with_its_forms(meeting: Meeting, lotte: Person, as_: Any):
    as_("lotte").post(f"{HERE}meetings/{meeting.pk}/agenda/source/", {"source": "agenda:kickoff"})

    assert "acquaintance-rounds" in set(AgendaBlock.objects.values_list("form", flat=True))
    earlier = meetings.plan(
        network=meeting.network, on=NOW.date() - timedelta(days=7), at=NOW.time(), by=lotte, now=NOW
    ).target_id
    assert [each.pk for each in kickoff_of(meeting.network).others] == [meeting.pk, earlier]  # what looks most like it
    assert as_("piet").get(f"{HERE}meetings/{meeting.pk}/agenda/").status_code == 200


def test_the_first_part_is_made_from_open_to_dos(meeting: Meeting, network: Network, lotte: Person, as_: Any):
    part(meeting, lotte, "Aankomen")
    todo.note(network=network, meeting=None, what="De wijkagent bellen", who=lotte, by=lotte, now=NOW)

    as_("lotte").post(f"{HERE}meetings/{meeting.pk}/agenda/to-dos/")

    first = read(meeting, "nl").rows[0].block
    assert "De wijkagent bellen (Lotte)" in first.note


# --- on paper ------------------------------------------------------------------------------


def test_the_running_order_leaves_as_pdf_and_as_text(meeting: Meeting, lotte: Person, as_: Any):
    part(meeting, lotte, "Binnenkomen met soep", form="arrival-round")
    client = as_("piet")

    assert client.get(f"{HERE}meetings/{meeting.pk}/agenda/order.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{HERE}meetings/{meeting.pk}/agenda/list.pdf").content[:5] == b"%PDF-"
    text = client.get(f"{HERE}meetings/{meeting.pk}/agenda/order.txt").content.decode()
    assert "13:30  Binnenkomen met soep" in text


def test_a_paper_is_only_handed_over(meeting: Meeting, lotte: Person, as_: Any):
    data = b"<script>alert(1)</script>"
    paper.keep(meeting=meeting, name="verslag.txt", data=data, by=lotte, now=NOW)

    answer = as_("piet").get(f"{HERE}papers/{Paper.objects.get().pk}/")

    assert answer.content == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="verslag.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "data"), [("a.html", b"<p>"), ("a.pdf", b"MZ"), ("a.png", b"no picture"), ("a.exe", b"MZ")]
)
def test_what_is_no_paper_is_refused(name: str, data: bytes, meeting: Meeting, lotte: Person, as_: Any):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"file": SimpleUploadedFile(name, data)}
    assert as_("lotte").post(f"{HERE}meetings/{meeting.pk}/papers/", sent).status_code == 422
    assert not Paper.objects.exists()


# --- what members propose ------------------------------------------------------------------


def test_a_proposal_is_supported_and_taken_over(meeting: Meeting, ringo: Person, lotte: Person, piet: Person, as_: Any):
    as_("ringo").post(f"{HERE}proposals/new/", {"title": "Naar de nachtdienst", "minutes": "30", "why": "Ik ken ze."})
    row = AgendaProposal.objects.get()
    as_("piet").post(f"{HERE}proposals/{row.pk}/support/", {"way": "yes"})
    page = as_("lotte").get(f"{HERE}meetings/{meeting.pk}/agenda/").content.decode()
    assert "Naar de nachtdienst" in page

    as_("lotte").post(f"{HERE}proposals/{row.pk}/taking-up/", {"meeting": str(meeting.pk)})

    block = AgendaBlock.objects.get()
    assert (block.title, block.minutes, block.lead, block.note) == ("Naar de nachtdienst", 30, ringo, "Ik ken ze.")
    assert Consent.objects.standing().filter(target_id=row.pk).count() == 2
    again = as_("lotte").post(f"{HERE}proposals/{row.pk}/taking-up/", {"meeting": str(meeting.pk)}, follow=True)
    assert AgendaBlock.objects.count() == 1
    assert again.status_code == 200


def test_a_form_is_rated_once_by_each(meeting: Meeting, lotte: Person, piet: Person, as_: Any):
    row = part(meeting, lotte, "Intervisie", form="incident-short")
    for liked, why in (("no", "Te lang"), ("yes", "Toch goed")):
        as_("piet").post(f"{HERE}parts/{row.pk}/rating/", {"liked": liked, "why": why})

    standing = FormRating.objects.get(withdrawn_at=None)
    assert (standing.is_liked, standing.why) == (True, "Toch goed")
    page = as_("lotte").get(f"{HERE}work-forms/incident-short/").content.decode()
    assert "Toch goed" in page
    assert "Te lang" not in page


# --- taken back ----------------------------------------------------------------------------


def _round(network: Network, by: Person, piet: Person) -> Round:
    event = rounds.open(network=network, target=network, prompt="Wat verwacht je?", by=by, now=NOW)
    row = Round.objects.select_related("network").get(pk=event.target_id)
    member = Membership.objects.get(person=piet)
    rounds.speak(round=row, membership=member, text="Rust", proposal="", now=NOW, seen=0)
    rounds.reveal(round=row, by=by, now=NOW)
    return Round.objects.select_related("network").get(pk=row.pk)


def _state() -> dict[str, Any]:
    """All that these actions make or change."""
    return {
        "blocks": list(AgendaBlock.objects.standing().order_by("place").values_list("title", flat=True)),
        "proposals": set(AgendaProposal.objects.filter(withdrawn_at=None).values_list("title", "taken_up_at", "block")),
        "to_dos": set(ToDo.objects.standing().values_list("what", "done_at")),
        "decisions": set(Decision.objects.filter(withdrawn_at=None).values_list("words", flat=True)),
        "papers": set(Paper.objects.filter(withdrawn_at=None).values_list("name", flat=True)),
        "elements": set(KickoffElement.objects.filter(withdrawn_at=None).values_list("words", flat=True)),
        "kinds": set(Meeting.objects.values_list("kind", flat=True)),
        "agreements": set(Agreement.objects.standing().values_list("text", flat=True)),
        "sheets": set(AgreementSheet.objects.values_list("number", "agreed_at")),
        "consents": set(Consent.objects.standing().values_list("target_id", "membership", "answer")),
        "asks": set(Ask.objects.open().values_list("kind", "person")),
        "clusters": set(Cluster.objects.filter(withdrawn_at=None).values_list("name", flat=True)),
        "gathered": set(Voice.objects.values_list("cluster", flat=True)),
        "welcomes": set(Welcome.objects.values_list("asked_at", "opened_at", "closed_at")),
    }


@pytest.fixture
def stage(meeting: Meeting, network: Network, lotte: Person, piet: Person) -> dict[str, Any]:
    told: dict[str, Any] = {"by": lotte, "now": NOW}
    part(meeting, lotte, "Aankomen")
    todo.note(network=network, meeting=meeting, what="Bellen", **told)
    todo.decide(meeting=meeting, words="Door", **told)
    paper.keep(meeting=meeting, name="a.txt", data=b"a", **told)
    member = Membership.objects.select_related("network").get(person=piet)
    agenda.propose(membership=member, meeting=None, title="Buiten", by=piet, now=NOW)
    agreements.add(network=network, text="Op tijd", **told)
    sheet = agreements.put(network=network, text="- Op tijd", review_on=None, what="Lees", **told)
    Membership.objects.filter(pk=member.pk).update(added_at=NOW + timedelta(days=7))  # Piet joined half-way
    welcomes.arrange(membership=member, buddy=lotte, reading="", seen=0, **told)
    return {
        "network": network, "meeting": meeting, "piet": member, "sheet": sheet.pk,
        "lotte": Membership.objects.select_related("network").get(person=lotte),
        "block": AgendaBlock.objects.select_related("network").get(),
        "to_do": ToDo.objects.select_related("network").get(),
        "decision": Decision.objects.select_related("network").get(),
        "paper": Paper.objects.select_related("network").get(),
        "proposal": AgendaProposal.objects.select_related("network").get(),
        "agreement": Agreement.objects.select_related("network").get(),
        "welcome": Welcome.objects.select_related("network", "membership__person").get(),
        "round": _round(network, lotte, piet),
    }  # fmt: skip


DEEDS: dict[str, Callable[..., Event]] = {
    "meetings.agendablock.added": lambda s, **k: agenda.add(meeting=s["meeting"], title="Uit", minutes=5, **k),
    "meetings.agendablock.dropped": lambda s, **k: agenda.drop(block=s["block"], **k),
    "meetings.agenda.filled": lambda s, **k: agenda.fill(
        meeting=s["meeting"], parts=[{"title": "A", "minutes": 5}, {"title": "B", "minutes": 5}], **k
    ),
    "meetings.agendaproposal.made": lambda s, **k: agenda.propose(
        membership=s["lotte"], meeting=None, title="Meer", **k
    ),
    "meetings.agendaproposal.supported": lambda s, **k: agenda.support(
        proposal=s["proposal"], membership=s["lotte"], **k
    ),
    "meetings.agendaproposal.taken_up": lambda s, **k: agenda.take_up(
        proposal=s["proposal"], meeting=s["meeting"], **k
    ),
    "meetings.agendaproposal.withdrawn": lambda s, **k: agenda.withdraw(proposal=s["proposal"], **k),
    "meetings.todo.noted": lambda s, **k: todo.note(network=s["network"], meeting=None, what="Meer", **k),
    "meetings.todo.done": lambda s, **k: todo.done(to_do=s["to_do"], **k),
    "meetings.todo.dropped": lambda s, **k: todo.drop(to_do=s["to_do"], **k),
    "meetings.decision.taken": lambda s, **k: todo.decide(meeting=s["meeting"], words="Meer", **k),
    "meetings.decision.taken_back": lambda s, **k: todo.take_back(decision=s["decision"], **k),
    "meetings.paper.kept": lambda s, **k: paper.keep(meeting=s["meeting"], name="b.txt", data=b"b", **k),
    "meetings.paper.dropped": lambda s, **k: paper.drop(paper=s["paper"], **k),
    "meetings.kickoff.marked": lambda s, **k: kickoff.mark(meeting=s["meeting"], **k),
    "meetings.kickoffelement.noted": lambda s, **k: kickoff.note(
        network=s["network"], element="acquaintance", words="Ja", seen=0, **k
    ),
    "journey.agreement.taken": lambda s, **k: agreements.take(network=s["network"], clauses={"notes": "Niets"}, **k),
    "journey.agreement.added": lambda s, **k: agreements.add(network=s["network"], text="Meer", **k),
    "journey.agreement.changed": lambda s, **k: agreements.change(agreement=s["agreement"], text="Later", seen=1, **k),
    "journey.agreement.dropped": lambda s, **k: agreements.drop(agreement=s["agreement"], **k),
    "journey.agreementsheet.answered": lambda s, **k: agreements.answer(
        network=s["network"], seen=s["sheet"], membership=s["lotte"], answer="yes", words="", **k
    ),
    "journey.agreementsheet.agreed": lambda s, **k: agreements.agree_aloud(
        network=s["network"], seen=s["sheet"], **k
    ),
    "journey.cluster.gathered": lambda s, **k: clusters.gather(
        round=s["round"], name="Rust", voices=list(Voice.objects.values_list("pk", flat=True)), **k
    ),
    "journey.welcome.asked": lambda s, **k: welcomes.ask(welcome=s["welcome"], **k),
    "journey.welcome.answered": lambda s, **k: welcomes.answer(
        welcome=s["welcome"], membership=s["lotte"], answer="yes", words="", **k
    ),
}  # fmt: skip
VERBS = {*DEEDS, "meetings.agendablock.changed", "meetings.agendablock.moved"}  # the last two are told above


@pytest.mark.parametrize("verb", sorted(DEEDS))
def test_what_was_done_is_taken_back(verb: str, stage: dict[str, Any], lotte: Person):
    before, now = _state(), clock.now()

    event = DEEDS[verb](stage, by=lotte, now=now)
    changed = _state() != before
    programmes.undo(event=event, by=lotte, now=now + timedelta(minutes=1))

    assert event.verb == verb
    assert changed
    assert _state() == before
