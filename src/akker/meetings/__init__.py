"""Meetings of a network. Will own: the plan grid, date polls, invitations, attendance, agenda, to-dos, decisions."""
