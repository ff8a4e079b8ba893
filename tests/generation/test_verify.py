"""Claims against a report: what their quotes bear out passes, whatever is off in one thing does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.generation.evidence import Evidence, Table
from assistant.generation.verify import Fault
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings

REPORT = """# 海淀区2022年经济运行

海淀区2022年地区生产总值为10206.9亿元，已经接近西安市（陕西省会）的11486亿元，远高于沈阳市的7695.8亿元。
海淀区的独角兽企业有50余家，约为北京市总数的一半。国家级专精特新“小巨人”企业有265家。
过去三年，海淀区平均每天有50家科技企业诞生。到2022年年底，海淀区共有上市企业268家，在全国排名第一。
当时海淀区预计到2023年才能达到1万亿元。这一目标并没有推迟，在2022年便已完成。
海淀区委副书记、区长李俊杰接受了专访。他说，第三产业的比重为92%。海淀区委书记王合生做客节目。
全年进出口总额1023.8亿元，其中出口782.4亿元。手术间由28间增加到43间，民营医院19家，合资医院8家。
全年开展肝移植37例、肾移植61例。收支结余为负0.2亿元。投诉降到了97件。
2012年印发了《海淀区促进创业人才发展支持办法》，升级版于2021年推出。
八十年代要看深圳，九十年代要看浦东。
"""


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    folder = tmp_path_factory.mktemp("verify")
    (folder / "documents").mkdir()
    (folder / "documents" / "report.md").write_text(REPORT, encoding="utf-8")
    chosen = Settings.model_validate({})
    encoder = load_encoder("static")
    index, _ = open_index(folder / "documents", folder / "index", chosen, encoder, None)
    return Evidence(Retriever(index, encoder, chosen), chosen)


def fault(evidence: Evidence, question: str, claim: str, *quotes: str) -> Fault | None:
    table: Table = evidence.lay_out(question)
    cited = [one.candidate for quote in quotes for one in table.offered if quote in one.candidate.sentence.text]
    assert len(cited) == len(quotes)
    return table.find_fault(claim, cited)


GDP = ("海淀的经济总量是多少", "10206.9亿元")
UNICORNS = ("独角兽企业有多少家", "50余家")
GIANTS = ("“小巨人”企业有多少家", "265家")
LISTED = ("海淀上市企业有多少家", "268家")
TRADE = ("进出口总额是多少", "1023.8亿元")
THEATRES = ("手术间有多少", "43间")
GRAFTS = ("移植了多少例", "肝移植")
BALANCE = ("收支结余是多少", "负0.2亿元")
HEAD = ("区长是谁", "李俊杰")


@pytest.mark.parametrize(
    ("about", "claim"),
    [
        (GDP, "2022年海淀的GDP为一万零二百零六点九亿元"),
        (GDP, "海淀区经济总量达到1.02万亿元，接近西安的11486亿元"),
        (GDP, "沈阳的地区生产总值是7695.8亿元，低于海淀区的10206.9亿元，相差2511.1亿元"),
        (UNICORNS, "海淀区共有五十余家独角兽企业"),
        (UNICORNS, "海淀区的独角兽公司约占北京的一半"),
        (LISTED, "海淀区有268家上市公司，全国第一"),
        (LISTED, "截至2022年底，海淀共有上市企业二百六十八家"),
        (("每天诞生多少家科技企业", "平均每天"), "海淀区每天有50家科技企业诞生"),
        (HEAD, "海淀区区长是李俊杰"),
        (("海淀每天新成立多少家科技公司", "平均每天"), "海淀区平均每天有50家科技企业诞生"),
        (("上市企业数量，海淀在北京排名第几", "268家"), "海淀区上市企业在全国排名第一"),
        (("我在写北京各区的稿子，海淀区有多少家上市企业", "268家"), "海淀区共有上市企业268家"),
        (("<script>alert(1)</script>海淀上市企业有多少家", "268家"), "海淀区共有上市企业268家"),
        (("第三产业占比多少", "92%"), "海淀区第三产业占比逾九成"),
        (TRADE, "全年进出口总额1023.8亿元"),
        (THEATRES, "手术间由28间提高到43间"),
        (THEATRES, "手术间原来有28间，后来增加到43间"),
        (GRAFTS, "全年肾移植61例，肝移植37例"),
        (BALANCE, "收支结余为负0.2亿元"),
        (("投诉有多少件", "97件"), "投诉下降到97件"),
        (("办法是哪一年印发的", "2012年"), "《海淀区促进创业人才发展支持办法》于2012年印发"),
    ],
)
def test_what_the_quote_says_passes(evidence: Evidence, about: tuple[str, str], claim: str) -> None:
    assert fault(evidence, about[0], claim, about[1]) is None


@pytest.mark.parametrize(
    ("about", "claim", "expected"),
    [
        (GDP, "2022年海淀的GDP为10207.9亿元", Fault.NUMBER),
        (GDP, "2022年海淀的GDP为10206.9万元", Fault.NUMBER),
        (GDP, "海淀区经济总量首次突破万万元", Fault.NUMBER),
        (GDP, "2021年海淀的GDP为10206.9亿元", Fault.DATE),
        (GDP, "沈阳的地区生产总值是11486亿元", Fault.MISPLACED),
        (GDP, "杭州的地区生产总值是7695.8亿元", Fault.NAME),
        (GDP, "沈阳比海淀少2611.1亿元：7695.8亿元、10206.9亿元", Fault.NUMBER),
        (UNICORNS, "海淀区有独角兽企业50家", Fault.NUMBER),
        (UNICORNS, "海淀区有图书馆50余家", Fault.WORDS),
        (UNICORNS, "海淀区的独角兽企业减少到50余家", Fault.TURNED),
        (LISTED, "海淀共有上市企业268人", Fault.NUMBER),
        (LISTED, "海淀共有上市企业268家，全国第二", Fault.RANK),
        (LISTED, "海淀没有上市企业", Fault.TURNED),
        (("每天诞生多少家科技企业", "平均每天"), "海淀区有50家科技企业", Fault.NARROWED),
        (("海淀GDP哪一年达到1万亿", "2023年"), "海淀区2023年达到1万亿元", Fault.NARROWED),
        (("目标推迟了吗", "推迟"), "这一目标推迟了", Fault.TURNED),
        (LISTED, "2022年海淀区新增上市企业268家", Fault.NARROWED),
        (LISTED, "因此海淀区共有上市企业268家", Fault.UNFOUNDED),
        (LISTED, "海淀区正好有上市企业268家", Fault.UNFOUNDED),
        (GDP, "海淀区2022年地区生产总值超过西安市的11486亿元", Fault.TURNED),
        (GDP, "海淀区2022年地区生产总值最高", Fault.TURNED),
        (("每天诞生多少家科技企业", "平均每天"), "海淀区平均每年有50家科技企业诞生", Fault.NARROWED),
        (("办法是哪一年印发的", "2012年"), "《海淀区促进人才发展支持办法》于2012年印发", Fault.NAME),
        (HEAD, "海淀区委书记李俊杰接受了专访", Fault.OFFICE),
        (HEAD, "海淀区区长是张俊杰", Fault.NAME),
        (HEAD, "Li Junjie is the head of Haidian", Fault.FORM),
        (HEAD, "区长是李俊杰，详见https://example.com", Fault.FORM),
        (HEAD, "区长是李俊杰[9]", Fault.FORM),
        (HEAD, "区#长。", Fault.FORM),
        (("2019年海淀上市企业有多少家", "268家"), "到2022年年底，海淀区共有上市企业268家", Fault.CONSTRAINT),
        (("朝阳区上市企业有多少家", "268家"), "海淀区共有上市企业268家", Fault.CONSTRAINT),
        (("海淀在上海排名第几", "268家"), "海淀区上市企业在全国排名第一", Fault.CONSTRAINT),
        (("北京市西安的地区生产总值是多少", "7695.8亿元"), "沈阳的地区生产总值是7695.8亿元", Fault.CONSTRAINT),
        (("海淀新增了多少家上市企业", "268家"), "海淀区共有上市企业268家", Fault.CONSTRAINT),
        (TRADE, "出口总额1023.8亿元", Fault.MISPLACED),
        (THEATRES, "手术间增加了43间", Fault.MISPLACED),
        (THEATRES, "手术间有28间", Fault.MISPLACED),
        (THEATRES, "民营医院的手术间有43间", Fault.MISPLACED),
        (THEATRES, "新手术间有43间", Fault.WORDS),
        (GRAFTS, "全年开展肝移植61例、肾移植37例", Fault.MISPLACED),
        (BALANCE, "收支结余为0.2亿元", Fault.NUMBER),
        (("投诉有多少件", "97件"), "投诉上升到97件", Fault.TURNED),
        (("深圳要看哪个年代", "九十年代"), "九十年代要看深圳", Fault.MISPLACED),
        (("升级版哪年推出", "2012年"), "升级版于2012年推出", Fault.MISPLACED),
    ],
)
def test_what_the_quote_does_not_say_is_held_back(
    evidence: Evidence, about: tuple[str, str], claim: str, expected: Fault
) -> None:
    assert fault(evidence, about[0], claim, about[1]) is expected


def test_figures_of_one_sentence_are_not_given_to_another(evidence: Evidence) -> None:
    assert fault(evidence, "独角兽企业有多少家", "独角兽企业有265家", UNICORNS[1], GIANTS[1]) is Fault.MISPLACED
    assert fault(evidence, "独角兽企业有多少家", "独角兽企业有50余家", UNICORNS[1], GIANTS[1]) is None


def test_an_office_of_one_person_is_not_given_to_another(evidence: Evidence) -> None:
    both = ("李俊杰接受", "王合生做客")
    assert fault(evidence, "区长是谁", "区长王合生做客节目", *both) is Fault.OFFICE
    assert fault(evidence, "书记是谁", "海淀区委书记王合生做客节目", *both) is None


def test_a_claim_needs_its_sources(evidence: Evidence) -> None:
    table = evidence.lay_out("海淀上市企业有多少家")
    assert table.find_fault("海淀共有上市企业268家", ()) is Fault.NO_SOURCE
    assert table.find_fault("海淀共有上市企业268家", table.cited(("zz99",))) is Fault.UNKNOWN_ID
    assert fault(evidence, "海淀上市企业有多少家", "海淀共有上市企业268家", "92%") is Fault.NUMBER


def test_ids_are_fresh_for_every_question(evidence: Evidence) -> None:
    first, second = ({one.id for one in evidence.lay_out("海淀上市企业有多少家").offered} for _ in range(2))
    assert len(first) == len(second) > 5
    assert first != second
    assert all(len(one) == 4 and one[0].isalpha() for one in first | second)


def test_what_the_offer_holds_is_bounded(evidence: Evidence) -> None:
    small = Evidence(evidence._retriever, Settings.model_validate({"llm_prompt_chars": 100}))
    offered = small.lay_out("海淀上市企业有多少家").offered
    assert 1 <= len(offered) < len(evidence.lay_out("海淀上市企业有多少家").offered)
    assert sum(len(one.candidate.sentence.text) for one in offered) <= 100


@given(
    claim=st.text(
        "第一二三十百千万亿零两01239.%年月日家余多约超过不没未新增累计每天由从到比最成半点星期金奖“”《》，。的是海淀区李俊杰书记副市前后者gD½③",
        max_size=40,
    )
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_model_writes_has_a_verdict(evidence: Evidence, claim: str) -> None:
    table = evidence.lay_out("海淀上市企业有多少家")
    assert table.find_fault(claim, [table.offered[0].candidate]) in (None, *Fault)


def test_a_rank_that_is_no_number_stands_in_no_quote(evidence: Evidence) -> None:
    assert fault(evidence, "海淀上市企业有多少家", "海淀共有上市企业268家，全国第百", "268家") is Fault.RANK
