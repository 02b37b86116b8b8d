from akker.meetings.forms.meeting import AnswerForm, MeetingForm, ReminderForm, SendForm, SeriesForm
from akker.meetings.forms.poll import ChoiceOfSlots, PollForm, ProposalForm, SlotsForm

__all__ = [
    "AnswerForm",
    "ChoiceOfSlots",
    "MeetingForm",
    "PollForm",
    "ProposalForm",
    "ReminderForm",
    "SendForm",
    "SeriesForm",
    "SlotsForm",
]
