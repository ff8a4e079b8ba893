"""The tokenizer: a Unigram model over words that we counted ourselves.

Its scores are log frequencies, so that the best path through a sentence is the word segmentation of a dictionary
segmenter, found by `tokenizers` itself. What no word covers falls into frequent character pairs, then characters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

import rjieba
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Sequence
from tokenizers.pre_tokenizers import Punctuation

from training.corpus import fold

UNKNOWN = "[UNK]"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{HAN}]{{1,8}}|[a-z]{{1,20}}|[0-9]{{1,4}}")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in rjieba.cut(fold(text)) if WORD.fullmatch(word))
    return counts


def choose(counts: Counter[str], words: int, pairs: int) -> dict[str, int]:
    """The vocabulary with its counts: every character, the most frequent words, pairs out of the words left over.

    A pair's count is small, one, so that it is used only where no word fits.
    """
    kept = {word: count for word, count in counts.most_common(words) if count > 1}
    characters = {character for word in counts for character in word}
    left: Counter[str] = Counter()
    for word, count in counts.items():
        if word not in kept:
            for start in range(len(word) - 1):
                left[word[start : start + 2]] += count
    chosen = islice((pair for pair, _ in left.most_common() if pair not in kept), pairs)
    return dict.fromkeys(sorted(characters), 1) | dict.fromkeys(chosen, 1) | kept


def build(counts: dict[str, int]) -> Tokenizer:
    """A tokenizer whose ids follow frequency; id 0 is what it does not know."""
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda at: (-at[1], at[0]))
    scores = [(word, round(math.log(count / total), 2)) for word, count in ordered]
    tokenizer = Tokenizer(Unigram([(UNKNOWN, -100.0), *scores], unk_id=0))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    # What else is no word, white space and symbols, becomes the unknown token, whose vector is zero.
    tokenizer.pre_tokenizer = Punctuation("removed")
    return tokenizer
