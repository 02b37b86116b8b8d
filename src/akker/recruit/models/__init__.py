"""Who is asked for, who applies, and who may be asked: a file for each noun."""

from akker.recruit.models.announcement import Announcement, Stand
from akker.recruit.models.application import Application
from akker.recruit.models.candidate import Candidate, Preference
from akker.recruit.models.candidate_import import CandidateImport
from akker.recruit.models.composition import Composition, Opening, PlacingRule
from akker.recruit.models.intake import IntakeNote
from akker.recruit.models.invitation import Invitation, Stage
from akker.recruit.models.match import Match
from akker.recruit.models.proposal import Placing, Proposal, Rearrangement
from akker.recruit.models.questionnaire import Questionnaire
from akker.recruit.models.ring import RingAnswer, RingRequest

__all__ = [
    "Composition",
    "Opening",
    "Placing",
    "PlacingRule",
    "Proposal",
    "Rearrangement",
    "Announcement",
    "Application",
    "Candidate",
    "CandidateImport",
    "IntakeNote",
    "Invitation",
    "Match",
    "Preference",
    "Questionnaire",
    "RingAnswer",
    "RingRequest",
    "Stage",
    "Stand",
]
