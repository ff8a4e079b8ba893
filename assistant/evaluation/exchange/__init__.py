"""Other people's sets as reports and cases, and ours in other people's formats."""

from assistant.evaluation.exchange.beir import export_beir, load_beir
from assistant.evaluation.exchange.companies import load_companies
from assistant.evaluation.exchange.foreign import ForeignSet, load_foreign, write_set
from assistant.evaluation.exchange.off_topic import load_off_topic
from assistant.evaluation.exchange.ragas import export_ragas
from assistant.evaluation.exchange.rgb import load_rgb
from assistant.evaluation.exchange.squad import load_squad

__all__ = [
    "ForeignSet",
    "export_beir",
    "export_ragas",
    "load_beir",
    "load_companies",
    "load_foreign",
    "load_off_topic",
    "load_rgb",
    "load_squad",
    "write_set",
]
