"""Who comes in where: a network and its people."""

from __future__ import annotations

from tests.house.doors.row import BRING, EVERYBODY, INVITE, MANAGE, SEE, Row

TABLE = {
    "networks-shelf": Row(EVERYBODY, 200, 405),
    "networks-leaf": Row(EVERYBODY, 200, 405),
    "networks:people": Row(SEE, 200, 405),
    "networks:people-new": Row(INVITE, 200, 422),
    "networks:import": Row(INVITE, 200, 422),
    "networks:import-columns": Row(INVITE, 200, 422),
    "networks:import-preview": Row(INVITE, 200, 302),
    "networks:import-done": Row(INVITE, 302, 302),
    "networks:export": Row(INVITE, 200, 405),
    "networks:member": Row(SEE, 200, 405),
    "networks:card": Row("piet", 200, 422),
    "networks:arrangements": Row(INVITE, 200, 422),
    "networks:departure": Row(INVITE + " piet", 200, 302),
    "networks:return": Row(INVITE, 405, 302),
    "networks:seats": Row(INVITE, 405, 302),
    "networks:seat-end": Row(INVITE + " piet", 200, 302),
    "networks:invitations": Row(INVITE, 200, 422),
    "networks:joining": Row(BRING, 405, 302),
    "networks:settings": Row(MANAGE, 200, 422),
    "networks:handbook": Row(MANAGE, 200, 422),
    "networks:handbook-preview": Row(MANAGE, 200, 405),
    "networks:closing": Row(MANAGE, 405, 302),
    "networks:reopening": Row(MANAGE, 405, 302),
    "networks:undo": Row("lotte", 405, 302),
}
