"""Evidence that speaks of another year, place or name than the question is no evidence."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates
from assistant.answering.constraints import broken
from assistant.answering.question import analyse
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.text import fold
from assistant.types import Hit


def breaks(question: str, evidence: str, title: str = "海淀区2022年经济运行") -> str:
    """What is said against `evidence`, the only sentence of a report of that title."""
    document = make_document(f"# {title}\n\n{evidence}\n", "a.md")
    hits = [Hit(passage, 1.0) for passage in split_passages(document, 800)]
    (candidate,) = candidates(hits, {document.id: document})
    return broken(analyse(question), candidate, fold(document.text))


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("海淀上市企业有多少家？", "海淀区共有上市企业268家。"),
        ("2022年海淀上市企业有多少家？", "2022年，海淀区共有上市企业268家。"),
        ("2022年上市企业有多少家？", "上市企业共有268家。"),
        ("二〇二二年上市企业有多少家？", "2022年，上市企业共有268家。"),
        ("海淀区上市企业有多少家？", "全区上市企业共有268家。"),
        ("上市企业有多少家？", "2022年，海淀区共有上市企业268家。"),
        ("这属于哪一种改革的范畴？", "这是海淀区的土地改革。"),  # 范畴 is nobody
        ("海淀的大学生有多少人？", "海淀区高校在校生81万人。"),
        ("第二次世界大战后海淀发生了什么？", "二战之后海淀区第一次办了学。"),
        ("望川农场在哪儿？", "望川农场位于松河县。"),
        ("医院院长是谁？", "医院党委书记为贺永舟，院长为沈若川。"),
        ("医院首位副院长是谁？", "他是医院首位副院长。"),
        ("海淀的名称最早可以追溯到什么时候？", "海淀区的名称见于元代。"),
    ],
)
def test_evidence_that_keeps_to_the_question(question: str, evidence: str) -> None:
    assert breaks(question, evidence) == ""


@pytest.mark.parametrize(
    ("question", "evidence", "named"),
    [
        ("2019年海淀上市企业有多少家？", "2022年，海淀区共有上市企业268家。", "2019年"),
        ("2019年上市企业有多少家？", "上市企业共有268家。", "2019年"),
        ("朝阳区上市企业有多少家？", "海淀区共有上市企业268家。", "朝阳区"),
        ("乙区上市企业有多少家？", "甲区共有上市企业268家。", "乙区"),
        ("望川农场在哪儿？", "望川农场有土地21.6万亩。", "没有说在哪里"),
        ("医院院长是谁？", "陶静宜任青桥院区执行院长。", "院长"),
        ("云坪农场场长是谁？", "云坪农场8月遭遇洪涝。", "场长"),
        ("汀南幼儿园园长叫什么？", "汀南幼儿园有学位360个。", "园长"),
        ("柏阳区的产值是多少？", "全县产值286.4亿元，仅次于柏阳区。", "柏阳区"),
        ("《数字经济规划》提出了多少项任务？", "海淀区提出了18项任务。", "数字经济规划"),
    ],
)
def test_evidence_on_something_else(question: str, evidence: str, named: str) -> None:
    said = breaks(question, evidence)
    assert named in said
    assert said.startswith("报告")
    assert said.endswith("。")


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("海淀的GDP是多少亿元？", "海淀区的经济总量已经接近西安市（陕西省会）的11486亿元。", "报告说的是西安"),
        ("硅谷有多少家独角兽企业？", "北京市海淀区的独角兽企业达到40家，仅次于硅谷地区。", "报告说的是海淀"),
        ("纽约市第三产业占比是多少？", "海淀区第三产业的比重高达92%，与纽约市的水平相近。", "报告说的是海淀"),
        ("海淀第二产业占比多少？", "海淀区第三产业占比92%。", "第二产业"),
        ("海淀区副区长是谁？", "海淀区委副书记、区长李俊杰接受了专访。", "副区长"),
        ("北京市市长是谁？", "北京市海淀区委书记王合生接受了专访。", "市长"),
        ("海淀的人均GDP是多少？", "海淀区GDP为10206.9亿元。", "人均"),
        ("海淀2023年GDP达到多少？", "海淀区预计到2023年GDP达到1万亿元。", "预计"),
        ("公司在哪个交易所上市？", "公司是一家上市公司。", "交易所"),
        ("公司与哪家国际组织合作？", "公司与一家国际组织合作。", "一家国际组织"),
        ("马云怎么评价海淀？", "雷军说，海淀很神奇。", "马云"),
        ("根据海淀2023年的工作报告，海淀有多少家上市企业？", "海淀区共有上市企业268家。", "2023年"),
        ("衡岚的净利润是多少？", "其中衡岚传感技术有限公司净利润为0.86亿元。", "衡岚传感"),
        ("雷军为什么批评海淀？", "雷军说，海淀很神奇。", "批评"),
        ("企业上市为什么遇冷？", "在企业上市遇冷的背景下，海淀新增19家。", "原因"),
        ("企业上市为什么遇冷？", "企业上市遇冷，海淀却新增19家。", "原因"),
        ("王合生什么时候担任区委书记？", "2023年，区委书记王合生接受了专访。", "担任"),
        ("王五什么时候上任院长？", "现任院长王五2021年接受了专访。", "上任"),
    ],
)
def test_evidence_of_another_kind(question: str, evidence: str, said: str) -> None:
    assert said in breaks(question, evidence)


@pytest.mark.parametrize(
    ("question", "evidence", "title"),
    [
        ("西安的经济总量是多少？", "海淀区的经济总量已经接近西安市（陕西省会）的11486亿元。", "海淀区2022年经济运行"),
        ("仅次于硅谷的独角兽企业有多少家？", "海淀区的独角兽企业达到40家，仅次于硅谷地区。", "海淀区2022年经济运行"),
        ("海淀的小巨人企业占全市多少？", "小巨人企业有265家，约占北京全市的45%。", "海淀区2022年经济运行"),
        ("根据海淀2023年的工作报告，海淀有多少家上市企业？", "海淀区共有上市企业268家。", "海淀工作报告"),
        ("2022年及以后海淀有什么打算？", "海淀区将建设更多的园区。", "海淀区2020年规划"),
        ("4000年前这里住着谁？", "1521年，这里住着查莫洛人。", "关岛"),
        ("衡岚传感技术的净利润是多少？", "其中衡岚传感技术有限公司净利润为0.86亿元。", "衡岚年报"),
        ("衡岚的净利润是多少？", "衡岚精密股份有限公司净利润为4.12亿元。", "衡岚精密股份有限公司年报"),
        ("衡岚的净利润是多少？", "2023年衡岚精密股份有限公司净利润为4.12亿元。", "衡岚精密股份有限公司年报"),
        ("甲乙的净利润是多少？", "甲乙有限公司净利润为4.12亿元。", "年报"),
        ("合同金额是多少？", "与北京甲乙科技有限公司签订合同12亿元。", "衡岚年报"),
        ("海淀区注册了多少家企业？", "全年新设有限公司268家。", "海淀区2022年经济运行"),
        ("旅游收入为什么下降？", "疫情影响下旅游收入下降，客流锐减。", "海淀区2022年经济运行"),
        ("企业上市数量为什么减少？", "企业上市数量减少，不但监管收紧，门槛也高了。", "海淀区2022年经济运行"),
        ("为什么企业不满足于国内市场？", "企业看好海外市场。", "海淀区2022年经济运行"),
        ("2023年财政节省了多少万元？", "2023年，全市财政资金节省120万元。", "海淀区2023年经济运行"),
        ("医院长期资助人是谁？", "医院由张三资助。", "海淀区2022年经济运行"),
        ("雷军为什么批评海淀？", "雷军批评说，海淀的房租太高。", "海淀区2022年经济运行"),
        ("企业上市为什么遇冷？", "由于监管收紧，在企业上市遇冷的背景下，海淀新增19家。", "海淀区2022年经济运行"),
        ("企业上市为什么遇冷？", "监管收紧，企业上市遇冷。", "海淀区2022年经济运行"),
        ("王合生什么时候担任区委书记？", "王合生2021年起任区委书记。", "海淀区2022年经济运行"),
        ("小米的CEO是谁？", "小米集团CEO雷军出席了仪式。", "海淀区2022年经济运行"),
        ("企业上市为什么遇冷？", "！！", "海淀区2022年经济运行"),
    ],
)
def test_evidence_that_is_on_the_same_after_all(question: str, evidence: str, title: str) -> None:
    assert breaks(question, evidence, title) == ""


def test_a_numbered_institution_is_no_other() -> None:
    title, beds = "云溪市第二人民医院2022年度工作报告", "医院编制床位2400张。"
    assert breaks("云溪市第一人民医院有多少张床位？", beds, title) == "报告没有提到第一人民医院。"
    assert breaks("云溪市第二人民医院有多少张床位？", beds, title) == ""
    assert breaks("云溪一院有多少张床位？", beds, title) == "报告没有提到一院。"
    assert breaks("云溪二院有多少张床位？", beds, title) == ""


def test_an_office_of_another_company_is_no_answer() -> None:
    document = make_document("# 海淀区2022年经济运行\n\n小米集团CEO雷军出席了仪式。\n\n美团继续做大。\n", "a.md")
    hits = [Hit(passage, 1.0) for passage in split_passages(document, 800)]
    found = candidates(hits, {document.id: document})
    said = [broken(analyse("美团的CEO是谁？"), one, fold(document.text)) for one in found]
    assert "报告没有说美团的ceo是谁。" in said
    for nobody in ("现任", "2022年", "目前的", "公司"):
        asked = analyse(f"{nobody}CEO是谁？")
        assert broken(asked, found[0], fold(document.text) + "现任。目前。公司。2022年。") == ""
