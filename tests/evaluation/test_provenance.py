"""What a run says about the program."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation.provenance import hash_files, program


def test_the_hash_changes_with_names_and_contents_and_not_with_compiled_code(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a = 1\n", encoding="utf-8")
    first = hash_files(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert hash_files(tmp_path) == first
    (tmp_path / "a.py").write_text("a = 2\n", encoding="utf-8")
    second = hash_files(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, hash_files(tmp_path)}) == 3


def test_the_program_that_runs_is_hashed() -> None:
    assert program().code == hash_files(Path(__file__).parents[2] / "assistant")
