"""The model's writing taken apart, however it comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.statements import Statement, statements


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text, one.ids) for one in statements([text])]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("共有268家。[k7f2]", [("共有268家", ("k7f2",))]),
        ("共有268家[k7f2]。", [("共有268家", ("k7f2",))]),
        ("甲。[a1b2][c3d4]\n乙。[e5f6]\n", [("甲", ("a1b2", "c3d4")), ("乙", ("e5f6",))]),
        ("甲。[a1b2, c3d4]", [("甲", ("a1b2", "c3d4"))]),
        ("甲。【a1b2、c3d4】", [("甲", ("a1b2", "c3d4"))]),
        ("甲。[a1b2] 乙。[c3d4]", [("甲", ("a1b2",)), ("乙", ("c3d4",))]),
        ("- 甲。[a1b2]\n2. 乙。[c3d4]\n3、丙[e5f6]", [("甲", ("a1b2",)), ("乙", ("c3d4",)), ("丙", ("e5f6",))]),
        ("1.02万亿元。[a1b2]", [("1.02万亿元", ("a1b2",))]),
        ("**甲**。[a1b2]", [("甲", ("a1b2",))]),
        ("甲。[a1b2][a1b2]", [("甲", ("a1b2",))]),
        ("没有编号的句子。", [("没有编号的句子", ())]),
        ("甲。[]", [("甲", ())]),
        ("无", []),
        ("无。\n", []),
        ("```\n甲。[a1b2]\n```", [("甲", ("a1b2",))]),
        ("<think>乙。[x9y8]\n再想想</think>甲。[a1b2]", [("甲", ("a1b2",))]),
        ("<think>想不完。[x9y8]", []),
        ("", []),
    ],
)
def test_statements(written: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert read(written) == expected


def test_a_statement_is_there_as_soon_as_its_line_is() -> None:
    read_on = list[str]()

    def pieces() -> Iterator[str]:
        for piece in ("甲。[a1b2]", "\n", "乙。", "[c3d4]\n"):
            read_on.append(piece)
            yield piece

    found = statements(pieces())
    assert next(found) == Statement("甲", ("a1b2",))
    assert read_on == ["甲。[a1b2]", "\n"]


@given(st.lists(st.text("甲乙。[a1b2]\n，1.<think>/", max_size=8), max_size=8))
def test_how_the_pieces_are_cut_does_not_matter(pieces: list[str]) -> None:
    assert list(statements(pieces)) == list(statements(["".join(pieces)]))
