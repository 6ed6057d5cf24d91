# The commands of a working day. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON_IN := .venv/bin/python
# Where a variable is given on the command line (make run PORT=9000 DATA=../shared/data) it becomes an option.
RUN_OPTIONS = $(if $(DATA),--data "$(DATA)") $(if $(PORT),--port "$(PORT)") $(if $(HOST),--host "$(HOST)") $(if $(RELOAD),--reload)
export PYTHON

.PHONY: help setup run test test-browser test-releases test-resilience lint format guide references bench lock clean-var

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## Build the environment in .venv (nothing outside it)
	@requirements/install.sh dev

run: ## Serve the site with sample data. DATA=folder of releases, PORT=8000, HOST=127.0.0.1, RELOAD=1 for development
	@requirements/install.sh base
	@exec $(PYTHON_IN) manage.py serve $(RUN_OPTIONS)

test: setup ## Run the suite on SQLite, without a browser, without the real releases, without killing processes
	@exec $(PYTHON_IN) -m pytest -n 2 -m "not browser and not releases and not resilience" $(ARGS)

test-releases: setup ## Run the tests that read the real releases in ../shared/data
	@exec $(PYTHON_IN) -m pytest -m releases $(ARGS)

test-browser: setup ## Run the tests in Chromium; with PICTURES=1 pictures of all screens go to var/ci/screenshots
	@exec $(PYTHON_IN) -m pytest -n 2 -m browser $(ARGS)

test-resilience: setup ## Run the tests that kill processes and stop services (PostgreSQL too, where it is installed)
	@exec $(PYTHON_IN) -m pytest -m resilience $(ARGS)

lint: setup ## Check style, templates, types, import rules, migrations, production settings and the API description
	@.ci/lint

format: setup ## Put Python files in house style
	@$(PYTHON_IN) -m ruff check --fix-only --quiet .
	@$(PYTHON_IN) -m ruff format .

guide: setup ## Draw the pictures of docs/editing.md anew, in a browser
	@GUIDE=1 $(PYTHON_IN) -m pytest -q -m browser tests/browser/test_editing_guide.py

references: setup ## Draw the pictures that components are compared with anew, in a browser
	@REFERENCES=1 $(PYTHON_IN) -m pytest -q -m browser tests/browser/test_components.py

bench: setup ## Print the measured ratios that design choices rest on
	@exec $(PYTHON_IN) -m tests.benchmarks $(ARGS)

lock: setup ## Lock the packages named in requirements/*.in anew, with hashes
	@UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links $(ARGS) requirements/dev.in -o requirements/dev.txt
	@UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links -c requirements/dev.txt requirements/base.in -o requirements/base.txt

clean-var: ## Throw away everything the run command wrote: database, uploads, logs
	rm -rf var
