"""Running all cases through an assistant."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from assistant.errors import AssistantError, CaseError
from assistant.evaluation import machine
from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Case
from assistant.evaluation.gold import also_spans, by_source, gold_spans
from assistant.evaluation.judging import faults
from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.metrics.retrieval import DEPTH, retrieval_scores
from assistant.evaluation.provenance import index_record, program, shelf_entry
from assistant.evaluation.respondent import Respondent
from assistant.evaluation.run import Run
from assistant.evaluation.scoring import hit_span, quotes_exact, score
from assistant.types import Answer, Document

SECRET = {"staff_password"}
"""Settings that no run carries: runs are mailed and kept with changes."""
Progress = Callable[[int, int], None]

Gold = tuple[tuple[Span, ...] | None, tuple[Span, ...]]
"""The places of a case's evidence, None off this shelf, and of what may be cited beside it."""


def evaluate(
    assistant: Respondent, cases: Iterable[Case], progress: Progress | None = None, *, name: str = "", jobs: int = 1
) -> Run:
    """Ask every case and measure the answers.

    `progress` is called with (done, total). With `jobs` > 1 that many threads ask at once: times are then no measure
    of a single question. The first case is asked beforehand, unmeasured, so that none pays for the start.
    Raises CaseError when there is no case, one's quote does not stand in its document, or one cannot be asked.
    """
    chosen = tuple(cases)
    if not chosen:
        raise CaseError("there are no cases to run; check `--cases` and `--kinds`")
    shelf = by_source(assistant.documents)
    golds = [(gold_spans(case, shelf), also_spans(case, shelf)) for case in chosen]
    started = time.perf_counter()
    results = _run_all(assistant, chosen, golds, progress, jobs)
    return Run(
        name=name or "run",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        machine=machine.describe(),
        settings=assistant.settings.model_dump(mode="json", exclude=SECRET),
        index=index_record(assistant.manifest),
        documents=tuple(shelf_entry(document) for document in assistant.documents),
        warnings=assistant.warnings,
        jobs=jobs,
        seconds=time.perf_counter() - started,
        peak_memory=machine.peak_memory(),
        results=tuple(_with_retrieval(results)),
    )


def _run_all(
    assistant: Respondent,
    cases: Sequence[Case],
    golds: Sequence[Gold],
    progress: Progress | None,
    jobs: int,
) -> list[CaseResult]:
    documents = {document.id: document for document in assistant.documents}
    _run_one(assistant, documents, cases[0], golds[0])
    results = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for result in pool.map(lambda case, gold: _run_one(assistant, documents, case, gold), cases, golds):
            results.append(result)
            if progress is not None:
                progress(len(results), len(cases))
    return results


def _run_one(assistant: Respondent, documents: Mapping[str, Document], case: Case, golds: Gold) -> CaseResult:
    gold, also = golds
    try:
        answer, milliseconds, alone = _ask(assistant, case)
        hits = assistant.retrieve(answer.understood or case.question, DEPTH)
    except AssistantError as error:
        raise CaseError(f"case {case.id!r} cannot be asked: {error}") from error
    wrong = faults(case, answer)
    scores = score(case, answer, not wrong, gold or (), also, quotes_exact(answer, documents))
    if alone is not None:
        scores |= {"follow_up_right": float(not wrong), "follow_up_alone": float(alone)}
    return CaseResult(
        case=case,
        answer=answer,
        hits=hits,
        gold=gold or (),
        left_out=gold is None,
        faults=wrong,
        scores=scores,
        milliseconds=milliseconds,
        alone=alone,
    )


def _ask(assistant: Respondent, case: Case) -> tuple[Answer, float, bool | None]:
    """The answer to the last turn, its time in milliseconds, and whether it is right without the turns before.

    Over cases of several turns, `follow_up_right` = right after the turns before / all, `follow_up_alone` = right when
    only the last turn is asked / all. A set of true follow-ups has a low second one.
    """
    ask, alone = assistant.ask, None
    if len(case.turns) > 1:
        alone = not faults(case, assistant.ask(case.question))
        talk = assistant.conversation()
        for turn in case.turns[:-1]:
            talk.ask(turn)
        ask = talk.ask
    started = time.perf_counter()
    answer = ask(case.question)
    return answer, (time.perf_counter() - started) * 1000, alone


def _with_retrieval(results: Sequence[CaseResult]) -> list[CaseResult]:
    """Add the retrieval measures, all at once because ir-measures is slow to call."""
    measured = [result for result in results if result.gold]
    rankings = [([hit_span(hit) for hit in result.hits], result.gold) for result in measured]
    scores = {result.case.id: found for result, found in zip(measured, retrieval_scores(rankings), strict=True)}
    return [result.model_copy(update={"scores": result.scores | scores.get(result.case.id, {})}) for result in results]
