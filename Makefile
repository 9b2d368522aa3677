# Casa Facendo: `make` alone lists what can be done. All that is needed is python3 (3.11 or newer) and a network.
SHELL := /bin/sh
PYTHON := .venv/bin/python
T ?= tests
# JOBS=2 runs two files beside each other, each with parts of its own: faster, in an order of its own.
JOBS ?= 0
LOCKS := requirements.lock requirements-dev.lock
HASH := $(shell cat $(LOCKS) frontend/package-lock.json deploy/setup.sh | cksum | cut -d ' ' -f 1)
RUN := .state/run-$(HASH)
DEV := .state/dev-$(HASH)
.DEFAULT_GOAL := help
.PHONY: help setup demo run split test compose-check phone-checks offline-fuzz inputs inputs-table models chaos drills power-cuts chaos-seeds bench bench-quick bench-extras bench-peers engines lighthouse evidence verify screens language lint types imports floor messages docs golden rebuild replay rotate-kek backup restore reviewed ci lock secrets nats-conf clean

##@ Start here
help: ## List every target
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(RUN) ## Install what the house needs, once (later calls do nothing)

demo: $(RUN) ## Start the whole house with a few months of two homes in it
	@exec $(PYTHON) -m deploy.house demo

run: $(RUN) ## Start the house empty; it keeps its data in CASA_DATA
	@exec $(PYTHON) -m deploy.house run

split: $(RUN) ## Start the same house with each service as its own process
	@exec $(PYTHON) -m deploy.split

##@ Check
test: $(DEV) ## Run all tests, or those at T=path
	@$(PYTHON) -m pytest -n $(JOBS) --dist loadfile $(T)

compose-check: $(DEV) ## Run the commands of compose.yaml as processes here, two web nodes and all
	@$(PYTHON) -m pytest -q tests/deploy/compose_check.py

phone-checks: $(DEV) ## The checks of a phone without a network, RUNS times in a row
	@n=0; while [ $$n -lt $(or $(RUNS),20) ]; do $(PYTHON) -m pytest -q tests/phone/test_offline.py tests/phone/test_leaving.py tests/phone/test_canaries.py || exit 1; n=$$((n + 1)); echo "phone checks: $$n of $(or $(RUNS),20) runs green"; done

offline-fuzz: $(DEV) ## N saves on a bad line (SEED=7): one fact each, none lost, none doubled
	@$(PYTHON) -m tests.phone.fuzz $(or $(N),500) $(or $(SEED),7)

chaos: $(DEV) ## Kill and stop parts at random (FAULTS=500 SEED=7 STORE=sqlite|postgres) under load; nothing accepted may be lost
	@exec $(PYTHON) -m tests.chaos $(or $(FAULTS),500) $(or $(SEED),7) $(or $(STORE),sqlite)

drills: $(DEV) ## Break one thing after the other and print what was lost and how long it took (minutes; some need root)
	@CUTS=$(CUTS) $(PYTHON) -m tests.faults

power-cuts: $(DEV) ## Cut the power CUTS=10 times under each kind of store (root); ends with cuts, acknowledged, lost
	@CUTS=$(CUTS) $(PYTHON) -m tests.faults power-cuts

chaos-seeds: $(DEV) ## Every kept seed of tests/chaos/seeds.txt again
	@$(PYTHON) -m tests.chaos.seeds

inputs: $(DEV) ## Send N generated requests (SEED=7) to a demo house of its own; what is wrong goes to var/inputs
	@$(PYTHON) -m tests.inputs $(or $(N),100000) $(or $(SEED),7)

models: $(DEV) ## Run the stateful models for EXAMPLES each (M=m1 names one): pacts, delivery, rights, erasure
	@$(PYTHON) -m tests.models $(or $(EXAMPLES),200) $(M)

bench: $(DEV) ## Measure the house and write var/bench.json; CASE=append measures one part
	@$(PYTHON) -m deploy.bench $(CASE)

bench-quick: $(DEV) ## The same in less than 90 seconds, and less exact
	@$(PYTHON) -m deploy.bench quick $(CASE)

bench-extras: $(DEV) ## Install what some controls need into var/: SciPy, a page of React
	@$(PYTHON) -m deploy.bench.extras

bench-peers: $(DEV) ## Measure other event stores beside ours; installs them into var/ first
	@$(PYTHON) -m deploy.bench.peers

