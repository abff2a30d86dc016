# The same few words everywhere. Every target sets up .venv by itself; it re-installs only when the pins changed.
VENV    := .venv
PY      := $(VENV)/bin/python
LOCALE  ?= en-US
.DEFAULT_GOAL := help
.PHONY: help setup talk run test test-all check model schema bench pins clean

help:           ## this list
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

setup:          ## make .venv from the pinned requirements
	@requirements/install.sh $(VENV)

talk: setup     ## hold a conversation; SAY="why do my legs cramp" asks without a keyboard, WAV=a.wav records it
	@$(PY) -m speech talk --locale $(LOCALE) $(if $(SAY),--say "$(SAY)") $(if $(WAV),--wav "$(WAV)")

run: setup      ## serve the skill; needs CRAMP_COACH_SKILL_ID
	@$(PY) -m skill serve

test: setup     ## the tests every change must pass (at most 3 minutes)
	@$(PY) -m pytest -q -n auto --dist loadfile

test-all: setup ## those, and the slow, browser and spoken ones
	@$(PY) -m pytest -q -n auto -m "slow or browser or spoken or not slow"

check: setup    ## style, types, floors, content, model and known holes
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m skill check
	$(PY) -m interaction_model check
	@requirements/audit.sh $(VENV)

model: setup    ## build the interaction model into interaction_model/built
	@$(PY) -m interaction_model build

schema:         ## fetch Amazon's schema of interaction models for `make check`; needs npm
	@requirements/schema.sh .alexa-schema

bench: setup    ## side-by-side measurements
	@requirements/bench.sh $(VENV)
	@requirements/node_bench.sh .node-bench
	@$(PY) -m benchmarks

pins:           ## renew the pinned requirements; needs uv
	@requirements/pin.sh

clean:          ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .alexa-schema .node-bench
