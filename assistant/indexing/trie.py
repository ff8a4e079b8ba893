"""The tokens of a vocabulary by their characters, looked up at many places of many texts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Matches(NamedTuple):
    """Where tokens are found in a flat array of characters: arrays of the same length, and the longest token's length."""

    starts: NDArray[np.int64]
    lengths: NDArray[np.int8]
    tokens: NDArray[np.int32]
    longest: int


class Trie:
    """The tokens by their characters, as a double array: a child is at its parent's base plus its character's class."""

    def __init__(self, tokens: Sequence[Sequence[int]], classes: int) -> None:
        """`tokens` are numbered from 0, each the classes of its characters, which are less than `classes`."""
        self.longest = max(2, *map(len, tokens))
        self.single = np.full(classes, -1, dtype=np.int32)
        children: defaultdict[int, dict[int, int]] = defaultdict(dict)
        nodes = classes
        ends = {}
        for number, token in enumerate(tokens):
            if not token:
                continue
            node = token[0]
            for character in token[1:]:
                below = children[node]
                if character not in below:
                    below[character] = nodes
                    nodes += 1
                node = below[character]
            ends[node] = number
        self._token = np.full(nodes, -1, dtype=np.int32)
        self._token[list(ends)] = list(ends.values())
        self.single[:] = self._token[:classes]
        self._base = np.full(nodes, -1, dtype=np.int32)
        self._place(children, classes)

    def _place(self, children: dict[int, dict[int, int]], classes: int) -> None:
        """Give each parent, those of most children first, a base at which all places for its children are free."""
        room = classes + max(8 * sum(map(len, children.values())), 1)
        self._parent = np.full(room, -1, dtype=np.int32)
        self._child = np.empty(room, dtype=np.int32)
        chance = np.random.default_rng(1)
        several = {parent: below for parent, below in children.items() if len(below) > 1}
        for parent, below in sorted(several.items(), key=lambda item: -len(item[1])):
            offsets = np.fromiter(below, dtype=np.int64)
            base = 0
            while (self._parent[base + offsets] >= 0).any():
                base = int(chance.integers(room - classes))
            self._base[parent] = base
            self._parent[base + offsets] = parent
            self._child[base + offsets] = list(below.values())
        # An only child, as most are, fits into any free place, so that all of them take one step.
        only = [(parent, *next(iter(below.items()))) for parent, below in children.items() if len(below) == 1]
        parents, offsets, nodes = np.array(only, dtype=np.int64).reshape(-1, 3).T
        places = classes + np.flatnonzero(self._parent[classes:] < 0)[: len(only)]
        self._base[parents], self._parent[places], self._child[places] = places - offsets, parents, nodes

    def matches(self, characters: NDArray[np.int32], steps: int) -> Matches:
        """Return every token of two characters or more in the columns of `characters`, by the row where it starts.

        Only those that start in the first `steps` rows; `longest` rows more are to follow.
        """
        flat, width = characters.reshape(-1), characters.shape[1]
        starts = np.flatnonzero(self._base[flat[: steps * width]] >= 0)
        nodes = flat[starts]
        found = []
        for length in range(2, self.longest + 1):
            slots = self._base[nodes] + flat[starts + (length - 1) * width]
            held = np.flatnonzero(self._parent[slots] == nodes)
            starts, nodes = starts[held], self._child[slots[held]]
            whole = np.flatnonzero(self._token[nodes] >= 0)
            found.append((starts[whole], np.full(len(whole), length, dtype=np.int8), self._token[nodes[whole]]))
            inner = np.flatnonzero(self._base[nodes] >= 0)
            starts, nodes = starts[inner], nodes[inner]
        places, lengths, tokens = (np.concatenate(parts) for parts in zip(*found, strict=True))
        # Of 16 bits: those numpy sorts by radix.
        order = np.argsort((places // width).astype(np.uint16), kind="stable")
        return Matches(places[order], lengths[order], tokens[order], self.longest)
