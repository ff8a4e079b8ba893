"""Reading files of cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import CaseError
from assistant.evaluation.cases import Case
from assistant.evaluation.loading import load_cases

CHAT = "- {id: %s, kind: chat, turns: [你好]}\n"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(CHAT % "second", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.yml").write_text(CHAT % "first", encoding="utf-8")
    (tmp_path / "sub" / "c.jsonl").write_text('{"id": "third", "kind": "chat", "turns": ["你好"]}\n', encoding="utf-8")
    (tmp_path / "README.md").write_text("no cases", encoding="utf-8")
    assert [case.id for case in load_cases(tmp_path)] == ["first", "second", "third"]


def test_json_lines_and_yaml_read_the_same(tmp_path: Path, cases: tuple[Case, ...]) -> None:
    rows = [case.model_dump(mode="json") for case in cases]
    lines, listed = tmp_path / "a.jsonl", tmp_path / "b.yaml"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    listed.write_text(json.dumps(rows), encoding="utf-8")
    assert load_cases(lines) == load_cases(listed) == cases


def test_every_wrong_case_is_named_with_its_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- {id: one, kind: chat, turns: [2022]}\n- {kind: chat, turns: [你好]}\n- {id: three, kind: talk, turns: [你好]}\n",
        encoding="utf-8",
    )
    with pytest.raises(CaseError) as caught:
        load_cases(path)
    first, second, third = str(caught.value).splitlines()
    assert first == f"{path}: case 'one': turns.0: Input should be a valid string; put it in quotation marks"
    assert second == f"{path}: case number 2: id: Field required"
    assert third.startswith(f"{path}: case 'three': kind: Input should be 'number', 'share'")


def test_a_long_list_of_faults_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("".join(f"- {{id: c-{n}, kind: chat, turns: [你好, '']}}\n" for n in range(13)), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_cases(path)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{path}: case 'c-0': a turn is empty; write it into `turns`, or delete the case"
    assert len(lines) == 11
    assert lines[-1] == "… and 3 more like these"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CHAT % "a" + CHAT % "a", "two cases have the id 'a'"),
        ("- {id: a, id: b}", "the key 'id' is given twice"),
        ("- {id: a", "cannot be read"),
        ("id: a", "must hold a list of cases"),
        ("- 你好", "case number 1"),
        ("- {id: a, kind: chat, turns: []}", "case 'a': turns: Tuple should have at least 1 item"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=message):
        load_cases(path)


def test_drafts_are_left_out_and_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(CHAT % "asked" + "- {id: a, turns: ['']}\n- {id: b, turns: ['', ]}\n", encoding="utf-8")
    assert [case.id for case in load_cases(path)] == ["asked"]
    assert caplog.messages == [f"{path}: 2 drafts without a question are left out"]


def test_what_holds_no_cases_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml"):
        with pytest.raises(CaseError, match="holds no cases"):
            load_cases(path)
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(CaseError, match="must end in one of"):
        load_cases(tmp_path / "a.txt")
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(CaseError, match="cannot be read"):
        load_cases(tmp_path / "a.yaml")
