"""A set that somebody else made, as reports and cases of ours."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence
from assistant.evaluation.gold import places


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """`documents` are texts by the file name they get; `cases` refer to them by it. A set may bring no documents."""

    name: str
    documents: dict[str, str]
    cases: tuple[Case, ...]

    def sample(self, count: int, seed: int = 0) -> ForeignSet:
        """The set with at most `count` cases, drawn by chance but repeatably, over all its documents."""
        if count >= len(self.cases):
            return self
        return replace(self, cases=tuple(random.Random(seed).sample(self.cases, count)))  # noqa: S311 - no secret


def load_foreign(spec: str) -> ForeignSet:
    """Read a set given as `format:path`, for instance `squad:drcd_test.jsonl.gz`.

    Raises CaseError for an unknown format, naming those there are, and for a file that is not of it.
    """
    from assistant.evaluation.exchange import beir, companies, off_topic, rgb, squad

    readers: dict[str, Callable[[Path], ForeignSet]] = {
        "squad": squad.load_squad,
        "beir": beir.load_beir,
        "rgb": rgb.load_rgb,
        "companies": companies.load_companies,
        "off-topic": off_topic.load_off_topic,
    }
    name, colon, path = spec.partition(":")
    if not colon or name not in readers:
        raise CaseError(f"{spec!r} is not FORMAT:PATH; formats are {', '.join(readers)}")
    return readers[name](Path(path))


def write_set(found: ForeignSet, folder: Path) -> None:
    """Write the set as `documents/` and `cases.jsonl` below `folder`."""
    target = folder / "documents"
    target.mkdir(parents=True, exist_ok=True)
    for name, text in found.documents.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    lines = [case.model_dump_json(exclude_defaults=True) + "\n" for case in found.cases]
    (folder / "cases.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


def unique(names: list[str]) -> list[str]:
    """The names, with -2, -3 … after those that repeat."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return result


def file_name(number: int, title: str, suffix: str = ".md") -> str:
    """A file name that sorts in order and shows the title."""
    readable = re.sub(r"[^\w-]+", "_", title)[:40].strip("_")
    return f"{number:05d}{'-' + readable if readable else ''}{suffix}"


def standing(text: str, answer: str) -> list[int]:
    """Every offset at which `answer` stands in `text`, not as a part of a longer number."""
    before = r"(?<![\d.])" if answer[:1].isdigit() else ""
    after = r"(?!\d)" if answer[-1:].isdigit() else ""
    pattern = re.compile(before + re.escape(answer) + after)
    return [start for start in places(text, answer) if pattern.match(text, start)]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or the sentences, of `text` in which `[start, end)` stands."""
    stops = "。！？\n"
    first = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
    ends = [place for place in (text.find(stop, max(start, end - 1)) for stop in stops) if place >= 0]
    last = min(ends) + 1 if ends else len(text)
    return text[first:last].strip() or text[start:end]


def evidence_for(document: str, text: str, start: int, end: int) -> GoldEvidence:
    """Evidence for what stands at `[start, end)`, with its number where the sentence repeats."""
    quote = sentence_around(text, start, end)
    found = places(text, quote)
    here = sum(1 for each in found if each <= start) or 1
    return GoldEvidence(document=document, quote=quote, occurrence=here if len(found) > 1 else None)
