"""Retrieval figures on a hand-made ranking."""

from __future__ import annotations

from math import log2

import ir_measures
import pytest
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.metrics.retrieval import MEASURES, retrieval_scores


def span(start: int, end: int) -> Span:
    return Span("d", start, end)


def test_two_pieces_of_evidence_one_found_at_rank_two() -> None:
    hits = [span(0, 100), span(100, 200), span(200, 300)]
    (scores,) = retrieval_scores([(hits, [span(150, 160), span(900, 910)])])
    ideal = 1 / log2(2) + 1 / log2(3)
    assert scores == pytest.approx(
        {"recall@1": 0.0, "recall@5": 0.5, "recall@10": 0.5, "mrr": 0.5, "ndcg@10": (1 / log2(3)) / ideal}
    )


def test_pieces_in_one_passage_count_once() -> None:
    (scores,) = retrieval_scores([([span(0, 100)], [span(0, 10), span(20, 30)])])
    assert set(scores.values()) == {1.0}


def test_a_second_passage_over_the_same_evidence_adds_nothing() -> None:
    (scores,) = retrieval_scores([([span(0, 50), span(0, 60)], [span(0, 10)])])
    assert set(scores.values()) == {1.0}


def test_questions_do_not_mix_and_keep_their_order() -> None:
    found, lost, empty = retrieval_scores(
        [([span(0, 10)], [span(0, 10)]), ([span(0, 10)], [span(50, 60)]), ([], [span(0, 10)])]
    )
    assert set(found.values()) == {1.0}
    assert set(lost.values()) == set(empty.values()) == {0.0}
    assert set(found) == set(lost) == set(empty) == set(MEASURES.values())


def test_only_ten_hits_count() -> None:
    hits = [span(100 * number, 100 * number + 10) for number in range(12)]
    (tenth, eleventh) = retrieval_scores([(hits, [hits[9]]), (hits, [hits[10]])])
    assert (tenth["recall@10"], tenth["recall@5"], tenth["mrr"]) == (1.0, 0.0, 0.1)
    assert eleventh["recall@10"] == 0.0


def test_a_hand_made_run_gives_what_ir_measures_gives() -> None:
    passages = {f"p{number}": span(100 * number, 100 * number + 100) for number in range(12)}
    ranked = {
        "q1": ["p3", "p1", "p0", "p7"],
        "q2": ["p5", "p2", "p8", "p9", "p10", "p4", "p6", "p0", "p1", "p11", "p3"],
        "q3": ["p0"],
    }
    judged = {"q1": ["p1", "p7"], "q2": ["p4", "p3", "p2"], "q3": ["p5"]}
    qrels = [Qrel(query, name, 1) for query, names in judged.items() for name in names]
    run = [ScoredDoc(query, name, -rank) for query, names in ranked.items() for rank, name in enumerate(names)]
    expected = ir_measures.calc_aggregate([R @ 1, R @ 5, R @ 10, RR @ 10, nDCG @ 10], qrels, run)
    # Evidence is a part of its passage, and the passages not found are known by the evidence alone.
    ours = retrieval_scores(
        [
            (
                [passages[name] for name in ranked[query]],
                [span(passages[name].start + 5, passages[name].end) for name in names],
            )
            for query, names in judged.items()
        ]
    )
    means = {name: sum(scores[name] for scores in ours) / len(ours) for name in MEASURES.values()}
    assert means == pytest.approx({MEASURES[str(measure)]: value for measure, value in expected.items()})


def test_nothing_to_measure() -> None:
    assert retrieval_scores([]) == []
