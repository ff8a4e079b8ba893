"""Chinese text as pure functions: folding, words, sentences, quantities."""
