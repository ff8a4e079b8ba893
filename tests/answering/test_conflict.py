"""Two figures contradict each other only if they are of the same thing."""

from __future__ import annotations

import pytest

from assistant.answering.conflict import contradicting, sharpened
from assistant.answering.question import analyse
from tests.answering.made import ranked, report


@pytest.mark.parametrize(
    ("question", "first", "second", "conflict"),
    [
        ("财政收入是多少亿元？", "全市财政收入86.2亿元。", "全市财政收入91.5亿元。", True),
        ("财政收入是多少亿元？", "全市财政收入86.2亿元。", "全市财政支出91.5亿元。", False),
        ("第一产业增加值是多少亿元？", "第一产业增加值31.2亿元。", "第一产业增加值33.8亿元。", True),
        ("第一产业增加值是多少亿元？", "第一产业增加值31.2亿元。", "第三产业增加值245.8亿元。", False),
        ("第一批资金是多少万元？", "第一批资金312万元。", "第二批资金480万元。", False),
        ("出口额是多少亿元？", "全年出口额51.3亿元。", "全年出口额48.2亿元。", True),
        ("出口额是多少亿元？", "全年出口额51.3亿元。", "全年“绿色三宝”出口额8.2亿元。", False),
        ("“绿色三宝”出口额是多少亿元？", "“绿色三宝”出口额8.2亿元。", "“绿色三宝”出口额9.6亿元。", True),
        ("旅行社有多少家？", "全市旅行社31家。", "新办旅行社许可证7家。", False),  # another thing
        ("茶园有多少亩？", "全市茶园3100亩。", "全市茶园道路700亩。", False),
        ("旅行社有多少家？", "全市旅行社31家。", "全市旅行社33家。", True),
        ("旅行社有多少家？", "全市旅行社31家。", "全市旅行社总数达33家。", True),
        ("养老院有多少家？", "全市养老院31家。", "全市养老院机构已有35家。", True),
        ("旅行社有多少家？", "全市有31家旅行社。", "全市有6家旅行社开通了专线。", False),
        ("旅行社有多少家？", "全市有31家旅行社。", "全市有33家旅行社。", True),
        ("贷款余额是多少亿元？", "年末贷款余额312亿元。", "绿色贷款余额86亿元。", False),  # a part of it
        ("贷款余额是多少亿元？", "绿色贷款余额86亿元。", "制造业贷款余额95亿元。", False),
        ("贷款余额是多少亿元？", "绿色贷款余额86亿元。", "年末贷款余额312亿元。", True),  # both are told
        ("客运量是多少亿人次？", "全年客运量3.84亿人次。", "跨年夜客运量168.3万人次。", False),  # of a night
        ("游客有多少万人次？", "接待游客58.3万人次。", "3月20日至4月6日吸引游客16.5万人次。", False),
        ("产值是多少亿元？", "全市实现产值1286亿元。", "分环节看，电芯制造产值612亿元。", False),
        ("医师有多少人？", "全市医师2840人。", "每千人口医师3人。", False),
        ("在校学生有多少人？", "初中28所，在校学生26100人。", "高中9所，在校学生14800人。", False),
        ("收入是多少亿元？", "全年收入51.3亿元。", "全年收入约51亿元。", False),
        ("上市企业有多少家？", "目前上市企业17家。", "方案提出到2027年上市企业达到30家。", False),  # only hoped for
        ("上市企业有多少家？", "方案提出到2027年上市企业达到25家。", "方案提出到2027年上市企业达到30家。", True),
    ],
)
def test_what_contradicts(question: str, first: str, second: str, conflict: bool) -> None:
    found = contradicting(analyse(question), ranked(report(first, second)))
    assert (found.candidate.sentence.text if found else "") == (second if conflict else "")


@pytest.mark.parametrize(
    ("question", "first", "second", "said"),
    [
        ("产值是多少亿元？", "分环节看，电芯制造产值612亿元。", "全市实现产值1286亿元。", "全市实现产值1286亿元。"),
        ("电芯制造产值是多少亿元？", "电芯制造产值612亿元。", "全市实现产值1286亿元。", "电芯制造产值612亿元。"),
        (
            "产值是多少亿元？",
            "电芯制造产值612亿元。",
            "到2027年产值达到2000亿元。",
            "电芯制造产值612亿元。",
        ),  # hoped for
    ],
)
def test_the_figure_of_all_goes_before_that_of_a_part(question: str, first: str, second: str, said: str) -> None:
    assert sharpened(analyse(question), ranked(report(first, second)))[0].candidate.sentence.text == said
