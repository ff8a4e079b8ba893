"""Text to vectors: the shipped static model, or any sentence-transformers model.

The shipped one is read with numpy and tokenizers alone, since importing torch takes seconds and hundreds of megabytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from assistant.errors import EncoderError
from assistant.indexing.unigram import LONGEST, Unigram

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED = Path(__file__).resolve().parent.parent / "models" / "encoder"
CHUNK = 4096
MANY = 1024
"""Texts from which it pays to prepare for cutting many at once."""
SEVERAL = 64
"""Texts from which it pays to cut them in several threads, which wait for each other on busy cores."""


class Encoder(Protocol):
    """What turns texts into vectors. The same `name` means the same vectors; it is kept in the index."""

    @property
    def name(self) -> str:
        """Identity of the model."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, float32 (len(texts), dimension), rows of unit length; a row is zero where nothing was recognised."""


class StaticEncoder:
    """The mean of a text's token vectors, scaled to unit length."""

    def __init__(
        self, name: str, tokenizer: Tokenizer, rows: NDArray[np.int8 | np.float32], factors: NDArray[np.float32]
    ) -> None:
        """`rows` (vocabulary, dimension) times `factors` (vocabulary,) are the token vectors."""
        self.name = name
        self.dimension = int(rows.shape[1])
        self._tokenizer = tokenizer
        self._rows = rows
        self._factors = factors

    @classmethod
    def load(cls, folder: Path) -> StaticEncoder:
        """Read a sentence-transformers folder whose first module is a `StaticEmbedding`.

        Raises EncoderError when a file is missing, damaged or of another kind of model.
        """
        weights, vocabulary = folder / "model.safetensors", folder / "tokenizer.json"
        try:
            kind = json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]["type"]
            tensors = load_file(weights)
            # From bytes: of the library's ways to read, the one that raises ValueError and no bare Exception.
            tokenizer = Tokenizer.from_buffer(vocabulary.read_bytes())
            name = f"static-{_digest([weights, vocabulary])}"
        except (OSError, ValueError, LookupError, TypeError, SafetensorError) as error:
            raise EncoderError(f"the model in {folder} cannot be read ({error}); install the package again") from error
        if not kind.endswith("StaticEmbedding"):
            raise EncoderError(
                f"the model in {folder} is a {kind}, not a StaticEmbedding; open it by its folder's name"
            )
        rows, factors = _table(tensors, folder)
        return cls(name, tokenizer, rows, factors)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, float32 (len(texts), dimension), rows of unit length; a row is zero where nothing was recognised."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # In chunks, since the tokens of a large shelf take many times the memory of its vectors.
        for start in range(0, len(texts), CHUNK):
            for place, ids in self._tokens(texts[start : start + CHUNK]):
                # One product a text: many times as fast as summing the rows of all texts with `np.add.reduceat`.
                vectors[start + place] = self._factors[ids] @ self._rows[ids].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _tokens(self, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.int64] | NDArray[np.int32]]]:
        """Yield the place of each of `texts` with the numbers of its tokens, in any order."""
        many = self._unigram if len(texts) >= MANY and max(map(len, texts)) <= LONGEST else None
        if many is not None:
            yield from many.encode(texts)
            return
        step = len(texts) if len(texts) >= SEVERAL else 1
        for start in range(0, len(texts), step):
            encodings = self._tokenizer.encode_batch_fast(list(texts[start : start + step]), add_special_tokens=False)
            for place, encoding in enumerate(encodings, start):
                yield place, np.array(encoding.ids, dtype=np.int64)

    @cached_property
    def _unigram(self) -> Unigram | None:
        return Unigram.read(self._tokenizer.to_str())


class SentenceTransformerEncoder:
    """Any model that sentence-transformers can load, from a folder or by its hub name."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self.name = name
        self._model = model
        self.dimension = len(model.encode([""])[0])

    @classmethod
    def load(cls, name_or_folder: str) -> SentenceTransformerEncoder:
        """Load a local folder or a model of the hub, which is downloaded when the cache does not hold it.

        Raises EncoderError when there is no such model, or no network to fetch it over.
        """
        folder = Path(name_or_folder)
        try:
            model = _from_disk_or_hub(name_or_folder)
            files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
            name = f"{folder.name}-{_digest(files)}" if files else name_or_folder
        except (OSError, ValueError, RuntimeError, LookupError, ImportError) as error:
            raise EncoderError(
                f"sentence-transformers cannot load the model {name_or_folder!r} ({error}); "
                "give a folder that holds one, or a hub name while there is a network, or 'static' for the shipped model"
            ) from error
        return cls(name, model)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, float32 (len(texts), dimension), rows of unit length; a row is zero where nothing was recognised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def load_encoder(setting: str) -> Encoder:
    """The encoder that the setting `encoder` names: 'static' is the shipped one, all else sentence-transformers'."""
    return _shipped() if setting == "static" else SentenceTransformerEncoder.load(setting)


@cache
def _shipped() -> StaticEncoder:
    return StaticEncoder.load(SHIPPED)


def _from_disk_or_hub(name_or_folder: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        # Without this the hub is asked for news of every file, and a cached model takes minutes to open offline.
        return SentenceTransformer(name_or_folder, local_files_only=True)
    except OSError:
        return SentenceTransformer(name_or_folder)


def _table(
    tensors: dict[str, NDArray[np.int8 | np.float32]], folder: Path
) -> tuple[NDArray[np.int8 | np.float32], NDArray[np.float32]]:
    """The rows and their factors, from either of the two layouts that sentence-transformers reads."""
    if "embeddings" in tensors and "weights" in tensors and "mapping" not in tensors:
        return tensors["embeddings"], tensors["weights"].astype(np.float32)
    if "embedding.weight" in tensors:
        rows = tensors["embedding.weight"]
        return rows, np.ones(len(rows), dtype=np.float32)
    raise EncoderError(f"the model in {folder} holds {sorted(tensors)}, and no table of vectors that can be read here")


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:12]
