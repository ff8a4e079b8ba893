"""HTML, Markdown and JUnit of a run with wrong cases and with text that tries to be markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from assistant.evaluation.cases import Case
from assistant.evaluation.comparing import compare
from assistant.evaluation.reporting import html_report, junit_report, markdown_comparison, markdown_report
from assistant.evaluation.reporting.plots import latency_plot
from assistant.evaluation.run import Run
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted, Turns
from assistant.types import Answer, AnswerKind, Document

FIRST = "上市企业有多少家？"
EVIL = "<script>alert('x')</script> & | *你好*\n\x00"


@pytest.fixture
def good(respondent: Scripted, cases: tuple[Case, ...]) -> Run:
    return evaluate(respondent, cases, name="before")


@pytest.fixture
def evil(respondent: Scripted, cases: tuple[Case, ...]) -> Run:
    """The first answer is wrong and full of markup; the question, note and title are, too."""
    answer = respondent.ask(FIRST)
    citation = replace(answer.citations[0], title=EVIL, quote=EVIL)
    answers: dict[Turns, Answer] = {(EVIL.strip(),): replace(answer, text=EVIL, key_spans=(), citations=(citation,))}
    documents = (replace(respondent.documents[0], title=EVIL),)
    (hit, other) = respondent.retrieve(FIRST)
    hits = {EVIL.strip(): (hit, replace(other, passage=replace(other.passage, heading=EVIL)))}
    case = cases[0].model_copy(update={"turns": (EVIL.strip(),), "note": EVIL})
    return evaluate(Scripted(documents, answers, hits), [case], name="after <b>")


class Tags(HTMLParser):
    """Collects elements, their addresses, and the text of marked passages."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.addresses: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self._mark: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]
        self._mark = dict(attrs).get("class") if tag == "mark" else None

    def handle_data(self, data: str) -> None:
        if self._mark is not None:
            self.marks.append((" ".join(self._mark.split()), data))
            self._mark = None


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def test_the_page_escapes_everything_and_loads_nothing(evil: Run) -> None:
    tags = parsed(html_report(evil, [evil]))
    assert "script" not in tags.names
    assert "b" in tags.names
    assert "&lt;script&gt;alert(" in html_report(evil)
    assert all(address.startswith("#") for address in tags.addresses)
    assert "default-src 'none'" in html_report(evil)


def test_the_page_marks_gold_and_cited_text(evil: Run, good: Run) -> None:
    marks = parsed(html_report(evil)).marks
    assert ("gold cited", "上市企业共有268家。") in marks
    assert ("gold", "gold evidence") in marks
    assert parsed(html_report(good)).marks == []


def test_the_page_holds_every_figure_and_every_case(good: Run) -> None:
    page = html_report(good)
    for name in good.figures:
        assert f"<td>{name}</td>" in page
    for result in good.results:
        assert f"<td>{result.case.id}</td>" in page
    assert page.count("<figure") == 3
    assert html_report(good, [good]).count("<figure") == 4


def test_wrong_cases_stand_under_the_step_that_failed(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    lost = Scripted(respondent.documents, hits={FIRST: respondent.retrieve(FIRST)[:1]})
    page = html_report(evaluate(lost, cases))
    assert "The search did not find all gold evidence</a>: 2" in page
    assert "Broke the rule of its kind: 1" in page
    assert page.index('id="search"') < page.index('id="case-total"')
    assert "上市企业共有268家。 (in none of the 1 passages found)" in page
    assert page.count('<a href="#case-') == 3


def test_the_passages_with_a_mark_are_unfolded(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    other, gold = respondent.retrieve(FIRST)
    lost = Scripted(respondent.documents, hits={FIRST: (other,) * 7 + (gold,)})
    page = html_report(evaluate(lost, cases[:1]))
    assert "(in passage 8)" in page
    article = page[page.index("<article") : page.index("</article>")]
    assert article.count("<details>") == 7
    (unfolded,) = article.split("<details open>")[1:]
    assert ("gold", "上市企业共有268家。") in parsed(unfolded).marks


def test_what_a_refusal_left_aside_is_shown(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    near = respondent.ask(FIRST).citations
    refusal = Answer(FIRST, "报告没有提到这一点。", AnswerKind.REFUSAL, related=near, support=0.1)
    page = html_report(evaluate(Scripted(respondent.documents, {(FIRST,): refusal}), cases[:1]))
    assert "nearest, not taken for an answer: 上市企业共有268家。" in page


def test_labels_of_times_are_plain_numbers_within_one_decade_too(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    run = evaluate(respondent, cases)
    times = [result.model_copy(update={"milliseconds": 30.0 + 5 * n}) for n, result in enumerate(run.results)]
    labels = re.findall(r"<text[^>]*>([^<]*)</text>", latency_plot(run.model_copy(update={"results": tuple(times)})))
    assert {"10", "100"} <= set(labels)
    assert not any("$" in label for label in labels)


def test_the_same_run_gives_the_same_page(good: Run) -> None:
    assert html_report(good) == html_report(good)


def test_junit_has_a_test_for_each_case(good: Run, evil: Run) -> None:
    suites = ET.fromstring(junit_report(good))  # noqa: S314 - our own output
    assert [case.get("name") for case in suites.iter("testcase")] == ["total", "new", "new-2019", "hello", "obey"]
    assert not list(suites.iter("failure"))
    (failure,) = ET.fromstring(junit_report(evil)).iter("failure")  # noqa: S314 - our own output
    assert failure.get("message") == "lacks 268家 or 二百六十八家"
    assert "alert('x')" in (failure.text or "")


def test_markdown_lists_figures_and_wrong_cases(good: Run, evil: Run) -> None:
    assert "| right | 100.0% | 5 |" in markdown_report(good)
    text = markdown_report(evil)
    assert "### Wrong: 1 of 1" in text
    assert not re.search(r"(?<!\\)<script", text)
    assert r"\| \*你好\*" in text


def test_markdown_lists_fifty_cases_at_most(cases: tuple[Case, ...]) -> None:
    many = [cases[0].model_copy(update={"id": f"c-{number}"}) for number in range(60)]
    run = evaluate(Scripted((Document("d", "t", "无", "other.md"),)), many)
    text = markdown_report(run)
    assert text.count("- **c-") == 50
    assert text.endswith("- … and 10 more\n")
    assert markdown_comparison(compare(run, run)).endswith("### Changed: 0\n\n")


def test_markdown_compares(good: Run, respondent: Scripted, cases: tuple[Case, ...]) -> None:
    worse = evaluate(Scripted(respondent.documents), cases[:4], name="after", jobs=2)
    text = markdown_comparison(compare(good, worse), ["right is too low"])
    assert "## before → after" in text
    assert "- right is too low" in text
    assert "- jobs: 1 → 2" in text
    assert "| right | 100.0% | 25.0% | 4 | 0.250 | worse |" in text
    assert "### Worse: 3" in text
    assert "Only before: obey" in text
