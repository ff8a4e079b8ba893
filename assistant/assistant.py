"""The facade: open a shelf of reports, ask it questions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import QuestionError, UnknownDocument
from assistant.generation.generator import Generator
from assistant.generation.setup import load_generator
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import Index, open_index
from assistant.indexing.manifest import Manifest
from assistant.retrieval.rerank import load_reranker
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Document, Hit, Listing, Turn

if TYPE_CHECKING:
    from assistant.answers import Answers
    from assistant.conversation import Conversation

Progress = Callable[[str, int, int], None]


class _Shelf:
    """One whole state of the shelf, swapped as one so that no answer mixes old and new."""

    def __init__(self, index: Index, warnings: tuple[str, ...], answering: Callable[[Index], Answers]) -> None:
        self.index = index
        self.warnings = warnings
        self._answering = answering

    @cached_property
    def answers(self) -> Answers:
        """What answers from it, made when something is first asked: who serves pages leaves that to other processes."""
        return self._answering(self.index)


def _answering(index: Index, **parts: Any) -> Answers:
    from assistant.answers import Answers

    return Answers(index, **parts)


class Assistant:
    """Answers questions from the reports in `folder`. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        index_folder: Path,
        shelf: _Shelf,
        open_shelf: Callable[[Progress | None], _Shelf],
        settings: Settings,
        generated: bool = False,
    ) -> None:
        self.folder = folder
        self.index_folder = index_folder
        self.settings = settings
        self.generated = generated  # whether a language model has a say in the answers
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
        generator = generator or load_generator(loaded)
        answering = partial(_answering, encoder=encoder, settings=loaded, reranker=reranker, generator=generator)

        def open_shelf(progress: Progress | None) -> _Shelf:
            shelf = _Shelf(*open_index(Path(documents), Path(index), loaded, encoder, progress), answering)
            if generator is not None:
                shelf.answers  # noqa: B018 - an `llm_cache` that cannot be used is told at once
            return shelf

        return cls(Path(documents), Path(index), open_shelf(progress), open_shelf, loaded, generator is not None)

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
        return self._shelf.answers.voice.answer(self._checked(question))

    async def aask(self, question: str) -> Answer:
        """Answer one question without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question)

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield pieces whose concatenation is `answer.text`, a sentence each, and the Answer as the last item."""
        return self._shelf.answers.voice.stream(self._checked(question))

    def ask_many(self, questions: Iterable[str]) -> list[Answer]:
        """Answer independent questions, in order, all from the same state of the shelf."""
        shelf = self._shelf
        return [shelf.answers.voice.answer(self._checked(question)) for question in questions]

    def conversation(self, turns: Iterable[Turn] = ()) -> Conversation:
        """Start a conversation, or go on with one from its `turns`."""
        return self._shelf.answers.conversation(self.ask, self.stream, turns)

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """Return the `top_k` passages that fit best, best first; none for an empty question."""
        return self._shelf.answers.retriever.retrieve(self._checked(question), top_k)

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
        return self._shelf.answers.suggestions(limit)

    def follow_ups(self, answer: Answer, limit: int = 3) -> tuple[str, ...]:
        """Return up to `limit` questions near `answer` that this shelf is known to answer."""
        return self._shelf.answers.follow_ups(answer, limit)

    def _checked(self, question: str) -> str:
        limit = self.settings.max_question_chars
        if len(question) > limit:
            raise QuestionError(f"the question has {len(question)} characters, more than {limit}; shorten it")
        return question
