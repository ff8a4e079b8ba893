# Few targets, the same here and in CI. `make run` and `make test` set everything up.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check gate eval train bench bench-ask bench-page bench-generation load screenshots generalise unseen alone
run: .venv/installed
	$(BIN)/python app.py

test: .venv/installed-dev check gate
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Whether the answers are good enough to ship: under a minute.
gate: .venv/installed-dev
	$(BIN)/assistant eval check --every-kind
	$(BIN)/assistant eval run --gate eval/gate.toml --out eval/runs/gate.json
	$(BIN)/assistant eval run --cases eval/others/cases --gate eval/others/gate.toml --out eval/runs/others.json
	$(BIN)/assistant eval run --documents eval/more/documents --cases eval/more/cases --index eval/runs/more-index \
		--gate eval/more/gate.toml --out eval/runs/more.json
	$(BIN)/assistant eval run --documents eval/plain/documents --cases eval/plain/cases --index eval/runs/plain-index \
		--gate eval/plain/gate.toml --out eval/runs/plain.json
	$(BIN)/assistant eval run --documents eval/plain-later/documents --cases eval/plain-later/cases \
		--index eval/runs/plain-later-index --gate eval/plain-later/gate.toml --out eval/runs/plain-later.json
	$(BIN)/python -m tests.bench.alone

eval: .venv/installed
	$(BIN)/assistant eval run

# Reports that nobody has read for failures: the figures alone.
unseen: .venv/installed
	$(BIN)/assistant eval run --documents eval/unseen/documents --cases eval/unseen/cases --index eval/runs/unseen-index \
		--out eval/runs/unseen.json | sed -n '/^$$/q;p'
	$(BIN)/assistant eval run --documents eval/dialogues/documents --cases eval/dialogues/cases \
		--index eval/runs/dialogues-index --out eval/runs/dialogues.json | sed -n '/^$$/q;p'
	$(BIN)/assistant eval run --documents eval/plain-unread/documents --cases eval/plain-unread/cases \
		--index eval/runs/plain-unread-index --out eval/runs/plain-unread.json | sed -n '/^$$/q;p'

# Reports that are asked each on a shelf of its own.
alone: .venv/installed-dev
	$(BIN)/python -m tests.bench.alone

bench: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_index

bench-ask: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_ask

bench-page: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_page

bench-generation: .venv/installed-dev
	$(BIN)/python -m tests.bench.bench_generation

load: .venv/installed-dev
	$(BIN)/python -m tests.web.load 60

screenshots: .venv/installed-dev
	$(BIN)/python -m tests.web.screenshots
	$(BIN)/python -m tests.evaluation.screenshots

# Other people's sets, those of them that are present.
DEV := ../shared/data/dev
SETS := $(addprefix squad:,$(wildcard $(DEV)/cmrc2018_trial.jsonl.gz $(DEV)/drcd_test.jsonl.gz)) \
	$(addprefix companies:,$(wildcard $(DEV)/company_reports_questions.jsonl.gz)) \
	$(addprefix off-topic:,$(wildcard $(DEV)/off_topic.jsonl.gz))
generalise: .venv/installed
	$(if $(strip $(SETS)),$(BIN)/assistant eval generalise $(SETS) --markdown eval/runs/generalise.md, \
		@echo "no set is present in $(DEV): nothing to measure")

train: .venv/installed-dev
	@[ -d ../shared/data/train ] || { echo "../shared/data/train is not here: nothing to train from"; exit 1; }
	$(BIN)/pip install -q -c constraints.txt -e ".[train]"
	$(BIN)/python -m training.train

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e ".[eval]"
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e ".[dev]"
	touch .venv/installed $@
