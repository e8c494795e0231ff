# Every command of the project. Each sets up what it needs, on a machine with Python 3.11 and make.

PORT ?= 8000
export PORT
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
RUNTIME := .venv/.runtime-ready
DEV := .venv/.dev-ready
WORKERS := -n auto
FAST := not slow and not server and not journey
# They hold nothing fast, and take long to import.
WITHOUT := $(addprefix --ignore=tests/,crash fuzz journeys)
# Each test and each server starts in half the time from compiled files, also where images turn them off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run check test bench bench-large setup format lint types layers fast sqlite postgres journeys lock openapi clean
.DEFAULT_GOAL := help

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-11s %s\n' "$$name" "$$what"; done

run: $(RUNTIME) ## serve the demo to this machine's browser (PORT=8123 make run picks the port)
	@LOCAL=1 exec $(BIN)/python manage.py serve

check: $(DEV) ## lint, types, layers and the fast tests: before every commit
	@$(MAKE) --no-print-directory --jobs 2 --output-sync fast types lint layers

test: $(DEV) lint types layers sqlite postgres journeys ## every check: both databases, real servers, a real browser

bench: $(DEV) ## measure the core, and what a hall of students costs
	@$(BIN)/python -m bench

bench-large: $(DEV) ## measure pages and re-marking with a million submissions: ten minutes, 3 GB of disk
	@$(BIN)/python -m bench.large

setup: $(DEV) ## only set up: Python packages for running and for development

format: $(DEV) ## format the code, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

lock: $(DEV) ## write requirements*.txt anew from requirements*.in
	@for name in requirements requirements-dev; do $(BIN)/uv pip compile --quiet --upgrade --universal \
		--fork-strategy fewest --python-version 3.11 --no-emit-index-url --no-header --no-annotate $$name.in -o $$name.txt; done

openapi: $(DEV) ## write docs/openapi.yaml anew, the description of the API
	@LOCAL=1 $(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

clean: ## remove what was set up and built; the data in var/ stays
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

lint: $(DEV)
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && echo 'lint: clean'

types: $(DEV)
	@$(BIN)/mypy

layers: $(DEV)
	@$(BIN)/lint-imports --no-logo

fast: $(DEV)
	@$(BIN)/pytest $(WORKERS) --dist worksteal --nomigrations --hypothesis-profile quick $(WITHOUT) -m '$(FAST)'

sqlite: $(DEV)
	@$(BIN)/pytest $(WORKERS) --dist worksteal --ignore=tests/journeys

postgres: $(DEV)
	@$(BIN)/python -m tests.postgres $(BIN)/pytest $(WORKERS) --dist worksteal -m 'not server' \
		--ignore-glob='*leaks.py' tests/quizzes tests/config tests/fuzz

journeys: $(DEV)
	@$(BIN)/pytest $(WORKERS) --dist loadfile -m journey tests/journeys

$(RUNTIME): requirements.txt .venv/bin/uv
	@echo 'Installing what the application needs ...'
	@$(BIN)/uv pip install --quiet -r requirements.txt || $(BIN)/pip install --quiet -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo 'Installing what the checks and tests need ...'
	@$(BIN)/uv pip install --quiet -r requirements-dev.txt || $(BIN)/pip install --quiet -r requirements-dev.txt
	@touch $@

.venv/bin/uv:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed; there is none on the PATH.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --disable-pip-version-check uv
