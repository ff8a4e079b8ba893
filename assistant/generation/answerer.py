"""Answers with a language model, behind which stands the answer without one."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from assistant.answering.answerer import Answerer
from assistant.answering.follow_up import complete
from assistant.errors import GeneratorError, GeneratorUnavailable
from assistant.generation.composition import Composition
from assistant.generation.deadline import within
from assistant.generation.evidence import Evidence, Table, place_of
from assistant.generation.generator import Generator, Prompt, Usage
from assistant.generation.memory import Memory, Said
from assistant.generation.prompt import answer_prompt
from assistant.generation.rewriting import more_words, whole_question
from assistant.generation.statements import Statement, statements
from assistant.generation.voice import pieces
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind, Generation, Turn

log = logging.getLogger(__name__)

PAUSE = 10.0  # seconds for which a model that was out is left alone, so that not every visitor waits for it
_ASKED = frozenset({AnswerKind.FACT, AnswerKind.LIST, AnswerKind.REFUSAL})


@dataclass
class _Call:
    """What one answer takes of the model. `end` is the moment, as time.monotonic tells it, when it must be done."""

    started: float
    end: float
    usage: Usage = field(default_factory=lambda: Usage(0, 0))
    failure: str = ""
    remembered: bool = False

    @property
    def left(self) -> float:
        """The seconds that it may still take."""
        return max(0.0, self.end - time.monotonic())

    def add(self, usage: Usage) -> None:
        """Add the tokens of one request."""
        read, written = usage.prompt_tokens, usage.completion_tokens
        self.usage = Usage(self.usage.prompt_tokens + read, self.usage.completion_tokens + written)


class GeneratedAnswerer:
    """Asks the plain answerer first, then the model; shows of the model what its quotes bear out.

    The plain answer's key fact, where that is sure of it, comes before anything that the model adds, and its whole text
    stands in where the model fails. Safe to share between threads.
    """

    def __init__(
        self,
        plain: Answerer,
        evidence: Evidence,
        generator: Generator,
        settings: Settings,
        memory: Memory | None = None,
    ) -> None:
        self._plain = plain
        self._evidence = evidence
        self._generator = generator
        self._settings = settings
        self._memory = memory
        self._paused_until = 0.0

    def answer(self, question: str) -> Answer:
        """Return the answer; without a model's help where that fails."""
        return [piece for piece in self.stream(question) if isinstance(piece, Answer)][-1]

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield the text sentence by sentence as soon as each is verified, and the Answer as the last item."""
        call = self._call()
        plain = self._plain.answer(question)
        if plain.kind not in _ASKED:
            yield from pieces(plain)
            return
        table = self._lay_out(question, plain, call)
        composition = Composition(plain, table)
        try:
            for text, places in self._claims(table, call):
                if piece := composition.add(text, places):
                    yield piece
        except GeneratorError as error:
            call.failure = str(error)
        yield from composition.close(failed=bool(call.failure))
        answer = composition.answer(failed=bool(call.failure))
        yield replace(answer, generation=self._account(call, composition))

    def complete(self, question: str, turns: Sequence[Turn]) -> str:
        """Return the question made whole, with the model's help where `llm_rewrite` allows it."""
        if not self._settings.llm_rewrite:
            return complete(question, turns)
        return whole_question(question, turns, partial(self._ask, self._call()))

    def _call(self) -> _Call:
        return _Call(time.perf_counter(), time.monotonic() + self._settings.llm_seconds)

    def _ask(self, call: _Call, prompt: Prompt) -> Iterator[str]:
        """Yield what the model writes, adding up what it takes. Raises GeneratorError, at the latest when time is up."""
        if time.monotonic() < self._paused_until:
            raise GeneratorUnavailable(
                f"the language model was out less than {PAUSE:g} s ago and is not asked again yet"
            )
        try:
            for piece in within(call.left, partial(self._generator.stream, prompt)):
                if isinstance(piece, Usage):
                    call.add(piece)
                else:
                    yield piece
        except GeneratorUnavailable:
            self._paused_until = time.monotonic() + PAUSE
            raise

    def _lay_out(self, question: str, plain: Answer, call: _Call) -> Table:
        words = ""
        if self._settings.llm_rewrite and plain.refused:
            words = more_words(question, partial(self._ask, call))
        return self._evidence.lay_out(question, words)

    def _claims(self, table: Table, call: _Call) -> Iterator[Said]:
        """Yield what the model says, or said before, as claims with the places that they give."""
        about = (table.asked, self._evidence.version, self._generator.name)
        kept = self._memory.recall(*about) if self._memory else None
        if kept is not None or not table.offered:
            call.remembered = kept is not None
            yield from kept or ()
            return
        said = list[Said]()
        for statement in statements(self._ask(call, answer_prompt(table.asked, table.offered))):
            said.append((statement.text, _places(statement, table)))
            yield said[-1]
        if self._memory is not None:
            self._memory.keep(*about, said)

    def _account(self, call: _Call, composition: Composition) -> Generation:
        """Return and log what the model took and what became of its claims."""
        prices = self._settings.llm_prompt_price, self._settings.llm_completion_price
        done = Generation(
            model=self._generator.name,
            seconds=round(time.perf_counter() - call.started, 3),
            prompt_tokens=call.usage.prompt_tokens,
            completion_tokens=call.usage.completion_tokens,
            cost=(call.usage.prompt_tokens * prices[0] + call.usage.completion_tokens * prices[1]) / 1_000_000,
            shown=composition.shown,
            dropped=tuple(composition.dropped),
            failed=bool(call.failure),
            remembered=call.remembered,
        )
        fields = {"fields": asdict(done)}
        if call.failure:
            log.warning("an answer is without the language model: %s", call.failure, extra=fields)
        else:
            log.info("an answer was checked against its quotes", extra=fields)
        return done


def _places(statement: Statement, table: Table) -> tuple[tuple[str, int, int], ...] | None:
    cited = table.cited(statement.ids)
    return None if cited is None else tuple(place_of(one) for one in cited)
