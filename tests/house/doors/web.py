"""Who comes in where: the pages of the shell."""

from __future__ import annotations

from tests.house.doors.row import BRING, EVERYBODY, OFFICES, READ, SEE, Row

TABLE = {
    "web:now": Row(EVERYBODY, 200, 405),
    "web:start": Row(EVERYBODY, 200, 422),
    "web:style": Row(EVERYBODY, 200, 405),
    "web:overview": Row(SEE, 200, 405),
    "web:journey": Row(READ, 200, 405),
    "web:after": Row(BRING, 200, 405),
    "web:programme": Row(OFFICES, 200, 405),
}
