"""Chinese text as pure functions: folding, sentences, quantities, words."""

from assistant.text.fold import fold
from assistant.text.overlap import longest_common_run, run_share
from assistant.text.quantities import UNITS, Quantity, quantities
from assistant.text.sentences import clause_spans, sentence_spans
from assistant.text.words import bigrams, words

__all__ = [
    "UNITS",
    "Quantity",
    "bigrams",
    "clause_spans",
    "fold",
    "longest_common_run",
    "quantities",
    "run_share",
    "sentence_spans",
    "words",
]
