# Needs Python 3.11 or later with venv, and make; everything else is set up in .venv.
# PYTHON is found by running each candidate: a name on PATH may be a shim with nothing behind it.
PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
UV_VERSION := 0.13.8
V := .venv
B := $(V)/bin
AGAIN = $(MAKE) --no-print-directory
PO := $(wildcard src/akker/web/locale/*/LC_MESSAGES/*.po)
export VIRTUAL_ENV := $(abspath $(V))
export UV_PYTHON := $(abspath $(B))/python
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy

.PHONY: help setup demo run test lint format house words bench check lock vendor pg trust

help:           ## What can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile

$(V)/.stamp: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv was found. On Debian: apt-get install python3 python3-venv"; exit 1; }
	test -x $(B)/python || $(PYTHON) -m venv $(V)
	$(B)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	$(B)/uv pip install -q --require-hashes -r requirements.lock
	$(B)/uv pip install -q --no-deps -e .
	@touch $@

$(V)/.words: $(V)/.stamp scripts/words.py $(PO)
	$(B)/python scripts/words.py compile
	@touch $@

setup: $(V)/.stamp $(V)/.words  ## Make the environment in .venv

demo: setup     ## Load the demo, serve it and print the address
	$(B)/akker demo

run: setup      ## Serve what is in var/
	$(B)/akker run

test: setup     ## Every test: SQLite, PostgreSQL, browser
	$(B)/python scripts/test.py

trust: house    ## What people trust us with, tried in full; writes docs/trust.md
	$(B)/python scripts/trust.py

lint: setup     ## Format, style, templates, types, contracts
	$(B)/ruff format --check .
	$(B)/ruff check .
	@find src -name '*.html' | xargs -r $(B)/djade --target-version 5.2 --check
	$(B)/mypy
	$(B)/lint-imports --no-logo

format: setup   ## Write code and templates the way lint wants them
	$(B)/ruff check --fix-only .
	$(B)/ruff format .
	@find src -name '*.html' | xargs -r $(B)/djade --target-version 5.2 || true

house: setup    ## Break each rule of the house once and see it noticed
	$(B)/python -m tests.house.break_the_house

words: setup    ## Collect the words of the interface, then list what is not translated
	$(B)/python scripts/words.py extract
	$(B)/python scripts/words.py check

bench: setup    ## Measure against a bare Django project; writes docs/benchmarks.md
	$(B)/python benchmarks/run.py

check: setup    ## Everything, to the end whatever fails on the way; what CI runs
	@failed=; \
	$(AGAIN) lint || failed="$$failed lint"; \
	$(B)/python scripts/words.py check || failed="$$failed words"; \
	$(B)/python scripts/test.py || failed="$$failed test"; \
	test -z "$$failed" || { echo "Failed:$$failed"; exit 1; }

lock: setup     ## Choose the newest allowed versions; hashes only, no addresses
	$(B)/uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements.lock

vendor:         ## Copy the browser parts from npm into the checkout
	sh scripts/vendor.sh

pg: setup       ## A temporary PostgreSQL for a shell; gone when the shell ends
	$(B)/python -m tests.postgres
