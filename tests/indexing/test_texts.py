from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EmptyDocument
from assistant.indexing.texts import Texts, indexed_text, write_texts
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.types import Document, Passage

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_what_is_indexed_is_the_text_with_its_context() -> None:
    assert indexed_text(Passage("id", "海淀", "数字 · 企业", 0, 5, "268家。")) == "海淀\n数字 · 企业\n268家。"


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_documents_and_passages_come_back(texts: list[str]) -> None:
    documents = [document for number, text in enumerate(texts) if (document := _document(number, text))]
    if not documents:
        return
    passages = [split_passages(document, 20) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        write_texts(Path(folder), zip(documents, passages, strict=True))
        stored = Texts(Path(folder))
        assert [stored.document(number) for number in range(len(documents))] == documents
        assert list(stored.passages()) == [passage for group in passages for passage in group]
        assert len(stored) == sum(map(len, passages))
        assert [len(stored.rows(number)) for number in range(len(documents))] == list(map(len, passages))


def _document(number: int, text: str) -> Document | None:
    try:
        return make_document(text, f"报告 {number}.md")
    except EmptyDocument:
        return None
