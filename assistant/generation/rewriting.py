"""Questions put in other words by the model; what comes back may add words, never a constraint."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.answering.background import idf
from assistant.answering.follow_up import complete
from assistant.answering.names import bare
from assistant.answering.topic import mentions
from assistant.errors import GeneratorError
from assistant.generation.atoms import atoms
from assistant.generation.generator import Prompt
from assistant.generation.prompt import completion_prompt, expansion_prompt
from assistant.text import fold
from assistant.types import Turn

log = logging.getLogger(__name__)

Ask = Callable[[Prompt], Iterator[str]]

MOST_WORDS = 10
LONGEST_QUESTION = 200
TURNS = 4
_BETWEEN = re.compile(r"[\s,，、;；。]+")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}")
NAME = 6.0  # idf from which an organisation is one of its own, and not 上市公司
_POINTS = re.compile(r"[他她它其这那该此]|前者|后者|^(?:呢|还|又|再|也)|呢[？?]?$")
_NAMED = re.compile(r"《[^》]+》|[a-z][a-z0-9+\-]*")


def constraints(text: str) -> frozenset[str]:
    """Return what narrows a question down: its figures, years, names of places, people and organisations, its titles."""
    folded = fold(text)
    named = {
        bare(one.text)
        for one in mentions(folded)
        if one.kind in ("time", "place", "person", "title") or (one.kind == "organisation" and idf(one.text) >= NAME)
    }
    return frozenset({atom.value for atom in atoms(folded)} | named | set(_NAMED.findall(folded)))


def more_words(question: str, ask: Ask) -> str:
    """Return words to search with besides the question's, "" for none; those that are a constraint are left out.

    Where the model fails there are none.
    """
    words = list[str]()
    for word in _BETWEEN.split(_answer(ask, expansion_prompt(question))):
        if _WORD.fullmatch(word) and word not in question and not constraints(word):
            words.append(word)
    return " ".join(dict.fromkeys(words[:MOST_WORDS]))


def whole_question(question: str, turns: Sequence[Turn], ask: Ask) -> str:
    """Return a follow-up made whole: by rule where one fits, else by the model, else as it was typed.

    The model's is taken when all its constraints stand in the conversation and it keeps every one of the question.
    """
    by_rule = complete(question, turns)
    if by_rule != question or not turns or not _POINTS.search(question):
        return by_rule
    recent = turns[-TURNS:]
    made = _answer(ask, completion_prompt(question, ((turn.question, turn.answer.text) for turn in recent)))
    said = (text for turn in recent for text in (turn.question, turn.answer.text))
    return made if made and keeps_constraints(made, question, said) else question


def keeps_constraints(made: str, question: str, said: Iterable[str]) -> bool:
    """Whether a completed question adds no constraint that nobody in the conversation said, and loses none."""
    wanted, known = constraints(question), fold(question + "\n" + "\n".join(said))
    here = constraints(made)
    values = frozenset[str]().union(*(constraints(line) for line in known.split("\n")))
    return len(made) <= LONGEST_QUESTION and wanted <= here and all(one in values or one in known for one in here)


def _answer(ask: Ask, prompt: Prompt) -> str:
    """Return the first line that the model says, "" where it fails."""
    try:
        text = "".join(ask(prompt))
    except GeneratorError as error:
        log.warning("a question is not put in other words: %s", error)
        return ""
    return next((line.strip() for line in text.split("</think>")[-1].splitlines() if line.strip()), "")
