# Few targets, the same here and in CI. `make run` and `make test` set everything up.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check gate eval train bench bench-ask load screenshots generalise
run: .venv/installed
	$(BIN)/python app.py

test: .venv/installed-dev check gate
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Whether the answers are good enough to ship: some ten seconds.
gate: .venv/installed
	$(BIN)/assistant eval check --every-kind
	$(BIN)/assistant eval run --gate eval/gate.toml --out eval/runs/gate.json

eval: .venv/installed
	$(BIN)/assistant eval run

bench: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_index

bench-ask: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_ask

load: .venv/installed-dev
	$(BIN)/python -m tests.web.load 60

screenshots: .venv/installed-dev
	$(BIN)/python -m tests.web.screenshots

# Other people's sets, where they are present.
DEV := ../shared/data/dev
SETS := squad:$(DEV)/cmrc2018_trial.jsonl.gz squad:$(DEV)/drcd_test.jsonl.gz companies:$(DEV)/company_reports_questions.jsonl.gz
generalise: .venv/installed
	@if [ -d $(DEV) ]; then $(BIN)/assistant eval generalise $(SETS); \
	else echo "$(DEV) is not here: nothing to measure"; fi

train: .venv/installed-dev
	@[ -d ../shared/data/train ] || { echo "../shared/data/train is not here: nothing to train from"; exit 1; }
	$(BIN)/pip install -q -c constraints.txt -e ".[train]"
	$(BIN)/python training/train.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e .
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e ".[dev]"
	touch .venv/installed $@
