"""How the assistant does on visitors' questions about reports that no model was fitted to.

python -m training.measure_visitors

Each question is asked of its report alone. An answer is right where it quotes from a sentence of the evidence.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant import Answer, Assistant
from training.corpus import VISITORS, Visit, visits


def judged(answer: Answer, visit: Visit) -> str:
    """Return what becomes of a question: right, wrong or refused; or answered, where nothing answers it, or kept quiet."""
    if not visit.evidence:
        return "quiet" if answer.refused else "answered"
    if answer.refused:
        return "refused"
    quotes = [citation.quote for citation in answer.citations]
    return "right" if any(a in b or b in a for a in quotes for b in visit.evidence) else "wrong"


def judge_all(name: str = "questions.jsonl", **settings: float) -> Iterator[tuple[str, Answer]]:
    """Yield for each question of a file what becomes of it, and its answer."""
    asked = visits(folder=VISITORS / "held-out", name=name)
    for text in dict.fromkeys(visit.text for visit in asked):
        with tempfile.TemporaryDirectory() as scratch:
            documents = Path(scratch, "documents")
            documents.mkdir()
            (documents / "report.md").write_text(text, encoding="utf-8")
            assistant = Assistant.open(documents, Path(scratch, "index"), **settings)
            for visit in asked:
                if visit.text == text:
                    answer = assistant.ask(visit.question)
                    yield judged(answer, visit), answer


def main() -> None:
    for name, language in (("questions.jsonl", "in Chinese"), ("english.jsonl", "in English")):
        found = Counter(verdict for verdict, _ in judge_all(name))
        answerable = sum(found[verdict] for verdict in ("right", "wrong", "refused"))
        for verdict in ("right", "wrong", "refused"):
            print(f"{language}, answerable, {verdict}: {found[verdict] / answerable:.1%} of {answerable}")
        unanswerable = found["quiet"] + found["answered"]
        print(f"{language}, unanswerable, refused: {found['quiet'] / unanswerable:.1%} of {unanswerable}")


if __name__ == "__main__":
    main()
