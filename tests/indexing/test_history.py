"""Whatever the history of a shelf, its index is that of the documents there are now."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.indexing.shelves import CountingEncoder, ShelfFolder, assert_same, report, settings

NAMES = st.sampled_from(["1.md", "2.md", "甲/1.md", "甲/2.md", "乙.txt"])


class History(RuleBasedStateMachine):
    """Writes, deletes and renames reports, and opens the index now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        # On disk, as a large shelf is, and in memory.
        self.shelf = ShelfFolder(root / "documents", root / "index", settings(passage_chars=60, rank_bm25_up_to=0))
        self.builds = 0

    @rule(name=NAMES, number=st.integers(0, 50), sentences=st.integers(1, 6))
    def write(self, name: str, number: int, sentences: int) -> None:
        self.shelf.write(name, report(number, sentences))

    @precondition(lambda self: len(self.names()) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.shelf.delete(data.draw(st.sampled_from(self.names())))

    @precondition(lambda self: self.names())
    @rule(data=st.data(), name=NAMES)
    def rename(self, data: st.DataObject, name: str) -> None:
        old = self.shelf.documents / data.draw(st.sampled_from(self.names()))
        (self.shelf.documents / name).parent.mkdir(parents=True, exist_ok=True)
        old.replace(self.shelf.documents / name)

    @invariant()
    def index_is_that_of_the_documents(self) -> None:
        if self.names():
            self.builds += 1
            index = self.shelf.index.parent / f"anew-{self.builds}"
            assert_same(self.shelf.open(), ShelfFolder(self.shelf.documents, index, encoder=CountingEncoder()).open())

    def names(self) -> list[str]:
        """The documents there are."""
        root = self.shelf.documents
        return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())

    def teardown(self) -> None:
        self.folder.cleanup()


TestHistory = History.TestCase
TestHistory.settings = hypothesis_settings(max_examples=8, stateful_step_count=8, deadline=None)
