"""A run as JUnit XML, so that CI shows every case as a test."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.run import Run

# What XML 1.0 cannot hold, even escaped.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(run: Run) -> str:
    """One `testsuite` for each kind, one `testcase` for each case, a `failure` in the wrong ones. Times in seconds."""
    root = ET.Element("testsuites", name=_clean(run.name))
    for kind in run.kinds:
        results = [result for result in run.results if result.case.kind == kind]
        suite = ET.SubElement(root, "testsuite", name=kind, timestamp=run.created)
        suite.set("tests", str(len(results)))
        suite.set("failures", str(sum(not result.right for result in results)))
        suite.set("time", f"{sum(result.milliseconds for result in results) / 1000:.6f}")
        for result in results:
            _case(suite, result)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, result: CaseResult) -> None:
    seconds = f"{result.milliseconds / 1000:.6f}"
    case = ET.SubElement(suite, "testcase", classname=result.case.kind.value, name=result.case.id, time=seconds)
    if not result.right:
        failure = ET.SubElement(case, "failure", message=_clean("; ".join(result.faults)))
        failure.text = _clean(f"question: {' → '.join(result.case.turns)}\nanswer: {result.answer.text}")


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
