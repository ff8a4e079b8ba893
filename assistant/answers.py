"""What answers from one state of a shelf. It is imported when something is first asked: half of the program is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from assistant.answering.engine import Engine
from assistant.answering.suggestions import follow_ups, suggest
from assistant.conversation import Conversation
from assistant.generation.generator import Generator
from assistant.generation.voice import PlainVoice, Voice
from assistant.indexing.encoder import Encoder
from assistant.indexing.index import Index
from assistant.retrieval.rerank import Reranker
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind, Turn

Ask = Callable[[str], Answer]
Stream = Callable[[str], Iterator[str | Answer]]


class Answers:
    """Answers, and questions that have one. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        settings: Settings,
        reranker: Reranker | None = None,
        generator: Generator | None = None,
    ) -> None:
        """Raise GeneratorError for an `llm_cache` that cannot be used."""
        self._documents = index.documents
        self.retriever = Retriever(index, encoder, settings, reranker)
        self.plain = plain = Engine(self.retriever, settings)
        self.voice: Voice = PlainVoice(plain) if generator is None else self._generated(generator, settings)

        def answerable(question: str) -> bool:
            return plain.answer(question).kind not in (AnswerKind.REFUSAL, AnswerKind.CHAT)

        # The same few questions are tried after every answer from one place.
        self._answerable = lru_cache(maxsize=10_000)(answerable)

    def _generated(self, generator: Generator, settings: Settings) -> Voice:
        # Only who has a model pays for these imports.
        from assistant.generation.answerer import GeneratedAnswerer
        from assistant.generation.evidence import Evidence
        from assistant.generation.memory import Memory

        memory = Memory(settings.llm_cache) if settings.llm_cache else None
        return GeneratedAnswerer(self.plain, Evidence(self.retriever, settings), generator, settings, memory)

    def conversation(self, ask: Ask, stream: Stream, turns: Iterable[Turn]) -> Conversation:
        """Go on with a conversation from its `turns`, whose questions made whole are answered by `ask` and `stream`."""
        return Conversation(ask, tuple(turns), stream=stream, complete=self.voice.complete)

    def suggestions(self, limit: int) -> tuple[str, ...]:
        """Return up to `limit` questions that have an answer."""
        documents = sorted(self._documents.values(), key=lambda document: document.source)
        return suggest(documents, self._answerable, limit)

    def follow_ups(self, answer: Answer, limit: int) -> tuple[str, ...]:
        """Return up to `limit` questions near `answer` that have one too."""
        cited = dict.fromkeys(one.document_id for one in answer.citations or answer.related)
        documents = [self._documents[one] for one in cited if one in self._documents]
        return follow_ups(answer, documents, self._answerable, limit)
