# make        set up and read the bundled examples
# make test   set up and run all tests
# make check  style, formatting and types
# make messages  gather what the desk says into its catalogues, and compile them (docs/desk-languages.md)
# make pictures  draw the pictures of the documentation anew (Chromium is needed)
# make bench  measure accuracy and speed (corpora in ../shared; absent ones are skipped)
#
# Needs Python 3.11 or newer with venv and pip. Everything is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
TOOLS := $(VENV)/ready-for-development
EXAMPLES := src/sayso/examples

.PHONY: read test check messages pictures bench clean

read: $(READY)
	@$(BIN)/sayso read $(EXAMPLES)/*.txt --manifest $(EXAMPLES)/manifest.jsonl

test: $(TOOLS)
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

messages: $(TOOLS)
	$(BIN)/python -m translations

pictures: $(TOOLS)
	$(BIN)/python docs/pictures/draw.py
	PYTHONPATH=. $(BIN)/python docs/pictures/draw_desk.py
	PYTHONPATH=. $(BIN)/python docs/pictures/draw_site.py

bench: $(READY)
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV)

# A set-up that was broken off (no pip, no stamp) is begun anew. What only tests and tools need comes when they are first run.
$(READY): pyproject.toml
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing sayso into $(VENV) (some minutes the first time) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@$(BIN)/python -m sayso.linking.gazetteer.build
	@touch $@

$(TOOLS): $(READY)
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@
