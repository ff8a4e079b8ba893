"""The benchmark: cases with gold answers, measures, runs and their comparison.

run = evaluate(Assistant.open(), load_cases(Path("eval/cases")))
run.figures["answerable_right"].value
"""

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Case, GoldEvidence, Kind, case_schema
from assistant.evaluation.checking import Check, check_cases
from assistant.evaluation.loading import load_cases
from assistant.evaluation.run import Run
from assistant.evaluation.running import evaluate
from assistant.evaluation.summary import Figure

__all__ = [
    "Case",
    "CaseResult",
    "Check",
    "Figure",
    "GoldEvidence",
    "Kind",
    "Run",
    "case_schema",
    "check_cases",
    "evaluate",
    "load_cases",
]
