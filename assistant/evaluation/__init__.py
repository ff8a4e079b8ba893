"""The benchmark: cases with gold answers, measures, runs and their comparison.

run = evaluate(Assistant.open(), load_cases(Path("eval/cases")))
run.figures["answerable_right"].value
"""

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Case, GoldEvidence, Kind, case_schema
from assistant.evaluation.checking import Check, check_cases
from assistant.evaluation.comparing import Comparison, compare
from assistant.evaluation.draft_file import draft_yaml
from assistant.evaluation.gate import Gate, breaches, load_gate
from assistant.evaluation.loading import load_cases
from assistant.evaluation.run import Run
from assistant.evaluation.running import evaluate
from assistant.evaluation.summary import Figure

__all__ = [
    "Case",
    "CaseResult",
    "Check",
    "Comparison",
    "Figure",
    "Gate",
    "GoldEvidence",
    "Kind",
    "Run",
    "breaches",
    "case_schema",
    "check_cases",
    "compare",
    "draft_yaml",
    "evaluate",
    "load_cases",
    "load_gate",
]
