# Two commands are all you need: "make demo" tries Verkstad, "make test" checks it.
#   PORT=8001 VERKSTAD_HOME=.verkstad-2   run another demo beside the first
#   BACKGROUND=1                          return when the demo is ready; "make stop" ends it

PORT ?= 8000
VERKSTAD_HOME ?= .verkstad
export VERKSTAD_HOME

VERKSTAD = .venv/bin/verkstad

# Programs are started by the dozen here; without what Python compiled before, each takes twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo stop test test-engines lint format messages

demo:
	@scripts/prepare --no-dev
	@scripts/pango
	@exec $(VERKSTAD) demo --port $(PORT) $(if $(BACKGROUND),--background)

stop:
	@exec $(VERKSTAD) stop

# On a PostgreSQL reached over TCP with a password, as a municipality's is; the demo of the journeys brings its own.
test: lint
	@scripts/chromium
	@scripts/pango
	@.venv/bin/python scripts/npm_packages.py
	@.venv/bin/python scripts/on-tcp-database.py .venv/bin/pytest --numprocesses=2 -m 'not engines' --cov --cov-report=term:skip-covered

# What must hold in every browser, in Firefox and WebKit; a build server runs it after "make test". Chromium writes the
# copies that they show.
test-engines: prepared
	@scripts/chromium
	@scripts/engines
	@.venv/bin/python scripts/on-tcp-database.py .venv/bin/pytest tests/engines

lint: prepared
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/lint-imports
	@.venv/bin/mypy

format: prepared
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

# Texts of the interface, from the program into src/verkstad/locale, and from there into what the program reads.
messages: prepared
	@.venv/bin/python scripts/messages.py

.PHONY: prepared
prepared:
	@scripts/prepare
