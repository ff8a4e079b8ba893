"""The year for which a figure holds."""

from __future__ import annotations

import pytest

from assistant.answering.years import governing, own_year


@pytest.mark.parametrize(
    ("sentence", "figure", "year"),
    [
        ("2022年gdp为10206.9亿元,比2021年增长", "10206.9", 2022),
        ("2021年为9501亿元,2022年为10206亿元", "10206", 2022),
        ("2021年为9501亿元,2022年为10206亿元", "9501", 2021),
        ("gdp为10206.9亿元,高于2021年", "10206.9", 0),
        ("自2012年以来共有19家", "19", 0),
        ("增速2021年8.1%,2022年3.0%", "3.0%", 2022),
        ("利润29.4亿元,是2020年的2.1倍,净利润22.7亿元", "22.7", 0),
        ("2022年10月28日成立,规模1000万元", "1000", 2022),
    ],
)
def test_a_figure_holds_for_the_year_named_last_before_it(sentence: str, figure: str, year: int) -> None:
    assert governing(sentence, sentence.index(figure)) == year


def test_a_documents_own_year_is_the_one_it_names_most() -> None:
    assert own_year("2022年一季度。2022年二季度。2021年。") == 2022
    assert own_year("2022年。2021年。") == 0
    assert own_year("") == 0
