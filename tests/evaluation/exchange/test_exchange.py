"""Sets in other people's formats, each made here by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import CaseError
from assistant.evaluation.cases import Case, Kind, slug
from assistant.evaluation.checking import check_cases
from assistant.evaluation.exchange import export_beir, export_ragas, load_foreign, write_set
from assistant.evaluation.exchange.foreign import evidence_for, sentence_around, standing, unique
from assistant.evaluation.gold import by_source, gold_spans
from assistant.evaluation.loading import load_cases
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted
from assistant.types import Document

CONTEXT = "海淀区有268家上市企业。朝阳区也有企业。海淀区新增19家。"


def lines(path: Path, *rows: Any) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def shelf(documents: dict[str, str]) -> dict[str, Document]:
    return by_source(Document(name, name, text, name) for name, text in documents.items())


def test_rows_of_reading_comprehension(tmp_path: Path) -> None:
    row = {"id": "Q 1", "context": CONTEXT, "question": "新增多少家？", "answers": ["19家", "19家", "新增19家"]}
    gone = {"id": "Q 2", "context": CONTEXT, "question": "？", "answers": ["20家"]}
    found = load_foreign(f"squad:{lines(tmp_path / 'set.jsonl.gz', row, gone)}")
    assert (found.name, list(found.documents.values())) == ("set", [CONTEXT])
    (case,) = found.cases
    assert (case.id, case.question, case.answers, case.key) == ("q-1", "新增多少家？", (("19家", "新增19家"),), "19家")
    assert case.evidence[0].quote == "海淀区新增19家。"


def test_the_likeliest_occurrence_is_the_evidence(tmp_path: Path) -> None:
    row = {"id": "1", "context": CONTEXT, "question": "新增的在哪个区？", "answers": ["海淀区"]}
    (case,) = load_foreign(f"squad:{lines(tmp_path / 'set.jsonl', row)}").cases
    assert case.evidence[0].quote == "海淀区新增19家。"


def test_nested_reading_comprehension(tmp_path: Path) -> None:
    questions = [
        {"id": "a", "question": "哪里？", "answers": [{"text": "海淀区", "answer_start": CONTEXT.rindex("海淀区")}]},
        {"id": "b", "question": "没有？", "answers": []},
    ]
    data = {"data": [{"title": "标题", "paragraphs": [{"context": CONTEXT, "qas": questions}]}]}
    path = tmp_path / "cmrc.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = load_foreign(f"squad:{path}")
    assert list(found.documents) == ["00000-标题.txt"]
    assert [(case.id, case.evidence[0].quote) for case in found.cases] == [("a", "海淀区新增19家。")]


def test_company_reports(tmp_path: Path) -> None:
    lines(tmp_path / "c_documents.jsonl", {"id": "d-1", "title": "某公司", "text": "收入1,200万元。\n成立于云南。"})
    common = {"type": "事实性问题", "unanswerable": False, "documents": ["d-1"]}
    path = lines(
        tmp_path / "c_questions.jsonl",
        common | {"id": "q-1", "question": "收入？", "answers": ["为1,200万元。"], "evidence": ["收入1,200万元。"]},
        common | {"id": "q-2", "question": "在哪？", "answers": ["云南。"], "evidence": ["成立于云南。", "没有这句。"]},
        common | {"id": "q-3", "question": "概括？", "answers": ["长" * 30], "evidence": ["成立于云南。"]},
        {"id": "q-4", "type": "无关无解问", "question": "？", "answers": [], "unanswerable": True, "evidence": []},
    )
    found = load_foreign(f"companies:{path}")
    assert found.documents == {"00000-某公司.md": "# 某公司\n\n收入1,200万元。\n成立于云南。\n"}
    assert [(case.id, case.kind, case.answers) for case in found.cases] == [
        ("q-1", Kind.NAME, ("1,200",)),
        ("q-2", Kind.NAME, ("云南",)),
        ("q-4", Kind.UNANSWERABLE, ()),
    ]
    assert [len(case.evidence) for case in found.cases] == [1, 1, 0]
    with pytest.raises(CaseError, match="neither the documents nor the questions"):
        load_foreign(f"companies:{tmp_path / 'other.jsonl'}")


def test_rgb(tmp_path: Path) -> None:
    row = {
        "id": 0,
        "query": "多少家？",
        "answer": ["268家", ["19家", "十九家"]],
        "positive": [CONTEXT],
        "negative": ["无关。"],
    }
    single = row | {"id": 1, "answer": "朝阳区", "positive": [[CONTEXT], ["别的。"]]}
    gone = row | {"id": 2, "answer": ["20家"]}
    found = load_foreign(f"rgb:{lines(tmp_path / 'zh.json', row, single, gone)}")
    assert [(case.id, case.kind, case.alternatives) for case in found.cases] == [
        ("0", Kind.LIST, (("268家",), ("19家", "十九家"))),
        ("1", Kind.NAME, (("朝阳区",),)),
    ]
    assert len(found.documents) == 2 + 3 + 2
    assert all(gold_spans(case, shelf(found.documents)) for case in found.cases)


def test_quotes_are_found_again_whatever_the_line_ends(tmp_path: Path) -> None:
    row = {
        "id": 0,
        "query": "多少个？",
        "answer": ["70"],
        "positive": ["共170人投票，\t\r 选出70个\r\n席位"],
        "negative": [],
    }
    found = load_foreign(f"rgb:{lines(tmp_path / 'zh.json', row)}")
    write_set(found, tmp_path / "out")
    assistant = Assistant.open(tmp_path / "out" / "documents", tmp_path / "index")
    assert check_cases(found.cases, assistant.documents).problems == ()
    assert found.cases[0].evidence[0].quote == "选出70个"


def test_off_topic_questions_bring_no_reports(tmp_path: Path) -> None:
    found = load_foreign(f"off-topic:{lines(tmp_path / 'away.jsonl', {'id': 'a_1', 'question': '珠峰有多高？'})}")
    assert found.documents == {}
    (case,) = found.cases
    assert (case.id, case.kind, case.unanswerable) == ("a-1", Kind.UNANSWERABLE, "off-topic")


def test_beir(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    lines(
        folder / "corpus.jsonl",
        {"_id": "t1", "title": "标题", "text": "短。\n较长的一行。"},
        {"_id": "t2", "text": "别的"},
    )
    lines(folder / "queries.jsonl", {"_id": "q1", "text": "问题？"}, {"_id": "q2", "text": "没有评判"})
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tt2\t0\nq1\tt1\t1\n", encoding="utf-8")
    found = load_foreign(f"beir:{folder}")
    assert list(found.documents.values()) == ["# 标题\n\n短。\n较长的一行。\n", "别的\n"]
    assert [(case.question, case.evidence[0].quote) for case in found.cases] == [("问题？", "较长的一行。")]
    (folder / "qrels" / "test.tsv").write_text("header\nq1 t1 1\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 2 is not query-id"):
        load_foreign(f"beir:{folder}")


def test_what_goes_out_as_beir_comes_in_again(tmp_path: Path, cases: tuple[Case, ...], document: Document) -> None:
    export_beir(cases, [document], tmp_path / "out")
    again = load_foreign(f"beir:{tmp_path / 'out'}")
    assert [(case.id, case.question, case.evidence[0].quote) for case in again.cases] == [
        ("total", "上市企业有多少家？", "上市企业共有268家。")
    ]
    assert len(again.documents) == 3


def test_ragas_rows(tmp_path: Path, cases: tuple[Case, ...], respondent: Scripted) -> None:
    export_ragas(evaluate(respondent, cases), tmp_path / "ragas.jsonl")
    (row,) = [json.loads(line) for line in (tmp_path / "ragas.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row == {
        "user_input": "上市企业有多少家？",
        "response": "上市企业共有268家。",
        "retrieved_contexts": ["新增上市企业19家。", "上市企业共有268家。"],
        "reference": "268家",
        "reference_contexts": ["上市企业共有268家。"],
    }


def test_a_set_is_written_as_reports_and_cases(tmp_path: Path) -> None:
    row = {"id": "1", "context": CONTEXT, "question": "新增多少家？", "answers": ["19家"]}
    found = load_foreign(f"squad:{lines(tmp_path / 'set.jsonl', row, row | {'id': '1'})}")
    write_set(found, tmp_path / "out")
    assert load_cases(tmp_path / "out" / "cases.jsonl") == found.cases
    assert (tmp_path / "out" / "documents" / "00000.txt").read_text(encoding="utf-8") == CONTEXT
    assert [case.id for case in found.cases] == ["1", "1-2"]


def test_a_sample_is_repeatable(tmp_path: Path) -> None:
    rows = [{"id": str(n), "context": CONTEXT, "question": f"新增{n}？", "answers": ["19家"]} for n in range(20)]
    found = load_foreign(f"squad:{lines(tmp_path / 'set.jsonl', *rows)}")
    assert found.sample(5) == found.sample(5)
    assert len(found.sample(5).cases) == 5
    assert found.sample(50) is found


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("nothing", "not FORMAT:PATH; formats are squad, beir, rgb, companies, off-topic"),
        ("tsv:x", "not FORMAT:PATH"),
        ("squad:/missing.jsonl", "there is no file"),
    ],
)
def test_what_cannot_be_read(spec: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        load_foreign(spec)


@pytest.mark.parametrize("content", ["{}", "[1]", "{", '{"data": [{}]}'])
def test_what_is_of_another_format(tmp_path: Path, content: str) -> None:
    for name in ("set.json", "set.jsonl"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(CaseError, match=r"SQuAD-style|no field 'id'|is not JSON"):
            load_foreign(f"squad:{tmp_path / name}")
    (tmp_path / "set.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(CaseError, match="cannot be read"):
        load_foreign(f"squad:{tmp_path / 'set.jsonl.gz'}")


def test_sentences_around_a_place() -> None:
    start = CONTEXT.index("朝阳")
    assert sentence_around(CONTEXT, start, start + 3) == "朝阳区也有企业。"
    assert sentence_around("没有句号", 0, 2) == "没有句号"
    assert sentence_around("一句。", 0, 3) == "一句。"
    twice = "有19家。又。有19家。"
    assert evidence_for("a", twice, twice.rindex("19"), twice.rindex("19") + 3).occurrence == 2


def test_an_answer_does_not_stand_in_a_longer_number() -> None:
    assert standing("170，7.70，70个，700", "70") == [9]
    assert standing("甲乙甲", "甲") == [0, 2]


def test_ids_are_made_ours() -> None:
    assert slug("TRIAL_800", "Q 0") == "trial-800-q-0"
    assert slug("问题") == "case"
    assert unique(["a", "b", "a"]) == ["a", "b", "a-2"]
