"""How the verification does on claims that a person wrote: floors under what it reaches, so that it does not get worse."""

from __future__ import annotations

from pathlib import Path

from tests.generation.handwritten import FAITHFUL, Verdict, over_bundled_report, over_unseen_report


def counts(verdicts: list[Verdict]) -> tuple[int, int, int, int]:
    """False claims caught, false claims, faithful ones let through, faithful ones."""
    false = [one for one in verdicts if one.kind != FAITHFUL]
    true = [one for one in verdicts if one.kind == FAITHFUL]
    return sum(one.right for one in false), len(false), sum(one.right for one in true), len(true)


def test_over_the_bundled_report(tmp_path: Path) -> None:
    caught, false, let_through, true = counts(over_bundled_report(tmp_path / "index"))
    assert (false, true) == (170, 80)
    assert caught >= 166
    assert let_through >= 72


def test_over_a_report_of_another_kind(tmp_path: Path) -> None:
    caught, false, let_through, true = counts(over_unseen_report(tmp_path))
    assert (false, true) == (85, 33)
    assert caught >= 80
    assert let_through >= 23
