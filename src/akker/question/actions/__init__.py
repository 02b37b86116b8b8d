"""Verbs of the question room, one file per noun."""

from akker.question.actions.wording import divide, unword, word

__all__ = ["divide", "unword", "word"]
