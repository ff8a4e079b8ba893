"""A small shelf, the commands in this process, and the installed command in another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli.app import app

REPORT = """# 云谷区2022年经济运行

## 企业

截至2022年年底，云谷区共有上市企业268家。2022年，云谷区建成公园31座。

## 总量

2022年，云谷区地区生产总值为10206.9亿元。
"""
CASES = """
- id: total
  kind: number
  turns: [云谷区上市企业有多少家？]
  answers: [268家]
  key: 268家
  evidence:
    - {document: area.md, quote: 截至2022年年底，云谷区共有上市企业268家。}
- id: off-topic
  kind: unanswerable
  turns: [珠穆朗玛峰有多高？]
  unanswerable: off-topic
- {id: hello, kind: chat, turns: [你好]}
"""


class Shelf:
    """A folder of reports, an index and a file of cases."""

    def __init__(self, root: Path) -> None:
        self.root, self.documents, self.index, self.cases = (
            root,
            root / "documents",
            root / "index",
            root / "cases.yaml",
        )
        self.documents.mkdir()
        (self.documents / "area.md").write_text(REPORT, encoding="utf-8")
        self.cases.write_text(CASES, encoding="utf-8")

    @property
    def options(self) -> list[str]:
        return ["--documents", str(self.documents), "--index", str(self.index)]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def command(shelf: Shelf) -> Callable[..., Result]:
    """Run a command over the shelf in this process: command("ask", "…")."""

    def run(*arguments: str, stdin: str | None = None, on_shelf: bool = True) -> Result:
        line = [*arguments, *(shelf.options if on_shelf else [])]
        return CliRunner().invoke(app, line, input=stdin)

    return run


@pytest.fixture
def installed(shelf: Shelf) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the installed `assistant` over the shelf in a process of its own, in the shelf's folder."""

    def run(
        *arguments: str, stdin: str = "", on_shelf: bool = True, watched: bool = False
    ) -> subprocess.CompletedProcess[str]:
        line = [str(Path(sys.executable).with_name("assistant")), *arguments, *(shelf.options if on_shelf else [])]
        environment = os.environ | ({"FORCE_COLOR": "1", "TERM": "xterm"} if watched else {})
        return subprocess.run(
            line,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=shelf.root,
            env=environment,
            check=False,
        )

    return run
