# FRT Rights Guide. `make run` serves the page, `make test` runs every test; both set up what they need and are safe to repeat.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run install fetch test lint clean

run: install fetch
	$(BIN)/python app.py

install: $(VENV)/.installed

# One try at the official texts; without network or mirror the records serve alone.
fetch: $(VENV)/.texts-tried

test: $(VENV)/.installed-test lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and was not found; name one with 'make PYTHON=...'." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "The environment could not be made; on Debian install python3-venv." >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --progress-bar on -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --progress-bar on -c constraints.txt -e '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.texts-tried: | $(VENV)/.installed
	-@$(BIN)/python -m corpus fetch --brief
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
