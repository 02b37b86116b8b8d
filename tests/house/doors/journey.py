"""Who comes in where: steps and results."""

from __future__ import annotations

from tests.house.doors.row import READ, RECORD, Row

TABLE = {
    "journey:step": Row(READ, 200, 405),
    "journey:taken": Row(RECORD, 405, 422),
    "journey:result": Row(RECORD, 405, 422),
    "journey:versions": Row(READ, 200, 405),
    "journey:step-sheet": Row(READ, 200, 405),
    "journey:worksheet": Row(READ, 200, 405),
    "journey:results": Row(READ, 200, 405),
    "journey:result-sheet": Row(READ, 200, 405),
    "journey:photos": Row(READ, 200, 405),
    "journey:photos-new": Row(RECORD, 405, 422),
    "journey:photo": Row(READ, 200, 405),
    "journey:photo-filing": Row(RECORD, 405, 422),
    "journey:photo-withdrawal": Row(RECORD, 405, 302),
}
