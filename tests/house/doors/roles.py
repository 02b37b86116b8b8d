"""Who comes in where: who takes which role."""

from __future__ import annotations

from tests.house.doors.row import READ, RECORD, Row

TABLE = {
    "roles:pitch": Row(READ, 200, 405),
    "roles:list": Row(READ, 200, 405),
    "roles:moves": Row(RECORD, 405, 422),
    "roles:tasks": Row(RECORD, 200, 422),
    "roles:vacancy": Row(RECORD, 405, 302),
    "roles:signal": Row(RECORD, 405, 302),
    "roles:cards": Row(READ, 200, 405),
    "roles:reading": Row(RECORD, 405, 302),
    "roles:nomination": Row(RECORD, 405, 422),
    "roles:nomination-withdrawal": Row(RECORD, 405, 302),
    "roles:needs": Row(READ, 200, 405),
    "roles:need": Row(RECORD, 405, 422),
    "roles:nothing-needed": Row(RECORD, 405, 302),
    "roles:precondition": Row(RECORD, 200, 422),
    "roles:precondition-withdrawal": Row(RECORD, 405, 302),
    "roles:letter": Row(RECORD, 200, 422),
    "roles:result": Row(RECORD, 200, 422),
    "roles:history": Row(READ, 200, 405),
    "roles:worksheet": Row(READ, 200, 405),
}
