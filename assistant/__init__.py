"""Ask a Chinese report a question and get a short answer you can check."""

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
