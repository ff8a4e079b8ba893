"""One shelf that many tests only read, and how hypothesis searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from assistant import Assistant
from tests.soundness import ShelfOf

ROOT = Path(__file__).parent.parent

# A loaded machine is slow, not wrong: no example has a deadline.
settings.register_profile("suite", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def haidian(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The bundled report with the shipped models; to be asked, not to be changed."""
    return Assistant.open(ROOT / "documents", tmp_path_factory.mktemp("haidian") / "index")


@pytest.fixture
def shelf_of(tmp_path: Path) -> ShelfOf:
    """Write reports into a folder, and open them: shelf_of({"a.md": "# 报告\\n…"})."""
    return ShelfOf(tmp_path / "documents", tmp_path / "index")
