"""SQuAD-style reading comprehension: CMRC 2018, DRCD and their like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, Kind, slug
from assistant.evaluation.exchange.foreign import ForeignSet, evidence_for, file_name, sentence_around, standing, unique
from assistant.evaluation.exchange.rows import parse, read_rows, read_text


class _Question(NamedTuple):
    id: str
    title: str
    context: str
    question: str
    answers: list[str]
    start: int


def load_squad(path: Path) -> ForeignSet:
    """Read nested SQuAD JSON (`data`, `paragraphs`, `qas`), or rows of `id`, `context`, `question` and `answers`.

    Every context becomes a report. The evidence is the sentence around the answer: at its given start, or where the
    rows give none, at the occurrence whose sentence shares most pairs of characters with the question, which need not
    be the one that was meant. Questions whose answer does not stand in their context are left out. Raises CaseError
    when the file is of neither form.
    """
    found = list(_flat(path) if ".jsonl" in path.name else _nested(path))
    names = {context: number for number, context in enumerate(dict.fromkeys(each.context for each in found))}
    titles = {each.context: each.title for each in found}
    files = {context: file_name(number, titles[context], ".txt") for context, number in names.items()}
    usable = [each for each in found if each.question.strip() and each.answers and each.start >= 0]
    ids = unique([slug(each.id) for each in usable])
    return ForeignSet(
        name=path.name.partition(".")[0],
        documents={files[context]: context for context in names},
        cases=tuple(_case(name, each, files[each.context]) for name, each in zip(ids, usable, strict=True)),
    )


def _case(name: str, each: _Question, document: str) -> Case:
    end = each.start + len(each.answers[0])
    return Case(
        id=name,
        kind=Kind.NAME,
        turns=(each.question,),
        answers=(tuple(each.answers),),
        key=each.answers[0],
        evidence=(evidence_for(document, each.context, each.start, end),),
    )


def _flat(path: Path) -> Iterator[_Question]:
    for row in read_rows(path, "id", "context", "question", "answers"):
        answers = list(dict.fromkeys(text.strip() for text in row["answers"] if text.strip()))
        start = _likeliest(row["context"], answers[0], row["question"]) if answers else -1
        yield _Question(str(row["id"]), row.get("title", ""), row["context"], row["question"], answers, start)


def _likeliest(context: str, answer: str, question: str) -> int:
    asked = {question[place : place + 2] for place in range(len(question) - 1)}

    def shared(start: int) -> int:
        sentence = sentence_around(context, start, start + len(answer))
        return len(asked & {sentence[place : place + 2] for place in range(len(sentence) - 1)})

    return max(standing(context, answer), key=shared, default=-1)


def _nested(path: Path) -> Iterator[_Question]:
    content = parse(read_text(path), str(path))
    try:
        for article in content["data"]:
            for paragraph in article["paragraphs"]:
                yield from (_question(article, paragraph, question) for question in paragraph["qas"])
    except (KeyError, TypeError) as error:
        raise CaseError(f"{path} is not SQuAD-style JSON: {error!r} is missing or of another kind") from error


def _question(article: dict[str, Any], paragraph: dict[str, Any], question: dict[str, Any]) -> _Question:
    context, answers = paragraph["context"], question["answers"]
    texts = list(dict.fromkeys(answer["text"].strip() for answer in answers if answer["text"].strip()))
    start = int(answers[0].get("answer_start", -1)) if answers else -1
    if texts and not context.startswith(texts[0], max(start, 0)):
        start = context.find(texts[0])
    return _Question(str(question["id"]), article.get("title", ""), context, question["question"], texts, start)
