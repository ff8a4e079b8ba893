"""The tokens of many texts at once: those of a `tokenizers` Unigram model, in a fifth of its time."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers.pre_tokenizers import Punctuation

from assistant.indexing.trie import Matches, Trie

_NORMALIZERS = [{"type": "NFKC"}, {"type": "Lowercase"}]
_SPLIT = {"type": "Punctuation", "behavior": "Removed"}
_UNKNOWN_PENALTY = 10.0
"""What an unknown character scores below the worst token, in `tokenizers`."""
_BREAK, _STRANGE = 0, 1
"""The classes of characters that end a piece, and of those that no token has; the others follow."""
_LAST_MARK = 0x20000
"""No punctuation or symbol that was once taken for it has a higher code."""
CELLS = 2**18
"""Characters, padding included, that are cut at once."""
LONGEST = 3_000
"""Characters that a text may have: a step costs the same for one text as for thousands."""

Tokens = tuple[NDArray[np.int32], NDArray[np.int64]]


class Unigram:
    """Cuts texts into the most probable tokens.

    The path through a text is the one that `tokenizers` takes, ties included: scores are added in the same order.
    """

    def __init__(self, vocabulary: Sequence[tuple[str, float]], unknown: int) -> None:
        """`vocabulary` are tokens with the logarithms of their probabilities, `unknown` the number of one of them."""
        self._scores = np.array([score for _, score in vocabulary])
        self._unknown = unknown
        self._unknown_score = float(self._scores.min()) - _UNKNOWN_PENALTY
        self._classes = _character_classes({character for token, _ in vocabulary for character in token})
        written = iter(self._classes[_codes("".join(token for token, _ in vocabulary))].tolist())
        tokens = [list(islice(written, len(token))) for token, _ in vocabulary]
        reachable = [[] if _BREAK in token else token for token in tokens]
        self._trie = Trie(reachable, int(self._classes.max()) + 1)

    @classmethod
    def read(cls, tokenizer: str) -> Unigram | None:
        """Return what the JSON of a `tokenizers` tokenizer describes, None where that does more than this class."""
        described = json.loads(tokenizer)
        model = described["model"]
        same = (
            model["type"] == "Unigram"
            and not model.get("byte_fallback")
            and model["unk_id"] is not None
            and (described["normalizer"] or {}).get("normalizers") == _NORMALIZERS
            and described["pre_tokenizer"] == _SPLIT
            and not described["added_tokens"]
        )
        return cls(model["vocab"], model["unk_id"]) if same else None

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.int32]]]:
        """Yield for each text its place in `texts` and the numbers of its tokens; the order of the texts is lost."""
        normal = [unicodedata.normalize("NFKC", text).lower() for text in texts]
        lengths = np.array([len(text) for text in normal], dtype=np.int64)
        order = np.argsort(lengths, kind="stable")
        for chosen in _groups(order, lengths):
            ids, counts = self._cut([normal[place] for place in chosen], lengths[chosen])
            yield from zip(chosen.tolist(), np.split(ids, np.cumsum(counts)[:-1]), strict=True)

    def _cut(self, texts: Sequence[str], lengths: NDArray[np.int64]) -> Tokens:
        """Return the tokens of all `texts`, one text after the other, and how many each has."""
        steps = int(lengths.max(initial=0))
        # A column a text, so that one step along all texts is one row.
        padded = np.zeros((len(texts), steps + self._trie.longest), dtype=np.int32)
        padded[np.arange(padded.shape[1]) < lengths[:, None]] = self._classes[_codes("".join(texts))]
        characters = np.ascontiguousarray(padded.T)
        tokens, sizes = self._best_paths(characters, steps)
        ends = _walk_back(sizes, steps)
        columns, rows = np.nonzero(ends[1:].T)
        ids = tokens[rows + 1, columns]
        broken = characters[rows, columns] == _BREAK
        # Unknown characters side by side make one token.
        repeated = (ids[1:] == self._unknown) & (ids[:-1] == self._unknown) & (columns[1:] == columns[:-1])
        kept = ~broken
        kept[1:] &= ~(repeated & ~broken[:-1])
        return ids[kept], np.bincount(columns[kept], minlength=len(texts))

    def _best_paths(self, characters: NDArray[np.int32], steps: int) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        """Return for each place the last token on the best path that ends there, and its length in characters."""
        single = self._trie.single[characters[:steps]]
        gains = np.where(single >= 0, self._scores[single], self._unknown_score)
        matches = self._trie.matches(characters, steps)
        chosen = self._follow(gains, characters[:steps] == _BREAK, matches)
        tokens = np.full(chosen.shape, self._unknown, dtype=np.int32)
        np.copyto(tokens[1:], single, where=single >= 0)
        sizes = np.ones(chosen.shape, dtype=np.int8)
        longer = np.flatnonzero(chosen >= 0)
        taken = chosen.reshape(-1)[longer]
        tokens.reshape(-1)[longer], sizes.reshape(-1)[longer] = matches.tokens[taken], matches.lengths[taken]
        return tokens, sizes

    def _follow(self, gains: NDArray[np.float64], breaks: NDArray[np.bool_], matches: Matches) -> NDArray[np.int32]:
        """Return for each place which of `matches` ends the best path to it, -1 where a single character does.

        `gains` (steps, n_texts) are the scores of the single characters, `breaks` where pieces end.
        """
        steps, width = gains.shape
        best = np.full((steps + matches.longest, width), -np.inf)
        best[0] = 0
        chosen = np.full(best.shape, -1, dtype=np.int32)
        flat_best, flat_chosen = best.reshape(-1), chosen.reshape(-1)
        bounds = np.searchsorted(matches.starts, np.arange(steps + 1) * width).tolist()
        ends, scores = matches.starts + matches.lengths * np.int64(width), self._scores[matches.tokens]
        reached, better = np.empty(width), np.empty(width, dtype=bool)
        for step, (first, last) in enumerate(pairwise(bounds)):
            np.add(best[step], gains[step], out=reached)
            np.copyto(reached, 0, where=breaks[step])
            np.greater(reached, best[step + 1], out=better)
            np.copyto(best[step + 1], reached, where=better)
            np.copyto(chosen[step + 1], -1, where=better)
            over, places = flat_best[matches.starts[first:last]] + scores[first:last], ends[first:last]
            higher = np.flatnonzero(over > flat_best[places])
            places = places[higher]
            flat_best[places], flat_chosen[places] = over[higher], higher + first
        return chosen[: steps + 1]


def _walk_back(sizes: NDArray[np.int8], steps: int) -> NDArray[np.bool_]:
    """Return where tokens end on the paths that end in the last row, `sizes` being the lengths of the last tokens."""
    width = sizes.shape[1]
    ends = np.zeros((steps + 1, width), dtype=bool)
    ends[steps] = True
    flat, flat_sizes = ends.reshape(-1), sizes.reshape(-1)
    for step in range(steps, 0, -1):
        here = np.flatnonzero(ends[step]) + step * width
        flat[here - flat_sizes[here].astype(np.int64) * width] = True
    return ends


def _groups(order: NDArray[np.int64], lengths: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield runs of `order`, shortest texts first, that fit into CELLS when each is padded to the longest."""
    begin = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or (end + 1 - begin) * lengths[order[end]] > CELLS:
            yield order[begin:end]
            begin = end


def _character_classes(known: set[str]) -> NDArray[np.int32]:
    classes = np.full(sys.maxunicode + 1, _STRANGE, dtype=np.int32)
    classes[[ord(character) for character in known]] = np.arange(2, len(known) + 2)
    marks = {chr(code) for code in range(_LAST_MARK) if unicodedata.category(chr(code))[0] in "PS"}
    # Which of them end a piece the library says itself: its table of Unicode is older than Python's.
    left = Punctuation("removed").pre_tokenize_str(" ".join(marks))
    classes[list(map(ord, marks.difference("".join(piece for piece, _ in left))))] = _BREAK
    return classes


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
