"""Runs and comparisons as people and machines read them: HTML, Markdown, JUnit XML."""

from assistant.evaluation.reporting.html import html_report
from assistant.evaluation.reporting.junit import junit_report
from assistant.evaluation.reporting.markdown import markdown_comparison, markdown_report, markdown_runs
from assistant.evaluation.reporting.table import runs_table

__all__ = ["html_report", "junit_report", "markdown_comparison", "markdown_report", "markdown_runs", "runs_table"]
