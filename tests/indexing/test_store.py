from __future__ import annotations

import pytest

from assistant.errors import DamagedIndex
from assistant.indexing.store import verify_index
from tests.indexing.shelves import ShelfFolder


def test_an_index_can_be_verified(shelf: ShelfFolder) -> None:
    with pytest.raises(DamagedIndex, match=r"manifest\.json is missing"):
        verify_index(shelf.index)
    shelf.open()
    verify_index(shelf.index)
    path = next(shelf.index.glob("segment-*/vectors-rows.npy"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(DamagedIndex, match=r"vectors-rows\.npy is not what was written"):
        verify_index(shelf.index)
