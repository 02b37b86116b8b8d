"""Word by word, and together the parts are both texts again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akker.question.difference import GONE, NEW, SAME, difference

SENTENCES = st.lists(st.sampled_from(["hoe", "wat", "wij", "zij", "thuis?"])).map(" ".join)


def test_a_word_that_changed_stands_between_those_that_stay() -> None:
    assert list(difference("Hoe houden we iemand thuis?", "Hoe blijft iemand langer thuis?")) == [
        (SAME, "Hoe"), (GONE, "houden we"), (NEW, "blijft"), (SAME, "iemand"), (NEW, "langer"), (SAME, "thuis?"),
    ]  # fmt: skip


@pytest.mark.trust
@given(SENTENCES, SENTENCES)
def test_both_texts_come_back(before: str, after: str) -> None:
    parts = list(difference(before, after))

    assert " ".join(words for kind, words in parts if kind != NEW) == before
    assert " ".join(words for kind, words in parts if kind != GONE) == after
