"""The person as a candidate, in a draft, in intake notes, in an announcement, and in files with candidates."""

from __future__ import annotations

from typing import Any

KEYS = (
    "candorganisation", "candfunction", "candsector", "candregion", "candgood", "candmotive", "candbrings", "candneeds",
    "candquestion", "intake", "draftmotive", "candcell",
)  # fmt: skip
PAGES = ("announcement/", "candidates/", "candidates/export.csv")


def plant(network: Any, person: Any, lotte: Any, words: Any) -> None:
    from akker.recruit.models import Announcement, Application, Candidate, CandidateImport, IntakeNote, Preference

    programme, now = network.programme, network.started_at
    Announcement.objects.create(
        programme=programme, network=network, added_value="Quirijn vertelt", nature="Plantsoens idee",
        practical="Bel Quirijn", reporting="Aan Quirijn", seeks="Wie Quirijn mist", opened_at=now, opened_by=lotte,
    )  # fmt: skip
    told = {"organisation", "function", "sector", "region", "motive", "brings", "needs"}
    candidate = Candidate.objects.create(
        programme=programme, person=person, competences=[words["candgood"]], learning_question=words["candquestion"],
        applied_at=now, composing_at=now, entered_by=lotte, **{name: words[f"cand{name}"] for name in told},
    )  # fmt: skip
    Preference.objects.create(programme=programme, candidate=candidate, network=network, rank=1)
    IntakeNote.objects.create(
        programme=programme, network=network, candidate=candidate, text=words["intake"], by=lotte, at=now
    )
    Application.objects.create(
        programme=programme, network=network, name=person.name, email=person.email, draft_hash="0" * 64,
        answers={"motive": words["draftmotive"]}, language="nl", saved_at=now,
    )  # fmt: skip
    other = Candidate.objects.create(programme=programme, person=lotte, motive="Ik ken Quirijn", applied_at=now)
    Preference.objects.create(programme=programme, candidate=other, network=network, rank=1)
    CandidateImport.objects.create(
        programme=programme, file_name="kandidaten.csv", mapping=["name", "email", "motive"], read_at=now,
        read_by=lotte,
        content={
            "header": ["Naam", "E-mail", "Motief"], "first": 2,
            "rows": [[person.name, person.email, words["candcell"]]],
        },
    )  # fmt: skip
