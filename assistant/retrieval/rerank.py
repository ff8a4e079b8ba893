"""A second stage: a slower model reads the question together with each of the best passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """What scores passages that were found already."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return how well each text answers `question`, higher for better, float32 (len(texts),)."""


class CrossEncoderReranker:
    """Any cross-encoder that sentence-transformers can load, from a folder or by its hub name."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    @classmethod
    def load(cls, name_or_folder: str) -> CrossEncoderReranker:
        """Load a local folder or a model of the hub, which is downloaded when the cache does not hold it.

        Raises EncoderError when there is no such model, or no network to fetch it over.
        """
        try:
            return cls(_from_disk_or_hub(name_or_folder))
        except (OSError, ValueError, RuntimeError, LookupError, ImportError) as error:
            raise EncoderError(
                f"sentence-transformers cannot load the reranker {name_or_folder!r} ({error}); "
                "give a folder that holds a cross-encoder, or a hub name while there is a network, or '' for none"
            ) from error

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Reranker`."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32).reshape(len(texts))


def _from_disk_or_hub(name_or_folder: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder  # takes seconds, and only who asks for it needs it

    try:
        # As for encoders: a cached model is opened without asking the hub for news.
        model: CrossEncoder = CrossEncoder(name_or_folder, local_files_only=True)
    except OSError:
        model = CrossEncoder(name_or_folder)
    return model


def load_reranker(setting: str) -> Reranker | None:
    """The model that the setting `reranker` names, None where it is empty."""
    return CrossEncoderReranker.load(setting) if setting else None
