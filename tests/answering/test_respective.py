"""Which figure is whose in a row: 南陵区和滨湖区的专利分别为2310件和1046件."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.key import key_span
from assistant.answering.question import analyse
from assistant.answering.respective import respective
from assistant.text import fold

_PATENTS = "松原区和柳港区的专利授权量分别为2310件和1046件。"
_GOODS = "铁矿石、煤炭和原油吞吐量分别为7120万吨、5340万吨和2960万吨。"
_POWER = "年末风电、光伏发电装机容量分别为980万千瓦和1460万千瓦。"
_SHARES = "三次产业占比分别为1.8%、34.4%和63.8%。"
_INCOMES = "城乡居民人均可支配收入分别增长5.0%和7.1%，达到33760元。"


@pytest.mark.parametrize(
    ("question", "sentence", "key"),
    [
        ("松原区的专利授权量是多少件？", _PATENTS, "2310件"),
        ("柳港的专利授权量是多少件？", _PATENTS, "1046件"),
        ("铁矿石吞吐量是多少万吨？", _GOODS, "7120万吨"),
        ("煤炭吞吐量是多少万吨？", _GOODS, "5340万吨"),
        ("原油吞吐量是多少万吨？", _GOODS, "2960万吨"),
        ("风电装机容量是多少？", _POWER, "980万千瓦"),
        ("光伏装机容量是多少？", _POWER, "1460万千瓦"),
        ("第一产业占比是多少？", _SHARES, "1.8%"),
        ("第二产业占比是多少？", _SHARES, "34.4%"),
        ("第三产业占比是多少？", _SHARES, "63.8%"),
        ("农村居民人均可支配收入增长了百分之几？", _INCOMES, "7.1%"),
    ],
)
def test_the_key_is_the_members_own_figure(question: str, sentence: str, key: str) -> None:
    span = key_span(analyse(question), sentence)
    assert span is not None
    assert sentence[slice(*span)] == key


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("专利授权量是多少件", _PATENTS),  # names no member
        ("松原和柳港的专利授权量", _PATENTS),  # names both
        ("松原的专利", "松原区、柳港区和石桥区的专利分别为2310件和1046件。"),  # figures for two of three
        ("松原的专利", "松原区和柳港区的专利分别增长，其中松原2310件。"),  # no row
        ("松原的专利", "松原区的专利为2310件。"),
    ],
)
def test_no_row_tells(asked: str, text: str) -> None:
    assert respective(asked, fold(text)) == -1


@given(st.text(), st.text())
def test_what_is_found_is_a_place_in_the_text(asked: str, text: str) -> None:
    assert -1 <= respective(asked, f"{text}分别为3个和5个") < len(text) + 20


@given(
    st.lists(st.sampled_from("茶叶 棉花 花生 大豆 芝麻 蓝莓 香菇 蚕茧".split()), min_size=2, max_size=6, unique=True),
    st.data(),
)
def test_the_nth_name_has_the_nth_figure(names: list[str], data: st.DataObject) -> None:
    figures = [f"{100 + 7 * place}吨" for place in range(len(names))]
    text = f"全县{'、'.join(names[:-1])}和{names[-1]}产量分别为{'、'.join(figures[:-1])}和{figures[-1]}。"
    place = data.draw(st.integers(0, len(names) - 1))
    assert text.startswith(figures[place], respective(f"{names[place]}产量是多少吨", text))
