"""BEIR: a folder with `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv` (Thakur et al. 2021)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence, Kind, slug
from assistant.evaluation.exchange.foreign import ForeignSet, file_name, unique
from assistant.evaluation.exchange.rows import read_rows, read_text
from assistant.evaluation.sentences import sentences
from assistant.types import Document

HEADER = "query-id\tcorpus-id\tscore\n"


def load_beir(path: Path, split: str = "test") -> ForeignSet:
    """Read the queries that `qrels/{split}.tsv` judges, and the whole corpus.

    BEIR judges whole texts and knows no answers: a case asks for the first text that is judged relevant, its evidence
    is that text's longest line, and any answer that cites or holds that line is right. So only the retrieval and
    citation figures mean something. Raises CaseError when a file is missing or of another format.
    """
    corpus = read_rows(path / "corpus.jsonl", "_id", "text")
    files = {row["_id"]: file_name(number, row.get("title", "")) for number, row in enumerate(corpus)}
    texts = {row["_id"]: _with_title(row.get("title", ""), row["text"]) for row in corpus}
    questions = {row["_id"]: row["text"] for row in read_rows(path / "queries.jsonl", "_id", "text")}
    relevant = _relevant(path / "qrels" / f"{split}.tsv")
    usable = [name for name in relevant if name in questions and _lines(relevant[name], texts)]
    cases = []
    for name, each in zip(unique([slug(name) for name in usable]), usable, strict=True):
        document, line = _lines(relevant[each], texts)[0]
        evidence = GoldEvidence(document=files[document], quote=line, occurrence=1)
        cases.append(Case(id=name, kind=Kind.NAME, turns=(questions[each],), answers=(line,), evidence=(evidence,)))
    return ForeignSet(path.name, {files[name]: text for name, text in texts.items()}, tuple(cases))


def _with_title(title: str, text: str) -> str:
    return f"# {title}\n\n{text}\n" if title else f"{text}\n"


def _relevant(path: Path) -> dict[str, list[str]]:
    relevant: dict[str, list[str]] = {}
    for number, line in enumerate(read_text(path).splitlines()[1:], start=2):
        parts = line.split("\t")
        if len(parts) != 3 or not parts[2].lstrip("-").isdigit():
            raise CaseError(f"{path}, line {number} is not query-id, corpus-id and score with tabs between")
        if int(parts[2]) > 0:
            relevant.setdefault(parts[0], []).append(parts[1])
    return relevant


def _lines(names: Iterable[str], texts: dict[str, str]) -> list[tuple[str, str]]:
    """The longest line of each of these texts that exists and has one."""
    found = []
    for name in names:
        lines = [line.strip() for line in texts.get(name, "").split("\n") if not line.startswith("#")]
        longest = max(lines, key=len, default="")
        if longest:
            found.append((name, longest))
    return found


def export_beir(cases: Iterable[Case], documents: Iterable[Document], folder: Path) -> None:
    """Write cases with evidence as a BEIR folder: every sentence of the reports is a text of the corpus.

    The sentences that a case's evidence touches are relevant with score 1. Raises CaseError when a quote does not
    stand in its document.
    """
    from assistant.evaluation.gold import by_source, gold_spans
    from assistant.evaluation.metrics.overlap import overlap

    shelf = by_source(documents)
    units = [(document, span) for document in shelf.values() for span in sentences(document)]
    names = {span: f"{document.source}#{span.start}" for document, span in units}
    corpus = [
        {"_id": names[span], "title": document.title, "text": document.text[span.start : span.end]}
        for document, span in units
    ]
    queries, qrels = [], [HEADER]
    for case in cases:
        gold = gold_spans(case, shelf)
        if gold and len(case.turns) == 1:
            queries.append({"_id": case.id, "text": case.question})
            touched = [span for _, span in units if any(overlap(span, each) for each in gold)]
            qrels += [f"{case.id}\t{names[span]}\t1\n" for span in touched]
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    _write_lines(folder / "corpus.jsonl", corpus)
    _write_lines(folder / "queries.jsonl", queries)
    (folder / "qrels" / "test.tsv").write_text("".join(qrels), encoding="utf-8", newline="\n")


def _write_lines(path: Path, rows: Iterable[dict[str, str]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
