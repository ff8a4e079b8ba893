"""Calculating over cited operands: exact results, their markers, honest words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.calculate import calculate
from assistant.answering.decompose import decompose
from assistant.answering.merge import MARKER
from assistant.answering.plan import Operation, Part, Plan
from assistant.types import Answer, AnswerKind, Calculation, Citation, Claim

PLACES = {"高": 1, "低": -1}


def fact(sentence: str, key: str, start: int = 0, number: int = 1) -> Answer:
    """A looked-up answer of one sentence that stands at `start` in the report, with its key figure."""
    text, at = f"{sentence}[{number}]", sentence.index(key)
    citation = Citation(number, "d", "报告", "节", start, start + len(sentence), sentence)
    claims = (Claim(sentence, (number,)),)
    return Answer("问", text, AnswerKind.FACT, (citation,), claims, ((at, at + len(key)),), support=0.9)


def refusal(missing: str = "") -> Answer:
    return Answer("问", "报告里没有。", AnswerKind.REFUSAL, missing=missing)


def disputed() -> Answer:
    texts = ("前沿领域聚集独角兽企业50余家。", "独角兽企业达40家。")
    citations = tuple(Citation(i, "d", "", "", 900 * i, 900 * i + len(t), t) for i, t in enumerate(texts, 1))
    claims = (Claim(texts[0], (1,), "前沿领域"), Claim(texts[1], (2,)))
    text = f"{texts[0]}[1]{texts[1]}[2]"
    spans = tuple((text.index(key), text.index(key) + len(key)) for key in ("50余家", "40家"))
    return Answer("问", text, AnswerKind.CONFLICT, citations, claims, spans, support=0.8)


HAIDIAN = fact("海淀区2022年地区生产总值为10206.9亿元。", "10206.9亿元", 0)
SHENYANG = fact("远高于沈阳市的7695.8亿元。", "7695.8亿元", 100)
XIAN = fact("接近西安市的11486亿元。", "11486亿元", 200)
BEIJING = fact("北京2021年的GDP超过4万亿元。", "4万亿元", 300)
LISTED = fact("海淀区共有上市企业268家。", "268家", 400)
ADDED = fact("全年新增上市企业19家。", "19家", 500)
PRIVATE = fact("海淀有20多万家民营企业。", "20多万家", 600)
EARLY = fact("早在2012年，印发办法。", "2012年", 700)
LATE = fact("2021年，推出升级版。", "2021年", 800)


def ask(question: str, *answers: Answer) -> Answer:
    plan = decompose(question)
    assert plan is not None, question
    return calculate(plan, answers, question)


def first_line(answer: Answer) -> str:
    return answer.text.split("\n")[0]


def check_citations(answer: Answer) -> None:
    """Every marker has its citation, every citation its marker, and numbers run from 1."""
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(number) for number in MARKER.findall(answer.text)} == set(numbers)
    formula = answer.calculation.formula if answer.calculation else ""
    assert {int(number) for number in MARKER.findall(formula)} <= set(numbers)
    assert {number for claim in answer.claims for number in claim.markers} <= set(numbers)


def test_the_difference_is_shown_with_formula_and_operands() -> None:
    answer = ask("海淀的GDP比沈阳高多少亿元？", HAIDIAN, SHENYANG)
    assert answer.text == (
        "海淀的GDP比沈阳高2511.1亿元：10206.9亿元[1] − 7695.8亿元[2] = 2511.1亿元。\n"
        "海淀区2022年地区生产总值为10206.9亿元。[1]\n"
        "远高于沈阳市的7695.8亿元。[2]"
    )
    assert answer.calculation == Calculation("10206.9 [1] − 7695.8 [2]", "2511.1", "亿元")
    assert (answer.kind, answer.key, answer.support) == (AnswerKind.CALCULATION, "2511.1亿元", 0.9)
    assert [citation.quote for citation in answer.citations] == [
        "海淀区2022年地区生产总值为10206.9亿元。",
        "远高于沈阳市的7695.8亿元。",
    ]
    check_citations(answer)


@pytest.mark.parametrize(
    ("question", "answers", "line", "key"),
    [
        (
            "海淀的GDP比西安高多少？",
            (HAIDIAN, XIAN),
            "海淀的GDP并不比西安高，而是低1279.1亿元：11486亿元[2] − 10206.9亿元[1] = 1279.1亿元。",
            "1279.1亿元",
        ),
        (
            "海淀和西安的GDP相差多少？",
            (HAIDIAN, XIAN),
            "海淀的GDP与西安相差1279.1亿元：11486亿元[2] − 10206.9亿元[1] = 1279.1亿元。",
            "1279.1亿元",
        ),
        (
            "海淀和沈阳的GDP合计多少万亿元？",
            (HAIDIAN, SHENYANG),
            "海淀和沈阳的GDP合计1.79027万亿元：1.02069万亿元[1] + 0.76958万亿元[2] = 1.79027万亿元。",
            "1.79027万亿元",
        ),
        (
            "海淀的新增上市企业占上市企业的百分之几？",
            (ADDED, LISTED),
            "海淀的新增上市企业占上市企业的约7.1%：19家[1] ÷ 268家[2] ≈ 7.1%。",
            "约7.1%",
        ),
        (
            "海淀的GDP是沈阳的几倍？",
            (HAIDIAN, SHENYANG),
            "海淀的GDP是沈阳的约1.33倍：10206.9亿元[1] ÷ 7695.8亿元[2] ≈ 1.33倍。",
            "约1.33倍",
        ),
        (
            "海淀的GDP比沈阳高百分之几？",
            (HAIDIAN, SHENYANG),
            "海淀的GDP比沈阳高约32.6%：（10206.9亿元[1] − 7695.8亿元[2]）÷ 7695.8亿元[2] ≈ 32.6%。",
            "约32.6%",
        ),
        (
            "海英计划升级版比海英计划晚几年推出？",
            (LATE, EARLY),
            "海英计划升级版比海英计划晚9年：2021年[1] − 2012年[2] = 9年。",
            "9年",
        ),
        (
            "海淀、沈阳和西安谁的GDP最高？",
            (HAIDIAN, SHENYANG, XIAN),
            "西安的GDP最高：11486亿元[3] > 10206.9亿元[1] > 7695.8亿元[2]。",
            "西安",
        ),
        (
            "海淀、沈阳、西安的GDP按从低到高排序",
            (HAIDIAN, SHENYANG, XIAN),
            "GDP从低到高：沈阳、海淀、西安（7695.8亿元[2] < 10206.9亿元[1] < 11486亿元[3]）。",
            "沈阳、海淀、西安",
        ),
        (
            "海淀的GDP超过沈阳了吗？",
            (HAIDIAN, SHENYANG),
            "是的，海淀的GDP超过沈阳：10206.9亿元[1] > 7695.8亿元[2]。",
            "是的",
        ),
        (
            "海淀的GDP有没有超过西安？",
            (HAIDIAN, XIAN),
            "没有，海淀的GDP没有超过西安：10206.9亿元[1] < 11486亿元[2]。",
            "没有",
        ),
        (
            "海淀的GDP是否超过1万亿元？",
            (HAIDIAN,),
            "是的，海淀的GDP超过1万亿元：10206.9亿元[1] > 1万亿元。",
            "是的",
        ),
        (
            "海淀的GDP比西安高吗？",
            (HAIDIAN, XIAN),
            "不是，海淀的GDP比西安低：10206.9亿元[1] < 11486亿元[2]。",
            "不是",
        ),
    ],
)
def test_results(question: str, answers: Sequence[Answer], line: str, key: str) -> None:
    answer = ask(question, *answers)
    assert first_line(answer) == line
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, key)
    check_citations(answer)


@pytest.mark.parametrize(
    ("question", "answers", "result", "unit"),
    [
        ("海淀的民营企业比上市企业多多少家？", (PRIVATE, LISTED), "约200000家", "家"),
        (
            "海淀的上市企业比独角兽企业多多少家？",
            (LISTED, fact("聚集独角兽企业50余家。", "50余家", 99)),
            "不到218家",
            "家",
        ),
    ],
)
def test_vague_operands_give_vague_results(question: str, answers: Sequence[Answer], result: str, unit: str) -> None:
    answer = ask(question, *answers)
    assert answer.calculation is not None
    assert (answer.key, answer.calculation.vague, answer.calculation.unit) == (result, True, unit)


def test_figures_of_different_years_are_pointed_out() -> None:
    answer = ask("海淀的GDP比北京少多少亿元？", HAIDIAN, BEIJING)
    assert first_line(answer).endswith("注意年份不同：2022年、2021年。")


def test_a_share_of_another_year_is_no_share() -> None:
    answer = ask("海淀的GDP占北京的百分之几？", HAIDIAN, BEIJING)
    assert answer.refused
    assert answer.text == "无法得出结果：一个数字占另一个的多少，要同一年的才能算；年份不同：2022年、2021年。"
    assert [one.quote for one in answer.related] == [one.quote for fact in (HAIDIAN, BEIJING) for one in fact.citations]


def test_dates_are_compared_as_a_fact() -> None:
    march = fact("公司在2019年3月重组。", "2019年3月", 0)
    august = fact("公司在2019年8月重组。", "2019年8月", 50)
    answer = ask("比较甲有限公司和乙有限公司的债务重组事件，哪家公司的债务重组时间更早？", march, august)
    assert first_line(answer) == "甲有限公司的债务重组时间更早：2019年3月[1]早于2019年8月[2]。"
    assert (answer.kind, answer.key, answer.calculation) == (AnswerKind.FACT, "甲有限公司", None)
    vague = ask(
        "比较甲有限公司和乙有限公司的债务重组事件，哪家公司的债务重组时间更早？",
        fact("在2019年。", "2019年", 90),
        august,
    )
    assert first_line(vague) == "无法得出结果：报告里的时间不够精确，分不出先后：2019年和2019年8月。"


def test_units_are_turned_into_each_other() -> None:
    answer = ask(
        "比较甲有限公司和乙有限公司的社区投资额，哪家公司的社区投资额更高？",
        fact("投资总额为500,000元。", "500,000元"),
        fact("投资了500万元。", "500万元", 50),
    )
    assert first_line(answer) == "乙有限公司的社区投资额更高：500万元[2] > 50万元[1]。"


def test_equal_values_are_said_to_be_equal() -> None:
    answer = ask(
        "比较甲有限公司和乙有限公司的负债比率，哪家公司的负债比率更高？",
        fact("负债比率为30%。", "30%"),
        fact("负债比率为0.3。", "0.3", 50),
    )
    assert first_line(answer) == "甲有限公司和乙有限公司的负债比率相同，均为30%[1]、30%[2]。"
    assert answer.key == "相同"


def test_a_missing_operand_is_named_and_the_found_one_offered() -> None:
    answer = ask("海淀的GDP比广州高多少？", HAIDIAN, refusal())
    assert answer.text == "报告里没有广州的GDP，无法计算。报告里有的是：海淀的GDP为10206.9亿元。"
    assert (answer.kind, answer.missing, answer.citations) == (AnswerKind.REFUSAL, "广州的GDP", ())
    assert [(citation.number, citation.quote) for citation in answer.related] == [
        (1, "海淀区2022年地区生产总值为10206.9亿元。")
    ]
    dated = ask("海英计划升级版比海英计划晚几年推出？", refusal(), EARLY)
    assert dated.missing == "海英计划升级版的时间"


@pytest.mark.parametrize(
    ("question", "answers", "reason"),
    [
        ("海淀的GDP比沈阳高多少？", (HAIDIAN, fact("沈阳有268家。", "268家", 9)), "单位不同"),
        ("海淀的GDP比沈阳高多少？", (HAIDIAN, HAIDIAN), "没有沈阳的GDP"),
        ("上市企业比独角兽企业多多少？", (LISTED, LISTED), "只有一个数字"),
        ("海淀的GDP比沈阳高多少？", (EARLY, LATE), "时间，不是数字"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(question: str, answers: Sequence[Answer], reason: str) -> None:
    answer = ask(question, *answers)
    assert answer.refused
    assert reason in answer.text
    assert answer.citations == ()
    assert answer.related


@pytest.mark.parametrize(
    ("question", "answers", "reason"),
    [
        ("海淀的民营企业超过25万家了吗？", (PRIVATE,), "报告里的数字不够精确，分不出高低：20多万家和25万家"),
        (
            "海淀的企业比沈阳的企业多多少？",
            (PRIVATE, fact("沈阳有20多万家。", "20多万家", 50)),
            "报告里的数字不够精确，算不出差别：20多万家和20多万家",
        ),
        (
            "海淀和沈阳哪个收入高？",
            (fact("收入2亿元。", "2亿元"), fact("收入1亿美元。", "1亿美元", 50)),
            "2亿元和1亿美元的币种不同",
        ),
    ],
)
def test_figures_that_cannot_be_told_apart_are_given_side_by_side(
    question: str, answers: Sequence[Answer], reason: str
) -> None:
    answer = ask(question, *answers)
    assert first_line(answer) == f"无法得出结果：{reason}。"
    assert answer.text.split("\n")[1:] == [f"{a.claims[0].text}[{i}]" for i, a in enumerate(answers, 1)]
    assert [answer.text[slice(*span)] for span in answer.key_spans] == [a.key for a in answers]
    assert not answer.refused
    check_citations(answer)


def test_a_disputed_operand_gives_a_result_for_each_of_its_figures() -> None:
    answer = ask("海淀的上市企业比独角兽企业多多少家？", LISTED, disputed())
    assert answer.kind is AnswerKind.CONFLICT
    assert [answer.text[slice(*span)] for span in answer.key_spans] == ["不到218家", "228家"]
    assert [(claim.scope, claim.markers) for claim in answer.claims[:2]] == [
        ("50余家（前沿领域）", (1, 2)),
        ("40家", (1, 3)),
    ]
    check_citations(answer)


def test_a_dispute_that_changes_nothing_stays_one_answer() -> None:
    answer = ask("海淀的上市企业和独角兽企业哪个多？", LISTED, disputed())
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, "海淀的上市企业")
    check_citations(answer)


def test_distribution_gives_one_answer_after_the_other() -> None:
    answer = ask("海淀和沈阳的GDP分别是多少？", HAIDIAN, SHENYANG)
    assert answer.text == "海淀区2022年地区生产总值为10206.9亿元。[1]\n远高于沈阳市的7695.8亿元。[2]"
    assert answer.kind is AnswerKind.LIST
    assert [answer.text[slice(*span)] for span in answer.key_spans] == ["10206.9亿元", "7695.8亿元"]
    check_citations(answer)


def test_distribution_says_what_is_missing() -> None:
    some = ask("海淀和广州的GDP分别是多少？", HAIDIAN, refusal())
    assert some.text == "海淀区2022年地区生产总值为10206.9亿元。[1]\n报告里没有说明：广州的GDP是多少？"
    assert (some.kind, some.missing) == (AnswerKind.FACT, "广州的GDP是多少")
    assert ask("深圳和广州的GDP分别是多少？", refusal(), refusal()).refused


def test_one_sentence_for_both_stands_once() -> None:
    both = fact("海淀和沈阳的GDP分别为3亿元和2亿元。", "3亿元")
    assert ask("海淀和沈阳的GDP分别是多少？", both, both).text == "海淀和沈阳的GDP分别为3亿元和2亿元。[1]"


def test_the_number_of_answers_must_fit() -> None:
    plan = decompose("海淀的GDP比沈阳高多少？")
    assert plan is not None
    with pytest.raises(ValueError, match="1 answers for 2 questions"):
        calculate(plan, [HAIDIAN], "问")


AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10**9), places=3, allow_nan=False)
UNITS = st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8), ("万亿元", 10**12)])


def planned(operation: Operation, count: int, unit: str = "", word: str = "") -> Plan:
    parts = tuple(Part(f"{name}地的收入是多少？", f"{name}地的收入", f"{name}地") for name in "甲乙丙丁戊"[:count])
    return Plan(operation, parts, "收入", word, unit)


def amounts(values: Sequence[tuple[Decimal, tuple[str, int]]]) -> tuple[list[Answer], list[Fraction]]:
    answers = [fact(f"收入为{v:f}{unit}。", f"{v:f}{unit}", 100 * i, 1) for i, (v, (unit, _)) in enumerate(values)]
    return answers, [Fraction(v) * size for v, (_, size) in values]


def exact(answer: Answer) -> Fraction:
    assert answer.calculation is not None
    sizes = {"元": 1, "万元": 10**4, "亿元": 10**8, "万亿元": 10**12}
    return Fraction(answer.calculation.result) * sizes[answer.calculation.unit]


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.tuples(AMOUNTS, UNITS), min_size=2, max_size=5), st.sampled_from(["", "元", "亿元"]))
def test_sums_are_exact(values: list[tuple[Decimal, tuple[str, int]]], unit: str) -> None:
    answers, references = amounts(values)
    answer = calculate(planned(Operation.SUM, len(values), unit), answers, "问")
    assert exact(answer) == sum(references)
    assert len(answer.citations) == len(values)
    check_citations(answer)


@settings(deadline=None)  # the first example reads the dictionary
@given(st.tuples(AMOUNTS, UNITS), st.tuples(AMOUNTS, UNITS), st.sampled_from(["高", "低", ""]))
def test_differences_are_exact_and_go_the_right_way(
    first: tuple[Decimal, tuple[str, int]], second: tuple[Decimal, tuple[str, int]], word: str
) -> None:
    answers, (a, b) = amounts([first, second])
    answer = calculate(planned(Operation.DIFFERENCE, 2, word=word), answers, "问")
    check_citations(answer)
    assert len(answer.citations) == 2
    if a == b:
        assert answer.key == "相同"
        return
    assert exact(answer) == abs(a - b)
    if word:
        assert ("并不比" in answer.text) == ((a - b) * PLACES[word] < 0)
    assert answer == calculate(planned(Operation.DIFFERENCE, 2, word=word), answers, "问")


@settings(deadline=None)  # the first example reads the dictionary
@given(st.tuples(AMOUNTS, UNITS), st.tuples(AMOUNTS, UNITS))
def test_shares_are_rounded_half_up(
    first: tuple[Decimal, tuple[str, int]], second: tuple[Decimal, tuple[str, int]]
) -> None:
    answers, (a, b) = amounts([first, second])
    answer = calculate(planned(Operation.SHARE, 2, "%"), answers, "问")
    assert answer.calculation is not None
    share = a * 100 / b
    step = Fraction(1, 10) if share >= 1 else Fraction(1, 100)
    if share >= Fraction(1, 100):
        assert Fraction(answer.calculation.result) == (share / step + Fraction(1, 2)) // 1 * step
    else:
        assert Fraction(95, 100) < Fraction(answer.calculation.result) / share <= Fraction(105, 100)
    assert ("约" in answer.key) == (Fraction(answer.calculation.result) != share)


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.tuples(AMOUNTS, UNITS), min_size=2, max_size=5, unique=True))
def test_rankings_are_in_order(values: list[tuple[Decimal, tuple[str, int]]]) -> None:
    answers, references = amounts(values)
    answer = calculate(planned(Operation.RANKING, len(values), word="高"), answers, "问")
    ranked = [references["甲乙丙丁戊".index(name[0])] for name in answer.key.split("、")]
    assert ranked == sorted(references, reverse=True)
    check_citations(answer)
