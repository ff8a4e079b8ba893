"""How the model's claims and the answer without a model become one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from assistant import Assistant
from assistant.generation.answerer import GeneratedAnswerer
from assistant.generation.evidence import Evidence
from assistant.generation.generator import Prompt
from assistant.testing import ScriptedGenerator, offered
from assistant.types import Answer, AnswerKind, Citation, Claim, Note
from tests.generation.conftest import Open
from tests.soundness import assert_sound

LISTED = "海淀上市企业有多少家？"
TOTAL = "到2022年年底，海淀区共有上市企业268家，在全国地级市（区）中连续多年排名第一。"
NEW = "2022年全年，海淀区新增上市企业19家，约为全市新增总数的三分之一，在全市稳居首位。"


def saying(*claims: tuple[str, str]) -> ScriptedGenerator:
    """A model that says claims, each with the id of the offered sentence that holds a quote."""

    def write(prompt: Prompt) -> Iterator[str]:
        for text, quote in claims:
            yield f"{text}[{next(name for name, sentence in offered(prompt).items() if quote in sentence)}]\n"

    return ScriptedGenerator(write)


def test_fluent_sentences_over_several_quotes(shelf: Open) -> None:
    model = saying(
        ("海淀共有二百六十八家上市企业，全国排名第一", "268家"), ("其中2022年新增了19家，约占全市的三分之一", "19家")
    )
    assistant = shelf(generator=model)
    answer = assistant.ask(LISTED)
    assert answer.text == (
        "海淀共有二百六十八家上市企业，全国排名第一。[1]其中2022年新增了19家，约占全市的三分之一。[2]"
    )
    assert [citation.quote for citation in answer.citations] == [TOTAL, NEW]
    assert (answer.key, answer.kind, answer.note) == ("二百六十八家", AnswerKind.FACT, None)
    assert_sound(assistant, answer)


def test_the_key_fact_is_there_whatever_the_model_says_first(shelf: Open) -> None:
    assistant = shelf(generator=saying(("2022年海淀区新增上市企业19家", "19家")))
    answer = assistant.ask(LISTED)
    assert answer.text == f"{TOTAL}[1]2022年海淀区新增上市企业19家。[2]"
    assert answer.key == "268家"
    assert_sound(assistant, answer)


@dataclass(frozen=True)
class Canned:
    """A plain answerer that gives one answer to everything."""

    given: Answer

    def answer(self, question: str) -> Answer:
        return replace(self.given, question=question)


def ask_beside(assistant: Assistant, plain: Answer, model: ScriptedGenerator, question: str) -> Answer:
    """What becomes of a question when the plain answer is `plain`."""
    evidence = Evidence(assistant._shelf.answers.retriever, assistant.settings)
    return GeneratedAnswerer(Canned(plain), evidence, model, assistant.settings).answer(question)


def fact(assistant: Assistant, quote: str, key: str, support: float) -> Answer:
    (document,) = assistant.documents
    start = document.text.index(quote)
    citation = Citation(1, document.id, document.title, "", start, start + len(quote), quote)
    at = quote.index(key)
    return Answer(
        "", f"{quote}[1]", AnswerKind.FACT, (citation,), (Claim(quote, (1,)),), ((at, at + len(key)),), support=support
    )


UNICORNS = "海淀区的独角兽企业有多少家？"
FIFTY = "海淀区人工智能、大数据等前沿领域聚集的独角兽企业有50余家，约为北京市总数的一半。"
FORTY = saying(("海淀区的独角兽企业达到40家", "40家"))


def test_a_contradicting_model_loses_and_the_disagreement_is_shown(shelf: Open) -> None:
    assistant = shelf()
    plain = fact(assistant, FIFTY, "50余家", support=0.9)
    answer = ask_beside(assistant, plain, FORTY, UNICORNS)
    assert answer.text == f"{FIFTY}[1]\n报告另一处的说法：海淀区的独角兽企业达到40家。[2]"
    assert (answer.key, answer.note) == ("50余家", Note.MODEL_DISAGREED)
    assert_sound(assistant, answer)


def test_of_two_figures_that_the_answer_gives_a_model_may_say_either(shelf: Open) -> None:
    assistant = shelf()
    (document,) = assistant.documents
    start = document.text.index(NEW)
    new = Citation(2, document.id, document.title, "", start, start + len(NEW), NEW)
    plain = fact(assistant, TOTAL, "268家", support=0.9)
    both = replace(
        plain,
        text=f"{plain.text}{NEW}[2]",
        citations=(*plain.citations, new),
        claims=(*plain.claims, Claim(NEW, (2,))),
    )
    answer = ask_beside(assistant, both, saying(("海淀区新增上市企业19家", "19家")), "海淀上市企业总数和新增数是多少？")
    assert answer.text == f"{TOTAL}[1]{NEW}[2]海淀区新增上市企业19家。[2]"
    assert (answer.key, answer.note) == ("268家", None)
    assert_sound(assistant, answer)


def test_a_figure_that_the_question_brings_along_is_to_the_point(shelf: Open) -> None:
    assistant, refusal = shelf(), Answer("", "报告没有提到这一点。", AnswerKind.REFUSAL)
    claim = "海淀区平均每天有50家科技企业诞生"
    model = saying((claim, "平均每天"))
    answer = ask_beside(assistant, refusal, model, "海淀平均每天诞生50家科技企业，一年365天大约多少家？")
    assert answer.text == f"{claim}。[1]"
    assert_sound(assistant, answer)
    other = ask_beside(assistant, refusal, saying((TOTAL, "268家")), "海淀268家上市企业的总市值是多少？")
    assert other.refused


def test_an_answer_that_is_not_sure_gives_way_to_what_the_model_found(shelf: Open) -> None:
    assistant = shelf()
    answer = ask_beside(assistant, fact(assistant, FIFTY, "50余家", support=0.1), FORTY, UNICORNS)
    assert answer.text.startswith("海淀区的独角兽企业达到40家。[1]")
    assert (answer.key, answer.note) == ("40家", None)
    assert_sound(assistant, answer)


def test_what_was_refused_a_model_may_answer_from_a_quote(shelf: Open) -> None:
    assistant, refusal = shelf(), Answer("", "报告没有提到这一点。", AnswerKind.REFUSAL)
    answer = ask_beside(assistant, refusal, saying(("海淀共有上市公司268家", "268家")), LISTED)
    assert (answer.text, answer.kind, answer.key) == ("海淀共有上市公司268家。[1]", AnswerKind.FACT, "268家")
    assert_sound(assistant, answer)
    beside = ask_beside(assistant, refusal, saying(("海淀区上市企业在全国连续多年排名第一", "268家")), LISTED)
    assert beside.refused


def test_a_false_figure_is_not_shown_but_said_to_have_been_there(shelf: Open) -> None:
    assistant = shelf(generator=saying(("海淀共有上市企业258家", "268家")))
    answer = assistant.ask(LISTED)
    assert (answer.text, answer.note) == (f"{TOTAL}[1]", Note.MODEL_DISAGREED)
    assert answer.generation is not None
    assert answer.generation.dropped == ("number",)


@pytest.mark.parametrize("question", ["2019年海淀GDP是多少", "朝阳区上市企业有多少家？", "海淀是哪一年超过西安的？"])
def test_another_year_or_place_stays_refused(shelf: Open, question: str) -> None:
    """The model copies every sentence with a figure, each with its own id."""
    model = ScriptedGenerator(lambda prompt: [f"{text}[{name}]\n" for name, text in offered(prompt).items()])
    answer = shelf(generator=model).ask(question)
    assert answer.refused
    assert answer.text == shelf().ask(question).text
    assert answer.generation is not None
    assert "constraint" in answer.generation.dropped


@pytest.mark.parametrize("question", ["你好", "海淀的GDP比沈阳高多少亿元？", "独角兽企业有多少家？"])
def test_the_model_is_not_asked_for_what_is_worked_out(shelf: Open, question: str) -> None:
    model = saying()
    answer = shelf(generator=model).ask(question)
    assert answer.kind in (AnswerKind.CHAT, AnswerKind.CALCULATION, AnswerKind.CONFLICT)
    assert (model.prompts, answer.generation) == ([], None)


def test_sentences_are_shown_as_soon_as_they_are_verified(shelf: Open) -> None:
    told = list[str]()

    def write(prompt: Prompt) -> Iterator[str]:
        name = next(one for one, text in offered(prompt).items() if "268家" in text)
        for claim in ("海淀共有上市企业268家", "海淀区上市企业在全国排名第一"):
            told.append(claim)
            yield f"{claim}[{name}]\n"

    pieces = shelf(generator=ScriptedGenerator(write)).stream(LISTED)
    assert next(pieces) == "海淀共有上市企业268家。[1]"
    *rest, answer = pieces
    assert rest == ["海淀区上市企业在全国排名第一。[1]"]
    assert isinstance(answer, Answer)
    assert told == ["海淀共有上市企业268家", "海淀区上市企业在全国排名第一"]


def test_the_pieces_are_the_answer(shelf: Open) -> None:
    hostile: list[Callable[[Prompt], Iterator[str]]] = [lambda _: iter(()), lambda _: iter(["无"])]
    for write in hostile:
        *pieces, answer = shelf(generator=ScriptedGenerator(write)).stream(LISTED)
        assert isinstance(answer, Answer)
        assert "".join(str(piece) for piece in pieces) == answer.text
