"""Which parts are taken away."""

from __future__ import annotations

from assistant.evaluation.ablation import OPTIONAL, SEARCHES, ablations
from assistant.settings import Settings

LEXICAL, DENSE = {"dense_weight": 0}, {"dense_weight": 1}
PARTS = {"reranker": {"rerank": ""}, "model": {"url": "", "name": ""}}


def test_every_setting_that_is_changed_exists() -> None:
    changed = {name for changes in (*SEARCHES.values(), *OPTIONAL.values()) for name in changes}
    assert changed <= set(Settings.model_fields)


def test_without_optional_parts_one_search_at_a_time() -> None:
    assert ablations(Settings.model_validate({}).model_dump()) == {"lexical": LEXICAL, "dense": DENSE}
    assert ablations({"rerank": "", "url": None}, PARTS) == {"lexical": LEXICAL, "dense": DENSE}


def test_one_configured_part_is_taken_away_from_all() -> None:
    off = {"url": "", "name": ""}
    found = ablations({"rerank": "", "url": "http://x", "name": "m"}, PARTS)
    assert found == {"lexical": off | LEXICAL, "dense": off | DENSE, "hybrid": off}


def test_configured_parts_come_back_one_after_the_other() -> None:
    off = {"rerank": "", "url": "", "name": ""}
    assert ablations({"rerank": "model", "url": "http://x"}, PARTS) == {
        "lexical": off | LEXICAL,
        "dense": off | DENSE,
        "hybrid": off,
        "with-reranker": {"url": "", "name": ""},
    }


def test_a_language_model_is_taken_away_where_one_is_configured() -> None:
    off = {"llm_url": "", "llm_model": ""}
    settings = Settings.model_validate({"llm_url": "http://127.0.0.1:1/v1", "llm_model": "m"}).model_dump()
    assert ablations(settings) == {"lexical": off | LEXICAL, "dense": off | DENSE, "hybrid": off}
