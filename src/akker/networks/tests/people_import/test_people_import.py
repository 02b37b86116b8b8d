"""People come in from a spreadsheet: four pages, and nothing written before the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from akker.documents.tables import read
from akker.networks import actions
from akker.networks.models import Network, Seat
from akker.networks.tests import sample_people
from akker.networks.tests.people_import.pages import address, bring_in, csv_file, keep_columns, outcome, upload
from akker.people.models import Person
from akker.post.models import Ask, Mail
from akker.programmes import actions as programmes
from akker.programmes.models import Organisation

pytestmark = pytest.mark.django_db


# --- the whole way -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sixteen_people_come_in_and_the_second_time_nothing_changes(
    signed_in: Client, care: Network, kind: str
) -> None:
    content = getattr(sample_people, f"as_{kind}")()
    people_import = upload(signed_in, care, SimpleUploadedFile(f"people.{kind}", content))

    preview = keep_columns(signed_in, care, people_import)
    page = signed_in.get(preview).content.decode()

    assert people_import.mapping[-1] == ""
    assert "Do this for 16 rows" in page
    assert care.memberships.count() == 2

    response = signed_in.post(preview, follow=True)

    assert "Done. Nobody has been mailed." in response.content.decode()
    assert care.memberships.present().count() == 17  # Lotte was here; Piet of the sheet is another
    bram = care.memberships.get(person__email="bram.kuipers@example.org")
    assert (bram.organisation.name, bram.ring) == ("Hogeschool Rivierenland", "core")
    assert Seat.objects.current().filter(role="connector").count() == 2
    assert care.memberships.filter(ring="second_ring").count() == 3
    assert Mail.objects.count() == Ask.objects.count() == 0

    again = upload(signed_in, care, SimpleUploadedFile(f"people.{kind}", content))
    page = signed_in.get(keep_columns(signed_in, care, again)).content.decode()

    assert "There is nothing to do" in page


def test_example_files_are_what_the_script_makes() -> None:
    for kind in ("csv", "xlsx"):
        file = sample_people.FOLDER / f"people.{kind}"
        assert read(file.name, file.read_bytes()) == read(file.name, getattr(sample_people, f"as_{kind}")())


def test_nothing_is_written_until_confirmed(signed_in: Client, care: Network) -> None:
    people_import = upload(signed_in, care, csv_file(["Name", "Organisation"], ["Bo", "De Linde"]))
    signed_in.get(keep_columns(signed_in, care, people_import))

    assert not Person.objects.filter(name="Bo").exists()
    assert not Organisation.objects.exists()


def test_rows_with_faults_are_left_out_and_named(signed_in: Client, care: Network) -> None:
    people_import = upload(
        signed_in, care,
        csv_file(
            ["Name", "E-mail", "Ring", "Role", "Hours"],
            ["Bo", "bo@example", "", "", ""], ["", "", "core", "", ""], ["Cas", "", "third", "King", "many"],
            ["Dora", "dora@example.org", "", "Deelnemer", "2,5"], ["Dora", "DORA@example.org", "", "", ""],
        ),
    )  # fmt: skip
    preview = keep_columns(signed_in, care, people_import)
    page = signed_in.get(preview).content.decode()

    for sentence in (
        "“bo@example” is not an e-mail address.", "The name is missing.", "“third” is not a ring.",
        "“King” is not a role of this handbook.", "“many” is not a number of hours.",
        "Rows 5 and 6 are about the same person; only row 5 counts.", "Rows with something wrong are left out.",
    ):  # fmt: skip
        assert sentence in page

    signed_in.post(preview)
    people_import.refresh_from_db()

    assert outcome(people_import) == (1, 0, 4)
    assert people_import.content == {}
    assert "The name is missing." in signed_in.get(address(care, f"import/{people_import.pk}/")).content.decode()


def test_own_words_stay_and_what_leaders_arrange_changes(signed_in: Client, care: Network, piet: Person) -> None:
    care.memberships.filter(person=piet).update(brings="time", hours_agreed=2)
    rows = ["E-mail", "Name", "What I bring", "What I need", "Hours"], ["piet@example.org", "Pete", "=1+1", "rest", "4"]
    people_import = upload(signed_in, care, csv_file(*rows))
    preview = keep_columns(signed_in, care, people_import)
    page = signed_in.get(preview).content.decode()

    assert "Hours agreed a month: from 2 hours to 4 hours." in page
    assert "What I bring: kept as it is" in page
    assert "time" not in page.partition("What I bring: kept")[2].partition("</tr>")[0]

    signed_in.post(preview)
    membership = care.memberships.select_related("person").get(person=piet)

    assert (membership.person.name, membership.brings, membership.needs) == ("Piet", "time", "rest")
    assert (membership.hours_agreed, membership.version) == (4, 2)


def test_address_known_elsewhere_is_not_told_and_comes_in_as_the_same_person(signed_in: Client, care: Network) -> None:
    known = Person.objects.create_user("known@example.org", name="Known Elsewhere")
    people_import = upload(signed_in, care, csv_file(["Name", "E-mail"], ["Somebody", "known@example.org"]))
    preview = keep_columns(signed_in, care, people_import)

    assert "Known Elsewhere" not in signed_in.get(preview).content.decode()

    signed_in.post(preview)

    assert care.memberships.filter(person=known).exists()
    assert Person.objects.get(pk=known.pk).name == "Known Elsewhere"


# --- undo ----------------------------------------------------------------------------------


def test_undo_takes_everybody_out_and_puts_back_what_changed(signed_in: Client, care: Network, piet: Person) -> None:
    now = timezone.now()
    gone = actions.add(network=care, person=Person.objects.create_user("gone@example.org", name="G"), by=None, now=now)
    actions.leave(membership=gone, by=piet, now=now, thanks="Bye")
    gone.refresh_from_db()
    before = (gone.left_at, gone.added_at, "Bye")
    people_import = bring_in(
        signed_in, care, ["Name", "E-mail", "Ring", "Role", "Organisation"], ["Bo", "", "", "Deelnemer", "De Linde"],
        ["Piet", "piet@example.org", "second ring", "Projectassistent", "De Linde"],
        ["G", "gone@example.org", "", "", ""],
    )  # fmt: skip
    assert care.memberships.present().count() == 4
    page = signed_in.get(address(care, f"import/{people_import.pk}/")).content.decode()
    undo = f"/p/{care.programme.slug}/{care.slug}/undo/{people_import.event.pk}/"

    assert undo in page

    signed_in.post(undo)
    mine = care.memberships.get(person=piet)
    gone.refresh_from_db()

    assert set(care.memberships.present().values_list("person__name", flat=True)) == {"Lotte Vermeulen", "Piet"}
    assert (mine.ring, mine.organisation) == ("core", None)
    assert (gone.left_at, gone.added_at, gone.thanks) == before
    assert not Seat.objects.current().filter(role__in=["participant", "project-assistant"]).exists()
    assert undo not in signed_in.get(address(care, f"import/{people_import.pk}/")).content.decode()


def test_undo_leaves_what_was_changed_since(signed_in: Client, care: Network, piet: Person) -> None:
    people_import = bring_in(
        signed_in, care, ["E-mail", "Name", "Hours", "Ring"], ["piet@example.org", "", "4", "second"]
    )
    care.memberships.filter(person=piet).update(hours_agreed=9)

    programmes.undo(event=people_import.event, by=people_import.confirmed_by, now=timezone.now())

    assert list(care.memberships.filter(person=piet).values_list("hours_agreed", "ring")) == [(9, "core")]


def test_undo_ends_after_ten_minutes(signed_in: Client, care: Network) -> None:
    people_import = bring_in(signed_in, care, ["Name"], ["Bo"])

    with pytest.raises(programmes.TooLate):
        programmes.undo(
            event=people_import.event, by=people_import.confirmed_by, now=timezone.now() + timedelta(minutes=11)
        )
