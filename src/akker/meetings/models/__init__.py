from akker.meetings.models.agenda import AgendaBlock, AgendaBlockQuerySet, AgendaProposal, FormRating
from akker.meetings.models.answer import Answer, AnswerQuerySet, Attendance, Attendee
from akker.meetings.models.check import PlanCheck, PlanCheckQuerySet
from akker.meetings.models.competence import Competence, CompetenceQuerySet
from akker.meetings.models.feed import CalendarFeed
from akker.meetings.models.invitation import TOLD, Invitation, Sending
from akker.meetings.models.kickoff import KickoffElement
from akker.meetings.models.meeting import Meeting, MeetingQuerySet
from akker.meetings.models.paper import Paper
from akker.meetings.models.plan import PlanCell, PlanRow, PlanRowQuerySet, VacancyRequest
from akker.meetings.models.poll import Poll, PollQuerySet, Respondent, RespondentQuerySet, Slot, SlotAnswer
from akker.meetings.models.series import Series
from akker.meetings.models.todo import Decision, ToDo, ToDoQuerySet
from akker.meetings.models.version import PlanVersion, PlanVersionQuerySet

__all__ = [
    "AgendaBlock",
    "AgendaBlockQuerySet",
    "AgendaProposal",
    "Answer",
    "AnswerQuerySet",
    "Attendance",
    "Attendee",
    "CalendarFeed",
    "Competence",
    "CompetenceQuerySet",
    "Decision",
    "FormRating",
    "Invitation",
    "KickoffElement",
    "Meeting",
    "MeetingQuerySet",
    "Paper",
    "PlanCell",
    "PlanCheck",
    "PlanCheckQuerySet",
    "PlanRow",
    "PlanRowQuerySet",
    "PlanVersion",
    "PlanVersionQuerySet",
    "Poll",
    "PollQuerySet",
    "Respondent",
    "RespondentQuerySet",
    "Sending",
    "Series",
    "Slot",
    "SlotAnswer",
    "TOLD",
    "ToDo",
    "VacancyRequest",
    "ToDoQuerySet",
]
