"""Once people have a meeting in their calendar, a change of the plan first shows who would get what."""

from __future__ import annotations

from typing import Any

import pytest

from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.models import Invitation, Meeting, PlanRow
from akker.meetings.report.who import guests
from akker.meetings.tests.planned import HERE, PLAN, of, press, state
from akker.meetings.tests.test_invitations import meeting as meeting
from akker.meetings.tests.test_invitations import send
from akker.meetings.tests.test_versions import sent, workbook
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(meeting: Meeting, lotte: Person, piet: Person, as_: Any) -> Meeting:
    """Lotte and Piet have it in their calendar."""
    send(as_, meeting, lotte, piet)
    Mail.objects.all().delete()
    return meeting


def wishes(page: Any, **more: str) -> dict[str, Any]:
    """What the page would send, as a browser without scripts does."""
    form, shown = page.context["form"], page.context["wishes"]
    cells = {f"{name}-{key}": value for key, wish, seen in shown for name, value in (("state", wish), ("seen", seen))}
    return {**cells, "seen": form.initial["seen"], "who": form.initial["who"], **more}


def post(as_: Any, told: Meeting, data: dict[str, Any], who: str = "lotte") -> Any:
    return as_(who).post(f"{PLAN}meetings/{told.pk}/people/", data)


def test_a_press_shows_who_gets_what_and_changes_nothing(told: Meeting, network: Network, as_: Any):
    answer = press(as_("lotte"), network, "Piet", 1, state="not")
    page = as_("lotte").get(answer.url)

    assert [(str(line.person), line.what) for line in page.context["open_lines"]] == [("Piet", "cancel")]
    assert "Piet" in page.content.decode()
    assert state(network, "Piet", 1) == "required"
    assert not Mail.objects.exists()


def test_by_script_the_browser_goes_to_the_same_page(told: Meeting, network: Network, as_: Any):
    answer = press(as_("lotte"), network, "Piet", 1, state="optional", htmx=True)

    page = as_("lotte").get(answer["HX-Redirect"])
    assert [line.what for line in page.context["open_lines"]] == ["update"]


def test_sent_as_it_was_shown(told: Meeting, network: Network, piet: Person, as_: Any):
    page = as_("lotte").get(press(as_("lotte"), network, "Piet", 1, state="not").url)

    assert post(as_, told, wishes(page, sure="send")).status_code == 302

    assert state(network, "Piet", 1) == "not"
    assert Invitation.objects.get(person=piet).cancelled_at
    assert Mail.objects.get().address == piet.email


def test_changed_without_a_mail(told: Meeting, network: Network, piet: Person, as_: Any):
    page = as_("lotte").get(press(as_("lotte"), network, "Piet", 1, state="not").url)

    post(as_, told, wishes(page, sure="quiet"))

    assert state(network, "Piet", 1) == "not"
    assert Invitation.objects.get(person=piet).cancelled_at is None
    assert not Mail.objects.exists()


def test_the_list_of_a_meeting_asks_as_well(told: Meeting, network: Network, lotte: Person, piet: Person, as_: Any):
    keys = {name: of(network, human).pk for name, human in (("lotte", lotte), ("piet", piet))}
    data = {f"state-{keys['lotte']}": "required", f"seen-{keys['lotte']}": "0",
            f"state-{keys['piet']}": "consulted", f"seen-{keys['piet']}": "0"}  # fmt: skip

    page = post(as_, told, data)

    assert [str(line.person) for line in page.context["open_lines"]] == ["Piet"]
    assert state(network, "Piet", 1) == "required"
    post(as_, told, wishes(page, sure="send"))
    assert state(network, "Piet", 1) == "consulted"
    assert Mail.objects.get().address == piet.email


def test_what_changes_for_nobodys_calendar_is_done_at_once(told: Meeting, network: Network, ringo: Person, as_: Any):
    actions.planning.bring_in(member=of(network, ringo), by=ringo, now=clock.now())

    press(as_("lotte"), network, "Ringo", 1, state="consulted")

    assert state(network, "Ringo", 1) == "consulted"


def test_a_meeting_that_nobody_was_told_of_changes_at_once(meeting: Meeting, network: Network, as_: Any):
    press(as_("lotte"), network, "Piet", 1, state="not")

    assert state(network, "Piet", 1) == "not"


def test_who_may_not_invite_changes_the_plan_and_mails_nobody(told: Meeting, network: Network, as_: Any):
    page = as_("piet").get(press(as_("piet"), network, "Lotte", 1, state="not").url)
    assert not page.context["may_send"]

    post(as_, told, wishes(page, sure="send"), who="piet")

    assert state(network, "Lotte", 1) == "not"
    assert not Mail.objects.exists()


def test_a_meeting_that_moved_meanwhile_is_shown_once_more(told: Meeting, network: Network, lotte: Person, as_: Any):
    page = as_("lotte").get(press(as_("lotte"), network, "Piet", 1, state="not").url)
    Meeting.objects.filter(pk=told.pk).update(version=7, place="Zaal 9")

    again = post(as_, told, wishes(page, sure="send"))

    assert again.status_code == 409
    assert state(network, "Piet", 1) == "required"
    assert not Mail.objects.exists()


def test_an_address_made_up_leads_to_the_list(told: Meeting, as_: Any):
    answer = as_("lotte").get(f"{PLAN}meetings/{told.pk}/reaching/?row=x&state=never&seen=0")

    assert answer.url == f"{HERE}plan/meetings/{told.pk}/"


def test_what_a_sheet_changes_says_first_who_gets_what(told: Meeting, network: Network, piet: Person, as_: Any):
    book = workbook(as_("lotte"))
    line = next(cells for cells in book.active.iter_rows() if cells[0].value == "Piet")
    line[4].value = "not"

    looked = as_("lotte").post(f"{PLAN}import/", {"file": sent(book)})

    [(_called, lines)] = looked.context["reached"]
    assert [(str(each.person), each.what) for each in lines] == [("Piet", "cancel")]
    assert state(network, "Piet", 1) == "required"
    as_("lotte").post(f"{PLAN}import/", {"said": looked.context["confirm"]["said"].value()})
    assert state(network, "Piet", 1) == "not"
    assert not Mail.objects.exists()


def test_whoever_changes_the_date_sees_first_whom_that_reaches(told: Meeting, meeting: Meeting, as_: Any):
    page = as_("lotte").get(f"{HERE}meetings/{told.pk}/change/").content.decode()

    assert "2 mensen zijn uitgenodigd" in page
    assert "Lotte, Piet" in page
    assert "uitgenodigd" not in as_("lotte").get(f"{HERE}meetings/new/").content.decode()


def test_who_is_out_of_the_plan_is_invited_no_more(told: Meeting, network: Network, ringo: Person, as_: Any):
    """As the grid shows it: how they took part is kept for when they come back, and counts for nothing till then."""
    row = planning.bring_in(member=of(network, ringo), by=ringo, now=clock.now()).target_id
    press(as_("lotte"), network, "Ringo", 1, state="optional")
    as_("lotte").post(f"{PLAN}meetings/{told.pk}/people/", {**cell_of(network, ringo), "sure": "quiet"})
    assert "Ringo" in [str(guest.person) for guest in guests(told)]

    planning.take_out(row=PlanRow.objects.get(pk=row), by=ringo, now=clock.now())

    assert "Ringo" not in [str(guest.person) for guest in guests(told)]


def cell_of(network: Network, person: Person) -> dict[str, str]:
    key = of(network, person).pk
    return {f"state-{key}": "optional", f"seen-{key}": "0"}
