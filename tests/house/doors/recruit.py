"""Who comes in where: announcements, candidates and their intake. What anybody may open is tested in the room."""

from __future__ import annotations

from typing import Any

from akker.networks.models import Network
from akker.people.models import Person
from akker.recruit.models import Announcement, Candidate, CandidateImport, Preference
from tests.cast import NOW
from tests.house.doors.row import INVITE, Row

LEADING = "fatma lotte"  # no office reads what came up in an intake talk
TABLE = {
    "recruit:announcement": Row(INVITE, 200, 422),
    "recruit:preview": Row(INVITE, 405, 200),
    "recruit:opening": Row(INVITE, 405, 302),
    "recruit:closing": Row(INVITE, 405, 302),
    "recruit:fullness": Row(INVITE, 405, 302),
    "recruit:sheet": Row(INVITE, 200, 405),
    "recruit:candidates": Row(INVITE, 200, 405),
    "recruit:export": Row(INVITE, 200, 405),
    "recruit:import": Row(INVITE, 200, 422),
    "recruit:import-columns": Row(INVITE, 200, 422),
    "recruit:import-preview": Row(INVITE, 200, 302),
    "recruit:import-done": Row(INVITE, 302, 302),
    "recruit:candidate": Row(INVITE, 200, 405),
    "recruit:note": Row(LEADING, 405, 422),
    "recruit:place": Row(INVITE, 405, 302),
    "recruit-candidates": Row("mette", 200, 405),
    "recruit-export": Row("mette", 200, 405),
    "recruit-import": Row("mette", 200, 422),
    "recruit-import-columns": Row("mette", 200, 422),
    "recruit-import-preview": Row("mette", 200, 302),
    "recruit-import-done": Row("mette", 302, 302),
    "recruit-candidate": Row("mette", 200, 405),
    "recruit-questionnaire": Row("mette", 200, 422),
}


def things(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """An open announcement, Olga who applied to it, and a file that waits at the network and at the programme."""
    programme = network.programme
    Announcement.objects.create(
        programme=programme, network=network, nature="Samen zoeken", opened_at=NOW, opened_by=cast["lotte"]
    )
    candidate = Candidate.objects.create(programme=programme, person=cast["olga"], applied_at=NOW, composing_at=NOW)
    Preference.objects.create(programme=programme, candidate=candidate, network=network, rank=1)
    here, there = (_an_import(programme, place, cast["lotte"]).pk for place in (network, None))
    return {
        "recruit:": candidate.pk, "recruit-candidate": candidate.pk,
        "recruit:import": here, "recruit-import": there,
    }  # fmt: skip


def _an_import(programme: Any, network: Network | None, by: Person) -> CandidateImport:
    content = {"header": ["Naam", "E-mail"], "rows": [["Anna Bakker", "anna@example.org"]], "first": 2}
    return CandidateImport.objects.create(
        programme=programme, network=network, file_name="kandidaten.csv", content=content, mapping=["name", "email"],
        read_at=NOW, read_by=by, mapped_at=NOW,
    )  # fmt: skip
