"""Write a trained table of vectors as a sentence-transformers folder.

The format is `StaticEmbedding` with quantised rows: `embeddings` int8 (vocabulary, dimension) and `weights` float32
(vocabulary,), whose product is the table. sentence-transformers multiplies them out when it loads; we do so when we read.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

MODULES = "sentence_transformers.sentence_transformer.modules"


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The rows as int8, and for each row the factor that gives it back; a zero row has the factor 0."""
    factors = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    rows = np.rint(table / np.where(factors > 0, factors, 1)[:, None])
    return rows.astype(np.int8), factors


def write(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> None:
    """Write the whole model; a README.md that is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    embeddings, weights = quantise(table)
    save_file({"embeddings": embeddings, "weights": weights}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{MODULES}.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{MODULES}.Normalize"},
    ]
    _json(folder / "modules.json", modules)
    _json(folder / "config_sentence_transformers.json", {"prompts": {}, "similarity_fn_name": "cosine"})
    (folder / "1_Normalize").mkdir(exist_ok=True)
    _json(folder / "1_Normalize" / "config.json", {"module_input_name": "sentence_embedding"})


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
