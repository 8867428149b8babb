# What a person types: make demo, make test. Everything else is here for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FEEDS ?=
# Three for two cores: a bot under test waits a third of its time, for its own rounds or for a browser.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(max(2, (os.cpu_count() or 2) * 3 // 2))')

.PHONY: help setup demo test bench screenshots lock clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed ## make .venv and install what is locked

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Gapwatch needs Python 3.11 or newer; set it with: make PYTHON=python3.12 " + "$(MAKECMDGOALS)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what requirements-dev.txt locks (once)."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## start the bot in its playground and print the page's address
	@exec $(BIN)/gapwatch demo $(if $(FEEDS),--feeds "$(FEEDS)")

# Files keep their order: sorted by how many tests they hold, the few that start whole bots would run last, on one core.
test: setup ## the whole check: style, types, imports, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

bench: setup ## measure against peers, as ratios (installs them first)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.txt
	$(BIN)/python tests/bench/reading.py
	$(BIN)/python tests/bench/feeds.py
	$(BIN)/python tests/bench/feeds_while_asked.py
	$(BIN)/python tests/bench/ledger.py
	$(BIN)/python tests/bench/stories.py
	$(BIN)/python tests/bench/delivery.py

screenshots: setup ## take the pictures of docs/images anew (needs chromium)
	$(BIN)/python docs/screenshots.py

lock: ## write requirements*.txt anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev --constraints requirements.txt pyproject.toml --output-file requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group bench --constraints requirements-dev.txt pyproject.toml --output-file requirements-bench.txt

clean: ## remove what setup and the demo made
	rm -rf $(VENV) data
