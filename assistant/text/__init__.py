"""Chinese text as pure functions: folding, sentences, quantities, words."""

from assistant.text.fold import fold
from assistant.text.quantities import Quantity, quantities
from assistant.text.sentences import clause_spans, sentence_spans
from assistant.text.words import bigrams, words

__all__ = ["Quantity", "bigrams", "clause_spans", "fold", "quantities", "sentence_spans", "words"]
