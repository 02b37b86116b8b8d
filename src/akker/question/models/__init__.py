"""What a network works on, one file per noun."""

from akker.question.models.boxes import BoxText
from akker.question.models.canvas import Conversation, Knowledge
from akker.question.models.indicators import Indicator, IndicatorReading
from akker.question.models.learning import LearningQuestion
from akker.question.models.motives import Motive
from akker.question.models.noted import Noted
from akker.question.models.sentences import AmbitionSentence
from akker.question.models.shelf import ShownQuestion, ThinkAlong
from akker.question.models.support import SupportRequest
from akker.question.models.wording import State, Subtheme, Wording, state_of

__all__ = [
    "AmbitionSentence",
    "BoxText",
    "Conversation",
    "Indicator",
    "IndicatorReading",
    "Knowledge",
    "LearningQuestion",
    "Motive",
    "Noted",
    "ShownQuestion",
    "State",
    "Subtheme",
    "SupportRequest",
    "ThinkAlong",
    "Wording",
    "state_of",
]
