"""Every error a caller can meet.

AssistantError
├── SettingsError        a setting is unknown, has the wrong type, or is out of range
├── DocumentError        one file could not be read as a document
│   ├── EmptyDocument    it holds no text
│   ├── UnreadableDocument  it is binary, or in no known encoding
│   └── DocumentTooLarge it is over the limit `max_document_bytes`
├── NoDocuments          the folder is missing, or nothing in it can be used
├── UnknownDocument      no document has that id
├── ShelfIndexError         the index folder cannot be used
│   ├── DamagedIndex     a file is missing, or its checksum is wrong
│   ├── ForeignIndex     the folder holds something this program did not write
│   └── IndexLocked      another process is building it and did not finish in time
├── EncoderError         a model could not be loaded
├── QuestionError        a question is empty or too long
├── CaseError            a benchmark file is not valid
└── GeneratorError       a language model failed, or answered nonsense
    └── GeneratorUnavailable  it could not be reached, was too busy, or was not done in time

A message says what happened, with which value, and what to do.
"""

from __future__ import annotations


class AssistantError(Exception):
    """The one base class of the errors that callers can meet."""


class SettingsError(AssistantError):
    """A setting is unknown, has the wrong type, or is out of range."""


class DocumentError(AssistantError):
    """One file could not be read as a document."""


class EmptyDocument(DocumentError):
    """The file holds no text."""


class UnreadableDocument(DocumentError):
    """The file is binary, or in no known encoding."""


class DocumentTooLarge(DocumentError):
    """The file is over the limit `max_document_bytes`."""


class NoDocuments(AssistantError):
    """The documents folder is missing, or nothing in it can be used."""


class UnknownDocument(AssistantError):
    """No document on the shelf has that id."""


class ShelfIndexError(AssistantError):
    """The index folder cannot be used."""


class DamagedIndex(ShelfIndexError):
    """A file of the index is missing, or its checksum is wrong."""


class ForeignIndex(ShelfIndexError):
    """The index folder holds something that this program did not write."""


class IndexLocked(ShelfIndexError):
    """Another process is building the index and did not finish in time."""


class EncoderError(AssistantError):
    """An embedding model could not be loaded."""


class QuestionError(AssistantError):
    """A question is empty or too long."""


class CaseError(AssistantError):
    """A file of benchmark cases is not valid."""


class GeneratorError(AssistantError):
    """A language model failed, or answered nonsense."""


class GeneratorUnavailable(GeneratorError):
    """A language model could not be reached, was too busy, or was not done in time."""
