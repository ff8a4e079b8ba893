"""A plan carried out: its parts looked up, in one report and in one unit where they must be, and worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assistant.answering.calculate import calculate
from assistant.answering.operand import operands
from assistant.answering.phrases import is_counted, level_kind, parse_phrase
from assistant.answering.plan import Plan
from assistant.answering.plan_parts import value_question
from assistant.answering.siblings import with_siblings
from assistant.answering.stated import names_part, tells_apart
from assistant.types import Answer, Document

LookUp = Callable[[str], Answer]


class Planned:
    """Carries out plans with what an engine looks up."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        reworded: Callable[[str, LookUp], Answer],
        look_up: Callable[[str, str], Answer],
    ) -> None:
        """`reworded` asks a question also with synonyms, `look_up` asks it of one document, of all for ""."""
        self._documents = documents
        self._reworded = reworded
        self._look_up = look_up

    def work_out(self, plan: Plan, question: str, look_up: Callable[[str], Answer]) -> Answer:
        """Return the answer that a plan gives with operands of one report, where it tells no two apart, else of any."""
        found = [self._reworded(part, look_up) for part in plan.questions]
        for of_one_report in self._by_report(plan, found):
            answer = self._work_with(plan, of_one_report, question)
            if not answer.refused:
                return answer
        return self._work_with(plan, found, question)

    def _work_with(self, plan: Plan, found: list[Answer], question: str) -> Answer:
        return calculate(plan, with_siblings(plan, self._in_one_unit(plan, found)), question)

    def _by_report(self, plan: Plan, found: list[Answer]) -> Iterator[list[Answer]]:
        """Yield what each of the reports that are cited gives for all parts: 城镇 and 农村 of no named city are of one."""
        cited = [{citation.document_id for citation in answer.citations} for answer in found]
        surest = sorted(found, key=lambda answer: -answer.support)
        documents = dict.fromkeys(citation.document_id for answer in surest for citation in answer.citations)
        if (
            min(len(found), len(self._documents)) < 2
            or tells_apart(plan)
            or all(ids == set(documents) for ids in cited)
        ):
            return
        for document in documents:

            def looked_up(question: str, document: str = document) -> Answer:
                return self._look_up(question, document)

            answers = [
                answer if ids == {document} else self._reworded(part.question, looked_up)
                for part, answer, ids in zip(plan.parts, found, cited, strict=True)
            ]
            if all(names_part(plan, part, answer) for part, answer in zip(plan.parts, answers, strict=True)):
                yield answers

    def _in_one_unit(self, plan: Plan, answers: list[Answer]) -> list[Answer]:
        """Return the answers to two parts, one of them asked for in what the other counts where they count different things."""
        found = [operands(answer, plan.dated, part.subject) for part, answer in zip(plan.parts, answers, strict=True)]
        if len(found) != 2 or not all(found) or plan.dated or found[0][0].base == found[1][0].base:
            return answers
        for place, model in ((1, found[0][0]), (0, found[1][0])):
            phrase = parse_phrase(plan.parts[place].subject)
            if not phrase.levels or not is_counted(phrase.levels[-1]) or level_kind(phrase.levels[-1]) == "measure":
                continue
            question = value_question(phrase, model.unit)
            again = self._reworded(question, lambda text: self._look_up(text, ""))
            counted = operands(again, subject=plan.parts[place].subject)
            if counted and counted[0].base == model.base:
                return [again if i == place else answer for i, answer in enumerate(answers)]
        return answers
