"""A real language model that was never trained, over the wire: none of its gibberish reaches the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import LlamaConfig, LlamaForCausalLM

from assistant.evaluation import load_cases
from assistant.generation.generator import Prompt
from assistant.testing import offered
from tests.conftest import ROOT
from tests.generation.conftest import Open
from tests.generation.servers import saying, serving

TOKENS = 120
SAMPLE = 12  # every twelfth case of the benchmark


@pytest.fixture(scope="module")
def write() -> Callable[[Prompt], Iterator[str]]:
    """A transformer of two layers with weights by chance, over the characters of the report."""
    text = (ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8")
    vocabulary = {character: number for number, character in enumerate(sorted(set(text) | set("[]。\n0123456789")))}
    tokenizer = Tokenizer(WordLevel({**vocabulary, "<unknown>": len(vocabulary)}, unk_token="<unknown>"))  # noqa: S106
    tokenizer.pre_tokenizer = Split("", "isolated")
    torch.manual_seed(7)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(vocabulary) + 1, hidden_size=32, intermediate_size=64, num_hidden_layers=2,
            num_attention_heads=4, max_position_embeddings=512,
        )
    )  # fmt: skip
    model.train(mode=False)
    characters = {number: character for character, number in vocabulary.items()}

    def speak(prompt: Prompt) -> Iterator[str]:
        """The model's own characters; after each line the id of a sentence, which it would never find by itself."""
        written = torch.tensor([tokenizer.encode(prompt.user[:200]).ids])
        begun = written.shape[1]
        with torch.no_grad():
            for _ in range(TOKENS):
                likely = model(written).logits[:, -1].softmax(-1)
                written = torch.cat([written, torch.multinomial(likely, 1)], dim=1)
        ids = list(offered(prompt))
        for place, number in enumerate(written[0, begun:].tolist()):
            yield characters.get(number, "")
            if place % 20 == 19:
                yield f"。[{ids[place % len(ids)]}]\n"

    return speak


def test_none_of_its_sentences_is_shown(shelf: Open, write: Callable[[Prompt], Iterator[str]]) -> None:
    questions = [case.question for case in load_cases(Path(ROOT / "eval" / "cases"))[::SAMPLE]]
    plain = shelf().ask_many(questions)
    with serving(saying(write)) as server:
        answers = shelf(llm_url=server.url, llm_model="untrained", llm_seconds=300).ask_many(questions)
    assert [answer.text for answer in answers] == [answer.text for answer in plain]
    asked = [answer.generation for answer in answers if answer.generation is not None]
    assert len(asked) > len(questions) / 2
    assert [(done.shown, done.failed) for done in asked] == [(0, False)] * len(asked)
    assert sum(len(done.dropped) for done in asked) > 3 * len(asked)
