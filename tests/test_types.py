from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass

import pytest

import assistant.types
from assistant import Answer, AnswerKind


@pytest.mark.parametrize("kind", AnswerKind)
def test_only_a_refusal_is_refused(kind: AnswerKind) -> None:
    assert Answer("问", "答", kind).refused is (kind is AnswerKind.REFUSAL)


def test_the_key_is_the_first_key_span() -> None:
    answer = Answer("问", "共268家，新增19家。[1]", AnswerKind.FACT, key_spans=((1, 5), (8, 11)))
    assert answer.key == "268家"
    assert Answer("问", "答", AnswerKind.FACT).key == ""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("共268家", ("共268家",)),
        ("共268家。[1][2]新增19家！\n完[3]", ("共268家。[1][2]", "新增19家！", "\n完[3]")),
    ],
)
def test_pieces_are_sentences_with_their_markers(text: str, pieces: tuple[str, ...]) -> None:
    assert Answer("问", text, AnswerKind.FACT).pieces == pieces


def test_the_kinds_are_written_as_words() -> None:
    assert [str(kind) for kind in AnswerKind] == ["fact", "list", "conflict", "calculation", "refusal", "chat"]


def test_results_are_values() -> None:
    first, second = (Answer("问", "答", AnswerKind.FACT) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    with pytest.raises(FrozenInstanceError):
        first.text = "别的"  # type: ignore[misc]


def test_every_type_is_frozen_and_documented() -> None:
    types = [each for each in vars(assistant.types).values() if isinstance(each, type) and is_dataclass(each)]
    assert len(types) > 8
    for each in types:
        assert each.__doc__
        assert each.__dataclass_params__.frozen  # type: ignore[attr-defined]
