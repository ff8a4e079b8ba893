"""Ask a Chinese report a question and get a short answer you can check."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.conversation import Conversation
    from assistant.errors import AssistantError
    from assistant.settings import Settings
    from assistant.types import Answer, AnswerKind, Calculation, Citation, Claim, Document, Hit, Passage, Turn

__all__ = [
    "Answer",
    "AnswerKind",
    "Assistant",
    "AssistantError",
    "Calculation",
    "Citation",
    "Claim",
    "Conversation",
    "Document",
    "Hit",
    "Passage",
    "Settings",
    "Turn",
]

_ELSEWHERE = {
    "Assistant": "assistant",
    "Conversation": "conversation",
    "AssistantError": "errors",
    "Settings": "settings",
}


def __getattr__(name: str) -> object:
    """Import what is asked for first: a process that only counts terms needs a third of the package."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"assistant.{_ELSEWHERE.get(name, 'types')}"), name)
    globals()[name] = value
    return value
