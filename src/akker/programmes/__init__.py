"""Programme (the tenant), home organisations, offices, forums, `Event`, undo, and `access.py`, a programme's door."""
