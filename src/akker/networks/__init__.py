"""Network, membership with its seats, people in and out, and `access.py`, the door of a network."""
