"""Recall@k, reciprocal rank and nDCG of retrieved passages, through ir-measures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.metrics.overlap import Span, covers

DEPTH = 10
"""How many hits are looked at."""
MEASURES = {"R@1": "recall@1", "R@5": "recall@5", "R@10": "recall@10", "RR@10": "mrr", "nDCG@10": "ndcg@10"}
"""The names of ir-measures and ours."""


def retrieval_scores(rankings: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> list[dict[str, float]]:
    """For each question's ranked hits and gold evidence, its values of `MEASURES`, each 0 to 1.

    A passage is relevant when it covers more than half of a piece of gold evidence that no better hit covers; all that
    one passage covers counts as one. So values do not depend on how a document was cut into passages.

    Recall@k = relevant among the first k / all relevant. Reciprocal rank = 1 / rank of the first relevant one, 0 when
    it is not among the first ten; its mean is the MRR (Voorhees 1999, The TREC-8 Question Answering Track Report).
    nDCG@10 = sum of 1 / log2(1 + rank) over the relevant among the first ten, over the largest sum possible (Järvelin
    and Kekäläinen 2002).
    """
    import ir_measures

    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for number, (hits, gold) in enumerate(rankings):
        ranked, relevant = _judge(hits[:DEPTH], gold)
        qrels[str(number)] = dict.fromkeys(relevant, 1)
        run[str(number)] = {name: float(-rank) for rank, name in enumerate(ranked)}
    scores: list[dict[str, float]] = [{} for _ in rankings]
    for metric in ir_measures.iter_calc([ir_measures.parse_measure(name) for name in MEASURES], qrels, run):
        scores[int(metric.query_id)][MEASURES[str(metric.measure)]] = metric.value
    return scores


def _judge(hits: Sequence[Span], gold: Sequence[Span]) -> tuple[list[str], list[str]]:
    """Names for the hits in order, and the names of what is relevant, found or not."""
    names, relevant, missing = [], [], list(gold)
    for rank, hit in enumerate(hits):
        name = f"hit {rank}"
        names.append(name)
        covered = [span for span in missing if covers(hit, span)]
        if covered:
            relevant.append(name)
            missing = [span for span in missing if span not in covered]
    return names, relevant + [f"missing {number}" for number in range(len(missing))]
