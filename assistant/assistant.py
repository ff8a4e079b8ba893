"""The facade: open a shelf of reports, ask it questions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from assistant.answering.answerer import Answerer
from assistant.answering.engine import Engine
from assistant.answering.suggestions import follow_ups, suggest
from assistant.conversation import Conversation
from assistant.errors import QuestionError, UnknownDocument
from assistant.generation.generator import Generator
from assistant.generation.setup import load_generator, voice_of
from assistant.generation.voice import Voice
from assistant.indexing.encoder import Encoder, load_encoder
from assistant.indexing.index import Index, open_index
from assistant.indexing.manifest import Manifest
from assistant.retrieval.rerank import Reranker, load_reranker
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings, load_settings
from assistant.types import Answer, AnswerKind, Document, Hit, Listing, Turn

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One whole state of the shelf, swapped as one so that no answer mixes old and new."""

    index: Index
    warnings: tuple[str, ...]
    retriever: Retriever
    plain: Answerer
    voice: Voice
    answers: Callable[[str], bool]


def _open_shelf(
    documents: Path,
    index: Path,
    settings: Settings,
    encoder: Encoder,
    reranker: Reranker | None,
    generator: Generator | None,
    progress: Progress | None,
) -> _Shelf:
    opened, warnings = open_index(documents, index, settings, encoder, progress)
    retriever = Retriever(opened, encoder, settings, reranker)
    plain = Engine(retriever, settings)
    voice = voice_of(plain, retriever, generator, settings)

    def answers(question: str) -> bool:
        return plain.answer(question).kind not in (AnswerKind.REFUSAL, AnswerKind.CHAT)

    # The same few questions are tried after every answer from one place.
    return _Shelf(opened, warnings, retriever, plain, voice, lru_cache(maxsize=10_000)(answers))


class Assistant:
    """Answers questions from the reports in `folder`. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        index_folder: Path,
        shelf: _Shelf,
        open_shelf: Callable[[Progress | None], _Shelf],
        settings: Settings,
    ) -> None:
        self.folder = folder
        self.index_folder = index_folder
        self.settings = settings
        self._shelf = shelf
        self._open_shelf = open_shelf
        self._refreshing = threading.Lock()

    @classmethod
    def open(
        cls,
        documents: str | Path = "documents",
        index: str | Path = "index",
        *,
        progress: Progress | None = None,
        generator: Generator | None = None,
        **settings: Any,
    ) -> Assistant:
        """Open the reports in `documents`, building `index` or bringing it up to date where needed.

        Keyword arguments are settings (see `Settings`). `progress` is called with (stage, done, total) on long work.
        `generator` is a language model; without one it is the server of `llm_url`, or none.
        Raises SettingsError, NoDocuments, ForeignIndex, IndexLocked, EncoderError, or GeneratorError for `llm_cache`.
        """
        loaded = load_settings(**settings)
        encoder, reranker = load_encoder(loaded.encoder), load_reranker(loaded.reranker)
        open_shelf = partial(
            _open_shelf, Path(documents), Path(index), loaded, encoder, reranker, generator or load_generator(loaded)
        )
        return cls(Path(documents), Path(index), open_shelf(progress), open_shelf, loaded)

    def refresh(self, progress: Progress | None = None) -> bool:
        """Pick up new, changed and deleted reports; return whether anything changed.

        Questions go on being answered from the old shelf until the new one is whole.
        """
        with self._refreshing:
            shelf = self._open_shelf(progress)
            changed = shelf.index.version != self._shelf.index.version
            if changed or shelf.warnings != self._shelf.warnings:  # else the old one keeps what it has worked out
                self._shelf = shelf
        return changed

    def ask(self, question: str) -> Answer:
        """Answer one question; an empty one is answered by asking for one.

        Raises QuestionError when it is longer than `max_question_chars`.
        """
        return self._shelf.voice.answer(self._checked(question))

    async def aask(self, question: str) -> Answer:
        """Answer one question without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question)

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield pieces whose concatenation is `answer.text`, a sentence each, and the Answer as the last item."""
        return self._shelf.voice.stream(self._checked(question))

    def ask_many(self, questions: Iterable[str]) -> list[Answer]:
        """Answer independent questions, in order, all from the same state of the shelf."""
        shelf = self._shelf
        return [shelf.voice.answer(self._checked(question)) for question in questions]

    def conversation(self, turns: Iterable[Turn] = ()) -> Conversation:
        """Start a conversation, or go on with one from its `turns`."""
        return Conversation(self.ask, tuple(turns), stream=self.stream, complete=self._shelf.voice.complete)

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """Return the `top_k` passages that fit best, best first; none for an empty question."""
        return self._shelf.retriever.retrieve(self._checked(question), top_k)

    def document(self, document_id: str) -> Document:
        """Return the document whose text the offsets refer to. Raises UnknownDocument."""
        try:
            return self._shelf.index.documents[document_id]
        except KeyError:
            raise UnknownDocument(
                f"no document has the id {document_id!r}; `documents` lists those there are"
            ) from None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The reports on the shelf, ordered by source."""
        return tuple(sorted(self._shelf.index.documents.values(), key=lambda document: document.source))

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The reports on the shelf without their texts, ordered by source."""
        return tuple(entry.listing for entry in self._shelf.index.manifest.documents)

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for every file that was left out."""
        return self._shelf.warnings

    @property
    def version(self) -> str:
        """The index version: changes when a document, the encoder or an indexing setting changes."""
        return self._shelf.index.version

    @property
    def manifest(self) -> Manifest:
        """What the index holds, and what it was built with."""
        return self._shelf.index.manifest

    def suggestions(self, limit: int = 6) -> tuple[str, ...]:
        """Return up to `limit` questions that this shelf is known to answer."""
        return suggest(self.documents, self._shelf.answers, limit)

    def follow_ups(self, answer: Answer, limit: int = 3) -> tuple[str, ...]:
        """Return up to `limit` questions near `answer` that this shelf is known to answer."""
        documents = self._shelf.index.documents
        cited = dict.fromkeys(one.document_id for one in answer.citations or answer.related)
        return follow_ups(answer, [documents[one] for one in cited if one in documents], self._shelf.answers, limit)

    def _checked(self, question: str) -> str:
        limit = self.settings.max_question_chars
        if len(question) > limit:
            raise QuestionError(f"the question has {len(question)} characters, more than {limit}; shorten it")
        return question
