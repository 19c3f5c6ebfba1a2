# Just Cities: `make help` lists everything. Only Python 3.11 or newer and make are needed.
.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-postgres test-browser check format bench next catalogues screenshots extraction-report clean

VENV := .venv
PYTHON := $(VENV)/bin/python
SITE_READY := $(VENV)/.site-ready
TESTS_READY := $(VENV)/.tests-ready

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(SITE_READY) ## Serve the sample site on this machine, set up at the first go
	@$(PYTHON) manage.py run

test: $(TESTS_READY) ## Run every test: on SQLite, on PostgreSQL, in a browser
	@.ci/prepare
	@$(PYTHON) tools/run_tests.py sqlite postgres browser

test-unit: $(TESTS_READY) ## Run the tests on SQLite only
	@$(PYTHON) tools/run_tests.py sqlite

test-postgres: $(TESTS_READY) ## Run the tests on PostgreSQL only
	@.ci/prepare
	@$(PYTHON) tools/run_tests.py postgres

test-browser: $(TESTS_READY) ## Run the tests in a browser only
	@.ci/prepare
	@$(PYTHON) tools/run_tests.py browser

check: $(TESTS_READY) ## Check style, types, rooms and doors, settings, catalogues
	@$(PYTHON) tools/check.py

format: $(TESTS_READY) ## Put code and templates into shape
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format --quiet .
	git ls-files -z '*/templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2

bench: $(TESTS_READY) ## Measure answering times at 1,000 and 10,000 pages
	@$(PYTHON) -m pytest tests/benchmarks -m benchmark -s

extraction-report: $(TESTS_READY) ## Tell how much text is found in files of each kind and language
	@PYTHONPATH=.:site $(PYTHON) -m tests.assets.corpus.report

next: ## Run the tests on the next Wagtail, without writing migrations
	@tools/make_venv .venv-next
	.venv-next/bin/python -m pip install --quiet -r requirements-dev.txt
	.venv-next/bin/python -m pip install --quiet --upgrade wagtail==8.0.1
	@.venv-next/bin/python tools/run_tests.py sqlite

catalogues: $(TESTS_READY) ## Collect the texts to translate into site/locale
	@$(PYTHON) manage.py collect_messages

screenshots: $(TESTS_READY) ## Take the pictures of the documentation from a running `make run`
	@$(PYTHON) tools/screenshots.py

clean: ## Remove what was made here, but neither the database nor uploaded files
	rm -rf $(VENV) .venv-next test-results .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(SITE_READY): requirements.txt
	@tools/make_venv $(VENV)
	@echo "Installing what the site needs (once) …"
	@$(PYTHON) -m pip install --quiet -r requirements.txt
	@touch $@

$(TESTS_READY): requirements-dev.txt requirements.txt
	@tools/make_venv $(VENV)
	@echo "Installing what the site and its tests need (once) …"
	@$(PYTHON) -m pip install --quiet -r requirements-dev.txt
	@touch $(SITE_READY) $@
