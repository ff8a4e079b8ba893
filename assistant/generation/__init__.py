"""Answers with a language model: every sentence of it is checked against its quotes before anybody sees it."""
