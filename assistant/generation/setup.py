"""From the settings to a language model."""

from __future__ import annotations

from importlib.util import find_spec

from assistant.errors import SettingsError
from assistant.generation.generator import Generator
from assistant.settings import Settings, language_model_key

EXTRA = ("httpx", "tenacity")


def load_generator(settings: Settings) -> Generator | None:
    """Return the model that the settings name, None when they name none.

    Raises SettingsError when only half of it is set, or the extra `llm` is not installed.
    """
    if not settings.llm_url and not settings.llm_model:
        return None
    if not settings.llm_url or not settings.llm_model:
        raise SettingsError("llm_url and llm_model belong together; set both, or neither for answers without a model")
    missing = [name for name in EXTRA if find_spec(name) is None]
    if missing:
        raise SettingsError(f"llm_url needs {' and '.join(missing)}; install the extra: pip install 'assistant[llm]'")
    # Only who has a model pays for this import.
    from assistant.generation.client import HttpGenerator

    return HttpGenerator.open(settings, language_model_key())
