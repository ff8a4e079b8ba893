"""Claims written by hand, each with the sentences that it cites and the verdict that it deserves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant import Assistant
from assistant.generation.evidence import Evidence
from assistant.generation.verify import Fault
from tests.conftest import ROOT

HERE = Path(__file__).parent
REPORTS = ("haidian", "linjiang", "yuanfan", "yuheng", "qinghuai", "lanchuan")
FAITHFUL = "faithful"


@dataclass(frozen=True)
class Verdict:
    """What the verification makes of one claim; `kind` is FAITHFUL or what is wrong with it."""

    kind: str
    text: str
    fault: Fault | None

    @property
    def right(self) -> bool:
        """Whether a faithful claim passes, or a false one is held back."""
        return (self.fault is None) is (self.kind == FAITHFUL)


def judged(report: str, folder: Path) -> list[Verdict]:
    """Judge the claims about a report; `folder` is an empty one to work in."""
    data = yaml.safe_load((HERE / f"handwritten-{report}.yaml").read_text(encoding="utf-8"))
    documents = ROOT / "documents"
    if "report" in data or "document" in data:
        documents = folder / "documents"
        documents.mkdir()
        text = data.get("report") or (ROOT / data["document"]).read_text(encoding="utf-8")
        (documents / "report.md").write_text(text, encoding="utf-8")
    return list(_verdicts(documents, folder / "index", data["claims"]))


def _verdicts(documents: Path, index: Path, groups: list[dict[str, Any]]) -> Iterator[Verdict]:
    assistant = Assistant.open(documents, index, llm_prompt_chars=100_000, evidence_passages=100)
    evidence = Evidence(assistant._shelf.answers.retriever, assistant.settings)
    for group in groups:
        table = evidence.lay_out(group["ask"])
        sentences = [one.candidate for one in table.offered]
        cited = [next(one for one in sentences if part in one.sentence.text) for part in group["cite"]]
        for kind, claims in ({FAITHFUL: group["faithful"]} | group["falsified"]).items():
            yield from (Verdict(kind, text, table.find_fault(text, cited)) for text in claims)
