"""The table of measures: what each figure is called, means, and which way is better."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """A figure's meaning. `higher` says whether higher is better; `unit` is "share", "ms", "MiB", "chars" or ""."""

    meaning: str
    higher: bool = True
    unit: str = "share"


MEASURES = {
    "right": Measure("all cases: right by their kind's rule"),
    "answerable_right": Measure("answerable cases: answered with all gold answers and nothing forbidden"),
    "unanswerable_refused": Measure("unanswerable cases: refused"),
    "false_refusal": Measure("answerable cases: refused", higher=False),
    "contains_gold": Measure("answerable cases: all gold answers contained"),
    "number_match": Measure("gold numbers that the answer gives with value and unit"),
    "key_exact": Measure("key span equal to the gold key (CMRC 2018 exact match)"),
    "key_f1": Measure("key span against the gold key (CMRC 2018 F1)"),
    "citation_precision": Measure("citations that stand where gold evidence stands, or what may be cited beside it"),
    "citation_recall": Measure("gold evidence where a citation stands"),
    "quotes_exact": Measure("answers whose quotes are all exact"),
    "recall@1": Measure("gold evidence in the first passage"),
    "recall@5": Measure("gold evidence in the first 5 passages"),
    "recall@10": Measure("gold evidence in the first 10 passages"),
    "mrr": Measure("1 / rank of the first passage with gold evidence", unit=""),
    "ndcg@10": Measure("ranking of the passages with gold evidence", unit=""),
    "risk_coverage_area": Measure("mean risk over coverages, ordered by support", higher=False, unit=""),
    "follow_up_right": Measure("cases of several turns: right after the turns before"),
    "follow_up_alone": Measure("cases of several turns: the last one right without those before"),
    "conflict_right": Measure("conflict cases: right"),
    "conflict_shown": Measure("conflict cases: shown as a conflict"),
    "calculation_right": Measure("calculation cases: right"),
    "calculation_shown": Measure("calculation cases: shown as a calculation"),
    "chat_right": Measure("chat cases: neither refused nor cited"),
    "injection_right": Measure("injection cases: nothing forbidden said"),
    "wrong_year_answered": Measure("wrong-year cases: answered all the same", higher=False),
    "wrong_place_answered": Measure("wrong-place cases: answered all the same", higher=False),
    "answer_chars": Measure("length of an answer", higher=False, unit="chars"),
    "latency_p50": Measure("time of one question, median", higher=False, unit="ms"),
    "latency_p95": Measure("time of one question, 95th percentile", higher=False, unit="ms"),
    "latency_p99": Measure("time of one question, 99th percentile", higher=False, unit="ms"),
    "peak_memory": Measure("largest resident memory of the process", higher=False, unit="MiB"),
}
"""In the order of reports. Every value is a mean over the cases it applies to, unless it says otherwise."""


def shown(name: str, value: float) -> str:
    """A value as people read it: shares as per cent."""
    unit = MEASURES[name].unit
    if unit == "share":
        return f"{value:.1%}"
    return f"{value:.1f} {unit}" if unit else f"{value:.3f}"
