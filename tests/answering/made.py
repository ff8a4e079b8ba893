"""Candidates made from a few sentences, for the rules that look at one or more of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answering.candidates import Candidate, Ranked, candidates
from assistant.answering.features import FEATURES
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.types import Document, Hit

TITLE = "绥棠市2023年统计公报"


def report(*paragraphs: str, title: str = TITLE) -> Document:
    """A report of that title."""
    text = "\n\n".join(paragraphs)
    return make_document(f"# {title}\n\n{text}\n", "a.md")


def candidates_of(document: Document) -> list[Candidate]:
    """The sentences of a report."""
    return candidates([Hit(passage, 1.0) for passage in split_passages(document, 800)], {document.id: document})


def candidate(evidence: str, *, title: str = TITLE, before: Sequence[str] = (), after: Sequence[str] = ()) -> Candidate:
    """The sentence `evidence`, a paragraph of a report between others."""
    document = report(*before, evidence, *after, title=title)
    return next(one for one in candidates_of(document) if one.sentence.text == evidence)


def ranked(document: Document) -> list[Ranked]:
    """The sentences of a report, each a little worse than the one before it."""
    nothing = np.zeros(len(FEATURES), dtype=np.float32)
    return [Ranked(one, -0.1 * place, -0.1 * place, nothing) for place, one in enumerate(candidates_of(document))]
