# Few targets, the same here and in CI. `make run` and `make test` set everything up.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check eval train
run: .venv/installed
	$(BIN)/python app.py

test: .venv/installed-dev check
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: .venv/installed
	$(BIN)/assistant eval run

train: .venv/installed-dev
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
