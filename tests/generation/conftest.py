"""The bundled report, opened with whatever model a test brings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from tests.conftest import ROOT

Open = Callable[..., Assistant]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Open the bundled report over one index: shelf(generator=…, llm_seconds=1)."""
    index = tmp_path_factory.mktemp("generation") / "index"

    def open_with(**arguments: Any) -> Assistant:
        return Assistant.open(ROOT / "documents", index, **arguments)

    return open_with


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key and no settings of the machine's own."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
