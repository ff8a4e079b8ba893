"""From a question and hits to an answer."""
