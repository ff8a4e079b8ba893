from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexing.shelves import ShelfFolder, report


@pytest.fixture
def shelf(tmp_path: Path) -> ShelfFolder:
    """Three reports that nobody has indexed yet."""
    folder = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    for number in range(1, 4):
        folder.write(f"{number}.md", report(number))
    return folder
