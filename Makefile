# One file of commands; `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
REQUIREMENTS ?= requirements-dev.txt
BENCH := .cache/bench/bin
CORPUS ?= ../shared/corpus
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup lock format lint types imports check test real coverage bench-env bench-extraction bench-newspaper bench-ocr bench-match bench-search bench-words demo clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

$(BIN)/.ready: $(REQUIREMENTS) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(REQUIREMENTS)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

setup: $(BIN)/.ready  ## make the environment in .venv from the pinned hashes

lock:  ## pin the dependencies again (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -o requirements-dev.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -c requirements-dev.txt -o requirements.txt
	uv pip compile pyproject.toml --extra dev --extra ocr --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -c requirements-dev.txt -o requirements-ocr.txt

format: setup  ## put the code into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

check: lint types imports  ## form, lint, types, import directions and the quick tests
	$(PYTEST) -q -n auto --dist loadfile -m "not slow"

test: setup  ## everything, with the servers that are installed
	$(PYTEST) -n auto --dist loadfile

real: setup  ## the main job on real pages, where ../shared is present
	$(PYTEST) -q tests/journeys/test_real.py

coverage: setup  ## branch coverage of the rooms, by the whole suite
	$(BIN)/coverage erase
	$(PYTEST) -q -n auto --dist loadfile --cov --cov-report=
	$(BIN)/coverage report --skip-covered --sort=cover

bench-extraction: setup bench-env  ## our extraction beside four peers: make bench-extraction CORPUS=../shared/corpus
	$(BENCH)/python bench/extraction.py $(CORPUS)

bench-newspaper: setup bench-env  ## newspaper pages beside three readers of PDF
	$(BENCH)/python bench/newspaper.py

bench-ocr: .cache/ocr/bin/.ready  ## pictures of newspaper pages by OCR, beside the engine's own order (takes some ten minutes)
	.cache/ocr/bin/python bench/ocr.py

.cache/ocr/bin/.ready: requirements-ocr.txt
	$(PYTHON) -m venv .cache/ocr
	.cache/ocr/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-ocr.txt
	.cache/ocr/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

bench-match: setup  ## rules beside `in` and `re`
	$(BIN)/python bench/match.py

bench-search: setup  ## half a million articles searched, beside other indexes (takes an hour or so)
	$(BIN)/python bench/search.py

bench-words: setup  ## segmentation and tags, rjieba beside jieba
	$(BIN)/python bench/words.py

bench-env: $(BENCH)/.ready

$(BENCH)/.ready: bench/requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .cache/bench
	$(BENCH)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	# an older pip fails on lxml[html_clean] asked for twice
	$(BENCH)/python -m pip install -q --disable-pip-version-check --upgrade pip
	$(BENCH)/python -m pip install -q --disable-pip-version-check -r bench/requirements.txt
	$(BENCH)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

demo: setup  ## the sample press and the service on it, for a look
	$(BIN)/baoshao demo

clean:  ## remove what was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
