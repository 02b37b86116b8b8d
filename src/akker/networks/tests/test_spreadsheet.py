"""What columns are taken for, and what each row says: no database."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from akker.networks.arrivals import Member, compare
from akker.networks.spreadsheet import FIELDS, Row, Words, guess, joined, listed, read

WORDS = Words(
    rings={"kern": "core", "tweede schil": "second_ring", "second ring": "second_ring"},
    roles={"deelnemer": "participant", "trekker": "leader", "verbinder": "connector", "lid voor taal": "language"},
)


def one(**said: str) -> Row:
    return next(read([tuple(said.values())], 2, list(said), WORDS))


def member(**known: object) -> Member:
    nothing = {
        "key": uuid4(), "name": "Anna Bos", "email": "anna@example.org", "is_present": True, "has_been_seen": False,
        "wrote_own_card": False, "ring": "core", "organisation": "", "function": "", "roles": frozenset(),
        "competences": (), "brings": "", "needs": "", "hours": None,
    }  # fmt: skip
    return Member(**nothing | known)  # type: ignore[arg-type]


def outcomes(rows: list[Row], *members: Member) -> list[tuple[str, list[tuple[str, str, str]], list[str]]]:
    return [
        (
            arrival.kind,
            [(each.field, each.before, each.after) for each in arrival.changes],
            [*arrival.kept, *(fault.code for fault in arrival.faults)],
        )
        for _row, arrival in compare(rows, members)
    ]


# --- columns -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Voornaam", "tussenvoegsel", "ACHTERNAAM", "E-mailadres"], ["first_name", "infix", "last_name", "email"]),
        (["Fornavn", "Efternavn", "Arbejdsplads", "Rolle"], ["first_name", "last_name", "organisation", "roles"]),
        (["Full name", "Organization", "Job title", "Hours"], ["name", "organisation", "function", "hours"]),
        (["Naam", "Naam organisatie", "Telefoon", "Uren per maand"], ["name", "organisation", "", "hours"]),
        (["Naam", "Voornaam"], ["last_name", "first_name"]),
        (["Naam", "Naam"], ["name", ""]),
        (["Wat ik breng", "Wat ik nodig heb", "Competenties"], ["brings", "needs", "competences"]),
    ],
)
def test_guess_reads_headers(header: list[str], fields: list[str]) -> None:
    assert guess(header, [[] for _ in header]) == fields


def test_guess_finds_addresses_by_what_is_in_a_column() -> None:
    assert guess(["Naam", "Contact"], [["Anna"], ["anna@example.org", "bo@example.org", "-"]]) == ["name", "email"]


def test_guess_takes_no_column_for_mail_that_holds_none() -> None:
    assert guess(["Naam", "Mail verstuurd"], [["Anna"], ["2026-11-02", "2026-11-03"]]) == ["name", ""]


def test_guess_knows_every_header_that_an_export_writes() -> None:
    assert guess([str(label) for label in FIELDS.values()], [[] for _ in FIELDS]) == list(FIELDS)


# --- rows ----------------------------------------------------------------------------------


def test_row_puts_names_together() -> None:
    assert one(first_name=" Piet ", infix="van  der", last_name="Berg").name == "Piet van der Berg"


def test_row_reads_what_people_write() -> None:
    row = one(
        name="Zoë\u200b", email="mailto:ZOE@Example.org", ring="Tweede-schil",
        roles="Deelnemer; VERBINDER", competences="taal, rekenen, taal", hours="2,5",
    )  # fmt: skip

    assert (row.name, row.email, row.ring) == ("Zoë", "zoe@example.org", "second_ring")
    assert (row.roles, row.competences) == (("participant", "connector"), ("taal", "rekenen"))
    assert (row.hours, row.faults) == (Decimal("2.5"), ())


def test_ring_may_stand_among_the_roles() -> None:
    assert (one(name="A", roles="Second ring").ring, one(name="A", roles="Second ring").roles) == ("second_ring", ())


def test_rows_that_say_nothing_are_passed_over_and_counted() -> None:
    rows = read([("Anna",), ("",), ("Bo",)], 5, ["name"], WORDS)

    assert [(row.number, row.name) for row in rows] == [(5, "Anna"), (7, "Bo")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"email": "anna@"}, "bad_email"),
        ({"email": "anna@example.org, bo@example.org"}, "bad_email"),
        ({"ring": "derde ring"}, "unknown_ring"),
        ({"roles": "deelnemer, koning"}, "unknown_role"),
        ({"hours": "twee"}, "bad_hours"),
        ({"hours": "2026-05-02"}, "bad_hours"),
        ({"hours": "-1"}, "bad_hours"),
        ({"hours": "NaN"}, "bad_hours"),
        ({"hours": "1e9"}, "bad_hours"),
        ({"function": "x" * 121}, "too_long"),
        ({"brings": "x" * 10_000}, "too_long"),
        ({"competences": "x" * 61}, "too_long"),
        ({"organisation": "x" * 121}, "too_long"),
    ],
)
def test_fault_in_a_row(said: dict[str, str], code: str) -> None:
    assert [fault.code for fault in one(name="Anna", **said).faults] == [code]


def test_name_of_ten_thousand_characters_is_quoted_short() -> None:
    row = one(name="x" * 10_000)

    assert [fault.code for fault in row.faults] == ["too_long"]
    assert len(row.name) == 60


@pytest.mark.parametrize("parts", [[], ["taal"], ["lezen, schrijven"], ["lezen, schrijven", "taal"]])
def test_list_comes_back_as_it_went(parts: list[str]) -> None:
    assert listed(joined(parts)) == parts


# --- against the people who are there ------------------------------------------------------


def test_somebody_unknown_is_new() -> None:
    assert outcomes([Row(2, "Bo", "bo@example.org")], member()) == [("new", [("email", "", "bo@example.org")], [])]


def test_same_address_changes_what_leaders_arrange() -> None:
    row = Row(2, "Anna Bos", "anna@example.org", organisation="De Linde", ring="second_ring", hours=Decimal(3))

    (outcome,) = outcomes([row], member(organisation="De Eik", hours=Decimal("2.0")))

    assert outcome == (
        "changes",
        [("organisation", "De Eik", "De Linde"), ("ring", "core", "second_ring"), ("hours", "2.0", "3")],
        [],
    )


def test_own_words_are_kept_and_empty_places_filled() -> None:
    row = Row(2, "Annie", "anna@example.org", organisation="X", function="arts", brings="tijd", needs="rust")
    known = member(organisation="Y", wrote_own_card=True, function="verpleegkundige", brings="tijd")

    assert outcomes([row], known) == [("changes", [("needs", "", "rust")], ["name", "organisation", "function"])]


def test_name_is_given_only_to_who_never_signed_in() -> None:
    row = Row(2, "Anna", "anna@example.org")

    assert outcomes([row], member(name="")) == [("changes", [("name", "", "Anna")], [])]
    assert outcomes([row], member(name="", has_been_seen=True)) == [("same", [], ["name"])]


def test_without_address_the_name_counts() -> None:
    assert outcomes([Row(2, "anna  bos", roles=("leader",))], member()) == [
        ("changes", [("roles", "", "leader")], []),
    ]


def test_two_people_of_one_name_need_an_address() -> None:
    assert outcomes([Row(2, "Anna Bos")], member(), member(email="a2@example.org")) == [("error", [], ["ambiguous"])]


def test_who_left_comes_back() -> None:
    assert outcomes([Row(2, "Anna Bos", "anna@example.org")], member(is_present=False)) == [("returns", [], [])]


def test_name_may_lack_for_somebody_who_is_here() -> None:
    assert outcomes([Row(2, "", "anna@example.org")], member()) == [("same", [], [])]
    assert outcomes([Row(2, "", "bo@example.org")], member()) == [("error", [], ["no_name"])]


@pytest.mark.parametrize(
    "rows",
    [
        [Row(4, "Anna", "a@example.org"), Row(9, "Someone", "a@example.org")],
        [Row(4, "Anna"), Row(9, "anna")],
        [Row(4, "Anna", "a@example.org"), Row(9, "Anna")],
        [Row(4, "Anna"), Row(9, "Anna", "a@example.org")],
        [Row(4, "Anna Bos", "anna@example.org"), Row(9, "Anna Bos")],
    ],
)
def test_same_person_twice_names_both_rows(rows: list[Row]) -> None:
    _first, (_row, second) = compare(rows, [member()])

    assert [(fault.code, dict(fault.values)) for fault in second.faults] == [("twice", {"first": 4, "second": 9})]
