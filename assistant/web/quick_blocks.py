"""Gradio's page, which does nothing for the parts that an event leaves as they are."""

from __future__ import annotations

from copy import copy
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.state_holder import SessionState


class QuickBlocks(gr.Blocks):
    """Blocks whose events cost what they change.

    Gradio makes each skipped component and its configuration anew, for each part of each answer: with 50 visitors on the
    page that was a quarter of the server's time.
    """

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[Any, Any], state: SessionState | None
    ) -> list[Any]:
        """Return what the browser gets for each output, as Gradio's own does."""
        if not isinstance(predictions, list) or gr.skip() not in predictions:
            return await super().postprocess_data(block_fn, predictions, state)
        places = [place for place, value in enumerate(predictions) if value != gr.skip()]
        changing = copy(block_fn)
        changing.outputs = [block_fn.outputs[place] for place in places]
        values: Any = [predictions[place] for place in places]
        if len(values) == 1:
            values = values[0]  # as the function of an event with one output returns it
        changed = await super().postprocess_data(changing, values, state) if places else []
        told = dict(zip(places, changed, strict=True))
        return [told.get(place, gr.skip()) for place in range(len(predictions))]
