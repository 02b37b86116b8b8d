"""A small scenario for the tests, with one of everything the format tells."""

from __future__ import annotations

import hashlib
import io
from copy import deepcopy
from typing import Any

from PIL import Image

from akker.handbooks.tests import packs

NOW = "2026-10-01T08:00:00Z"


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "white").save(out, "JPEG")
    return out.getvalue()


PHOTO = _photo()
PHOTO_NAME = hashlib.sha256(PHOTO).hexdigest()
SMALL: dict[str, Any] = {
    "akker": 1,
    "people": [
        {"key": "anna", "name": "Anna Berg", "email": "anna@example.org", "language": "nl",
         "time_zone": "Europe/Amsterdam"},
        {"key": "soeren", "name": "Søren Kjær", "language": "da", "time_zone": "Europe/Copenhagen", "is_active": False},
        {"key": "anna-2", "name": "Anna Berg", "language": "nl", "time_zone": "Europe/Amsterdam"},
    ],
    "programmes": [
        {
            "key": "academie", "name": "Academie", "language": "nl", "time_zone": "Europe/Amsterdam",
            "handbook": "leernetwerk@2026.1",
            "packs": [{"slug": "walking", "pack_version": "1.0", "by": "anna", "at": NOW, "pages": packs.pages()}],
            "organisations": [{"key": "gemeente", "name": "Gemeente"},
                              {"key": "oud", "name": "Oud", "withdrawn_at": NOW}],
            "forums": [{"key": "forum", "name": "Forum", "dates": [{"on": "2026-12-01"}]}],
            "offices": [
                {"key": "ref", "person": "anna", "role": "reference_leader", "from_on": "2026-01-01"},
                {"key": "ontvanger", "person": "soeren", "role": "forum", "forum": "forum", "from_on": "2026-01-01"},
            ],
            "questionnaire": [{"asks": ["organisation", "competences", "motive"]}],
            "candidates": [
                {
                    "key": "soeren", "person": "soeren", "organisation": "Kommunen", "function": "Konsulent",
                    "sector": "Social", "region": "Øst", "experience_years": 7, "competences": ["lytte"],
                    "languages": ["da"], "availability": ["tue-morning"], "motive": "Nysgerrig", "brings": "Ro",
                    "needs": "Plads", "learning_question": "Hvordan spørger jeg?", "contributes": ["advice"],
                    "roles": ["facilitator"], "is_manager_informed": True, "composing_at": NOW, "pool_at": NOW,
                    "findable_at": NOW, "experts_at": NOW, "openness_read_at": NOW, "engagement_accepted_at": NOW,
                    "language": "da", "applied_at": NOW, "entered_by": "anna",
                    "preferences": [{"network": "academie/thuis", "rank": 1, "waiting_at": NOW}],
                }
            ],
            "theme_calls": [{"deadline_on": "2026-12-01", "decides_on": "2027-01-21"}],
            "themes": [
                {
                    "key": "vrijdag", "puzzles": "Waarom op vrijdag?", "by": "anna", "at": NOW,
                    "talks": [{"characteristic": "crossing", "words": "Zeker", "by": "anna", "at": NOW}],
                }
            ],
            "compositions": [
                {"key": "voorjaar", "name": "Voorjaar", "weights": {"sector": "2"}, "by": "anna", "at": NOW,
                 "openings": [{"network": "academie/thuis", "least": 5, "most": 12, "times": ["tue-morning"]}],
                 "rules": [{"kind": "at-most", "what": "organisation", "count": 2, "by": "anna", "at": NOW},
                           {"kind": "pin", "network": "academie/thuis", "candidate": "soeren", "at": NOW}],
                 "matches": [{"network": "academie/thuis", "candidate": "soeren", "role": "facilitator", "fit": 2,
                              "note": "Kender området", "by": "anna", "at": NOW, "chosen_at": NOW,
                              "chosen_by": "anna"}],
                 "proposals": [{"key": "voorjaar-a", "letter": "A", "leaning": "balanced", "seed": 1, "steps": 400,
                                "value": 12.5, "parts": {"diversity": "9.5", "preferences": "3"}, "bound": 13,
                                "asked_at": NOW, "asked_by": "anna", "solved_at": NOW,
                                "published_at": NOW, "published_by": "anna",
                                "placings": [{"key": "voorjaar-a--soeren", "candidate": "soeren",
                                              "network": "academie/thuis", "rank": 1, "role": "facilitator",
                                              "reasons": ["Dit is de eerste keuze."]}]}]},
            ],
            "invitations": [
                {"key": "soeren", "network": "academie/thuis", "kind": "join", "person": "soeren",
                 "candidate": "soeren", "placing": "voorjaar-a--soeren", "replaces": "anna",
                 "why": "Je zette dit netwerk bovenaan.", "competence": "lytte", "role": "facilitator",
                 "meeting_count": 6, "hours": 24,
                 "made_at": NOW, "made_by": "anna", "sent_at": NOW, "sent_by": "anna", "reminded_at": NOW,
                 "answer": "colleague", "answered_at": NOW, "answer_words": "Ikke nu", "colleague_name": "Mads",
                 "colleague_email": "mads@example.org"},
                {"key": "anna", "network": "academie/thuis", "kind": "contribution", "person": "anna",
                 "contribution": "advice", "ring": "second_ring", "made_at": NOW, "sent_at": NOW, "answer": "later",
                 "answered_at": NOW, "later_on": "2026-12-01", "withdrawn_at": NOW,
                 "vacancies": [{"row": "zorg-iemand-van-de-nacht"}]},
            ],
            "events": [
                {"verb": "programmes.programme.started", "target_kind": "programme", "at": NOW, "by": "anna",
                 "target_id": "018f0000-0000-7000-8000-000000000001"},
            ],
        }
    ],
    "networks": [
        {
            "key": "academie/thuis", "name": "Thuis", "line": "Hoe dan?", "handbook": "leernetwerk@2026.1",
            "language": "nl", "time_zone": "Europe/Amsterdam", "started_at": NOW, "reference_leader": "ref",
            "announcements": [
                {"added_value": "Je staat er niet alleen voor", "nature": "Samen zoeken", "practical": "In Tiel",
                 "meeting_count": 6, "meeting_hours": 3, "between_hours": 1.5, "reporting": "Elke maand",
                 "seeks": "Wie er staat", "apply_until": "2026-11-01", "least": 5, "most": 12,
                 "has_waiting_list": True, "opened_at": NOW, "opened_by": "anna", "full_at": NOW, "full_by": "anna",
                 "closed_at": NOW, "closed_by": "anna"},
            ],
            "support_requests": [{"kind": "sharpen", "words": "Wie kent een arts?", "by": "anna", "at": NOW}],
            "shown": [{"name": "Thuis", "question": "Hoe dan?", "by": "anna", "at": NOW}],
            "offers": [
                {"name": "Wil", "email": "wil@example.org", "words": "Ik ken een arts.", "language": "nl",
                 "offered_at": NOW, "confirmed_at": NOW, "set_aside_at": NOW, "decided_by": "anna"},
            ],
            "ring_requests": [
                {"key": "thuis-2026-11-01", "kind": "knowledge", "question": "Wie weet dit?", "minutes": 10,
                 "due_on": "2026-11-12", "asked_at": NOW, "asked_by": "anna", "used": "Het staat in het plan",
                 "used_at": NOW, "used_by": "anna", "withdrawn_at": NOW},
            ],
            "rounds": [
                {"key": "thuis-2026-10-01", "target_kind": "wording", "prompt": "Wat vind je?", "opened_at": NOW,
                 "target_id": "018f0000-0000-7000-8000-000000000003", "opened_by": "anna", "revealed_at": NOW,
                 "revealed_by": "anna", "closed_at": NOW, "closed_by": "anna",
                 "clusters": [{"key": "thuis-2026-10-01-rust", "name": "Rust", "by": "anna", "at": NOW}]},
            ],
            "wordings": [{"kind": "line", "number": 1, "text": "Hoe dan?", "at": NOW, "by": "anna",
                          "round": "thuis-2026-10-01", "sharpened_at": NOW, "sharpened_by": "anna", "agreed_at": NOW,
                          "agreed_by": "anna"}],
            "subthemes": [
                {"key": "zorg-de-nacht", "name": "De nacht", "place": 0},
                {"key": "zorg-de-dag", "name": "De dag", "place": 1},
            ],
            "boxes": [{"page": "canvas", "box": "wonder", "text": "Waarom belt niemand?", "by": "anna", "at": NOW}],
            "indicators": [
                {"words": "Nachtelijke oproepen", "noticed_by": "Telling", "by": "anna", "at": NOW,
                 "readings": [{"moment": "start", "value": "Twaalf", "on": "2026-10-01", "by": "anna", "at": NOW}]},
            ],
            "conversations": [{"who": "De nachtzorg", "on": "2026-10-01", "shifted": "Ja", "by": "anna", "at": NOW}],
            "knowledge": [{"words": "Bellen helpt", "state": "contested", "by": "anna", "at": NOW}],
            "motives": [
                {"kind": "organisation", "box": "sharing", "place": 0, "by": "anna", "at": NOW},
                {"kind": "member", "words": "Rust", "place": 0, "by": "anna", "at": NOW},
            ],
            "memberships": [
                {
                    "person": "anna", "ring": "core", "organisation": "gemeente", "added_at": NOW, "hours_agreed": 2.5,
                    "competences": ["vragen stellen"], "kind": "partner", "kind_shown_at": NOW,
                    "ring_answers": [{"request": "thuis-2026-11-01", "text": "Bel de apotheker", "answered_at": NOW,
                                      "shown_at": NOW}],
                    "sentences": [{"text": "Niemand wacht alleen", "shown_at": NOW}],
                    "plan_rows": [{"competence": "zorg-praktijk", "ring": "second_ring",
                                   "cells": [{"meeting": "zorg-2026-10-25", "state": "optional",
                                              "before": "required", "changed_at": NOW}]}],
                    "plan_checks": [{"meeting": "zorg-2026-10-25", "about": "relevant", "answer": "stay",
                                     "words": "Nog veel te leren", "at": NOW, "aloud_at": NOW}],
                    "seats": [{"role": "leader", "from_on": "2026-10-01",
                               "tasks": [{"text": "Deuren openen\nHet vraagstuk levend houden"}]},
                              {"role": "connector", "from_on": "2026-10-01", "until_on": "2026-10-09",
                               "note": "Succes!"}],
                    "voices": [{"round": "thuis-2026-10-01", "cluster": "thuis-2026-10-01-rust",
                                "text": "Mooi.", "proposal": "Hoe dan?", "at": NOW}],
                    "consents": [{"target_kind": "wording", "target_id": "018f0000-0000-7000-8000-000000000003",
                                  "answer": "reservation", "words": "Is dit van ons?", "at": NOW, "noted_by": "anna"}],
                    "learning_questions": [
                        {"key": "zorg-hoe-vraag-ik-door", "question": "Hoe vraag ik door?", "context": "Aan tafel.",
                         "tried": "Zwijgen.", "differently": "Wachten.", "brings": "Tijd.", "shared_at": NOW,
                         "taken_up_at": NOW, "taken_up_by": "anna", "answered_at": NOW},
                    ],
                    "agenda_proposals": [
                        {"meeting": "zorg-2026-10-25", "title": "Een situatie van Anna", "why": "Ik zit vast.",
                         "minutes": 65, "form": "incident-short", "taken_up_at": NOW, "block": "zorg-2026-10-25-2",
                         "by": "anna", "at": NOW},
                    ],
                    "form_ratings": [{"block": "zorg-2026-10-25-2", "is_liked": True, "why": "Eindelijk tijd.",
                                      "by": "anna", "at": NOW}],
                    "welcomes": [{"buddy": "soeren", "reading": "Het resultatenblad", "by": "anna", "at": NOW,
                                  "asked_at": NOW, "opened_at": NOW, "opened_by": "anna", "closed_at": NOW}],
                },
                {"person": "soeren", "ring": "second_ring", "added_at": NOW, "left_at": NOW, "thanks": "Tak, Søren."},
            ],
            "handbook_changes": [{"before": "walking@1.0", "after": "leernetwerk@2026.1", "by": "anna", "at": NOW}],
            "vacancies": [{"role": "connector", "by": "anna", "at": NOW}],
            "preconditions": [
                {"role": "leader", "words": "Een dagdeel in de week", "kind": "time", "amount": "4 uur",
                 "giver": "Gemeente", "needed_on": "2026-11-01",
                 "state": "asked", "recheck_on": "2026-10-20",
                 "by": "anna", "at": NOW},
                {"role": "participant", "is_none_needed": True, "at": NOW},
            ],
            "signals_aside": [{"signal": "core-small", "by": "anna", "at": NOW}],
            "series": [{"key": "thuis-2w", "every": "2w", "planned_at": NOW, "planned_by": "anna"}],
            "meetings": [
                {"key": "zorg-2026-10-25", "kind": "meeting", "on": "2026-10-25", "at": "13:30",
                 "time_zone": "Europe/Amsterdam", "minutes": 120, "series": "thuis-2w", "sequence": 1,
                 "agenda": [
                     {"key": "zorg-2026-10-25-1", "place": 0, "minutes": 10, "title": "Binnenkomen",
                      "form": "arrival-round", "lead": "anna", "by": "anna", "at": NOW},
                     {"key": "zorg-2026-10-25-2", "place": 1, "is_beside": True, "group": "De keuken", "minutes": 65,
                      "title": "Een situatie van Anna", "form": "incident-short", "subtheme": "zorg-de-nacht",
                      "learning_question": "zorg-hoe-vraag-ik-door",
                      "serves_line": True, "captured": "Drie tips", "mode": "talk", "has_case": True,
                      "is_exchange": True, "is_external": True, "note": "Zet de stoelen klaar.", "by": "anna",
                      "at": NOW},
                 ],
                 "decisions": [{"words": "We bellen elkaar.", "by": "anna", "at": NOW}],
                 "papers": [{"name": "bord.jpg", "file": PHOTO_NAME, "bytes": len(PHOTO), "by": "anna",
                             "at": NOW}],
                 "attendees": [{"person": "anna"}],
                 "sendings": [{"key": "zorg-2026-10-25-1", "sequence": 1, "on": "2026-10-25", "at": "13:30",
                               "minutes": 120, "words": "Tot dan!", "sent_at": NOW, "sent_by": "anna"}],
                 "invitations": [{"person": "anna", "is_required": True, "sending": "zorg-2026-10-25-1"}],
                 "answers": [{"person": "anna", "coming": "yes", "words": "Graag", "answered_at": NOW,
                              "for_starts_at": "2026-10-25T12:30:00Z", "waits": 1}],
                 "attendances": [{"person": "anna", "was_there": True, "noted_at": NOW, "noted_by": "soeren"}]},
            ],
            "polls": [
                {"key": "thuis-poll-2026-10-01", "purpose": "Wanneer?", "minutes": 120, "count": 1,
                 "closes_at": NOW, "opened_at": NOW, "opened_by": "anna",
                 "closed_at": NOW, "closed_by": "anna",
                 "slots": [{"key": "thuis-poll-2026-10-01-2026-10-25-1330", "on": "2026-10-25", "at": "13:30",
                            "time_zone": "Europe/Amsterdam", "meeting": "zorg-2026-10-25", "chosen_at": NOW}],
                 "respondents": [{"key": "thuis-poll-2026-10-01-anna-berg", "person": "anna", "answered_at": NOW,
                                  "slot_answers": [{"slot": "thuis-poll-2026-10-01-2026-10-25-1330",
                                                    "can": "maybe"}]}]},
            ],
            "competences": [
                {"key": "zorg-praktijk", "name": "Praktijk", "about": "Wie het elke dag doet", "framework": "Ruit",
                 "place": 0},
            ],
            "plan_vacancies": [
                {"key": "zorg-iemand-van-de-nacht", "needed": "Iemand van de nacht", "ring": "second_ring",
                 "competence": "zorg-praktijk",
                 "cells": [{"meeting": "zorg-2026-10-25", "state": "required", "changed_at": NOW}]},
            ],
            "plan_versions": [
                {"number": 1, "reason": "De nacht ontbrak", "by": "anna", "at": NOW,
                 "frozen": {"meetings": [], "competences": [], "rows": []}},
            ],
            "to_dos": [{"meeting": "zorg-2026-10-25", "who": "soeren", "what": "De wijkagent bellen",
                        "due_on": "2026-11-01", "done_at": NOW, "done_by": "soeren", "by": "anna", "at": NOW}],
            "kickoff": [{"element": "acquaintance", "meeting": "zorg-2026-10-25", "words": "We kennen elkaar.",
                         "by": "anna", "at": NOW}],
            "agreements": [{"clause": "confidentiality", "text": "Wat hier gezegd wordt blijft hier.", "place": 0,
                            "by": "anna", "at": NOW},
                           {"text": "We beginnen op tijd.", "place": 1, "by": "anna", "at": NOW}],
            "agreement_sheets": [{"number": 1, "text": "Wat hier gezegd wordt blijft hier.",
                                  "review_on": "2027-01-15", "by": "anna", "at": NOW, "agreed_at": NOW,
                                  "reviews": [{"way": "stands", "look_on": "2027-04-15", "by": "anna", "at": NOW,
                                               "withdrawn_at": NOW}]}],
            "steps": [{"step": "ambition", "way": "finished", "by": "anna", "at": NOW}],
            "results": [{"step": "ambition", "number": 1, "text": "Ja.\nSamen.", "agreed_on": "2026-10-01", "at": NOW}],
            "photos": [
                {"step": "roles", "file": PHOTO_NAME, "width": 8, "height": 6, "bytes": len(PHOTO), "uploaded_at": NOW,
                 "uploaded_by": "anna", "read_at": NOW, "filed_at": NOW, "filed_by": "anna"},
                {"file": PHOTO_NAME, "width": 8, "height": 6, "bytes": len(PHOTO), "uploaded_at": NOW, "read_at": NOW,
                 "withdrawn_at": NOW},
            ],
            "events": [
                {"verb": "networks.network.started", "target_kind": "network", "at": NOW,
                 "target_id": "018f0000-0000-7000-8000-000000000002"},
            ],
        }
    ],
}  # fmt: skip


def small() -> dict[str, Any]:
    """A copy to spoil."""
    return deepcopy(SMALL)
