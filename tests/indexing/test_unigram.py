"""The tokens are those of `tokenizers`, the library whose model this reads."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.indexing import unigram
from assistant.indexing.encoder import MANY, SHIPPED, load_encoder
from assistant.indexing.unigram import LONGEST, Unigram

SHIPPED_TOKENIZER = (SHIPPED / "tokenizer.json").read_text(encoding="utf-8")
# Many ways through a text, some of equal score.
SMALL = [
    ["[UNK]", -20.0],
    ["a", -2.0],
    ["b", -1.0],
    ["ab", -3.0],
    ["ba", -3.0],
    ["aba", -4.0],
    ["bab,", -0.5],
    ["c", -9.0],
]


def described(vocabulary: list[list[Any]], **changes: Any) -> str:
    """The JSON of a tokenizer of another vocabulary, with `changes` to it."""
    tokenizer = json.loads(SHIPPED_TOKENIZER) | changes
    tokenizer["model"]["vocab"] = vocabulary
    return json.dumps(tokenizer)


def tokens(tokenizer: str, texts: Sequence[str]) -> list[list[int]]:
    model = Unigram.read(tokenizer)
    assert model is not None
    found = {place: ids.tolist() for place, ids in model.encode(texts)}
    return [found[place] for place in range(len(texts))]


def expected(tokenizer: str, texts: Sequence[str]) -> list[list[int]]:
    encodings = Tokenizer.from_str(tokenizer).encode_batch_fast(list(texts), add_special_tokens=False)
    return [encoding.ids for encoding in encodings]


@given(st.lists(st.text("abc,。 x", max_size=12), max_size=6))
def test_small_vocabulary(texts: list[str]) -> None:
    tokenizer = described(SMALL)
    assert tokens(tokenizer, texts) == expected(tokenizer, texts)


@given(
    st.lists(st.text(max_size=40) | st.text("海淀区上市企业有多少家２０22年，。！Ａb 颂\n", max_size=40), max_size=6)
)
def test_shipped_vocabulary(texts: list[str]) -> None:
    # What Python and Rust lower in different ways, and where their tables of Unicode are of different ages.
    texts = ["".join(c for c in text if c not in "ΣİϹ" and unicodedata.category(c) != "Cn") for text in texts]
    assert tokens(SHIPPED_TOKENIZER, texts) == expected(SHIPPED_TOKENIZER, texts)


def test_a_vocabulary_of_characters() -> None:
    tokenizer = described([["[UNK]", -20.0], ["a", -2.0]])
    assert tokens(tokenizer, ["ab", "", "a,a"]) == expected(tokenizer, ["ab", "", "a,a"]) == [[1, 0], [], [1, 1]]


def test_texts_that_are_cut_in_several_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unigram, "CELLS", 50)
    texts = ["海淀区" * number + "，上市企业" for number in range(20)]
    assert tokens(SHIPPED_TOKENIZER, texts) == expected(SHIPPED_TOKENIZER, texts)


def test_all_punctuation_ends_a_piece() -> None:
    texts = [f"a{chr(code)}b" for code in range(sys.maxunicode) if unicodedata.category(chr(code))[0] in "PSZ"]
    assert tokens(described(SMALL), texts) == expected(described(SMALL), texts)


@pytest.mark.parametrize(
    "changes",
    [
        {"normalizer": None},
        {"pre_tokenizer": None},
        {"pre_tokenizer": {"type": "Punctuation", "behavior": "Isolated"}},
        {"model": {"type": "WordLevel", "unk_token": "[UNK]"}},
    ],
)
def test_a_tokenizer_that_does_more_is_not_read(changes: dict[str, Any]) -> None:
    assert Unigram.read(described(SMALL, **changes)) is None


def test_many_texts_have_the_vectors_that_few_have() -> None:
    encoder = load_encoder("static")
    texts = [f"海淀区第{number}家上市企业，{'增长' * (number % 40)}" for number in range(MANY)]
    few = [encoder.encode([text])[0].tolist() for text in texts[::16]]
    assert encoder.encode(texts)[::16].tolist() == few
    assert encoder.encode([*texts, "长" * (LONGEST + 1)])[:MANY:16].tolist() == few
