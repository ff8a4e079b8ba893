from __future__ import annotations

import subprocess
import sys

import pytest

BUILD = """
import sys
from assistant.settings import Settings
from assistant.web import create_app
from tests.web.shelf import canned
settings = Settings.model_validate({"feedback": None})
create_app(canned(settings), settings)
"""
UNUSED = """
import gradio.utils
with gradio.utils.MatplotlibBackendMananger():  # entered at each event
    pass
for name in ("pandas._libs", "mcp", "matplotlib", "torch", "sentence_transformers"):
    assert name not in sys.modules, name
"""
USED = """
import gradio, gradio.caching, mcp, pandas.api.types
import pandas as pd
assert gradio.caching.pd.DataFrame is pd.DataFrame
with gradio.Blocks() as blocks:
    gradio.Dataframe(pd.DataFrame({"a": [1]}))
assert blocks.app is not None
"""


@pytest.mark.parametrize("check", [UNUSED, USED], ids=["imports nothing it does not use", "breaks nothing of others"])
def test_building_the_page(check: str) -> None:
    done = subprocess.run([sys.executable, "-c", BUILD + check], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