engines: $(DEV) ## Walk the core path in Firefox and WebKit, installed here if that is allowed
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get -qq update && apt-get -qq install --yes firefox-esr webkit2gtk-driver xvfb >/dev/null; fi
	@$(PYTHON) -m pytest tests/engines

lighthouse: $(DEV) ## Load the first pages as a phone would, print Lighthouse's figures, fail below the bars (minutes)
	@$(PYTHON) -m deploy.bench.lighthouse

evidence: $(RUN) ## Write the evidence pack of CASE=code or LINE=code to OUT=file; SCOPE="category …" opens values
	@$(PYTHON) -m deploy.evidence $(if $(LINE),--line "$(LINE)" --since "$(SINCE)" --until "$(UNTIL)","$(CASE)") "$(OUT)" --scope $(SCOPE)

verify: $(RUN) ## Check the history of the house: chains, trees, signed heads
	@$(PYTHON) -m deploy.evidence.verify

screens: $(DEV) ## Walk the journey and every page in a browser; pictures go to var/screens, one to the README
	@CASA_SCREENS=1 $(PYTHON) -m pytest tests/system/test_journey.py tests/system/test_every_page.py
	@cp var/screens/light/sara-oggi.png docs/screens/oggi.png

language: $(DEV) ## Check that the pages speak plainly, and easily where they should
	@$(PYTHON) -m pytest -q tests/language

lint: $(DEV) ## Check style and the form of the code
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check .

types: $(DEV) ## Check the types
	@$(PYTHON) -m mypy

imports: $(DEV) ## Check that no room reaches through a wall
	@.venv/bin/lint-imports

ci: lint types imports test ## Everything that must hold before a change lands

floor: $(DEV) ## Take each security setting away in a copy, and see that its test notices (minutes)
	@$(PYTHON) -m tests.security.floor.removing

##@ Keep up
messages: $(DEV) ## Collect the sentences of the pages for translation
	@sh deploy/messages.sh

docs: $(RUN) ## Write docs/events.md and docs/access.md from the catalogue
	@$(PYTHON) -m deploy.catalogue

inputs-table: $(DEV) ## Write docs/inputs.md from the rows of tests/inputs
	@$(PYTHON) -m tests.inputs.write

golden: $(DEV) ## Write samples of facts and commands that have none yet
	@$(PYTHON) -m tests.golden.write

rebuild: $(RUN) ## Build all read models anew from the facts
	@$(PYTHON) -m deploy.rebuild

replay: $(RUN) ## Try again what stands parked in the read model of a living house
	@$(PYTHON) -m deploy.replay

rotate-kek: $(RUN) ## Wrap all keys by a new key and destroy the old one (house stopped)
	@$(PYTHON) -m deploy.rotate

backup: $(RUN) ## Copy history, stores and keys of the house, running or stopped, to TO=folder
	@$(PYTHON) -m deploy.backup "$(TO)"

restore: $(RUN) ## Put a backup back: FROM=folder (house stopped); what was erased stays erased
	@$(PYTHON) -m deploy.restore "$(FROM)"

reviewed: $(RUN) ## After a restore: BY=name has read what it found; until then the house says that it is not well
	@$(PYTHON) -m deploy.reviewed "$(BY)"

lock: .venv/pyvenv.cfg ## Choose new versions of the dependencies and pin them with hashes
	@sh deploy/lock.sh

secrets: $(RUN) ## Make every key and password of a house in containers in TO=folder, once
	@$(PYTHON) -m deploy.containers.secrets "$(or $(TO),var/secrets)"

nats-conf: $(RUN) ## Write deploy/nats/server.conf from the permissions
	@$(PYTHON) -m deploy.nats.config > deploy/nats/server.conf

clean: ## Remove what setup and tests made; data under var stays
	@rm -rf .venv .state frontend/node_modules frontend/static/vendor .mypy_cache .ruff_cache .hypothesis

.venv/pyvenv.cfg:
	@sh deploy/setup.sh venv

# Once tests were set up here, running keeps their tools: the dev lock holds all of the other.
$(RUN): .venv/pyvenv.cfg
	@ls .state/dev-* >/dev/null 2>&1 && lock=requirements-dev.lock || lock=requirements.lock; sh deploy/setup.sh install $$lock
	@mkdir -p .state && touch $@

$(DEV): .venv/pyvenv.cfg
	@sh deploy/setup.sh install requirements-dev.lock
	@mkdir -p .state && touch $(RUN) $@
