"""What words find, what vectors find, and what both find together, on several sets at once.

    python -m training.measure_search [--weight W ...] [--model FOLDER]

`words` and `vectors` are the two ends of the setting `dense_weight`, `both` is what lies between. A question is right
when its first passage is of the right text (reading sets), of the right report (`companies`: factual and multi-hop), or
holds the sentence that answers it (`rewordings`, which share no word with that). p is that of an exact McNemar test of
`both` against `words`: how often chance alone would part the two so far.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

import yaml

from assistant.indexing.encoder import SHIPPED, Encoder, StaticEncoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings, load_settings
from assistant.types import Passage
from training.corpus import DATA, ROOT, questions, rows

DEV = DATA.parent / "dev"
FACTUAL = {"事实性问题", "多跳推理问题"}
Right = Callable[[Passage], bool]


@dataclass(frozen=True, slots=True)
class Search:
    """A shelf, `reports` of (title, text), and what to search it for: questions with the passages that are right."""

    name: str
    reports: Sequence[tuple[str, str]]
    asked: Sequence[tuple[str, Right]]


def reading(name: str) -> Search:
    asked = questions(DEV / f"{name}.jsonl.gz")
    texts = list(dict.fromkeys(one.context for one in asked))
    return Search(
        name, [("", text) for text in texts], [(one.question, _within(one.context)) for one in asked if one.question]
    )


def companies() -> Search:
    asked = [row for row in rows(DEV / "company_reports_questions.jsonl.gz") if row["type"] in FACTUAL]
    titles = {row["id"]: row["title"] for row in rows(DEV / "company_reports_documents.jsonl.gz")}
    return Search(
        "companies",
        _company_reports(),
        [(row["question"], _titled({titles[document] for document in row["documents"]})) for row in asked],
    )


def rewordings() -> Iterator[Search]:
    report = (ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8")
    rows_of = [
        yaml.safe_load((ROOT / "eval" / f"rewordings{end}.yaml").read_text("utf-8")) for end in ("", "-companies")
    ]
    haidian = [(row["turns"][-1], _holds([at["quote"] for at in row["evidence"]])) for row in rows_of[0]]
    yield Search("rewordings", [("", report)], haidian)
    of_companies = [(row["question"], _holds([row["marker"]], row["document"])) for row in rows_of[1]]
    yield Search("rewordings-companies", _company_reports(), of_companies)


def _company_reports() -> list[tuple[str, str]]:
    return [(row["title"], row["text"]) for row in rows(DEV / "company_reports_documents.jsonl.gz")]


def _within(text: str) -> Right:
    flat = "".join(text.split())
    return lambda passage: "".join(passage.text.split()) in flat


def _titled(titles: set[str]) -> Right:
    return lambda passage: passage.title in titles


def _holds(parts: Sequence[str], title: str | None = None) -> Right:
    return lambda passage: title in (None, passage.title) and any(part in passage.text for part in parts)


def first_right(search: Search, encoder: Encoder, settings: Settings, weights: Sequence[float]) -> list[list[int]]:
    """For each weight and question the place of the first right passage among ten, 10 when none is."""
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder, "documents")
        documents.mkdir()
        for number, (title, text) in enumerate(search.reports):
            (documents / f"{number:05}.md").write_text(f"# {title}\n\n{text}" if title else text, encoding="utf-8")
        index, _ = open_index(documents, Path(folder, "index"), settings, encoder)
        found = []
        for weight in weights:
            retriever = Retriever(index, encoder, settings.model_copy(update={"dense_weight": weight}))
            found.append([_place(retriever, question, right) for question, right in search.asked])
        return found


def _place(retriever: Retriever, question: str, right: Right) -> int:
    hits = retriever.retrieve(question, 10)
    return next((place for place, hit in enumerate(hits) if right(hit.passage)), 10)


def chance(first: Sequence[bool], second: Sequence[bool]) -> float:
    """The two-sided p of an exact McNemar test: of the questions on which two differ, half should go either way."""
    gained = sum(after and not before for before, after in zip(first, second, strict=True))
    lost = sum(before and not after for before, after in zip(first, second, strict=True))
    differ = gained + lost
    tail = sum(comb(differ, count) for count in range(min(gained, lost) + 1)) / 2**differ
    return min(1.0, 2 * tail)


def show(name: str, found: Sequence[Sequence[int]], weights: Sequence[float]) -> None:
    print(f"{name}: {len(found[0])} questions", flush=True)
    words = [place == 0 for place in found[0]]
    for weight, places in zip(weights, found, strict=True):
        hits = [place == 0 for place in places]
        hit1, hit5 = sum(hits) / len(hits), sum(place < 5 for place in places) / len(places)
        system = {0.0: "words", 1.0: "vectors"}.get(weight, f"both {weight:g}")
        print(f"  {system:10} hit1 {hit1:.4f}  hit5 {hit5:.4f}  p {chance(words, hits):.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    settings = load_settings(Path("no-such-file.toml"), {})
    parser.add_argument("--weight", type=float, nargs="+", default=[settings.dense_weight])
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of a static model")
    parser.add_argument("--sets", nargs="*", help="beginnings of the sets' names, all when left out")
    options = parser.parse_args()
    encoder = StaticEncoder.load(options.model)
    weights = [0.0, *options.weight, 1.0]
    reworded: list[list[int]] = [[] for _ in weights]
    for search in (reading("cmrc2018_trial"), reading("drcd_test"), companies(), *rewordings()):
        if not options.sets or search.name.startswith(tuple(options.sets)):
            found = first_right(search, encoder, settings, weights)
            show(search.name, found, weights)
            if search.name.startswith("rewordings"):
                reworded = [[*before, *now] for before, now in zip(reworded, found, strict=True)]
    if reworded[0]:
        show("all rewordings", reworded, weights)


if __name__ == "__main__":
    main()
