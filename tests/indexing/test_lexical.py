"""One contract for both implementations, against a formula written out, rank-bm25 and bm25s."""

from __future__ import annotations

import math
from collections.abc import Sequence

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

from assistant.indexing.lexical import Lexical, PostingsLexical, RankLexical
from assistant.indexing.postings import Postings

IMPLEMENTATIONS = [RankLexical, PostingsLexical]
VOCABULARY = ["海淀", "企业", "268", "gdp", "的", "上市"]
PASSAGES = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=10), min_size=1, max_size=8)
QUESTIONS = st.lists(st.sampled_from([*VOCABULARY, "没有"]), max_size=6)


def whole(implementation: type[RankLexical] | type[PostingsLexical], passages: list[list[str]]) -> Lexical:
    return implementation([Postings.of(passages)], np.arange(len(passages)))


def formula(passages: Sequence[Sequence[str]], terms: Sequence[str]) -> list[float]:
    average = sum(map(len, passages)) / len(passages)
    scores = []
    for passage in passages:
        score = 0.0
        for term in terms:
            holding = sum(term in other for other in passages)
            if term in passage:
                norm = 1.5 * (1 - 0.75 + 0.75 * len(passage) / average)
                count = passage.count(term)
                score += math.log((len(passages) + 1) / holding) * (1 + 2.5 * count / (count + norm))
        scores.append(score)
    return scores


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
def test_a_score_worked_out_by_hand(implementation: type[RankLexical] | type[PostingsLexical]) -> None:
    # 企业 is in one of two passages: idf = ln 3. The average length is 1.5, so the first passage's norm is
    # 1.5 * (0.25 + 0.75 * 2 / 1.5) = 1.875, and its score ln 3 * (1 + 2.5 / 2.875).
    scores = whole(implementation, [["海淀", "企业"], ["海淀"]]).scores(["企业"])
    assert scores.dtype == np.float32
    assert scores.tolist() == pytest.approx([math.log(3) * (1 + 2.5 / 2.875), 0])


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
@given(passages=PASSAGES, terms=QUESTIONS)
def test_scores_are_those_of_the_formula(
    implementation: type[RankLexical] | type[PostingsLexical], passages: list[list[str]], terms: list[str]
) -> None:
    scores = whole(implementation, passages).scores(terms)
    assert scores.shape == (len(passages),)
    if any(passages):
        assert scores.tolist() == pytest.approx(formula(passages, terms), abs=1e-4)


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
@given(passages=PASSAGES, terms=QUESTIONS)
def test_scores_are_those_of_the_two_libraries(
    implementation: type[RankLexical] | type[PostingsLexical], passages: list[list[str]], terms: list[str]
) -> None:
    passages = [[*passage, "的"] for passage in passages]
    ours = whole(implementation, passages).scores(terms)
    libraries = BM25Plus(passages).get_scores(terms), _bm25s(passages, terms)
    for theirs in libraries:
        assert (ours + _given_to_absent_terms(passages, terms)).tolist() == pytest.approx(theirs.tolist(), abs=1e-4)


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
def test_nothing_known_scores_nothing(implementation: type[RankLexical] | type[PostingsLexical]) -> None:
    lexical = whole(implementation, [["海淀"], ["企业"]])
    assert lexical.scores([]).tolist() == [0, 0]
    assert lexical.scores(["没有", "\ud800"]).tolist() == [0, 0]
    assert lexical.scores(["海淀", "没有"]).tolist() == lexical.scores(["海淀"]).tolist()


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
def test_passages_without_any_term(implementation: type[RankLexical] | type[PostingsLexical]) -> None:
    assert whole(implementation, [[], []]).scores(["海淀"]).tolist() == [0, 0]


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
@given(first=PASSAGES, second=PASSAGES, terms=QUESTIONS, data=st.data())
def test_segments_and_deleted_passages_change_nothing(
    implementation: type[RankLexical] | type[PostingsLexical],
    first: list[list[str]],
    second: list[list[str]],
    terms: list[str],
    data: st.DataObject,
) -> None:
    stacked = first + second
    order = data.draw(st.permutations(range(len(stacked))))[: data.draw(st.integers(1, len(stacked)))]
    in_parts = implementation([Postings.of(first), Postings.of(second)], np.array(order))
    anew = whole(implementation, [stacked[row] for row in order])
    np.testing.assert_allclose(in_parts.scores(terms), anew.scores(terms), atol=1e-5)


def _given_to_absent_terms(passages: list[list[str]], terms: list[str]) -> NDArray[np.float64]:
    """What the libraries add to a passage for terms that only others hold."""
    extra = np.zeros(len(passages))
    for term in terms:
        holds = np.array([term in passage for passage in passages])
        if holds.any():
            extra[~holds] += math.log((len(passages) + 1) / holds.sum())
    return extra


def _bm25s(passages: list[list[str]], terms: list[str]) -> NDArray[np.float32]:
    model = bm25s.BM25(k1=1.5, b=0.75, delta=1.0, method="bm25+")
    model.index(passages, show_progress=False)
    known = [term for term in terms if term in model.vocab_dict]
    scores: NDArray[np.float32] = model.get_scores(known) if known else np.zeros(len(passages), dtype=np.float32)
    return scores
