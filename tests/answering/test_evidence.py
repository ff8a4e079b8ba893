"""Which sentences get a closer look."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from assistant.answering.evidence import BEHIND, LEAST, LIMIT, EvidenceFinder
from assistant.answering.question import analyse
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings

ASKED = "云溪市的龙舟赛有多少支队伍"
OTHERS = [
    f"{name}于{year}年完成了设备的检修。" for year, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 2001)
]


def looked_at(folder: Path, sentences: list[str], behind: float = BEHIND) -> list[str]:
    """Return the sentences of a report that get a closer look for ASKED."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / "report.md").write_text("# 年报\n" + "".join(sentences), encoding="utf-8")
    settings, encoder = load_settings(), load_encoder("static")
    index, _ = open_index(documents, folder / "index", settings, encoder)
    finder = EvidenceFinder(Retriever(index, encoder, settings))
    found, _ = finder.rows(analyse(ASKED), finder.retriever.retrieve(ASKED, 10), behind)
    return [one.sentence.text for one in found]


def test_those_far_behind_the_best_are_left_out_but_for_a_few(tmp_path: Path) -> None:
    answer = "云溪市的龙舟赛有42支队伍。"
    found = looked_at(tmp_path, [*OTHERS, answer])
    assert answer in found
    assert len(found) == LEAST


def test_all_are_looked_at_where_that_is_wanted(tmp_path: Path) -> None:
    assert len(looked_at(tmp_path, OTHERS, math.inf)) == LIMIT


@pytest.mark.parametrize("count", [LEAST, LIMIT + 4])
def test_those_as_near_as_the_best_stay(tmp_path: Path, count: int) -> None:
    near = [f"云溪市的龙舟赛第{number}天有{number}支队伍。" for number in range(1, count + 1)]
    assert len(looked_at(tmp_path, near)) == min(count, LIMIT)
