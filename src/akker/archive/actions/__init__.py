"""What comes into this installation, and what leaves it for good."""

from akker.archive.actions.example import load_example
from akker.archive.actions.load import load
from akker.archive.actions.restore import restore
from akker.archive.actions.take_out import Changed, take_out

__all__ = ["Changed", "load", "load_example", "restore", "take_out"]
