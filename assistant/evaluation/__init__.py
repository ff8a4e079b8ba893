"""The benchmark: cases, metrics, runs, reports."""
