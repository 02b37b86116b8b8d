"""What a network went through and agreed, one file per noun."""

from akker.journey.models.agreement import Agreement, AgreementReview, AgreementSheet
from akker.journey.models.consent import Consent
from akker.journey.models.round import Cluster, Round, Voice
from akker.journey.models.step import Result, SheetPhoto, StepTaken
from akker.journey.models.welcome import Welcome

__all__ = [
    "Agreement",
    "AgreementReview",
    "AgreementSheet",
    "Cluster",
    "Consent",
    "Result",
    "Round",
    "SheetPhoto",
    "StepTaken",
    "Voice",
    "Welcome",
]
