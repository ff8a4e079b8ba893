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
import gradio, gradio.caching, jinja2, mcp, pandas.api.types, ssl
import pandas as pd
assert gradio.events.Template is gradio.component_meta.Template is jinja2.Template
assert ssl.create_default_context().get_ca_certs()
assert gradio.caching.pd.DataFrame is pd.DataFrame
with gradio.Blocks() as blocks:
    gradio.Dataframe(pd.DataFrame({"a": [1]}))
assert blocks.app is not None
"""
SKIPPED = """
import asyncio
import gradio as gr
from assistant.web.quick_blocks import QuickBlocks
skip = {"__type__": "update"}
with QuickBlocks() as blocks:
    outputs = [gr.HTML(name) for name in "abc"]
    gr.Button().click(lambda: None, outputs=outputs)
(event,) = blocks.fns.values()
for values in ([gr.skip(), "new", gr.skip()], ["1", gr.skip(), "3"], [gr.skip()] * 3, ["1", "2", "3"]):
    told = asyncio.run(blocks.postprocess_data(event, values, None))
    assert told == [skip if value == gr.skip() else value for value in values], told
"""
CHECKS = {
    "imports nothing it does not use": UNUSED,
    "breaks nothing of others": USED,
    "changes what an event changes": SKIPPED,
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_building_the_page(check: str) -> None:
    done = subprocess.run([sys.executable, "-c", BUILD + check], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
