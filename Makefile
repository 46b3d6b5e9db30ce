# The list of everything you may do; `make` prints it. What a target does stands in servers/.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
DO ?= start
RUN := .venv/bin/python -m

.PHONY: help demo reset test check prove relevance elasticsearch postgresql format lock environment

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

demo: ## fill an installation under var/ and serve it on 127.0.0.1 (PORT=8001; LAWS=folder loads a folder of laws too)
	@python=$$(servers/environment python) && "$$python" -m servers.port "$(PORT)"
	@servers/environment runtime
	@exec $(RUN) servers.demo "$(PORT)"

reset: ## wipe the demo
	@python=$$(servers/environment python) && exec "$$python" -m servers.reset

test: check ## install what tests need, run the checks and all tests (LAWS=folder; default ../shared/laws)
	@exec $(RUN) servers.suite

check: environment ## formatting, lint, types, import contracts, Django's checks, missing migrations, sizes
	@exec $(RUN) servers.check

prove: environment ## the long figures, written to docs/proof.md (ONLY="name …" runs some of them)
	@exec $(RUN) servers.prove $(ONLY)

relevance: environment ## measure search on a database of the folder in LAWS alone (QUESTIONS=file, ENGINE=tantivy|elasticsearch)
	@exec $(RUN) servers.relevance

elasticsearch: ## the real Elasticsearch for tests (DO=start|stop|status|wipe)
	@python=$$(servers/environment python) && exec "$$python" -m servers.elasticsearch "$(DO)"

postgresql: ## a PostgreSQL of our own for tests (DO=start|stop|status|wipe)
	@python=$$(servers/environment python) && exec "$$python" -m servers.postgresql "$(DO)"

format: environment ## write the code in the house's form
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format .

lock: ## write requirements/*.lock from pyproject.toml (UPGRADE=1 takes the newest that it allows)
	@python=$$(servers/environment python) && exec "$$python" -m servers.lock

environment: ## the Python environment in .venv with everything the checks and tests need
	@servers/environment dev
