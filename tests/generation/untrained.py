"""A real language model that was never trained: a transformer with weights by chance, over a report's characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import LlamaConfig, LlamaForCausalLM

from assistant.generation.generator import Prompt
from assistant.testing import offered

TOKENS = 120


def untrained(text: str, tokens: int = TOKENS) -> Callable[[Prompt], Iterator[str]]:
    """Make the model over the characters of `text`; it continues the prompt by `tokens` characters.

    After each line it gives the id of a sentence, which it would never find by itself.
    """
    vocabulary = {character: number for number, character in enumerate(sorted(set(text) | set("[]。\n0123456789")))}
    tokenizer = Tokenizer(WordLevel({**vocabulary, "<unknown>": len(vocabulary)}, unk_token="<unknown>"))  # noqa: S106
    tokenizer.pre_tokenizer = Split("", "isolated")
    torch.set_num_threads(1)  # more only wait for each other over so small a model
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
        written = torch.tensor([tokenizer.encode(prompt.user[:200]).ids])
        ids, past = list(offered(prompt)), None
        with torch.no_grad():
            for place in range(tokens):
                done = model(written, past_key_values=past, use_cache=True)
                past, written = done.past_key_values, torch.multinomial(done.logits[:, -1].softmax(-1), 1)
                yield characters.get(int(written), "")
                if place % 20 == 19:
                    yield f"。[{ids[place % len(ids)]}]\n"

    return speak
