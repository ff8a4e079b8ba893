"""What a question that needs several lookups is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """What is done with the operands once they are looked up."""

    DIFFERENCE = "difference"
    SUM = "sum"
    REST = "rest"
    SHARE = "share"
    RATIO = "ratio"
    GROWTH = "growth"
    PERIOD = "period"
    COMPARISON = "comparison"
    EXCEEDS = "exceeds"
    RANKING = "ranking"
    DISTRIBUTION = "distribution"
    LEFT = "left"
    AVERAGE = "average"
    PART = "part"
    PRODUCT = "product"
    GOAL = "goal"


_STATED = {Operation.SHARE, Operation.RATIO, Operation.GROWTH, Operation.PERIOD, Operation.GOAL, Operation.AVERAGE}


@dataclass(frozen=True, slots=True)
class Part:
    """One lookup: a whole question, what it asks about (沈阳的GDP), and the name that tells it from the others (沈阳)."""

    question: str
    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The lookups that a question needs, and what to do with their answers.

    `topic` is what all parts share (GDP), "" when they ask about different things; the name of a PART. `word` is the
    direction asked for (高, 少, 早, 超过), "" when there is none. `unit` is the unit asked for (亿元, 家, %), "" when it is
    left open; of an AVERAGE that of what there is so much for each of. `limit` is the constant that the one part is held
    against (1万亿元, of a GOAL that goal, of a PART its share), `stated_as` the word for the result (顺差).
    """

    operation: Operation
    parts: tuple[Part, ...]
    topic: str = ""
    word: str = ""
    unit: str = ""
    limit: str = ""
    stated_as: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions to look up, in order."""
        return tuple(part.question for part in self.parts)

    @property
    def dated(self) -> bool:
        """Whether its questions ask for times, not for figures."""
        return self.operation is Operation.PERIOD or self.word in ("早", "晚")

    @property
    def often_stated(self) -> bool:
        """Whether reports tend to state such a result themselves, so that the question as it is goes first."""
        return self.operation in _STATED or bool(self.stated_as)
