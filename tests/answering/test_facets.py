import pytest

from assistant.answering.enumeration import points, subject
from assistant.answering.facets import facets
from assistant.answering.places import names_of, places
from assistant.answering.question import analyse
from assistant.text import bigrams, sentence_spans
from assistant.types import Sentence


def cut(text: str) -> list[Sentence]:
    return [Sentence("d", start, end, text[start:end]) for start, end in sentence_spans(text)]


def test_means_and_aim_are_things_asked_about() -> None:
    found = facets(analyse("公司是如何通过债务重组、重大投资和大规模融资来支持其未来投资计划的？"))
    assert [set(pairs) for pairs in found] == [
        set(bigrams(part)) for part in ("债务重组", "重大投资", "大规模融资", "支持其未来投资计划")
    ]


def test_a_single_thing_is_no_list() -> None:
    assert facets(analyse("海淀上市企业有多少家？")) == []


def test_points_are_found_from_the_sentence_that_announces_them() -> None:
    sentences = cut("他归纳为三点。一是人才。二是制度。三是文化。此外没有了。")
    assert list(points(sentences, 0)) == [0, 1, 2, 3]


def test_points_are_found_from_one_of_them() -> None:
    sentences = cut("他归纳为三点。一是人才。二是制度。三是文化。此外没有了。")
    assert list(points(sentences, 2)) == [0, 1, 2, 3]


def test_one_point_alone_is_no_list() -> None:
    assert list(points(cut("首先，公司成立了。然后它上市了。"), 0)) == []


def test_places_have_one_name() -> None:
    assert places("北京市海淀区和韩国、大韩民国") == {"北京", "海淀", "韩国"}
    assert names_of("韩国") == ("韩国", "大韩民国")


def test_a_district_that_no_list_holds_is_a_place() -> None:
    assert places("青羊区有多少人口") == {"青羊"}
    assert places("该市区有多少人口") == frozenset()
    assert places("2023年槿河市国民经济和社会发展统计公报") == {"槿河"}
    assert places("2023年度云溪市预算") == {"云溪"}
    assert places("2023年全市生产总值、2021年本市人口、2023年城市建设") == frozenset()


def test_a_point_says_what_it_is_about() -> None:
    assert subject("超高清视频方面，关键核心技术已经突破。") == "超高清视频"
    assert subject("一是人才优势。") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("凤栖省了多少时间？", set()),  # 省 saves
        ("凤栖省下多少分钟？", set()),
        ("凤栖省有多少人？", {"凤栖"}),
        ("凤栖省省长是谁？", {"凤栖"}),
        ("海淀区区委书记是谁？", {"海淀"}),
        ("柘川县县委书记是谁？", {"柘川"}),
    ],
)
def test_what_saves_is_no_province_and_a_secretary_no_district(text: str, found: set[str]) -> None:
    assert places(text) == found
