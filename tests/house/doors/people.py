"""Who comes in where: one's own pages."""

from __future__ import annotations

from tests.house.doors.row import EVERYBODY, Row

TABLE = {
    "people:me": Row(EVERYBODY, 200, 422),
    "people:password": Row(EVERYBODY, 200, 422),
    "people:sign-out": Row(EVERYBODY, 405, 302),
    "post:preferences": Row(EVERYBODY, 200, 422),
    "archive:seen": Row(EVERYBODY, 200, 405),
    "archive:data": Row(EVERYBODY, 200, 405),
    "archive:data-json": Row(EVERYBODY, 200, 405),
    "archive:data-html": Row(EVERYBODY, 200, 405),
    "archive:erasure": Row(EVERYBODY, 200, 302),
    "api:calendar": Row(EVERYBODY, 200, 405),
    "api:calendar-address": Row(EVERYBODY, 405, 200),
    "post:job": Row("lotte", 200, 405),
}
