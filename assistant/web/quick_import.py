"""Gradio in half the time."""

from __future__ import annotations

import inspect
from typing import Any
from unittest.mock import patch


def import_gradio() -> None:
    """Import Gradio without the stub files that it writes beside each of its components, whenever it is imported.

    Parsing its own source for them takes it over a second. It leaves them out where a class has no file, so during the
    import none has one.
    """
    with patch.object(inspect, "getfile", _no_file):
        import gradio  # noqa: F401 - later imports find it


def _no_file(_: Any) -> str:
    raise OSError("not looked for")
