"""Against the figures of the CMRC 2018 scorer, run once on these pairs and copied here."""

from __future__ import annotations

import pytest

from assistant.evaluation.metrics.cmrc import exact_match, f1, segments

SCORER = [
    (["268家"], "海淀区268家", 0.0, 0.5714285714285715),
    (["10206.9亿元", "10206.9亿"], "10206.9亿元。", 1.0, 1.0),
    (["《海淀区志》"], "海淀区志", 1.0, 1.0),
    (["Windows 11 Pro"], "windows 11", 0.0, 0.8),
    (["中关村"], "学院路", 0.0, 0.0),
    (["26.3%", "26.3个百分点"], "占26.3%左右", 0.0, 0.5714285714285715),
    (["30℃"], "℃。冬季", 0.0, 0.0),
    (["3,000人"], "约3,000人。", 0.0, 0.8),
]


@pytest.mark.parametrize(("golds", "prediction", "exact", "score"), SCORER)
def test_the_scorers_own_figures(golds: list[str], prediction: str, exact: float, score: float) -> None:
    assert exact_match(prediction, golds) == exact
    assert f1(prediction, golds) == pytest.approx(score, abs=1e-12)


def test_the_scorers_own_figures_of_the_whole_file() -> None:
    # What it prints for these eight questions: {"F1": "59.286", "EM": "25.000"}.
    assert sum(f1(prediction, golds) for golds, prediction, *_ in SCORER) / len(SCORER) == pytest.approx(
        0.59286, abs=5e-6
    )
    assert sum(exact_match(prediction, golds) for golds, prediction, *_ in SCORER) / len(SCORER) == 0.25


def test_the_worked_example_of_the_docstring() -> None:
    assert f1("海淀区268家", ["268家"]) == pytest.approx(4 / 7)


def test_the_common_run_is_unbroken() -> None:
    # Common characters 甲 and 丙 are not neighbours in the prediction, so the longest run is one.
    assert f1("甲乙丙", ["甲丙"]) == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


def test_units() -> None:
    assert segments("2022年，GDP达10206.9亿元！") == ["2022", "年", "gdp", "达", "10206.9", "亿", "元"]
    assert segments("") == []


def test_without_golds_nothing_matches() -> None:
    assert exact_match("268家", []) == 0.0
    assert f1("268家", []) == 0.0
