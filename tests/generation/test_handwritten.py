"""How the verification does on claims that a person wrote: floors under what it reaches, so that it gets no worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generation.handwritten import FAITHFUL, judged


@pytest.mark.parametrize(
    ("report", "false", "caught", "faithful", "let_through"),
    [
        ("haidian", 170, 168, 80, 72),
        ("linjiang", 85, 82, 33, 24),
        ("yuanfan", 49, 45, 24, 19),
        ("yuheng", 36, 30, 18, 15),
        ("qinghuai", 41, 35, 17, 12),
        ("lanchuan", 47, 39, 18, 14),
    ],
)
def test_false_claims_are_caught_and_faithful_ones_let_through(
    tmp_path: Path, report: str, false: int, caught: int, faithful: int, let_through: int
) -> None:
    verdicts = judged(report, tmp_path)
    right = {kind: [one.right for one in verdicts if (one.kind == FAITHFUL) is kind] for kind in (True, False)}
    assert (len(right[False]), len(right[True])) == (false, faithful)
    assert sum(right[False]) >= caught
    assert sum(right[True]) >= let_through
