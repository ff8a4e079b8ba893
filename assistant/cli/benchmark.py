"""`assistant eval`: the benchmark's commands put together."""

from __future__ import annotations

import typer

from assistant.cli import benchmark_cases, benchmark_reports, benchmark_runs

app = typer.Typer(help="The benchmark: check cases, run them, read and compare runs.", no_args_is_help=True)
app.command()(benchmark_cases.check)
app.command()(benchmark_cases.new)
app.command()(benchmark_cases.schema)
app.command("import")(benchmark_cases.import_set)
app.command()(benchmark_runs.run)
app.command()(benchmark_runs.generalise)
app.command()(benchmark_reports.report)
app.command()(benchmark_reports.compare)
app.command()(benchmark_reports.export)
