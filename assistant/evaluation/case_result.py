"""One case with the answer that was given to it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.cases import Case
from assistant.evaluation.metrics.overlap import Span
from assistant.types import Answer, Hit


class CaseResult(BaseModel):
    """One case with the answer that was given and its scores.

    `gold` are the places of the evidence, `left_out` says that its document is not on the shelf, so that no measure
    that needs evidence counts this case. `faults` says why the answer is not right. `milliseconds` is the time of the
    judged turn. `alone` is whether the last turn is right without those before, None for a single turn.
    """

    model_config = ConfigDict(frozen=True)

    case: Case
    answer: Answer
    hits: tuple[Hit, ...]
    gold: tuple[Span, ...]
    left_out: bool
    faults: tuple[str, ...]
    scores: dict[str, float]
    milliseconds: float
    alone: bool | None = None

    @property
    def right(self) -> bool:
        """Whether the answer is right by the rule of the case's kind."""
        return not self.faults

    def row(self) -> dict[str, str | float | bool]:
        """All that can be counted or sorted, flat."""
        return {
            "id": self.case.id,
            "kind": self.case.kind.value,
            "question": self.case.question,
            "answer": self.answer.text,
            "key": self.answer.key,
            "faults": "; ".join(self.faults),
            "support": self.answer.support,
            "refused": self.answer.refused,
            "left_out": self.left_out,
            "milliseconds": self.milliseconds,
            **self.scores,
        }
