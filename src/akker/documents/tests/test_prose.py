from akker.documents import prose


def test_paragraphs_and_lists_are_told_apart() -> None:
    assert prose.parts("One\ntwo\n\nThree:\n- a\n* b\n • c\nfour\n") == [
        {"kind": "paragraph", "lines": ["One", "two"]},
        {"kind": "paragraph", "lines": ["Three:"]},
        {"kind": "list", "lines": ["a", "b", "c"]},
        {"kind": "paragraph", "lines": ["four"]},
    ]


def test_a_dash_inside_or_alone_is_no_list() -> None:
    assert [part["kind"] for part in prose.parts("-5 degrees\n\n-\n\nso - so")] == ["paragraph"] * 3


def test_nothing_has_no_parts() -> None:
    assert prose.parts(" \n\n\t") == []
