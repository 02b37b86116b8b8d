"""What can be done about meetings.

`meeting`, `series`, `invitation`, `answer`, `poll` and `feed` for the dates; `agenda` and `todo` for what happens
there; `planning`, `vacancy`, `competence`, `version` and `check` for who is needed when.
"""

from akker.meetings.actions import agenda, check, competence, planning, todo, vacancy, version
from akker.meetings.actions.answer import CalledOff, NoDate, NotYet, TooLate, note_attendance, say
from akker.meetings.actions.invitation import remind, send, send_change, unanswered
from akker.meetings.actions.meeting import call_off, call_on, move, notice_as_agreed, plan, unplan
from akker.meetings.actions.poll import NoSuchSlot, NotAsked, PollClosed, look_for_dates, open_poll, put
from akker.meetings.actions.poll import answer as answer_poll
from akker.meetings.actions.poll import close as close_poll
from akker.meetings.actions.poll import withdraw as withdraw_poll
from akker.meetings.actions.series import plan_series

__all__ = [
    "CalledOff",
    "NoDate",
    "NoSuchSlot",
    "NotAsked",
    "NotYet",
    "PollClosed",
    "TooLate",
    "agenda",
    "answer_poll",
    "call_off",
    "call_on",
    "check",
    "close_poll",
    "competence",
    "look_for_dates",
    "move",
    "note_attendance",
    "notice_as_agreed",
    "open_poll",
    "plan",
    "plan_series",
    "planning",
    "put",
    "remind",
    "say",
    "send",
    "send_change",
    "todo",
    "unanswered",
    "unplan",
    "vacancy",
    "version",
    "withdraw_poll",
]
