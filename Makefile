# Seedbank: `make demo` runs it, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
# How many tests run beside each other on two cores: some wait, for a lease, a lost database or a page.
WORKERS ?= 3

# Images often forbid Python to keep what it has compiled: each start then takes 2 s, not 0.7.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup lock demo journey client test test-pure test-beside test-fast test-slow test-crash fuzz machine scores mutate lint bench chaos clean

help: ## what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: .venv/.ready ## the environment, exactly as locked

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Seedbank needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## pin every dependency anew (needs `make setup` once)
	$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--all-extras --output-file requirements.lock pyproject.toml

demo: setup ## MongoDB, demo data and the server; prints where to look
	SEEDBANK_DATA_DIR=$${SEEDBANK_DATA_DIR:-var/demo} $(BIN)/seedbank demo

journey: setup ## the whole story over HTTP, a line per step: two weeks and a month in seconds
	SEEDBANK_DATA_DIR=$${SEEDBANK_DATA_DIR:-var/journey} \
	SEEDBANK_LOG_LEVEL=$${SEEDBANK_LOG_LEVEL:-warning} $(BIN)/seedbank demo --journey

client: setup ## a TypeScript client, generated and compiled strictly, plays a journey of its own
	$(BIN)/python -m tests.client

test: test-beside test-crash ## every test there is

test-pure: setup ## only the pure rules: seconds
	$(BIN)/pytest tests/rewards tests/tasks tests/members tests/test_programme.py

# One run of both: nobody waits for the last of the slow ones, and the tests are collected once.
test-beside: setup
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not crash"

test-fast: setup ## pure rules and a real MongoDB: minutes
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not slow"

test-slow: setup ## whole stories, browsers and command lines
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "slow and not crash"

test-crash: setup ## crash and race runs, one after the other
	$(BIN)/pytest -m crash tests/faults tests/jobs

chaos: setup ## every fault as often as it takes to believe it: hours
	TEST_API_KILLS=200 TEST_RUNNER_KILLS=200 TEST_PUBLISHER_KILLS=200 TEST_MONGOD_KILLS=20 TEST_CUTS=50 TEST_STOPS=20 TEST_LOCKS=10 \
		$(BIN)/pytest -m slow -s tests/faults

fuzz: setup ## generated calls to every operation; TEST_FUZZ_CASES, TEST_FUZZ_SEED
	TEST_FUZZ_CASES=$${TEST_FUZZ_CASES:-20000} $(BIN)/pytest -s tests/fuzz

machine: setup ## 100,000 operations on seeds and tasks against plain bookkeeping; TEST_SEED
	TEST_OPERATIONS=$${TEST_OPERATIONS:-100000} $(BIN)/pytest -s tests/flows/machine

scores: setup ## 100,000 random accounts, scored fast and by the pure function; TEST_ACCOUNTS
	TEST_ACCOUNTS=$${TEST_ACCOUNTS:-100000} $(BIN)/pytest -s tests/rewards/score/test_scorer.py

mutate: setup ## small mistakes put into the ledger, and how many its tests notice: minutes
	$(BIN)/mutmut run
	$(BIN)/mutmut export-cicd-stats
	$(BIN)/python -m tests.mutants

lint: setup ## style, types, directions of import
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## measured ratios, ours and the plain way side by side
	$(BIN)/python -m tests.bench

clean: ## forget the environment and local state
	rm -rf .venv var mutants
