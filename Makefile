# make run    set everything up and publish this folder's publication
# make test   set everything up and run every test
# make test-long   the same at full length: some hours
# The virtual environment is .venv; PYTHON names the interpreter it is made with.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# the locks name every package, so pip has nothing to resolve (some versions of it trip
# over one extra that two packages spell differently)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# a process for each core; who is done first takes tests over from the others
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal \
  --durations 20 --durations-min 3

.DEFAULT_GOAL := help
.PHONY: help run test coverage test-long commonmark check format feeds words pictures lock clean

help:  ## tell what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "digest needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (once; this takes a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) --no-deps --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	@echo "Adding what tests need ..."
	@$(INSTALL) --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

run: $(VENV)/run.stamp  ## publish this folder's publication and serve it
	@# a reader for the first start only: who has left since is not asked again
	@test -e .digest || $(BIN)/digest subscribers add reader@example.org --name "First Reader"
	@$(BIN)/digest run

test: $(VENV)/dev.stamp  ## run every test
	@$(PYTEST)

coverage: $(VENV)/dev.stamp  ## run every test, and tell the lines that none has met
	@$(PYTEST) --cov --cov-report=term:skip-covered

test-long: $(VENV)/dev.stamp  ## run every test, those that take minutes at full length
	@DIGEST_TEST_LONG=1 $(PYTEST) -o faulthandler_timeout=3600

commonmark: $(VENV)/commonmark.json  ## bring the examples of the CommonMark specification

# they stand in the source of a library that is locked here, beside its tests
$(VENV)/commonmark.json: $(VENV)/run.stamp
	@mkdir -p $(VENV)/commonmark
	@grep -A 2 '^markdown-it-py==' requirements.lock > $(VENV)/commonmark/only.lock
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps \
	  --no-binary markdown-it-py --dest $(VENV)/commonmark \
	  --requirement $(VENV)/commonmark/only.lock
	@tar -xzOf $(VENV)/commonmark/markdown_it_py-*.tar.gz --wildcards '*/commonmark.json' > $@.new
	@mv $@.new $@

check: $(VENV)/dev.stamp  ## look at format, rules and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/mypy tests

format: $(VENV)/dev.stamp  ## format the code
	@$(BIN)/ruff format .

feeds: $(VENV)/run.stamp  ## make feeds/ of content/ anew, as it is committed
	@rm -rf .digest-fresh && trap 'rm -rf .digest-fresh' EXIT && mkdir .digest-fresh \
	  && cp -R content templates digest.toml .digest-fresh/ \
	  && $(BIN)/digest --site .digest-fresh build && rm -rf feeds && mv .digest-fresh/feeds feeds

words: $(VENV)/run.stamp  ## bring the catalogues of translations up to code and templates
	@$(BIN)/python -m digest.words.harvest src/digest templates

pictures: $(VENV)/dev.stamp  ## make the README's pictures anew (needs Chromium)
	@$(BIN)/python docs/pictures.py

lock: $(VENV)/dev.stamp  ## renew the lock files: versions and hashes, no addresses
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header \
	  pyproject.toml requirements.in --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group dev \
	  --constraint requirements.lock --output-file requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --extra postgres --extra s3 \
	  --constraint requirements.lock --constraint requirements-dev.lock \
	  pyproject.toml requirements.in --output-file requirements-machines.lock

clean:  ## take the virtual environment and caches away; content and state stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
